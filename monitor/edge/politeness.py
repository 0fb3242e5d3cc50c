"""What is owed to a server: one request at a time, not too many a second, none before the time it asked for.

Also the day's budget, which is owed to everybody. Kept in memory: a restart forgets it. What many processes owe
together they keep where all of them look (`Shared`).
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from monitor.errors import OverBudget, Resting

LONGEST_REST = 86_400.0
"""Seconds: a Retry-After of years, a slip of the server, must not shut it out for ever."""
LONGEST_SPACING = 300.0
"""Seconds: a Crawl-delay of more would leave a page and the stories behind it unread."""
MOST_IDLE_HOSTS = 1_000
"""Hosts remembered before the idle ones are dropped; story links lead to ever new ones."""


@dataclass(slots=True)
class Host:
    """One server. `ready` and `rests_until` are in seconds of the monotonic clock, `spacing` in seconds."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    ready: float = 0.0
    rests_until: float = 0.0
    spacing: float = 0.0

    def idle(self, now: float) -> bool:
        """Whether forgetting it changes nothing."""
        return not self.waiting and max(self.ready, self.rests_until) <= now


@dataclass(slots=True)
class Memory:
    """What outlives a change of the settings: the hosts, and how many requests this day (UTC) has seen."""

    hosts: dict[str, Host] = field(default_factory=dict)
    day: date = date.min
    requests: int = 0


class Shared(Protocol):
    """What all processes of a fleet owe servers (edge/fleet/turns.py); places in a row are given out by one clock."""

    async def take(self, place: str, apart: float) -> tuple[float, float]:
        """Seconds until our turn at this host, `apart` from all others', and those that it rests; 0 or less if none."""

    async def rest(self, place: str, seconds: float) -> None:
        """Let all leave this host alone for so long."""

    async def spend(self, day: date) -> int:
        """Count one request of this day; gives how many there were with it."""


class Places:
    """Places for so many checks at the same time, and one check of a host at a time.

    A check waits for its host before it takes a place: the sources of a host that hangs take one place in all, and
    the others go on.
    """

    def __init__(self, most: int) -> None:
        self._places = asyncio.Semaphore(most)
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def one(self, url: str) -> AsyncIterator[None]:
        """Wait for the host of this address (what is no address of a host is one by itself), then for a place."""
        host = urlsplit(url).netloc.rpartition("@")[2] or url
        turn = self._hosts.setdefault(host, asyncio.Lock())
        async with turn, self._places:
            yield


class Politeness:
    """Hands out turns. `per_host` is in requests a second, `budget` in requests a day of UTC; None is no limit.

    `ticks` is a monotonic clock in seconds and `wait` sleeps that many; tests give their own.
    """

    def __init__(
        self,
        per_host: float | None,
        budget: int | None,
        clock: Callable[[], datetime],
        *,
        ticks: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[object]] = asyncio.sleep,
        memory: Memory | None = None,
        shared: Shared | None = None,
    ) -> None:
        self._spacing = 1 / per_host if per_host else 0.0
        self._budget, self._clock, self._ticks, self._wait = budget, clock, ticks, wait
        self._memory, self._shared = memory or Memory(), shared

    def renewed(self, per_host: float | None, budget: int | None) -> "Politeness":
        """The same with other limits: who asked for rest, and what the day has used, is known to both."""
        return Politeness(
            per_host,
            budget,
            self._clock,
            ticks=self._ticks,
            wait=self._wait,
            memory=self._memory,
            shared=self._shared,
        )

    @asynccontextmanager
    async def turn(self, place: str) -> AsyncIterator[None]:
        """Wait until this host (`name:port`) may be asked, and keep others from it meanwhile.

        Raises Resting at once while the host rests, and OverBudget.
        """
        host = self._host(place)
        self._refuse_at_rest(place, host)
        host.waiting += 1
        try:
            async with host.turn:
                await self._until_ready(host)
                await self._until_ready_for_all(place, host)
                self._refuse_at_rest(place, host)  # it may have asked for rest while we waited
                await self._spend(place)
                host.ready = self._ticks() + self._apart(host)
                rested = host.rests_until
                try:
                    yield
                finally:
                    if self._shared and host.rests_until > rested:
                        await self._shared.rest(place, host.rests_until - self._ticks())
        finally:
            host.waiting -= 1

    def rest(self, place: str, seconds: float) -> None:
        """Note that a host asked not to be asked for so many seconds (Retry-After, RFC 9110 §10.2.3)."""
        self._host(place).rests_until = self._ticks() + min(seconds, LONGEST_REST)

    def space_out(self, place: str, seconds: float) -> None:
        """Begin requests to a host at least so many seconds apart (Crawl-delay of robots.txt; no RFC names it)."""
        self._host(place).spacing = min(seconds, LONGEST_SPACING)

    def _host(self, place: str) -> Host:
        hosts = self._memory.hosts
        if place not in hosts and len(hosts) >= MOST_IDLE_HOSTS:
            now = self._ticks()
            for name in [name for name, host in hosts.items() if host.idle(now)]:
                del hosts[name]
        return hosts.setdefault(place, Host())

    def _apart(self, host: Host) -> float:
        return max(self._spacing, host.spacing)

    async def _until_ready_for_all(self, place: str, host: Host) -> None:
        """Wait for our turn among all processes, and learn what the host asked of another."""
        if self._shared is None:
            return
        wait, rest = await self._shared.take(place, self._apart(host))
        if rest > 0:
            host.rests_until = max(host.rests_until, self._ticks() + rest)
        elif wait > 0:
            await self._wait(wait)

    async def _until_ready(self, host: Host) -> None:
        seconds = host.ready - self._ticks()
        if seconds > 0:
            await self._wait(seconds)

    def _refuse_at_rest(self, place: str, host: Host) -> None:
        seconds = host.rests_until - self._ticks()
        if seconds > 0:
            raise Resting(
                f"the server asked for a rest of {seconds:.0f} more seconds",
                place,
                "nothing to do: it is asked again after that",
                seconds,
            )

    async def _spend(self, place: str) -> None:
        """Count one request against the day's budget."""
        memory, today = self._memory, self._clock().astimezone(UTC).date()
        if memory.day != today:
            memory.day, memory.requests = today, 0
        if self._shared and self._budget is not None:
            memory.requests = await self._shared.spend(today) - 1
        if self._budget is not None and memory.requests >= self._budget:
            raise OverBudget(
                f"all {self._budget} requests of the day {today} (UTC) are used",
                place,
                "raise http.budget, or ask sources less often (every)",
            )
        memory.requests += 1
