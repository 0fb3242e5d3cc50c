"""What the daemon does beside its rounds: signs of life, news of the watch itself, feeds of cases, old records."""

import asyncio
import logging
from collections.abc import Callable

from monitor.app import Program
from monitor.config import Config
from monitor.edge.heartbeat import Heartbeat
from monitor.edge.store import SqlStore
from monitor.errors import MonitorError
from monitor.metronome import NOTE
from monitor.oversight import tell_disk, tell_first_sights, tell_holes, tell_new_store, tell_roll_call
from monitor.ports import Clock
from monitor.publishing import publish
from monitor.vitals import ALIVE

log = logging.getLogger(__name__)


class House:
    """Kept by the daemon, whose program changes with the config; what cannot be done now is done by the next time."""

    def __init__(self, program: Callable[[], Program], store: SqlStore, clock: Clock) -> None:
        self._program, self._store, self._clock = program, store, clock
        self.heartbeat = Heartbeat()
        self._unpublished: set[str] = set()

    def take(self, config: Config) -> None:
        """Go by this config from now on."""
        self._unpublished = {case.id for case in config.cases}
        if config.heartbeat:
            self.heartbeat.url, self.heartbeat.every = config.heartbeat.url, config.heartbeat.every
        else:
            self.heartbeat.url = None

    def begin(self) -> None:
        """Tell that the store is new, where it is."""
        desk = self._program().parts.desk
        try:
            tell_new_store(self._program().config, len(self._program().sources), self._store, desk, self._clock)
        except MonitorError as error:
            log.error("that the store is new is told by the next start: %s", error)  # noqa: TRY400 (expected)

    async def keep(self) -> None:
        """Give a sign of life, tell what is new about the watch, and have the feeds of cases written."""
        now = self._clock()
        try:
            self._store.flush()
            self._store.shorten_log()
            self._store.note(ALIVE, now.isoformat())
            self._keep_tempo()
        except MonitorError as error:
            log.error("the store: %s", error)  # noqa: TRY400 (expected)
            return
        self._tell_of_the_watch()
        await self._publish()
        self.heartbeat.watches(self._program().sources)
        await self.heartbeat.beat(now, self._store.oldest_waiting(channel.id for channel in self._program().channels))

    async def prune(self) -> None:
        """Tell what cannot be seen, drop what is old, both in short steps."""
        await self._tell_holes()
        try:
            while self._store.prune(self._clock()):  # noqa: ASYNC110 (it waits for nothing: it does the next lot)
                await asyncio.sleep(0)  # others work in between
        except MonitorError as error:
            log.error("old records stay for now: %s", error)  # noqa: TRY400 (expected)

    def sign_off(self) -> None:
        """Say that the daemon ended in order."""
        try:
            self._store.note(ALIVE, "")
            self._keep_tempo()
        except MonitorError as error:
            log.error("the store: %s", error)  # noqa: TRY400 (expected)

    def _keep_tempo(self) -> None:
        if note := self._program().metronome.note():
            self._store.note(NOTE, note)

    def _tell_of_the_watch(self) -> None:
        """What may be told for the first time at any moment; cheap when nothing is."""
        desk = self._program().parts.desk
        try:
            tell_first_sights(self._program().sources, self._store, desk, self._clock)
            tell_disk(self._program().config, self._store, desk, self._clock)
            tell_roll_call(self._program().config, self._store, desk, self._clock)
        except MonitorError as error:
            log.error("what is new about the watch is told later: %s", error)  # noqa: TRY400 (expected)

    async def _publish(self) -> None:
        """Write the feeds of cases with news; after a start or a reload of all of them, some at a time."""
        program, also = self._program(), self._unpublished
        self._unpublished = set()
        try:
            left = await asyncio.to_thread(
                publish, program.config, self._store, program.parts.desk, self._clock, frozenset(also)
            )
        except MonitorError as error:
            log.error("the feeds of cases are written later: %s", error)  # noqa: TRY400 (expected)
            left = also
        self._unpublished |= set(left)

    async def _tell_holes(self) -> None:
        try:
            await tell_holes(self._program().config, self._store, self._program().parts.desk, self._clock)
        except MonitorError as error:
            log.error("what cannot be seen is told later: %s", error)  # noqa: TRY400 (expected)

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self.heartbeat.aclose()
