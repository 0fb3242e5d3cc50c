"""Writes a file for other programs: whole or not at all, and only when it says something new."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from monitor.errors import NotWritten

READABLE = 0o644
"""By everybody, as a web server of another user needs it; the temporary file is the owner's alone."""


def put(path: Path, content: bytes) -> bool:
    """Write a file, unless it is there with this content; gives whether it was written. Raises NotWritten.

    The folder is made if needed. Who reads the file meanwhile sees the old one or the new one, never half of it.
    """
    try:
        with suppress(FileNotFoundError):
            if path.read_bytes() == content:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise NotWritten(what, str(path), "make the folder writable for the daemon, or name another") from error
    return True


def _replace(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fchmod(new.fileno(), READABLE)
            Path(new.name).replace(path)
        except BaseException:
            Path(new.name).unlink()
            raise
