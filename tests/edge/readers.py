"""Source kinds that read well, badly or never; a module of its own, because the parser's worker process imports it."""

import ctypes
import os
import signal
import time

from monitor.errors import NotThePage
from monitor.model import Snapshot
from monitor.sources._base import Options, SourceKind


class Untold(Exception):
    """An error as libraries have them: it cannot be unpickled, because it takes more than it keeps."""

    def __init__(self, code, text):
        super().__init__(text)


def well(source, pages):
    """A snapshot that tells which process read how many bytes."""
    carries = f"{os.getpid()} {sum(len(page.body) for page in pages)}"
    return Snapshot(source.id, pages[0].fetched, "whole", (), carries=carries)


def slowly(source, pages):
    """Markup that takes more than a moment."""
    time.sleep(0.5)
    return well(source, pages)


def for_ever(source, pages):
    """Markup that Python code never finishes."""
    while True:
        pass


def for_ever_in_c(source, pages):
    """Markup that a C library never finishes: it sees no signal that Python could handle."""
    ctypes.PyDLL(None).sleep(600)


def greedily(source, pages):
    """Markup that needs two gigabytes."""
    return bytearray(2**31)


def deeply(source, pages):
    """Markup nested more deeply than the stack."""
    return deeply(source, pages)


def deadly(source, pages):
    """Markup that crashes the process."""
    os.kill(os.getpid(), signal.SIGKILL)


def as_login(source, pages):
    """A login page."""
    raise NotThePage("a login page", source.id, "log in")


def oddly(source, pages):
    """Markup at which a library raises an error of its own."""
    raise Untold(3, "line 53 is odd")


READERS = {
    reader.__name__: reader
    for reader in (well, slowly, for_ever, for_ever_in_c, greedily, deeply, deadly, as_login, oddly)
}


def kind_of(name):
    """`well` is of no prose; `prose_well` is, and so read by the worker whatever its size."""
    reader = READERS[name.removeprefix("prose_")]
    return SourceKind(name, "whole", Options, reader, prose=name.startswith("prose_"))
