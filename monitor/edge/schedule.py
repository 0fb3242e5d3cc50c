"""When things run: a thin edge around APScheduler, which is handed moments and never decides any.

Acts at a moment stand in a heap of ours, and APScheduler has one job for the next of them: a job of its own for each
check took an eighth of what the check did.
"""

import asyncio
import heapq
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

Act = Callable[[], Coroutine[object, object, None]]
LOOK = 5.0
"""Seconds between looks at the clock."""
SET_BACK = timedelta(seconds=30)
"""By more than this a clock does not run slow: it was set back."""
NEXT = "the next moment"
"""Name of APScheduler's job for all acts at moments; no act has it."""
MANY = 100
"""That job plans itself anew while it still ends; APScheduler drops what comes due then if it may run only once."""


class Planned(NamedTuple):
    """An act at a moment; `number` tells it from others that were planned under its name."""

    moment: datetime
    number: int
    name: str


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
        self._acts: dict[str, tuple[int, Act]] = {}
        self._heap: list[Planned] = []
        self._number = 0
        self._wakes: datetime | None = None
        self._running: set[asyncio.Task[None]] = set()
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
        for task in self._running:
            task.cancel()

    def at(self, name: str, moment: datetime, act: Act) -> None:
        """Run `act` once at `moment`, in place of what was planned under this name."""
        self._number += 1
        self._acts[name] = self._number, act
        heapq.heappush(self._heap, Planned(moment, self._number, name))
        if len(self._heap) > 2 * len(self._acts) + 100:  # most of it was planned anew meanwhile
            self._heap = [planned for planned in self._heap if self._holds(planned)]
            heapq.heapify(self._heap)
        if self._wakes is None or moment < self._wakes:
            self._wake_at(moment)

    def every(self, name: str, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        """Run `act` now and then every `seconds`, never twice at once."""
        self._scheduler.add_job(
            act, "interval", seconds=seconds, id=name, name=name, replace_existing=True, next_run_time=datetime.now(UTC)
        )

    def cancel(self, name: str) -> None:
        """Forget what is planned under this name, if anything is."""
        self._acts.pop(name, None)

    def _holds(self, planned: Planned) -> bool:
        """Whether this is still what is planned under its name."""
        return self._acts.get(planned.name, (0, None))[0] == planned.number

    def _wake_at(self, moment: datetime) -> None:
        self._wakes = moment
        self._scheduler.add_job(
            self._run_due, "date", run_date=moment, id=NEXT, name=NEXT, replace_existing=True, max_instances=MANY
        )

    async def _run_due(self) -> None:
        """Start all acts whose moment has come, and wait for the next."""
        now = datetime.now(UTC)
        while self._heap and self._heap[0].moment <= now:
            planned = heapq.heappop(self._heap)
            if self._holds(planned):
                _, act = self._acts.pop(planned.name)
                self._start(planned.name, act)
        self._wakes = None
        if self._heap:
            self._wake_at(self._heap[0].moment)

    def _start(self, name: str, act: Act) -> None:
        task = asyncio.create_task(act(), name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Say loudly what nobody foresaw; the other acts go on."""
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("%s ended in a way nobody foresaw", task.get_name(), exc_info=error)
