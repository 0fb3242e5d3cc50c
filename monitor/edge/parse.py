"""Reading pages within bounds: no page, however long or hostile, holds up the daemon.

Small pages are read where we stand. All others, and all prose, are read in a worker process that has a limit of time,
CPU and memory, because nothing short of ending a process stops a parser that runs away.
Figures: docs/why/2026-11-22-bounded-parsing.md
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import timedelta
from multiprocessing import get_context
from typing import Any

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from monitor.edge.worker import KEPT, KindOf, begin, kind_named, read, read_apart
from monitor.errors import ParseTooSlow
from monitor.model import Page, Snapshot, Source

SMALL = 20_000
"""Bytes of all pages together that are read in the daemon itself: the worst markup of that size takes 0.2 seconds."""
DEADLINE = timedelta(seconds=30)
MEMORY = 2**30
"""Bytes of address space a worker may take beyond those it starts with."""
PAGES_OF_A_WORKER = 500
"""After so many the worker is replaced, should a library leak."""

CONSTS.term_timeout = 0.2  # pebble waits 3 s between asking a worker to end and ending it; a worker has nothing to save


class Parser:
    """Reads pages: `await parser(source, pages)` gives the Snapshot or raises PageError.

    `kind_of` gives the kind for a name; it is sent to the worker, so it must be a function of a module. The worker is
    started by the first page that needs it. `deadline` counts from when the worker takes a page up.
    """

    def __init__(self, kind_of: KindOf = kind_named, deadline: timedelta = DEADLINE, memory: int = MEMORY) -> None:
        self._kind_of, self._memory = kind_of, memory
        self._seconds = deadline.total_seconds()
        self._pool: ProcessPool | None = None
        self._under_way: set[ProcessFuture[Snapshot]] = set()

    async def __call__(self, source: Source[Any], pages: Sequence[Page]) -> Snapshot:
        """What the pages say; raises PageError, ParseTooSlow when the limits of time, CPU or memory were reached."""
        if not self._kind_of(source.kind).prose and sum(len(page.body) for page in pages) <= SMALL:
            return read(self._kind_of, source, pages)
        for _ in range(2):
            with suppress(BrokenProcessPool):  # the idle worker was ended from outside: a new pool, once
                return await self._in_worker(source, tuple(pages))
        raise ParseTooSlow("the process that reads pages cannot be started", source.id, "look at the machine's memory")

    def close(self) -> None:
        """End the worker at once; pages under way are given up (their readers are cancelled)."""
        for future in tuple(self._under_way):
            future.cancel()  # type: ignore[no-untyped-call]  # pebble's types are not complete
        self._end_pool()

    async def _in_worker(self, source: Source[Any], pages: tuple[Page, ...]) -> Snapshot:
        arguments = (self._kind_of, source, pages, self._seconds)
        future = self._live_pool().schedule(read_apart, args=arguments, timeout=self._seconds)
        self._under_way.add(future)
        try:
            return await asyncio.wrap_future(future)
        except TimeoutError:
            raise ParseTooSlow(f"reading the page took over {self._seconds:g} seconds", source.id, KEPT) from None
        except ProcessExpired:
            raise ParseTooSlow("the process that read the page died (out of memory?)", source.id, KEPT) from None
        finally:
            self._under_way.discard(future)

    def _live_pool(self) -> ProcessPool:
        """The pool; a new one when the old broke, as it does when an idle worker is ended from outside."""
        if self._pool is not None and not self._pool.active:
            self._end_pool()
            for future in tuple(self._under_way):
                if not future.done():  # handed over just when the pool broke: nobody else would ever answer
                    future.set_exception(BrokenProcessPool("the pool broke before the page was read"))
        if self._pool is None:
            self._pool = _new_pool(self._memory)
        return self._pool

    def _end_pool(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None


def _new_pool(memory: int) -> ProcessPool:
    """A pool of one worker.

    Spawned: Python's default differs by version, fork copies the daemon's threads and locks in whatever state they are,
    and a fork server is one process more for a worker that is started a few times a day.
    """
    return ProcessPool(
        max_workers=1,
        max_tasks=PAGES_OF_A_WORKER,
        initializer=begin,
        initargs=(memory,),
        context=get_context("spawn"),
    )
