"""Errands: handed out once, done once, by one at a time; a dead worker's by another."""

import asyncio
from contextlib import asynccontextmanager, suppress

import psycopg
import pytest

from monitor.edge.fleet import Errand, Leadership, Queue
from monitor.edge.fleet.ground import conninfo
from monitor.edge.fleet.queue import DEAD
from monitor.errors import StoreAway, StoreError

PATIENCE = 20


def check(number: int, host: str = "court", priority: int = 0) -> Errand:
    """To check a source at a host."""
    return Errand("check", f"s{number}", f"host {host}", priority)


class Hands:
    """Do errands that take `needs` seconds; `done` are those done, in order, `most` the most at the same time.

    The first ones fail as `fails` says.
    """

    def __init__(self, needs: float = 0.0, *, fails: list[BaseException] | None = None) -> None:
        self.needs, self.fails = needs, fails or []
        self.done: list[str] = []
        self.now = self.most = 0
        self.happened = asyncio.Condition()

    async def __call__(self, of: str) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        await self.notice()
        await asyncio.sleep(self.needs)
        self.now -= 1
        if self.fails:
            error = self.fails.pop(0)
            await self.notice()
            raise error
        self.done.append(of)
        await self.notice()

    async def notice(self) -> None:
        """Wake who waits."""
        async with self.happened:
            self.happened.notify_all()

    async def until(self, condition) -> None:
        """Wait until it holds; fails when it takes too long."""
        async with self.happened, asyncio.timeout(PATIENCE):
            await self.happened.wait_for(condition)

    async def until_done(self, count: int) -> None:
        """Wait until so many are done."""
        await self.until(lambda: len(self.done) >= count)


@asynccontextmanager
async def working(queue: Queue, hands: Hands, at_once: int = 5):
    """A worker of this queue."""
    task = asyncio.create_task(queue.work({"check": hands, "deliver": hands}, at_once))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def led(queue: Queue):
    """Somebody leads meanwhile, and looks for errands that nobody does any more."""

    async def look():
        while True:
            with suppress(StoreAway):
                await queue.revive()
            await asyncio.sleep(0.2)

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def test_an_errand_that_waits_is_not_handed_out_again(open_queue):
    """Whoever asks for it, however often: it is done once."""
    one, two = await open_queue(), await open_queue()
    await one.hand_out([check(1), check(2)])
    await one.hand_out([check(1)])
    await two.hand_out([check(2), check(3)])
    hands = Hands()
    async with working(one, hands):
        await hands.until_done(3)
    assert sorted(hands.done) == ["s1", "s2", "s3"]


async def test_once_done_it_may_be_handed_out_anew(queue):
    """The next check of the same source."""
    hands = Hands()
    async with working(queue, hands):
        await queue.hand_out([check(1)])
        await hands.until_done(1)
        await queue.hand_out([check(1)])
        await hands.until_done(2)
    assert hands.done == ["s1", "s1"]


async def test_a_host_is_visited_by_one_at_a_time_in_the_whole_fleet(open_queue):
    """Two workers with five places each, six sources of one host: never two of them at once."""
    one, two = await open_queue(), await open_queue()
    await one.hand_out([check(number) for number in range(6)])
    hands = Hands(needs=0.05)
    async with working(one, hands), working(two, hands):
        await hands.until_done(6)
    assert hands.most == 1


async def test_hosts_are_visited_side_by_side(queue):
    """Sources of different hosts do not wait for each other."""
    await queue.hand_out([check(number, f"host{number}") for number in range(5)])
    hands = Hands(needs=0.3)
    async with working(queue, hands):
        await hands.until_done(5)
    assert hands.most == 5


async def test_deliveries_go_before_checks_and_what_is_under_way_before_the_rest(queue):
    """By priority, whatever was handed out first."""
    delivery = Errand("deliver", "desk", "channel desk", 10)
    await queue.hand_out([check(1, "a"), check(2, "b"), check(3, "c", 5), delivery])
    hands = Hands()
    async with working(queue, hands, at_once=1):
        await hands.until_done(4)
    assert hands.done == ["desk", "s3", "s1", "s2"]


async def test_what_the_stores_absence_spoiled_is_done_again(queue, url):
    """It waits a few seconds, and longer each time; another failure is not repeated: the next check is."""
    await queue.hand_out([check(1, "a"), check(2, "b")])
    hands = Hands(fails=[StoreAway("away"), ValueError("unforeseen")])
    async with working(queue, hands, at_once=1):
        await hands.until(lambda: not hands.fails)
    with psycopg.connect(conninfo(url)) as connection:
        asked = "SELECT args->>'of', status::text, scheduled_at > now() FROM procrastinate_jobs"
        left = connection.execute(asked).fetchall()
    assert left == [("s1", "todo", True)]


async def test_what_a_dead_worker_held_is_given_to_another(open_queue, url):
    """A worker whose signs of life ended long ago is taken for dead; its host is free again."""
    queue = await open_queue()
    await queue.hand_out([check(1)])
    async with await psycopg.AsyncConnection.connect(conninfo(url), autocommit=True) as connection:
        long_ago = f"now() - interval '{DEAD + 5} seconds'"
        await connection.execute(f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES ({long_ago})")
        await connection.execute("SELECT procrastinate_fetch_job_v2(NULL, (SELECT id FROM procrastinate_workers))")
    assert await queue.revive() == 1
    hands = Hands()
    async with working(queue, hands):
        await hands.until_done(1)
    assert await queue.revive() == 0


async def test_what_was_handed_out_anew_meanwhile_is_done_once(queue, url):
    """The dead worker's errand waits in the queue again, as the next check of its source: one of the two is enough."""
    await queue.hand_out([check(1), check(2, "other")])
    async with await psycopg.AsyncConnection.connect(conninfo(url), autocommit=True) as connection:
        await connection.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES ('2000-01-01')")
        for _ in range(2):
            await connection.execute("SELECT procrastinate_fetch_job_v2(NULL, (SELECT id FROM procrastinate_workers))")
    await queue.hand_out([check(1)])
    assert await queue.revive() == 2
    hands = Hands()
    async with working(queue, hands):
        await hands.until_done(2)
    assert sorted(hands.done) == ["s1", "s2"]


async def test_a_living_worker_keeps_its_errands(queue):
    """However long it takes for one."""
    await queue.hand_out([check(1)])
    hands = Hands(needs=1.0)
    async with working(queue, hands):
        await hands.until(lambda: hands.now)
        assert await queue.revive() == 0
        await hands.until_done(1)


async def test_a_queue_of_another_version_is_made_anew(open_queue, url):
    """What waited in it is planned again from the store; nothing of it is read by another version."""
    await (await open_queue()).hand_out([check(1)])
    with psycopg.connect(url) as connection:
        connection.execute("COMMENT ON SCHEMA fleet IS 'another'")
    hands = Hands()
    queue = await open_queue()
    await queue.hand_out([check(2)])
    async with working(queue, hands):
        await hands.until_done(1)
    assert hands.done == ["s2"]


@pytest.mark.slow
async def test_a_server_that_is_away_is_told(postgres, queue):
    """Handing out says so, in the store's words, and goes on when it is back, without a restart."""
    postgres.stop("immediate")
    try:
        with pytest.raises(StoreAway):
            await queue.hand_out([check(1)])
    finally:
        postgres.start()
    await queue.hand_out([check(1)])


async def test_an_end_that_could_not_be_written_blocks_no_host(postgres, queue):
    """The server dies while an errand is under way, and is back at once: the errand's host is visited again."""
    hands, ended = Hands(), asyncio.Event()

    async def long(of: str) -> None:
        if not ended.is_set():
            await ended.wait()
        await hands(of)

    async with led(queue), working(queue, long):
        await queue.hand_out([check(1)])
        async with asyncio.timeout(PATIENCE):
            while not queue._in_hand:  # noqa: ASYNC110 (only the queue knows)
                await asyncio.sleep(0.01)
        await asyncio.to_thread(postgres.stop, "immediate")
        ended.set()
        await hands.until_done(1)
        await asyncio.to_thread(postgres.start)
        await queue.hand_out([check(2)])
        await hands.until(lambda: "s2" in hands.done)


async def test_a_worker_outlives_the_server(postgres, queue):
    """It waits for the server and goes on with what comes then, also at the host that it visited last."""
    hands = Hands()
    async with led(queue), working(queue, hands):
        await queue.hand_out([check(1)])
        await hands.until_done(1)
        await asyncio.to_thread(postgres.stop, "immediate")
        await asyncio.to_thread(postgres.start)
        await queue.hand_out([check(2)])
        await hands.until(lambda: "s2" in hands.done)


async def test_of_two_schedulers_one_leads(url):
    """The other gains the lead when the first leaves it, or dies."""
    one, two = Leadership(url), Leadership(url)
    assert await one.gain()
    assert not await two.gain()
    assert await one.held()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        )
    assert await two.gain()
    assert not await one.held()
    assert not await one.gain()
    await two.leave()
    await one.leave()


async def test_nobody_leads_without_a_server(postgres):
    """No error: it is tried again."""
    nowhere = Leadership(postgres.url("nowhere"))
    assert not await nowhere.gain()
    assert not await nowhere.held()


async def test_a_wrong_password_is_told_at_the_start(postgres):
    """Without the password."""
    with pytest.raises(StoreError, match="mend user and password") as told:
        await Queue(postgres.url("postgres", "not-the-one")).open()
    assert "not-the-one" not in str(told.value)
