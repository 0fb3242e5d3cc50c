"""Changes of the config are noticed once each, and only when they stand still."""

import pytest

from monitor.edge.reload import Watch


@pytest.fixture
def folder(tmp_path):
    """A config folder with a main file and a sources.d."""
    (tmp_path / "sources.d").mkdir()
    (tmp_path / "monitor.yaml").write_text("one")
    return tmp_path


@pytest.fixture
def watch(folder):
    """A watch over that folder."""
    return Watch(folder / "monitor.yaml")


def looks(watch, times):
    """The answers of several looks in a row."""
    return [watch.changed() for _ in range(times)]


def test_nothing_changed(watch):
    """Files that stay as they are give no change."""
    assert looks(watch, 3) == [False, False, False]


def test_a_saved_file_is_noticed_once(watch, folder):
    """One look sees it, the next finds it standing still and says so, later ones are quiet."""
    (folder / "monitor.yaml").write_text("two")
    assert looks(watch, 4) == [False, True, False, False]


def test_a_file_that_is_still_being_written_is_not_read(watch, folder):
    """As long as each look sees another content, there is no change to act on."""
    told = []
    for content in ("t", "tw", "two", "two"):
        (folder / "monitor.yaml").write_text(content)
        told.append(watch.changed())
    assert told == [False, False, False, True]


def test_touching_a_file_is_no_change(watch, folder):
    """The content counts, not the time it was written."""
    (folder / "monitor.yaml").write_text("one")
    assert looks(watch, 2) == [False, False]


def test_a_change_taken_back_is_none(watch, folder):
    """What is known again at the second look needs no reload."""
    (folder / "monitor.yaml").write_text("two")
    assert watch.changed() is False
    (folder / "monitor.yaml").write_text("one")
    assert looks(watch, 2) == [False, False]


def test_files_of_sources_d_come_and_go(watch, folder):
    """A new file, and its end, are changes; hidden files of editors are none."""
    (folder / "sources.d" / ".more.yaml.swp").write_text("x")
    (folder / "sources.d" / ".more.yaml").write_text("x")
    assert looks(watch, 2) == [False, False]
    (folder / "sources.d" / "more.yaml").write_text("x")
    assert looks(watch, 3) == [False, True, False]
    (folder / "sources.d" / "more.yaml").unlink()
    assert looks(watch, 3) == [False, True, False]


def test_a_file_replaced_in_two_steps_is_one_change(watch, folder):
    """Editors that move the old file away first: the look in between acts on nothing."""
    (folder / "monitor.yaml").rename(folder / "monitor.yaml~")
    assert watch.changed() is False
    (folder / "monitor.yaml").write_text("two")
    assert looks(watch, 3) == [False, True, False]


def test_a_missing_file_is_a_change_in_the_end(watch, folder):
    """Gone for two looks: the reload will say what is missing."""
    (folder / "monitor.yaml").unlink()
    assert looks(watch, 3) == [False, True, False]


def test_secrets_in_files_are_watched(folder):
    """A file that the config names counts like the config itself."""
    secret = folder / "secret"
    secret.write_text("a")
    watch = Watch(folder / "monitor.yaml", [secret])
    secret.write_text("b")
    assert looks(watch, 2) == [False, True]
