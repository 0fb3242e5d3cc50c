"""What runs in the parser's worker process (see parse.py): reading a page within limits, and errors that travel.

Kept apart so that the process, started afresh, loads no more than reading needs.
"""

import logging
import math
import sys
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from monitor.errors import MonitorError, ParseTooSlow, Unreadable
from monitor.model import Page, Snapshot, Source
from monitor.sources import KINDS
from monitor.sources._base import SourceKind

if sys.platform != "win32":
    import resource

KindOf = Callable[[str], SourceKind[Any]]
MOST_ITEMS = 20_000
"""Things on one page: the longest dockets have some ten thousand entries, a busy court's feed has a few thousand."""
KEPT = "the last good snapshot is kept; if it goes on, narrow the source or watch it another way"


def kind_named(name: str) -> SourceKind[Any]:
    """The kind of this name; a function of a module, because such a one can be sent to another process."""
    return KINDS[name]


def read(kind_of: KindOf, source: Source[Any], pages: Sequence[Page]) -> Snapshot:
    """What the pages say, by the source's kind.

    Raises PageError; Unreadable also for markup nested deeper than Python's stack and for over MOST_ITEMS items,
    ParseTooSlow when memory is short.
    """
    try:
        return _bounded(kind_of(source.kind).parse(source, pages))
    except RecursionError:
        raise Unreadable("the page is nested too deeply to be read", source.id, KEPT) from None
    except MemoryError:
        raise ParseTooSlow("reading the page took more memory than it may", source.id, KEPT) from None


def _bounded(snapshot: Snapshot) -> Snapshot:
    """The snapshot itself; raises Unreadable for one of more items than can be compared, judged and kept."""
    if len(snapshot.items) > MOST_ITEMS:
        what = f"the page lists {len(snapshot.items)} things; more than {MOST_ITEMS} are not taken for one page"
        raise Unreadable(what, snapshot.source, KEPT)
    return snapshot


def read_apart(kind_of: KindOf, source: Source[Any], pages: Sequence[Page], seconds: float) -> Snapshot:
    """Read in the worker process, with at most so many seconds of CPU; every error raised can travel to the daemon."""
    limit_cpu(seconds)
    with Travelling():
        return read(kind_of, source, pages)


class Travelling:
    """Lets errors of errors.py pass and turns others into RuntimeErrors that carry their traceback as text.

    No guard: nothing is swallowed. An error of a library that cannot be unpickled on the other side (many cannot) would
    break the pool for everybody, and its cause would be lost.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, MonitorError):
            text = "".join(traceback.format_exception(error))
            raise RuntimeError(  # noqa: TRY004 (no check of a type: it stands for an error of any)
                f"reading the page failed in a way nobody foresaw:\n{text}"
            ) from None


def begin(memory: int) -> None:
    """Prepare this process: its memory limited; silent, for its libraries know no secrets to mask and no check to name.

    What it has to say goes to the daemon as an answer or an error, and is logged there.
    """
    logging.disable()
    limit_memory(memory)


def limit_memory(allowed: int) -> None:
    """Give this process so many bytes of address space beyond what it holds now; only Linux tells what that is."""
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 (a file of the kernel, read once)
            held = int(statm.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + allowed, held + allowed))


def limit_cpu(seconds: float) -> None:
    """Have the kernel end this process after so many more seconds of CPU, should the daemon be gone and not do it."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
