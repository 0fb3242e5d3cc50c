"""The sign of life to a watchdog on the web, given only while checks and deliveries succeed: silence is the alarm."""

import asyncio
import logging
from collections.abc import Collection
from datetime import datetime, timedelta

import httpx

from monitor.model import Check

log = logging.getLogger(__name__)

OVERDUE = timedelta(minutes=15)
"""An alert waiting so long past its time means that deliveries do not succeed."""

LONGEST = 10.0
"""Seconds that the watchdog may take."""


class Heartbeat:
    """Asks `url` every so long; nothing when there is none. A watchdog out of reach is logged and stops nothing."""

    def __init__(self, url: str | None = None, every: timedelta = timedelta(minutes=5)) -> None:
        """The address may hold a secret; it is never logged."""
        self.url, self.every = url, every
        self._failing: set[str] = set()
        self._good: set[str] = set()
        self._last: datetime | None = None
        self._client = httpx.AsyncClient(timeout=LONGEST)

    def hears(self, check: Check) -> None:
        """Take note of how a check ended."""
        (self._good if check.ok else self._failing).add(check.source)
        (self._failing if check.ok else self._good).discard(check.source)

    def watches(self, sources: Collection[str]) -> None:
        """Forget the sources that are watched no more."""
        self._good.intersection_update(sources)
        self._failing.intersection_update(sources)

    def well(self, now: datetime, oldest_waiting: datetime | None) -> bool:
        """Whether checks and deliveries succeed: at most half of the sources fail, and no alert is long overdue."""
        delivering = oldest_waiting is None or now - oldest_waiting <= OVERDUE
        return delivering and len(self._failing) <= len(self._good)

    async def beat(self, now: datetime, oldest_waiting: datetime | None) -> bool:
        """Ask the watchdog's address if it is time and all is well; gives whether it was asked and answered."""
        since = now - self._last if self._last else None
        if self.url is None or (since is not None and timedelta(0) <= since < self.every):  # a clock may be set back
            return False
        if not self.well(now, oldest_waiting):
            log.warning("no heartbeat: checks or deliveries fail")
            return False
        self._last = now
        try:
            async with asyncio.timeout(LONGEST), self._client.stream("GET", self.url) as answer:
                return answer.is_success  # what it says beside that is not read: it may never end
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            log.warning("the heartbeat's address did not answer (%s)", type(error).__name__)
            return False

    async def aclose(self) -> None:
        """Close the connection."""
        await self._client.aclose()
