"""When to ask, and what a request is worth."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.cadence.habit import HOURS
from monitor.core.cadence.pricing import expected_delay, next_check, price
from monitor.core.cadence.rhythm import COURT, NEWS, Grid, Rhythm, fair, shape

NOON = datetime(2026, 1, 5, 17, tzinfo=UTC)  # a Monday, noon in New York
NIGHT = NOON + timedelta(hours=14)
MIDNIGHT = datetime(2026, 1, 6, tzinfo=UTC)
FLAT = shape(fair((1.0,) * HOURS), ())
STEADY = Rhythm(4.0, FLAT, "America/New_York", 60, 3600, NOON.timestamp())


def pause(rhythm, price, now=NOON):
    """Seconds until the next check after one at `now`."""
    return (next_check(replace(rhythm, last=now.timestamp()), price, now) - now).total_seconds()


def test_four_times_the_price_doubles_the_pause():
    """The pause goes with the square root of the price."""
    assert pause(STEADY, 4.0) == pytest.approx(2 * pause(STEADY, 1.0), rel=0.01)


def test_a_busier_source_is_asked_more_often_but_not_in_proportion():
    """Sixteen times the changes are worth more than the same number of requests, and less than sixteen times."""
    often = pause(STEADY, 2.0) / pause(replace(STEADY, rate=64.0), 2.0)
    assert 1.5 < often < 4.1


def test_courts_are_asked_by_day():
    """In the night the pause is far longer than at noon."""
    court = replace(STEADY, shape=shape(COURT, ()))
    assert pause(court, 1.0, NIGHT) > 3 * pause(court, 1.0)


def test_a_long_pause_looks_ahead_to_the_morning():
    """At six the check is planned by what the working day brings, not by what the night did."""
    court = replace(STEADY, shape=shape(COURT, ()), ceiling=8 * 3600)
    five = NOON - timedelta(hours=7)
    assert pause(court, 200.0, five) < 0.9 * pause(court, 200.0, five - timedelta(hours=4))


def test_what_a_change_announces_is_looked_for():
    """After a filing the next check comes sooner."""
    assert pause(replace(STEADY, quick=0.25, slow=0.12), 2.0) < 0.8 * pause(STEADY, 2.0)


@pytest.mark.parametrize("price_", [1e-6, 1e9])
def test_floor_and_ceiling_hold(price_):
    """Whatever a request is worth."""
    assert pause(STEADY, price_) == (60 if price_ < 1 else 3600)


def test_a_source_that_never_changes_is_seen_within_the_ceiling():
    """However little is expected of it."""
    assert pause(replace(STEADY, rate=1e-9), 5.0) == 3600


def test_after_a_failure_the_ceiling_counts_from_when_it_was_seen_last():
    """The pause began with the last good look; the floor counts from now."""
    now = NOON + timedelta(minutes=50)
    assert next_check(STEADY, 1e9, now) == NOON + timedelta(hours=1)
    assert next_check(STEADY, 1e9, NOON + timedelta(hours=9)) == NOON + timedelta(hours=9, minutes=1)


def test_a_known_schedule_is_asked_right_after_a_build():
    """At 25 s past a full ten minutes, whatever the moment of the check before."""
    grid = replace(STEADY, grid=Grid(600.0, 25.0), rate=20.0)
    for minutes in (1, 4, 9):
        now = NOON + timedelta(minutes=minutes)
        found = next_check(replace(grid, last=now.timestamp()), 0.5, now)
        assert (found.minute % 10, found.second) == (0, 25)
        assert found > now


def test_builds_that_hardly_bring_anything_are_skipped():
    """By night not each build is worth a request; by day it is."""
    grid = replace(STEADY, grid=Grid(600.0, 0.0), shape=shape(COURT, ()))
    assert pause(grid, 3.0) == 600
    assert pause(grid, 3.0, NIGHT) in {1200.0, 1800.0, 2400.0, 3000.0, 3600.0}


def crowd(number=200, seed=1):
    """Sources of many rates and hours."""
    random = Random(seed)
    shapes = [shape(COURT, ()), shape(NEWS, ()), FLAT]
    zones = ["America/New_York", "America/Los_Angeles", "Europe/London"]
    return [
        Rhythm(random.lognormvariate(0, 1.5), random.choice(shapes), random.choice(zones), 60, 3600, NOON.timestamp())
        for _ in range(number)
    ]


def asked(rhythms, worth, start, end):
    """How often these are asked between two moments, each check planned after the one before."""
    total = 0
    for one in rhythms:
        now = next_check(replace(one, last=start.timestamp()), worth, start)
        while now < end:
            total += 1
            now = next_check(replace(one, last=now.timestamp()), worth, now)
    return total


@pytest.mark.parametrize("hours", [0, 9, 15])
def test_the_price_spends_the_budget(hours):
    """Planned at the price found, the sources are asked as often as is allowed until the day ends."""
    now = MIDNIGHT + timedelta(hours=hours)
    left = 200 * 4 * (24 - hours)
    spent = asked(crowd(), price(crowd(), left, now), now, MIDNIGHT + timedelta(days=1))
    assert 0.93 * left < spent < 1.05 * left


def test_less_budget_makes_requests_dearer():
    """And none at all, dear beyond reach: all go to their ceilings."""
    prices = [price(crowd(), left, NOON) for left in (0, 5_000, 10_000, 40_000)]
    assert prices == sorted(prices, reverse=True)
    assert pause(crowd()[0], prices[0]) == 3600


def test_a_sample_of_very_many_tells_the_price():
    """Of ten thousand sources the price is that of all, and found in less than 50 ms of the processor."""
    many = crowd(10_000)
    price(many, 960_000, MIDNIGHT)  # zones and shapes are loaded once
    start = time.process_time()
    found = price(many, 960_000, MIDNIGHT)
    assert time.process_time() - start < 0.05
    spread = [price(many[start : start + 2500], 240_000, MIDNIGHT) for start in range(0, 10_000, 2500)]
    assert found == pytest.approx(sum(spread) / 4, rel=0.05)


def test_no_source_at_all_has_a_price():
    """A config without such sources is no error."""
    assert price([], 0, NOON) > 0


def test_the_expected_delay_is_half_the_pause():
    """Of a steady source; of one on a schedule that is asked after each build, none worth telling."""
    assert expected_delay(STEADY, 2.0).total_seconds() == pytest.approx(pause(STEADY, 2.0) / 2, rel=0.01)
    assert expected_delay(replace(STEADY, grid=Grid(1800.0, 0.0)), 2.0) == timedelta(0)


@given(
    st.floats(1e-6, 1e9),
    st.floats(1e-9, 240),
    st.floats(0, 20),
    st.floats(60, 600),
    st.floats(600, 86_400),
    st.integers(-(10**6), 10**7),
    st.none() | st.builds(Grid, st.sampled_from([300.0, 1200.0, 3600.0]), st.floats(0, 4000)),
)
def test_the_next_check_is_always_between_floor_and_ceiling(worth, rate, quick, floor, ceiling, seconds, grid):
    """For any source at any moment of the year."""
    now = NOON + timedelta(seconds=seconds)
    one = Rhythm(rate, shape(COURT, ()), "America/New_York", floor, ceiling, now.timestamp(), quick, quick, grid)
    assert floor - 0.001 <= (next_check(one, worth, now) - now).total_seconds() <= ceiling + 0.001
