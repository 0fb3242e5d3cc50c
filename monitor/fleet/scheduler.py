"""The scheduler: a daemon that walks no source itself: it hands out what is due, and reads back what came of it.

Of several schedulers one leads, the others wait for its connection to the database to end. Nothing is lost with a
leader: when each source is due stands in the store.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor.config import Config
from monitor.daemon import LOOK_FOR_ALERTS, Daemon
from monitor.edge.fleet import Errand, Leadership, Queue
from monitor.errors import MonitorError
from monitor.fleet._errands import check_of, deliveries_to
from monitor.model import Check, Mark, Source
from monitor.ports import TIME_FOR_CHECK, Clock, utc_now

log = logging.getLogger(__name__)

TICK = 1.0
"""Seconds between looks at what is due and what was done."""
TRY = 1.0
"""Seconds between attempts to lead."""
REVIVE = 5.0
"""Seconds between looks for errands of dead workers."""
NO_ANSWER = TIME_FOR_CHECK + timedelta(minutes=5)
"""After so long an errand of which nothing was heard is handed out again: it may be lost with the queue."""
UNDER_WAY = timedelta(hours=2)
"""So long after a change a source goes before the others: where something happened, more may follow."""


class Scheduler(Daemon):
    """Leads or waits to; `run` is the whole life. `stopping` ends it."""

    def __init__(self, config: Config, stopping: asyncio.Event, clock: Clock = utc_now) -> None:
        super().__init__(config, clock)
        self.stopping = stopping
        self.queue = Queue(config.storage.url)
        self.leadership = Leadership(config.storage.url)
        self.ready: dict[str, Errand] = {}
        self.handed_out: dict[str, datetime] = {}
        self.hot: dict[str, datetime] = {}
        self.read_to = 0
        self.looked = -LOOK_FOR_ALERTS
        self.leading = self.has_led = False

    async def run(self) -> None:
        """Lead whenever nobody else does, until stopped."""
        try:
            await self.queue.open()
            while not self.stopping.is_set():
                if await self.leadership.gain():
                    await self._lead()
                else:
                    await self._wait(TRY)
        finally:
            await self.leadership.leave()
            await self.stop()
            await self.queue.aclose()

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _lead(self) -> None:
        """Plan everything, then hand out and read back until the lead is lost."""
        log.info("this scheduler leads now")
        self.leading = True
        try:
            await self._begin()
            while not self.stopping.is_set() and await self.leadership.held():
                await self._turn()
                await self._wait(TICK)
        except MonitorError as error:
            log.error("leading is tried again: %s", error)  # noqa: TRY400 (expected)
        self.leading = False
        self.schedule.pause()
        await self.leadership.leave()

    async def _begin(self) -> None:
        """Take up what stands in the store and in the config; another may have led for long."""
        self.read_to = self.store.newest_check()
        if not self.has_led:
            self.start()
            self.has_led = True
        else:
            self.schedule.resume()
            self._plan(self.program.sources.values())
        await self._look_at_config()

    async def _turn(self) -> None:
        """One look at what is due and what was done; what fails with the database away is done by the next."""
        try:
            await self._hand_out()
            self._read_back()
        except MonitorError as error:
            log.warning("the fleet waits: %s", error)
            await self._wait(TRY)

    def _staff_channels(self) -> None:
        """Nobody: workers deliver."""

    def _wake_channels(self) -> None:
        """Have deliveries handed out with the next lot."""
        self.looked = -LOOK_FOR_ALERTS

    def _sign_off(self) -> None:
        """Only who leads says that nobody is there any more."""
        if self.leading:
            super()._sign_off()

    def _warn_of_another(self) -> None:
        """Other schedulers are welcome; but dead workers' errands are looked for from the start."""
        self.schedule.every("revive", REVIVE, self._revive)

    def _marks(self, sources: Sequence[Source[Any]]) -> Mapping[str, Mark]:
        """As they stand; raises StoreError: who leads must not hand out all sources because none could be read."""
        return self.store.marks([source.id for source in sources])

    async def walk(self, source_id: str) -> None:
        """A source is due: it is handed out with the next lot."""
        source, now = self.program.sources.get(source_id), self.clock()
        if source is None or self.stopping.is_set():
            return
        under_way = source_id in self.hot and self.hot[source_id] > now
        self.ready[source_id] = check_of(source, under_way=under_way)
        self.handed_out[source_id] = now
        self.program.metronome.spends(source)

    async def _hand_out(self) -> None:
        """Everything that became due since the last turn, in one statement."""
        errands, ticks = [*self.ready.values()], asyncio.get_running_loop().time()
        if ticks - self.looked >= LOOK_FOR_ALERTS:
            errands += deliveries_to(self.store.channels_due(self.clock()))
            self.looked = ticks
        await self.queue.hand_out(errands)
        for errand in errands:
            if self.ready.get(errand.of) is errand:
                del self.ready[errand.of]

    def _read_back(self) -> None:
        """Plan anew what was checked since the last turn."""
        self.read_to, checks = self.store.checks_after(self.read_to)
        if not checks:
            return
        changed = [check for check in checks if not check.unchanged]
        marks = self.store.marks({check.source for check in checks})
        for check in checks:
            self.house.heartbeat.hears(check)
            self._plan_after(check, marks)
        if changed:
            self.hot |= {check.source: check.started + UNDER_WAY for check in changed if check.changes}
            self._follow_what_was_learned()

    def _plan_after(self, check: Check, marks: Mapping[str, Mark]) -> None:
        source, mark = self.program.sources.get(check.source), marks.get(check.source)
        self.handed_out.pop(check.source, None)
        if source is not None:
            self._plan_check(source.id, self._next(source, mark or Mark(source.id)))

    async def _revive(self) -> None:
        """Have done what dead workers left, and what was lost with the queue."""
        overdue = self.clock() - NO_ANSWER
        for source_id in [source_id for source_id, since in self.handed_out.items() if since < overdue]:
            del self.handed_out[source_id]
            await self.walk(source_id)
        try:
            if count := await self.queue.revive():
                log.warning("%d errands of dead workers are given to others", count)
        except MonitorError as error:
            log.warning("dead workers are looked for later: %s", error)
