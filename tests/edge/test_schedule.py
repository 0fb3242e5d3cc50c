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


async def test_an_act_that_fails_is_told_and_stops_no_other(schedule, caplog):
    """The error stands in the log with the name of the act; what is due after it runs."""
    ran = asyncio.Event()

    async def fails():
        raise ValueError("nobody foresaw this")

    async def act():
        ran.set()

    schedule.at("bad", datetime.now(UTC), fails)
    schedule.at("good", datetime.now(UTC), act)
    await asyncio.wait_for(ran.wait(), 5)
    (record,) = [record for record in caplog.records if record.name == "monitor.edge.schedule"]
    assert "bad ended in a way nobody foresaw" in record.getMessage()
    assert "nobody foresaw this" in str(record.exc_info[1])


async def test_what_is_planned_anew_does_not_pile_up(schedule):
    """Ten thousand plans of one act, as hints and reloads make them over the weeks, leave one."""

    async def act():
        raise AssertionError

    for _ in range(10_000):
        schedule.at("x", datetime.now(UTC) + timedelta(days=1), act)
    assert len(schedule._heap) < 200


async def test_a_stop_cancels_what_still_runs():
    """An act that waits for something that does not come ends with the schedule."""
    began, ended = asyncio.Event(), asyncio.Event()

    async def act():
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    schedule = Schedule()
    schedule.start()
    schedule.at("long", datetime.now(UTC), act)
    await asyncio.wait_for(began.wait(), 5)
    schedule.stop()
    await asyncio.wait_for(ended.wait(), 5)


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
