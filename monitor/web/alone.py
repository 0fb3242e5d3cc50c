"""The site in a process of its own, over a store that others write: any number of such processes may run."""

import asyncio
import logging

from monitor.config import Config, load
from monitor.edge.reload import Watch
from monitor.errors import MonitorError
from monitor.opening import open_store
from monitor.ports import Clock, utc_now
from monitor.web.server import Pages
from monitor.web.view import View

log = logging.getLogger(__name__)

LOOK = 2.0
"""Seconds between looks at the config, and at whether the pages are served."""


class SiteAlone:
    """Serves the pages until told to stop; `run` is the whole life."""

    def __init__(self, config: Config, stopping: asyncio.Event, clock: Clock = utc_now) -> None:
        """Open the store; raises StoreError."""
        self.stopping = stopping
        self.store = open_store(config)
        self.view = View(config, self.store, clock)
        self.pages = Pages(self.view)
        self.watch = Watch(config.path, config.files)

    async def run(self) -> None:
        """Serve until stopped, where the config says at each moment."""
        try:
            while not self.stopping.is_set():
                self._look_at_config()
                await self.pages.renew()
                await self._wait()
        finally:
            await self.pages.stop()
            self.store.close()

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self.stopping.wait(), LOOK)
        except TimeoutError:
            return

    def _look_at_config(self) -> None:
        """Take the config anew when it changed; the pages show one that cannot be used, and go on as before."""
        if not self.watch.changed():
            return
        try:
            config = load(self.view.config.path)
        except MonitorError as error:
            log.error("the config was not taken:\n%s", error)  # noqa: TRY400 (expected)
            self.view.refuse(error)
            return
        self.watch = Watch(config.path, config.files)
        self.view.take(config)
