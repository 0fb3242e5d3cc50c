"""The daemon: every source at its time, every channel its worker, reload without a break, an orderly end."""

import asyncio
import logging
import signal
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.app import Program, wire
from monitor.config import Config, load
from monitor.core.route import route
from monitor.daemon.couriers import LOOK_FOR_ALERTS
from monitor.daemon.rounds import Rounds
from monitor.edge.limits import settle
from monitor.edge.reload import Watch
from monitor.errors import MonitorError
from monitor.model import HealthNote
from monitor.opening import keep_of
from monitor.oversight import restart_note
from monitor.ports import Clock, utc_now
from monitor.vitals import ALIVE
from monitor.web.view import View

if TYPE_CHECKING:
    from monitor.web.server import Pages

log = logging.getLogger(__name__)

LOOK_AT_CONFIG = 2.0
LOOK_AT_HINTS = 2.0
LOOK_AT_PAGES = 2.0
KEEP_HOUSE = 30.0
PRUNE = 6 * 3600.0
GRACE = 15.0
"""Seconds that what is under way gets to finish at the end."""


class Daemon(Rounds):
    """Runs one config file until it is told to stop; `run` is the whole life."""

    def __init__(self, config: Config, clock: Clock = utc_now) -> None:
        """Open the store and wire the program; raises ConfigError or StoreError before anything runs."""
        super().__init__(config, clock)
        self.started_with = config
        self.watch = Watch(config.path, config.files)
        self.reloading = asyncio.Lock()
        self.view = View(config, self.store, clock)
        self.pages: Pages | None = None

    async def run(self) -> None:
        """Start, run until SIGTERM or SIGINT, end in order; raises what a worker did not foresee."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, self.stopping.set)
        loop.add_signal_handler(signal.SIGHUP, lambda: self.schedule.at("reload", self.clock(), self.reload))
        try:
            self.start()
            self.schedule.every("pages", LOOK_AT_PAGES, self._serve_pages)
            await self._until_stopped()
        finally:
            await self.stop()

    def start(self) -> None:
        """Plan every source, start the channels' workers and the housekeeping.

        Raises StoreError before anything runs: who leads a fleet then tries it again.
        """
        self._warn_of_another()
        self._plan(self.program.sources.values())
        self.house.begin()
        self.schedule.start()
        self._set_tempo_soon()
        self._staff_channels()
        self.schedule.every("look at config", LOOK_AT_CONFIG, self._look_at_config)
        self.schedule.every("look at hints", LOOK_AT_HINTS, self._look_at_hints)
        self.schedule.every("keep house", KEEP_HOUSE, self._keep_house)
        self.schedule.every("prune", PRUNE, self.house.prune)
        settle()
        log.info("watching %d sources", len(self.program.sources))

    def _warn_of_another(self) -> None:
        """Say so when a daemon gave a sign of life just now: two on one store tell nothing twice, but ask twice."""
        noted, place = self.store.noted(ALIVE), self.program.config.storage.place
        if noted and self.clock() - datetime.fromisoformat(noted) < timedelta(seconds=KEEP_HOUSE):
            log.warning("another daemon worked on %s seconds ago; stop one of the two", place)

    async def _until_stopped(self) -> None:
        """Wait for the signal to stop; a worker that dies of something unforeseen ends the daemon, loudly."""
        stop = asyncio.create_task(self.stopping.wait())
        while not self.stopping.is_set():
            waiting = {stop, *self.couriers.tasks}
            done, _ = await asyncio.wait(waiting, timeout=LOOK_FOR_ALERTS, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stop}:
                if not task.cancelled():  # as that of a channel which a reload took away
                    task.result()

    async def stop(self) -> None:
        """Start nothing more, let what is under way finish for a while, give the rest back, close everything."""
        self.stopping.set()
        self.schedule.pause()
        if self.pages is not None:
            await self.pages.stop()
        self.couriers.wake()
        unfinished = [*self.couriers.tasks, asyncio.create_task(self._idle())]
        _, late = await asyncio.wait(unfinished, timeout=GRACE)
        late |= {task for _, task in self.under_way.values() if task}
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        self.schedule.stop()
        await self.program.close()
        await self.house.aclose()
        self._sign_off()
        self.store.close()
        log.info("stopped")

    def _sign_off(self) -> None:
        self.house.sign_off()

    # --- alerts

    def tell(self, *notes: HealthNote) -> None:
        """Put notes that come from no check into the outbox."""
        try:
            with self.store.writing() as book:
                book.post(notes, route(notes, self.program.parts.desk, self.clock()))
        except MonitorError as error:
            log.error("a note could not be kept: %s: %s", notes[0].text, error)  # noqa: TRY400 (expected)
        self._wake_channels()

    def _staff_channels(self) -> None:
        self.couriers.staff()

    # --- config and pages

    async def _look_at_config(self) -> None:
        if self.watch.changed():
            await self.reload()

    async def reload(self) -> None:
        """Take the config as it is on disk now; if it cannot be used, everything goes on as before, and people hear it.

        All that can fail is done before anything running is touched.
        """
        async with self.reloading:
            try:
                config = self._load()
                program = wire(config, self.store, self.clock, before=self.program)
            except MonitorError as error:
                log.error("the config was not taken:\n%s", error)  # noqa: TRY400 (expected)
                self.view.refuse(error)
                text = f"the config was not taken, all goes on as before: {error}"
                self.tell(HealthNote("config", "config_rejected", text, self.clock(), None, "failure"))
                return
            old = self.program
            self._swap(old, program)
            if note := restart_note(self.started_with, old.config, config, self.clock()):
                self.tell(note)
        self.closing = asyncio.create_task(self._close(old))

    async def _close(self, old: Program) -> None:
        """End a program that was replaced, once its checks are done."""
        await self._idle(old)
        await old.close()
        settle()

    def _load(self) -> Config:
        """The config on disk; from before its reading on, all files that it names are watched."""
        path = self.program.config.path
        watch = Watch(path, load(path).files)
        config = load(path)
        self.watch = watch
        return config

    def _swap(self, old: Program, program: Program) -> None:
        """Go on with another program; nothing here can fail."""
        config = program.config
        self.program = program
        self.view.take(config)
        self.store.keep = keep_of(config.storage)
        self.house.take(config)
        for source_id in set(old.sources) - set(program.sources):
            self.schedule.cancel(f"check {source_id}")
        self._plan([source for id_, source in program.sources.items() if old.sources.get(id_) != source], anew=True)
        self._set_tempo_soon()
        self._staff_channels()
        log.info("the config was taken anew: %d sources", len(program.sources))

    async def _keep_house(self) -> None:
        self.view.turned = self.clock()
        await self.house.keep()

    async def _serve_pages(self) -> None:
        """Serve the pages where the config says by now; what serves them loads on first use."""
        if self.pages is None and self.program.config.web is not None:
            from monitor.web.server import Pages  # noqa: PLC0415 (as the docstring says)

            self.pages = Pages(self.view)
        if self.pages is not None:
            await self.pages.renew()
