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


async def test_an_act_that_plans_itself_anew_while_it_ends_runs_again(schedule):
    """A source whose next check comes due before the last one has quite ended is asked all the same."""
    again = asyncio.Event()

    async def last():
        again.set()

    async def act():
        schedule.at("x", datetime.now(UTC), last)
        await asyncio.wait_for(again.wait(), 5)

    schedule.at("x", datetime.now(UTC), act)
    await asyncio.wait_for(again.wait(), 5)


async def test_every_runs_now_and_again(schedule):
    """A regular act runs at once and then goes on."""
    ran = asyncio.Semaphore(0)

    async def act():
        ran.release()

    schedule.every("often", 0.05, act)
    for _ in range(3):
        await asyncio.wait_for(ran.acquire(), 5)


async def test_a_clock_set_back_has_all_planned_anew():
    """Three hours back: regular acts run at once and not in three hours, and who plans is called, once."""
    called, ran = asyncio.Semaphore(0), asyncio.Semaphore(0)
    shown = [datetime.now(UTC) + timedelta(hours=3)]
    schedule = Schedule(called.release, clock=lambda: shown[0], ticks=lambda: 0.0)

    async def act():
        ran.release()

    schedule.start()
    schedule.every("regular", 3600, act)
    await asyncio.wait_for(ran.acquire(), 5)
    schedule._look()
    shown[0] -= timedelta(hours=3)
    schedule._look()
    schedule._look()
    await asyncio.wait_for(called.acquire(), 5)
    await asyncio.wait_for(ran.acquire(), 5)
    assert called.locked()
    schedule.stop()
