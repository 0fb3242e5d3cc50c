"""Notices that the config was saved: by content, for changes in a bind mount of a container give no notice."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


class Watch:
    """Looks at a config file, the files of the `sources.d` beside it and some others each time it is asked.

    A change counts once it stands still from one look to the next, so that a file which is still being written is not
    read; a change that is taken back in between was none.
    """

    def __init__(self, main: Path, others: Iterable[Path] = ()) -> None:
        """What the files hold now is what is known; `others` are files that the config names (`${file:…}`)."""
        self._main, self._others = main, tuple(others)
        self._known = self._last = self._look()

    def changed(self) -> bool:
        """Whether the files hold something else than when this was last true (at first: than when it was made)."""
        now = self._look()
        still, self._last = now == self._last, now
        if not still or now == self._known:
            return False
        self._known = now
        return True

    def _look(self) -> dict[Path, str | None]:
        parts = sorted((self._main.parent / "sources.d").glob("[!.]*.yaml"))
        return {path: fingerprint(path) for path in (self._main, *parts, *self._others)}


def fingerprint(path: Path) -> str | None:
    """A hash of what a file holds; None when it cannot be read just now, as between the two steps of some editors."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
