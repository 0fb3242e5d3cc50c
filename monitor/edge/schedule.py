"""When things run: a thin edge around APScheduler, which is handed moments and never decides any."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

Act = Callable[[], Awaitable[None]]
LOOK = 5.0
"""Seconds between looks at the clock."""
MANY = 100
"""An act may plan itself anew while it still ends; APScheduler drops what comes due then if it may run only once."""
SET_BACK = timedelta(seconds=30)
"""By more than this a clock does not run slow: it was set back."""


class Schedule:
    """Named acts at moments or every so many seconds, on the running event loop.

    A moment that is past runs at once, however late (core/due.py has already spread what was overdue). APScheduler
    waits for moments of the clock: when that is set back by hours (a machine that began with a wrong time), what is
    regular runs at once, and `set_back` is called to plan the rest anew. `clock` and `ticks` are given by tests.
    """

    def __init__(
        self,
        set_back: Callable[[], None] = lambda: None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._set_back, self._clock, self._ticks = set_back, clock, ticks
        self._seen = clock(), ticks()
        self._next_look: asyncio.TimerHandle | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def start(self) -> None:
        """Begin to run what is planned."""
        self._scheduler.start()
        self._look()

    def _look(self) -> None:
        """Look whether the clock was set back since the last look, and come again."""
        (then, tick), self._seen = self._seen, (self._clock(), self._ticks())
        now = self._seen[0]
        back = timedelta(seconds=self._seen[1] - tick) - (now - then)
        self._next_look = asyncio.get_running_loop().call_later(LOOK, self._look)
        if back > SET_BACK:
            log.warning(
                "the clock was set back by %s: all is planned anew", timedelta(seconds=round(back.total_seconds()))
            )
            for job in self._scheduler.get_jobs():
                if isinstance(job.trigger, IntervalTrigger):
                    job.modify(next_run_time=now)
            self._set_back()

    def pause(self) -> None:
        """Start nothing more; what runs goes on."""
        if self._scheduler.running:
            self._scheduler.pause()

    def resume(self) -> None:
        """Begin again to run what is planned."""
        self._scheduler.resume()

    def stop(self) -> None:
        """Start nothing more, and cancel what still runs."""
        if self._next_look is not None:
            self._next_look.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def at(self, name: str, moment: datetime, act: Act) -> None:
        """Run `act` once at `moment`, in place of what was planned under this name."""
        self._scheduler.add_job(
            act, "date", run_date=moment, id=name, name=name, replace_existing=True, max_instances=MANY
        )

    def every(self, name: str, seconds: float, act: Act) -> None:
        """Run `act` now and then every `seconds`, never twice at once."""
        self._scheduler.add_job(
            act, "interval", seconds=seconds, id=name, name=name, replace_existing=True, next_run_time=datetime.now(UTC)
        )

    def cancel(self, name: str) -> None:
        """Forget what is planned under this name, if anything is."""
        try:
            self._scheduler.remove_job(name)
        except JobLookupError:
            return
