"""Politeness that holds for many processes: turns of one row, a rest that all keep, one budget."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from monitor.edge.politeness import Politeness
from monitor.errors import OverBudget, Resting

COURT = "ecf.example:443"
DAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Process:
    """One of many that ask the same servers; it waits on its own clock, at once, and notes how long."""

    def __init__(self, queue, per_host=None, budget=None):
        self.waited = []
        self.polite = Politeness(per_host, budget, lambda: NOON, wait=self.wait, shared=queue.turns)

    async def wait(self, seconds):
        self.waited.append(seconds)

    async def ask(self, rest=None):
        async with self.polite.turn(COURT):
            if rest:
                self.polite.rest(COURT, rest)


async def test_turns_of_many_processes_are_apart(open_queue):
    """Three that come at once, one request in two seconds: now, in two seconds, in four."""
    processes = [Process(await open_queue(), per_host=0.5) for _ in range(3)]
    await asyncio.gather(*(process.ask() for process in processes))
    waited = sorted(sum(process.waited) for process in processes)
    assert waited == pytest.approx([0, 2, 4], abs=0.5)


async def test_without_a_rate_nobody_waits(open_queue):
    """`per_host: off` is off for all."""
    processes = [Process(await open_queue()) for _ in range(3)]
    await asyncio.gather(*(process.ask() for process in processes))
    assert all(sum(process.waited) < 0.1 for process in processes)


async def test_a_rest_is_kept_by_all(open_queue):
    """What a server asked of one process, the others keep without asking it."""
    one, two = Process(await open_queue()), Process(await open_queue())
    await one.ask(rest=100)
    with pytest.raises(Resting, match=r"asked for a rest of (100|99) more seconds"):
        await two.ask()


async def test_the_budget_of_a_day_is_shared(open_queue):
    """Two processes, three requests a day: the fourth is refused, whose ever it is."""
    one, two = Process(await open_queue(), budget=3), Process(await open_queue(), budget=3)
    for process in (one, two, one):
        await process.ask()
    for process in (one, two):
        with pytest.raises(OverBudget, match="all 3 requests"):
            await process.ask()


async def test_each_day_has_a_count_of_its_own(queue):
    """The next begins at one."""
    assert [await queue.turns.spend(DAY), await queue.turns.spend(DAY)] == [1, 2]
    assert await queue.turns.spend(date(2026, 1, 6)) == 1
