"""Acts run at the moments given, however late."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.edge.schedule import Schedule


@pytest.fixture
async def schedule():
    schedule = Schedule()
    schedule.start()
    yield schedule
    schedule.stop()


async def test_a_past_moment_runs_at_once(schedule):
    """A moment of last year is no reason to leave the act out."""
    ran = asyncio.Event()

    async def act():
        ran.set()

    schedule.at("late", datetime.now(UTC) - timedelta(days=400), act)
    await asyncio.wait_for(ran.wait(), 5)


async def test_a_new_plan_replaces_the_old(schedule):
    """Of two plans under one name only the later one runs; a cancelled one does not."""
    ran, done = [], asyncio.Event()

    def act(name):
        async def run():
            ran.append(name)
            if name == "last":
                done.set()

        return run

    soon = datetime.now(UTC) + timedelta(seconds=0.2)
    schedule.at("x", soon, act("old"))
    schedule.at("x", soon, act("new"))
    schedule.at("y", soon, act("cancelled"))
    schedule.cancel("y")
    schedule.cancel("never planned")
    schedule.at("z", soon + timedelta(seconds=0.2), act("last"))
    await asyncio.wait_for(done.wait(), 5)
    assert ran == ["new", "last"]


async def test_every_runs_now_and_again(schedule):
    """A regular act runs at once and then goes on."""
    ran = asyncio.Semaphore(0)

    async def act():
        ran.release()

    schedule.every("often", 0.05, act)
    for _ in range(3):
        await asyncio.wait_for(ran.acquire(), 5)
