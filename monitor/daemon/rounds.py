"""The rounds: when each source is asked, and each check of it, one after the other."""

import asyncio
import logging
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from monitor.app import AT_ONCE, Program, follow_learned, wire
from monitor.config import Config
from monitor.core.due import first_time, next_time
from monitor.daemon.couriers import Couriers
from monitor.daemon.house import House
from monitor.edge.politeness import Places
from monitor.edge.schedule import Schedule
from monitor.errors import MonitorError
from monitor.metronome import next_beat
from monitor.model import Mark, Source
from monitor.opening import open_store
from monitor.pipeline import check, log_end
from monitor.ports import Clock

log = logging.getLogger(__name__)

LEAST_APART = timedelta(minutes=1)
"""Between two checks of a source, however many hints come."""


class Rounds:
    """What a daemon does with its sources. `program` changes with the config; once `stopping`, nothing is begun."""

    def __init__(self, config: Config, clock: Clock) -> None:
        """Open the store and wire the program; raises ConfigError or StoreError before anything runs."""
        self.clock = clock
        self.store = open_store(config)
        self.program = wire(config, self.store, clock)
        self.schedule = Schedule(self._plan_anew)
        self.places = Places(AT_ONCE)
        self.under_way: dict[str, tuple[Program, asyncio.Task[None] | None]] = {}
        self.hinted: set[str] = set()
        """Sources of which a hint came while they were checked: that check may have asked too early."""
        self.stopping = asyncio.Event()
        self.couriers = Couriers(lambda: self.program, self.stopping)
        self.house = House(lambda: self.program, self.store, clock)
        self.house.take(config)

    def _plan(self, sources: Iterable[Source[Any]], *, anew: bool = False) -> None:
        """Plan the next check of each; `anew` for those that the user just changed: no old back-off holds them up."""
        now, wanted = self.clock(), list(sources)
        marks = {} if anew else self._marks(wanted)
        for source in wanted:
            mark = marks.get(source.id) or Mark(source.id)
            self.program.metronome.hears(source, mark, now)
            self._plan_check(source.id, first_time(source.cadence, mark, now, random.random()))  # noqa: S311 (spread)

    def _plan_anew(self) -> None:
        """Go by the clock as it is now, after it was set back."""
        self._plan(self.program.sources.values())
        self._set_tempo_soon()
        try:
            self.store.set_back(self.clock())
        except MonitorError as error:
            log.error("alerts may come late: %s", error)  # noqa: TRY400 (expected)
        self._wake_channels()

    def _mark(self, source: Source[Any]) -> Mark:
        """What we left of a source that was just checked; nothing when the store cannot be read just now."""
        try:
            return self.store.own_mark(source.id)
        except MonitorError as error:
            log.error("%s: %s", source.id, error)  # noqa: TRY400 (expected)
            return Mark(source.id)

    def _marks(self, sources: Sequence[Source[Any]]) -> Mapping[str, Mark]:
        """What is remembered of these sources, asked for at once; nothing when the store cannot be read just now."""
        try:
            return self.store.marks([source.id for source in sources])
        except MonitorError as error:
            log.error("when sources were last checked is not known: %s", error)  # noqa: TRY400 (expected)
            return {}

    def _plan_check(self, source_id: str, moment: datetime) -> None:
        self.schedule.at(f"check {source_id}", moment, partial(self.walk, source_id))

    async def walk(self, source_id: str) -> None:
        """One check of a source, then the plan for its next."""
        source = self.program.sources.get(source_id)
        if source is None or source_id in self.under_way or self.stopping.is_set():
            return
        program = self.program
        self.under_way[source_id] = program, asyncio.current_task()
        try:
            async with self.places.one(source.url):
                if self.stopping.is_set():  # it waited for its place until the end
                    return
                done = await check(source, program.parts)
        finally:
            del self.under_way[source_id]
        log_end(done)
        self.house.heartbeat.hears(done)
        self.program.metronome.spends(source)
        if self.stopping.is_set():
            return
        current = self.program.sources.get(source_id)
        if current is source:
            self._plan_check(source_id, self._next(source, self._mark(source)))
        elif current is not None:  # the config was taken anew meanwhile
            self._plan([current], anew=True)
        if source_id in self.hinted:
            self.hinted.discard(source_id)
            self._plan_hinted([source_id])
        if not done.unchanged:
            self._follow_what_was_learned()
            self._wake_channels()

    def _next(self, source: Source[Any], mark: Mark) -> datetime:
        """When to ask a source that was just asked: as written down, or by its cadence if nothing could be written."""
        now = self.clock()
        self.program.metronome.hears(source, mark, now)
        return mark.due if mark.due and mark.due > now else next_time(source.cadence, now)

    def _set_tempo_soon(self) -> None:
        self.schedule.at("tempo", self.clock(), self._set_tempo)

    async def _set_tempo(self) -> None:
        """Price requests anew, now and at each full hour."""
        now = self.clock()
        self.program.metronome.beat(self.program.sources, self.program.config.http.budget, now)
        self.schedule.at("tempo", next_beat(now), self._set_tempo)

    def _follow_what_was_learned(self) -> None:
        try:
            if new := follow_learned(self.program):
                self._plan(new)
        except MonitorError as error:
            log.error("what was learned is not followed yet: %s", error)  # noqa: TRY400 (expected)

    async def _look_at_hints(self) -> None:
        """Check at once what somebody hinted at, but no source more often than once a minute."""
        try:
            hinted = [source_id for source_id in self.store.take_hints() if source_id in self.program.sources]
        except MonitorError as error:
            log.error("hints are taken later: %s", error)  # noqa: TRY400 (expected)
            return
        self.hinted |= self.under_way.keys() & set(hinted)
        self._plan_hinted([source_id for source_id in hinted if source_id not in self.under_way])

    def _plan_hinted(self, source_ids: Sequence[str]) -> None:
        now, wanted = self.clock(), [source for id_ in source_ids if (source := self.program.sources.get(id_))]
        marks = self._marks(wanted)
        for source in wanted:
            checked = marks[source.id].checked if source.id in marks else None
            self._plan_check(source.id, max(now, checked + LEAST_APART) if checked else now)

    async def _idle(self, program: Program | None = None) -> None:
        """Wait until no check of this program (of any, when None) is under way."""
        tasks = [task for its, task in self.under_way.values() if task and (program is None or its is program)]
        if tasks:
            await asyncio.wait(tasks)

    def _wake_channels(self) -> None:
        self.couriers.wake()
