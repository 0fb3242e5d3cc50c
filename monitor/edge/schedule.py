"""When things run: a thin edge around APScheduler, which is handed moments and never decides any."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler

Act = Callable[[], Awaitable[None]]


class Schedule:
    """Named acts at moments or every so many seconds, on the running event loop.

    A moment that is past runs at once, however late (core/due.py has already spread what was overdue).
    """

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def start(self) -> None:
        """Begin to run what is planned."""
        self._scheduler.start()

    def pause(self) -> None:
        """Start nothing more; what runs goes on."""
        if self._scheduler.running:
            self._scheduler.pause()

    def resume(self) -> None:
        """Begin again to run what is planned."""
        self._scheduler.resume()

    def stop(self) -> None:
        """Start nothing more, and cancel what still runs."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def at(self, name: str, moment: datetime, act: Act) -> None:
        """Run `act` once at `moment`, in place of what was planned under this name."""
        self._scheduler.add_job(act, "date", run_date=moment, id=name, name=name, replace_existing=True)

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
