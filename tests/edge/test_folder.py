"""Folders as pages: only whole files, within bounds, nothing outside of the folder."""

import os
from datetime import timedelta

import pytest

from monitor.edge.folder import MOST_FILES, SETTLED_AFTER, FolderReader
from monitor.errors import Gone, Unreachable
from monitor.model import PageRequest
from monitor.sources._bundle import bundle_of


@pytest.fixture
def folder(tmp_path, clock):
    """A folder; `put` saves a file in it, a minute ago."""
    folder = tmp_path / "saved pages"
    folder.mkdir()
    return folder


@pytest.fixture
def put(folder, clock):
    """Save a file in the folder, so long ago."""

    def put(name, content=b"x", **ago):
        path = folder / name
        path.write_bytes(content)
        moment = (clock() - timedelta(**(ago or {"minutes": 1}))).timestamp()
        os.utime(path, (moment, moment))
        return path

    return put


@pytest.fixture
def look(folder, clock):
    """Look at the folder, with this `etag`."""

    async def look(etag=None, max_body=1000):
        return await FolderReader(max_body, clock)(PageRequest(folder.as_uri(), etag=etag, medium="folder"))

    return look


def names(page):
    return [name for name, _content in bundle_of(page).files]


async def test_files_come_newest_first_and_once(look, put):
    """The page holds all files, the newest first; as long as they stay as they are, it is not modified."""
    put("old.html", b"1", days=2)
    put("new.html", b"2", days=1)
    page = await look()
    assert bundle_of(page).files == (("new.html", b"2"), ("old.html", b"1"))
    assert (await look(page.etag)).status == 304
    put("old.html", b"3")
    assert names(await look(page.etag)) == ["old.html", "new.html"]


async def test_a_file_gone_is_seen(look, put):
    """Deleting a file changes the page."""
    put("one.html")
    path = put("two.html")
    page = await look()
    path.unlink()
    assert names(await look(page.etag)) == ["one.html"]


async def test_a_half_written_file_is_left_for_the_next_look(look, put, clock):
    """A file written to a moment ago, an empty one and an unfinished download are not read yet."""
    put("writing.html", seconds=1)
    put("empty.html", b"")
    put("docket.html.crdownload")
    put("docket.pdf.part")
    put("whole.html")
    page = await look()
    assert names(page) == ["whole.html"]
    clock.forward(seconds=SETTLED_AFTER.total_seconds())
    assert names(await look(page.etag)) == ["whole.html", "writing.html"][::-1]


async def test_a_file_from_the_future_is_read(look, put):
    """A clock that runs ahead elsewhere does not keep a file from being read."""
    put("ahead.html", days=-1)
    assert names(await look()) == ["ahead.html"]


async def test_nothing_outside_of_the_folder_is_read(look, put, folder, tmp_path):
    """Links, folders, hidden files and pipes are not followed, opened or waited for; links are named."""
    (tmp_path / "secret.html").write_text("secret")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "inside").mkdir()
    os.mkfifo(folder / "pipe.html")
    put(".hidden.html")
    put("real.html")
    page = await look()
    assert names(page) == ["real.html"]
    assert b"secret" not in page.body
    assert bundle_of(page).flaws == ("link.html: it is a link, which is not followed; put the file itself here",)


async def test_a_large_file_is_named_and_hides_no_other(look, put):
    """A file over http.max_body is a flaw; the others are read."""
    put("large.html", b"x" * 1001)
    put("small.html")
    page = await look()
    assert names(page) == ["small.html"]
    assert bundle_of(page).flaws == ("large.html: it is larger than 1000 bytes; raise http.max_body",)


async def test_there_is_a_bound_for_all_files_together(look, put):
    """Of more than five times http.max_body the newest files are read, and it is said that others are not."""
    for number in range(7):
        put(f"{number}.html", b"x" * 900, minutes=number + 1)
    page = await look()
    assert names(page) == ["0.html", "1.html", "2.html", "3.html", "4.html"]
    assert bundle_of(page).flaws == ("2 older files are not read: there are too many; move them away",)


async def test_there_is_a_bound_for_their_number(look, put):
    """Of too many files the newest are read."""
    for number in range(MOST_FILES + 2):
        put(f"{number}.html", minutes=number + 1)
    page = await look()
    assert len(names(page)) == MOST_FILES
    assert bundle_of(page).flaws == ("2 older files are not read: there are too many; move them away",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
async def test_a_file_without_permission_is_named(look, put):
    """A file that may not be opened is a flaw; the others are read."""
    put("closed.html").chmod(0)
    put("open.html")
    page = await look()
    assert names(page) == ["open.html"]
    assert "closed.html: it cannot be opened" in bundle_of(page).flaws[0]


async def test_a_missing_folder_is_named(tmp_path, clock):
    """A path at which nothing is, or a file, is told to be mended."""
    with pytest.raises(Gone, match="no such folder"):
        await FolderReader(1000, clock)(PageRequest((tmp_path / "none").as_uri(), medium="folder"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(Gone, match="a file and no folder"):
        await FolderReader(1000, clock)(PageRequest((tmp_path / "file").as_uri(), medium="folder"))


async def test_a_name_too_long_is_an_error_of_ours(tmp_path, clock):
    """What the system says of a folder that it cannot read is told."""
    with pytest.raises(Unreachable, match="cannot be read"):
        await FolderReader(1000, clock)(PageRequest((tmp_path / ("x" * 300)).as_uri(), medium="folder"))


async def test_odd_names_are_kept_apart(look, put):
    """A name that is no text, and one with a line end, are files like others."""
    put(os.fsdecode(b"\xff\xfe.html"))
    put("two\nlines.html")
    assert len(names(await look())) == 2
