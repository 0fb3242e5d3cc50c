"""A worker: checks the sources and delivers the alerts that the scheduler hands out. Any number of them may run."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from monitor.app import AT_ONCE, Program, wire
from monitor.config import Config, load
from monitor.edge.fleet import Queue
from monitor.edge.reload import Watch
from monitor.errors import MonitorError, StoreAway
from monitor.fleet._errands import deliveries_to
from monitor.metronome import NOTE, Metronome
from monitor.model import Check, Source
from monitor.opening import open_store
from monitor.pipeline import check, deliver, log_end
from monitor.ports import Clock, utc_now

log = logging.getLogger(__name__)

FLUSH = 0.5
"""Seconds after which checks that found nothing are written: the scheduler waits for them."""
LOOK = 2.0
"""Seconds between looks at the config."""
AGREE = 10.0
"""Seconds between looks at the tempo, and at whether the tables are still those of this version."""
AWAY = frozenset({"store_away", "store_busy"})
"""Errors of a check of which nothing could be kept."""


class Worker:
    """Works until told to stop; `run` is the whole life."""

    def __init__(self, config: Config, stopping: asyncio.Event, clock: Clock = utc_now) -> None:
        """Open the store; raises StoreError."""
        self.config, self.stopping, self.clock = config, stopping, clock
        self.store = open_store(config)
        self.queue = Queue(config.storage.url)
        self.watch = Watch(config.path, config.files)
        self.busy: Counter[Program] = Counter()

    async def run(self) -> None:
        """Do errands until stopped; raises StoreError when the tables are no longer those of this version."""
        await self.queue.open()
        self.program = wire(self.config, self.store, self.clock, shared=self.queue.turns)
        self._take_tempo()
        log.info("working, %d errands at a time", AT_ONCE)
        tasks = [
            asyncio.create_task(self.stopping.wait()),
            asyncio.create_task(self.queue.work({"check": self._check, "deliver": self._deliver}, AT_ONCE)),
            asyncio.create_task(self._every(FLUSH, self._flush)),
            asyncio.create_task(self._every(LOOK, self._look_at_config)),
            asyncio.create_task(self._every(AGREE, self._agree)),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await self._end(tasks)

    async def _end(self, tasks: list[asyncio.Task[Any]]) -> None:
        """Let what is under way finish (edge/fleet/queue.py says how long), then close everything."""
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.program.close()
        await self.queue.aclose()
        self.store.close()

    async def _every(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            await act()

    async def _check(self, of: str) -> None:
        """Check one source; raises StoreAway when nothing of it could be kept."""
        source, program = self._source(of), self.program
        if source is None:
            log.info("%s is watched no longer", of)
            return
        self.busy[program] += 1
        try:
            done = await check(source, program.parts)
        finally:
            self._leave(program)
        log_end(done)
        self._require_kept(done)
        if not done.unchanged:
            await self.queue.hand_out(deliveries_to(self.store.channels_due(self.clock())))

    def _require_kept(self, done: Check) -> None:
        if done.error in AWAY:
            raise StoreAway(done.message or "the check could not be kept", done.source, "it is done again")

    def _source(self, of: str) -> Source[Any] | None:
        """The source of this id, also one of a docket that another worker's check has just led to."""
        if of not in self.program.sources:
            self.program.replan()
        return self.program.sources.get(of)

    async def _deliver(self, of: str) -> None:
        """Deliver to one channel what is due; one that the config no longer has is left alone."""
        for channel in self.program.channels:
            if channel.id == of:
                await deliver(channel, self.program.parts)

    async def _flush(self) -> None:
        try:
            self.store.flush()
        except MonitorError as error:
            log.warning("unchanged checks stay in memory for now: %s", error)

    async def _agree(self) -> None:
        """Take the scheduler's tempo; end when another version works on the store."""
        try:
            self._take_tempo()
        except StoreAway as error:
            log.warning("the tempo stays as it is: %s", error)
            return
        self.store.require_current()

    def _take_tempo(self) -> None:
        self.program.metronome.tempo = Metronome(self.store.noted(NOTE)).tempo

    async def _look_at_config(self) -> None:
        """Take the config anew when it changed; one that cannot be used is told by the scheduler."""
        if not self.watch.changed():
            return
        try:
            config = load(self.config.path)
            program = wire(config, self.store, self.clock, before=self.program)
        except MonitorError as error:
            log.error("the config was not taken:\n%s", error)  # noqa: TRY400 (expected)
            return
        self.watch = Watch(config.path, config.files)
        old, self.config, self.program = self.program, config, program
        log.info("the config was taken anew: %d sources", len(program.sources))
        self.busy[old] += 1
        self._leave(old)

    def _leave(self, program: Program) -> None:
        """Count one errand less of a program; one that was replaced is closed after its last."""
        self.busy[program] -= 1
        if not self.busy[program] and program is not self.program:
            del self.busy[program]
            self.closing = asyncio.create_task(program.close())
