"""Files for other programs: whole, readable by others, and untouched while they say nothing new."""

import stat

import pytest

from monitor.edge.publish import put
from monitor.errors import NotWritten


def test_a_file_is_written_when_it_says_something_new(tmp_path):
    """The folder is made; the same content again leaves the file alone, another replaces it."""
    path = tmp_path / "new" / "feeds" / "ctr.atom"
    assert put(path, b"one")
    first = path.stat()
    assert not put(path, b"one")
    assert path.stat().st_mtime_ns == first.st_mtime_ns
    assert put(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_ino != first.st_ino, "who reads the old file reads it to its end"
    assert [one.name for one in path.parent.iterdir()] == ["ctr.atom"]


def test_a_web_server_may_read_it(tmp_path):
    """The file is not its owner's alone."""
    put(tmp_path / "x", b"")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o644


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    """A file where the folder should be: what, where, what next; and nothing is left lying about."""
    (tmp_path / "feeds").write_text("a file")
    with pytest.raises(NotWritten, match=r"feeds/ctr\.atom: cannot be written .*; make the folder writable"):
        put(tmp_path / "feeds" / "ctr.atom", b"x")
    (tmp_path / "ctr.ics").mkdir()
    with pytest.raises(NotWritten):
        put(tmp_path / "ctr.ics", b"x")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["ctr.ics", "feeds"]
