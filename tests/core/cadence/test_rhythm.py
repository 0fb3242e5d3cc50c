"""What is expected of a source: its hours, its bounds, the schedule of its server."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.cadence.habit import HOURS
from monitor.core.cadence.rhythm import COURT, NEWS, WEEK_HOURS, Tempo, bounds, family_hours, grid, rhythm, shape
from monitor.model import Build, Cadence, Habit

NOON = datetime(2026, 1, 5, 17, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def week_mean(weights):
    return sum(weight * hours for weight, hours in zip(weights, WEEK_HOURS, strict=True)) / 168


def builds(period, stood, count=8, wobble=0):
    """Builds every `period` minutes at 3 past, some skipped, one of which was seen to stand `stood` minutes."""
    made = [NOON + (3 + step * period) * MINUTE + timedelta(seconds=wobble * (step % 2)) for step in range(count)]
    return tuple(Build(one, one + (stood if step == 2 else 1) * MINUTE) for step, one in enumerate(made))


@pytest.mark.parametrize("weights", [COURT, NEWS, shape(COURT, ()).weights, shape(NEWS, (1.0,) * HOURS).weights])
def test_weights_have_a_mean_of_one(weights):
    """So that a rate is what comes in a day on the average."""
    assert week_mean(weights) == pytest.approx(1, abs=1e-5)


def test_courts_work_by_day():
    """A working hour counts more than ten times an hour of the night."""
    assert COURT[11] > 10 * COURT[2]
    assert NEWS[11] < 10 * NEWS[2]


def test_an_own_habit_bends_the_hours():
    """A source that changes in the evening is looked at in the evening."""
    evening = tuple(20.0 if hour == 20 else 0.0 for hour in range(HOURS))
    own, usual = shape(COURT, evening).weights, shape(COURT, ()).weights
    assert own[20] > 3 * usual[20]
    assert own[11] < usual[11]
    assert min(own) > 0


def test_what_all_courts_do_bends_the_hours_of_each():
    """Changes found at six in the evening, in all courts together, make that hour count more, and the next a little."""
    found = [0.0] * HOURS
    found[18] = 300.0
    bent = family_hours(found, COURT)
    assert bent[18] > 3 * COURT[18]
    assert bent[19] > COURT[19]
    assert family_hours([0.0] * HOURS, COURT)[11] == pytest.approx(COURT[11], rel=0.05)


def test_bounds_come_from_the_cadence_and_the_reach_of_a_window():
    """Two minutes to four times the interval; what the user wrote; under half of what a window shows."""
    assert bounds(Cadence(15 * MINUTE, auto=True)) == (120, 3600)
    assert bounds(Cadence(15 * MINUTE, auto=True, least=5 * MINUTE, most=120 * MINUTE)) == (300, 7200)
    assert bounds(Cadence(15 * MINUTE, auto=True), 60 * MINUTE) == (120, 1800)
    assert bounds(Cadence(15 * MINUTE, auto=True), MINUTE) == (120, 120)


@pytest.mark.parametrize(("period", "stood"), [(20, 17), (10, 8), (60, 50), (5, 4)])
def test_a_schedule_is_found(period, stood):
    """Eight builds on a grid, of which one was seen to stand for most of the period."""
    found = grid(builds(period, stood, wobble=20))
    assert found is not None
    assert found.period == period * 60
    assert found.phase % found.period == pytest.approx((NOON.timestamp() + 180 + 20 + 5) % (period * 60))


def test_no_schedule_without_proof():
    """Too few builds, none seen to stand, builds off the grid, a server that stopped building."""
    assert grid(builds(20, 17, count=7)) is None
    assert grid(builds(20, 1)) is None
    off = builds(20, 17)
    assert grid((*off[:-1], Build(off[-1].made + 7 * MINUTE, off[-1].asked))) is None
    assert grid(builds(20, 300)) is None


def test_builds_seen_once_an_hour_are_not_taken_for_hourly_ones():
    """Who asks always right after the hour cannot know of the builds in between."""
    assert grid(builds(60, 1)) is None


def test_a_build_that_comes_late_moves_the_phase():
    """Our clock or theirs is off: a page that stood longer than its period is asked for that much later."""
    early, late = grid(builds(20, 17)), grid(builds(20, 21))
    assert late.phase - early.phase == 60


def test_a_rate_has_a_limit():
    """A court with a thousand entries a day leaves requests to the others."""
    busy = Habit(at=NOON, changes=14_000.0, days=14.0)
    assert rhythm(busy, "court_feed", Cadence(auto=True), Tempo(), NOON).rate == 240


def test_a_clock_set_back_does_not_put_off_the_next_check():
    """What was seen in the future was seen now."""
    assert rhythm(Habit(at=NOON + 60 * MINUTE), "docket", Cadence(auto=True), Tempo(), NOON).last == NOON.timestamp()
