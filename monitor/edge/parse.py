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
from time import monotonic
from typing import Any, NamedTuple

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from monitor.edge.worker import KEPT, KindOf, begin, kind_named, read, read_apart
from monitor.errors import ParseTooSlow
from monitor.model import Page, Snapshot, Source

SMALL = 20_000
"""Bytes of all pages together that are read in the daemon itself: the worst markup of that size takes 0.2 seconds."""
QUICK = timedelta(seconds=5)
"""What takes longer is read where only slow pages wait: an honest docket of 88 KB takes 0.1 seconds."""
DEADLINE = timedelta(seconds=30)
MEMORY = 2**30
"""Bytes of address space a worker may take beyond those it starts with."""
PAGES_OF_A_WORKER = 500
"""After so many the worker is replaced, should a library leak."""
IDLE = 120.0
"""Seconds after which a worker that reads nothing is ended: it holds as much memory as the daemon."""

CONSTS.term_timeout = 0.2  # pebble waits 3 s between asking a worker to end and ending it; a worker has nothing to save


class Reading(NamedTuple):
    """What is to be read, as a worker takes it."""

    kind_of: KindOf
    source: Source[Any]
    pages: tuple[Page, ...]


class Parser:
    """Reads pages: `await parser(source, pages)` gives the Snapshot or raises PageError.

    `kind_of` gives the kind for a name; it is sent to the worker, so it must be a function of a module. A worker is
    started by the first page that needs it. What is not read within `quick` is read anew in a second worker, where
    only pages wait that took as long: those that hold it up hold up each other. A source that was slow goes there at
    once, until it is quick again. Both times count from when a worker takes the page up.
    """

    def __init__(
        self,
        kind_of: KindOf = kind_named,
        deadline: timedelta = DEADLINE,
        memory: int = MEMORY,
        quick: timedelta = QUICK,
    ) -> None:
        self._kind_of, self._deadline, self._quick = kind_of, deadline, min(quick, deadline)
        self._lane, self._slow_lane = Lane(memory), Lane(memory)
        self._slow: set[str] = set()

    async def __call__(self, source: Source[Any], pages: Sequence[Page]) -> Snapshot:
        """What the pages say; raises PageError, ParseTooSlow when the limits of time, CPU or memory were reached."""
        if not self._kind_of(source.kind).prose and sum(len(page.body) for page in pages) <= SMALL:
            return read(self._kind_of, source, pages)
        reading = Reading(self._kind_of, source, tuple(pages))
        if source.id not in self._slow:
            try:
                return await self._lane.read(reading, self._quick)
            except TimeoutError:
                self._slow.add(source.id)
        return await self._read_slowly(reading)

    async def _read_slowly(self, reading: Reading) -> Snapshot:
        started = monotonic()
        try:
            snapshot = await self._slow_lane.read(reading, self._deadline)
        except TimeoutError:
            seconds = self._deadline.total_seconds()
            raise ParseTooSlow(f"reading the page took over {seconds:g} seconds", reading.source.id, KEPT) from None
        if monotonic() - started < self._quick.total_seconds():
            self._slow.discard(reading.source.id)
        return snapshot

    def close(self) -> None:
        """End the workers at once; pages under way are given up (their readers are cancelled)."""
        self._lane.close()
        self._slow_lane.close()


class Lane:
    """One worker process and the pages that wait for it, read in the order they came; ended after `idle` seconds."""

    def __init__(self, memory: int, idle: float = IDLE) -> None:
        self._memory, self._idle = memory, idle
        self._rest: asyncio.TimerHandle | None = None
        self._pool: ProcessPool | None = None
        self._under_way: set[ProcessFuture[Snapshot]] = set()

    async def read(self, reading: Reading, most: timedelta) -> Snapshot:
        """What the pages say; raises PageError, TimeoutError when it took longer than `most`."""
        for _ in range(2):
            with suppress(BrokenProcessPool):  # the idle worker was ended from outside: a new pool, once
                return await self._in_worker(reading, most.total_seconds())
        where, next_step = reading.source.id, "look at the machine's memory"
        raise ParseTooSlow("the process that reads pages cannot be started", where, next_step)

    def close(self) -> None:
        """End the worker at once; pages under way are given up."""
        if self._rest:
            self._rest.cancel()
        for future in tuple(self._under_way):
            future.cancel()  # type: ignore[no-untyped-call]  # pebble's types are not complete
        self._end_pool()

    async def _in_worker(self, reading: Reading, seconds: float) -> Snapshot:
        future = self._live_pool().schedule(read_apart, args=(*reading, seconds), timeout=seconds)
        self._under_way.add(future)
        try:
            return await asyncio.wrap_future(future)
        except ProcessExpired:
            what = "the process that read the page died (out of memory?)"
            raise ParseTooSlow(what, reading.source.id, KEPT) from None
        finally:
            self._under_way.discard(future)
            if self._rest:
                self._rest.cancel()
            self._rest = asyncio.get_running_loop().call_later(self._idle, self._end_idle)

    def _end_idle(self) -> None:
        """End the worker in which nothing was read for a while; the next page starts another."""
        if self._pool is not None and not self._under_way:
            pool, self._pool = self._pool, None
            pool.stop()  # type: ignore[no-untyped-call]
            asyncio.get_running_loop().run_in_executor(None, pool.join)  # which waits until the process is gone

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
