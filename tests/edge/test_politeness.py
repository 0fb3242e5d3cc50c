"""Turns at a host: one at a time, so many a second, none while it rests, none over the budget."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.edge import politeness
from monitor.edge.politeness import Places, Politeness
from monitor.errors import OverBudget, RateLimited

COURT, PAPER = "ecf.example:443", "news.example:443"


class Time:
    """A clock that moves only when somebody waits, or a test says so."""

    def __init__(self):
        self.start = datetime(2025, 11, 21, 23, 0, tzinfo=UTC)
        self.seconds = 0.0

    def now(self):
        """The time of day."""
        return self.start + timedelta(seconds=self.seconds)

    def ticks(self):
        """The monotonic seconds."""
        return self.seconds

    async def wait(self, seconds):
        """Waiting moves the clock; others get to run meanwhile."""
        self.seconds += seconds
        await asyncio.sleep(0)


@pytest.fixture
def time():
    """A clock at 23:00 UTC."""
    return Time()


def polite(time, per_host=None, budget=None):
    """Politeness that lives in a test's time."""
    return Politeness(per_host, budget, time.now, ticks=time.ticks, wait=time.wait)


async def take(turns, time, place):
    """Take a turn that needs no time; gives the moment it came."""
    async with turns.turn(place):
        return time.seconds


async def test_a_host_is_asked_so_many_times_a_second(time):
    """With two a second, five requests begin half a second apart; another host does not wait for them."""
    turns = polite(time, per_host=2)
    assert await asyncio.gather(*(take(turns, time, COURT) for _ in range(5))) == [0, 0.5, 1, 1.5, 2]
    assert await take(turns, time, PAPER) == 2


async def test_a_slow_request_needs_no_further_wait(time):
    """The rate counts from the start of a request: after a long one the next may begin at once."""
    turns = polite(time, per_host=1)
    async with turns.turn(COURT):
        time.seconds += 30
    assert await take(turns, time, COURT) == 30


async def test_without_a_rate_nobody_waits(time):
    """`per_host: off` still lets in one at a time, at once."""
    turns = polite(time)
    assert [await take(turns, time, COURT) for _ in range(3)] == [0, 0, 0]


async def test_a_host_is_asked_one_at_a_time(time):
    """The second request begins when the first has ended, in the order they came; other hosts go on."""
    turns, order = polite(time), []

    async def request(name, place):
        async with turns.turn(place):
            order.append(f"{name} begins")
            await asyncio.sleep(0)
            order.append(f"{name} ends")

    await asyncio.gather(request("1", COURT), request("2", COURT), request("3", PAPER))
    assert order.index("1 ends") < order.index("2 begins")
    assert order.index("3 begins") < order.index("1 ends")


async def test_a_failed_request_gives_its_turn_back(time):
    """An error, or a request given up, does not shut the host for the others."""
    turns = polite(time)
    with pytest.raises(ConnectionError):
        async with turns.turn(COURT):
            raise ConnectionError
    assert await take(turns, time, COURT) == 0


async def test_a_resting_host_refuses_at_once(time):
    """Until the time a server gave, requests raise RateLimited with what is left of it; afterwards they go."""
    turns = polite(time)
    turns.rest(COURT, 100)
    time.seconds = 40
    with pytest.raises(RateLimited, match="60 more seconds") as caught:
        await take(turns, time, COURT)
    assert caught.value.retry_after == 60
    assert await take(turns, time, PAPER) == 40
    time.seconds = 100
    assert await take(turns, time, COURT) == 100


async def test_those_who_waited_learn_of_the_rest(time):
    """A request that already waits for its turn is refused when the one before it was told to rest."""
    turns = polite(time)
    async with turns.turn(COURT):
        second = asyncio.create_task(take(turns, time, COURT))
        await asyncio.sleep(0)
        turns.rest(COURT, 100)
    with pytest.raises(RateLimited):
        await second


async def test_a_rest_of_years_is_one_of_a_day(time):
    """A server's slip does not shut it out for ever."""
    turns = polite(time)
    turns.rest(COURT, 10**9)
    time.seconds = 86_400
    assert await take(turns, time, COURT) == 86_400


async def test_the_budget_is_of_a_day(time):
    """With two requests a day, the third is refused, on any host, until midnight UTC."""
    turns = polite(time, budget=2)
    await take(turns, time, COURT)
    await take(turns, time, PAPER)
    with pytest.raises(OverBudget, match="2025-11-21"):
        await take(turns, time, COURT)
    time.seconds = 3600
    await take(turns, time, COURT)


async def test_new_settings_forget_nothing(time):
    """After a reload hosts still rest, the day's requests still count, the new limits hold."""
    old = polite(time, budget=10)
    old.rest(COURT, 100)
    await take(old, time, PAPER)
    new = old.renewed(per_host=1, budget=2)
    with pytest.raises(RateLimited):
        await take(new, time, COURT)
    assert await take(new, time, PAPER) == 0
    with pytest.raises(OverBudget):
        await take(new, time, PAPER)


async def test_hosts_are_not_remembered_for_ever(time):
    """Of thousands of hosts only those are kept that owe or are owed something."""
    turns = polite(time, per_host=1)
    turns.rest(COURT, 10_000)
    for number in range(3 * politeness.MOST_IDLE_HOSTS):
        time.seconds += 1
        await take(turns, time, f"h{number}:443")
    assert len(turns._memory.hosts) <= politeness.MOST_IDLE_HOSTS
    with pytest.raises(RateLimited):
        await take(turns, time, COURT)


async def test_a_crawl_delay_outlasts_new_settings(time):
    """What a site asked for holds after a reload, and never shortens the user's own interval."""
    old = polite(time, per_host=1)
    old.space_out(COURT, 5)
    new = old.renewed(per_host=0.1, budget=None)
    assert [await take(old, time, COURT) for _ in range(2)] == [0, 5]
    assert await take(new, time, COURT) == 10
    assert await take(new, time, COURT) == 20


async def test_a_hung_host_takes_one_place_only():
    """Thirty checks wait for a host that hangs; another host's check still finds one of two places."""
    places, hanging, ended = Places(2), asyncio.Event(), []

    async def check(url, until):
        async with places.one(url):
            await until.wait()
            ended.append(url)

    open_gate = asyncio.Event()
    open_gate.set()
    hung = [asyncio.create_task(check(f"https://user@hung.example/{number}", hanging)) for number in range(30)]
    async with asyncio.timeout(5):
        await check("https://court.example/feed", open_gate)
    assert ended == ["https://court.example/feed"]
    hanging.set()
    await asyncio.gather(*hung)
    assert len(ended) == 31


async def test_no_more_checks_than_places():
    """Of five hosts with two places, two are walked at a time."""
    places, walking, most = Places(2), 0, 0

    async def check(number):
        nonlocal walking, most
        async with places.one(f"https://h{number}.example/"):
            walking += 1
            most = max(most, walking)
            await asyncio.sleep(0)
            walking -= 1

    await asyncio.gather(*map(check, range(5)))
    assert most == 2
