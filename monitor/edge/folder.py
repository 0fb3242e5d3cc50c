"""A folder of the user's as a page: the files in it, the newest first, within bounds.

Files are only ever read. What is still being written is left for the next look, links are not followed.
"""

import asyncio
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from monitor.errors import Gone, Unreachable
from monitor.model import Page, PageRequest
from monitor.sources._bundle import CONTENT_TYPE, Bundle

SETTLED_AFTER = timedelta(seconds=5)
"""A file that was written to within this time may not be whole yet."""
UNFINISHED = frozenset({".part", ".partial", ".crdownload", ".download", ".tmp", ".opdownload"})
"""What browsers call a file that they are still loading."""
MOST_FILES = 300
MOST_BYTES_FACTOR = 5
"""All files together may be so many times as long as one may be: a docket, too, may have so many pages."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as the folder shows it; `changed` is in seconds, by the file system's clock."""

    path: Path
    size: int
    changed: float


class FolderReader:
    """Reads folders: `await reader(PageRequest("file:///…", medium="folder"))` gives a Page or raises a FetchError.

    `max_body` is in bytes, and for one file.
    """

    def __init__(self, max_body: int, clock: Callable[[], datetime]) -> None:
        self._max_body, self._clock = max_body, clock

    async def __call__(self, request: PageRequest) -> Page:
        """The files as a bundle; status 304 when they are those of `request.etag`. Raises Gone, Unreachable."""
        return await asyncio.to_thread(self._page, request)

    def _page(self, request: PageRequest) -> Page:
        folder, now = folder_of(request.url), self._clock()
        files, flaws = self._settled(folder, now)
        etag = _state(files, flaws)
        if etag == request.etag:
            return Page(request.url, b"", now, 304, etag=etag)
        bundle = self._bundle(files, flaws)
        return Page(request.url, bundle.as_body(), now, content_type=CONTENT_TYPE, etag=etag)

    def _settled(self, folder: Path, now: datetime) -> tuple[list[_File], list[str]]:
        """The files that may be read, the newest first, and what is wrong with others."""
        files: list[_File] = []
        flaws: list[str] = []
        for entry in _entries(folder):
            with suppress(FileNotFoundError):  # it was just taken away
                about = entry.stat(follow_symlinks=False)
                if stat.S_ISLNK(about.st_mode):
                    flaws.append(f"{entry.name}: it is a link, which is not followed; put the file itself here")
                elif not stat.S_ISREG(about.st_mode) or not _may_be_whole(entry.name, about, now):
                    continue
                elif about.st_size > self._max_body:
                    flaws.append(f"{entry.name}: it is larger than {self._max_body} bytes; raise http.max_body")
                else:
                    files.append(_File(Path(entry.path), about.st_size, about.st_mtime))
        files.sort(key=lambda file: (-file.changed, file.path.name))
        return files, sorted(flaws)

    def _bundle(self, files: list[_File], flaws: list[str]) -> Bundle:
        """The content of the newest files."""
        read: list[tuple[str, bytes]] = []
        wrong, left = list(flaws), self._max_body * MOST_BYTES_FACTOR
        for place, file in enumerate(files):
            left -= file.size
            if left < 0 or place == MOST_FILES:
                wrong.append(f"{len(files) - place} older files are not read: there are too many; move them away")
                break
            try:
                read.append((file.path.name, _content(file.path, self._max_body)))
            except OSError as error:
                wrong.append(f"{file.path.name}: it cannot be opened ({error.strerror}); mend its permissions")
        return Bundle(tuple(read), tuple(wrong))


def folder_of(url: str) -> Path:
    """The path that a file address (RFC 8089) names."""
    return Path(url2pathname(urlsplit(url).path))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What stands in a folder, but for hidden things; raises Gone, Unreachable."""
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if not entry.name.startswith((".", "~")))
    except FileNotFoundError:
        raise Gone("there is no such folder", str(folder), "make it, or mend url") from None
    except NotADirectoryError:
        raise Gone("this is a file and no folder", str(folder), "name the folder it is in") from None
    except OSError as error:
        what = f"the folder cannot be read ({error.strerror})"
        raise Unreachable(what, str(folder), "mend its permissions") from None


def _may_be_whole(name: str, about: os.stat_result, now: datetime) -> bool:
    age = abs(now.timestamp() - about.st_mtime)
    return about.st_size > 0 and age >= SETTLED_AFTER.total_seconds() and Path(name).suffix.lower() not in UNFINISHED


def _content(path: Path, most: int) -> bytes:
    """The first bytes of a file that has not become a link since it was listed."""
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
        return file.read(most)


def _state(files: list[_File], flaws: list[str]) -> str:
    """A hash of how the folder stands."""
    told = [(file.path.name, file.size, file.changed) for file in files]
    return sha256(repr((told, flaws)).encode(errors="replace")).hexdigest()[:32]
