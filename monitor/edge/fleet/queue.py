"""The queue of work: Procrastinate's, in the fleet's schema.

An errand is handed out once, however often it is asked for, and done by one worker at a time: `lock` names what nobody
else may touch meanwhile (a host, a channel). What a dead worker held is given to another.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.worker import Worker

from monitor.edge.fleet.faults import told
from monitor.edge.fleet.ground import conninfo, prepare
from monitor.edge.fleet.turns import Turns
from monitor.edge.store.postgres import shown
from monitor.errors import StoreError

log = logging.getLogger(__name__)

BEAT = 5.0
"""Seconds between a worker's signs of life."""
DEAD = 30.0
"""Seconds without one after which its errands are given to others: longer than any worker is ever held up."""
CONNECTIONS = 4
WAIT = 5.0
"""Seconds to wait for a connection."""
AGAIN = 2.0
"""Seconds between attempts to work while the database is away."""
MIND = 3.0
"""Seconds between comparisons of what we do with what the database believes; of two that differ the second counts."""
LOOK = 0.25
"""Seconds between looks for work that no notice tells of: a host's next errand, when its last one is done."""
LONGEST = 60
"""Seconds at most until an errand that the store's absence spoiled is tried again."""
GRACE = 15.0
"""Seconds that errands under way get to finish when a worker is told to stop."""

Kind = Literal["check", "deliver"]
Do = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Errand:
    """One piece of work: check a source, or deliver to a channel; `of` is its id. A higher priority goes first."""

    kind: Kind
    of: str
    lock: str
    priority: int = 0

    def job(self) -> Job:
        """As Procrastinate takes it."""
        once = f"{self.kind} {self.of}"
        return Job(
            queue="errands",
            task_name=self.kind,
            lock=self.lock,
            queueing_lock=once,
            task_kwargs={"of": self.of},
            priority=self.priority,
        )


class _Again(BaseRetryStrategy):
    """Tried again: what the store's absence spoiled, later and later; what a worker's end interrupted, at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, StoreError):
            return RetryDecision(retry_in={"seconds": min(LONGEST, 5 * 2 ** min(job.attempts, 4))})
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        return None


class Queue:
    """Opened for the life of a process; `turns` are those of the whole fleet. All raise StoreError."""

    def __init__(self, url: str) -> None:
        self._url, self._where = url, shown(url)
        self._in_hand: set[int] = set()
        self._app = App(
            connector=PsycopgConnector(conninfo=conninfo(url), min_size=1, max_size=CONNECTIONS, timeout=WAIT)
        )

    async def open(self) -> None:
        """Make the schema if it is missing, and connect."""
        await asyncio.to_thread(prepare, self._url)
        with told(self._where):
            await self._app.open_async()
        assert isinstance(self._app.connector, PsycopgConnector)
        self.turns = Turns(self._app.connector.pool, self._where)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._app.close_async()

    async def hand_out(self, errands: Iterable[Errand]) -> None:
        """Put errands into the queue; one that waits there already is not put there twice."""
        jobs = [errand.job() for errand in errands]
        if not jobs:
            return
        with told(self._where):
            try:
                await self._app.job_manager.batch_defer_jobs_async(jobs)
            except AlreadyEnqueued:  # then none of them was; rare: after a change of leaders
                for job in jobs:
                    await self._hand_out_new(job)

    async def _hand_out_new(self, job: Job) -> None:
        try:
            await self._app.job_manager.defer_job_async(job)
        except AlreadyEnqueued:
            return

    async def revive(self) -> int:
        """Let others do what dead workers were doing; gives the number of errands."""
        with told(self._where):
            jobs = list(await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD))
            await self._give_to_others(jobs)
            await self._app.job_manager.prune_stalled_workers(DEAD)
        return len(jobs)

    async def _give_to_others(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            try:
                await self._app.job_manager.retry_job(job)
            except UniqueViolation:  # it was handed out anew meanwhile: that one is done instead
                await self._app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)

    async def work(self, do: Mapping[Kind, Do], at_once: int) -> None:
        """Do errands, so many at the same time, until cancelled; waits while the database is away."""
        for kind, act in do.items():
            self._app.task(name=kind, queue="errands", retry=_Again(), pass_context=True)(self._noted(act))
        worker = Worker(
            self._app,
            queues=["errands"],
            concurrency=at_once,
            fetch_job_polling_interval=LOOK,
            shutdown_graceful_timeout=GRACE,
            delete_jobs="always",
            install_signal_handlers=False,
            update_heartbeat_interval=BEAT,
            stalled_worker_timeout=DEAD,
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(self._mind(worker))
            await self._run(worker)

    async def _run(self, worker: Worker) -> None:
        while True:
            try:
                await self._give_back(worker)
                await worker.run()  # type: ignore[no-untyped-call]  # Procrastinate leaves it without types
            except (ConnectorException, OSError) as error:
                log.warning("no work comes while the database is away: %s", str(error).partition("\n")[0])
            await asyncio.sleep(AGAIN)

    def _noted(self, act: Do) -> Callable[[JobContext, str], Awaitable[None]]:
        """The same, with the number of its job in hand while it lasts."""

        async def noted(context: JobContext, of: str) -> None:
            number = context.job.id or 0
            self._in_hand.add(number)
            try:
                await act(of)
            finally:
                self._in_hand.discard(number)

        return noted

    async def _mind(self, worker: Worker) -> None:
        """Give back what the database believes we do and we do not: its end came while the database was away."""
        doubted: set[int | None] = set()
        while True:
            await asyncio.sleep(MIND)
            try:
                ended = [job for job in await self._jobs_of(worker) if job.id not in self._in_hand]
                await self._give_to_others(job for job in ended if job.id in doubted)
            except ConnectorException:
                continue
            doubted = {job.id for job in ended}

    async def _jobs_of(self, worker: Worker) -> Iterable[Job]:
        if worker.worker_id is None:
            return ()
        return await self._app.job_manager.list_jobs_async(status="doing", worker_id=worker.worker_id)

    async def _give_back(self, worker: Worker) -> None:
        """Let others do what this worker had in hand when the database went away, without waiting for its death."""
        if worker.worker_id is not None:
            await self._give_to_others(await self._jobs_of(worker))
            await self._app.job_manager.unregister_worker(worker.worker_id)
            worker.worker_id = None
