"""When a failed delivery is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.retry import LONGEST_WAIT, MOST_TRIES, after_failure
from monitor.model import GiveUp, Halve, RetryAt, SendFailure

NOW = datetime(2026, 2, 24, 15, 30, tzinfo=UTC)


DOWN = SendFailure("down")


def wait_after(attempts, failure=DOWN, jitter=0.5):
    """How long the next try is put off."""
    outcome = after_failure(failure, attempts, NOW, jitter)
    assert isinstance(outcome, RetryAt)
    return outcome.at - NOW


def test_waits_double_to_an_hour():
    """The first waits are 30, 60, 120 s; no wait is longer than an hour."""
    assert [wait_after(n).total_seconds() for n in (0, 1, 2, 6, 7, 50)] == [30, 60, 120, 1920, 3600, 3600]


def test_jitter_spreads_a_wait():
    """The same failure waits between three quarters and five quarters of its time."""
    assert (wait_after(1, jitter=0.0).total_seconds(), wait_after(1, jitter=1.0).total_seconds()) == (45, 75)


def test_chance_comes_from_the_clock():
    """Without a given jitter, two failures at different moments wait differently, the same moment alike."""
    early, late = NOW.replace(microsecond=1), NOW.replace(microsecond=999_999)
    outcomes = [after_failure(DOWN, 3, moment) for moment in (early, late, late)]
    waits = [outcome.at - moment for outcome, moment in zip(outcomes, (early, late, late), strict=True)]
    assert waits[0] < waits[1] == waits[2]


def test_the_service_is_not_asked_before_its_time():
    """Retry-After longer than our own wait is kept; a shorter one does not shorten ours."""
    assert wait_after(0, SendFailure("slow down", retry_after=600)) == timedelta(minutes=10)
    assert wait_after(0, SendFailure("slow down", retry_after=1)) == timedelta(seconds=30)


def test_an_absurd_wait_is_bounded():
    """A service that asks for a year is tried again after a day."""
    assert wait_after(0, SendFailure("slow down", retry_after=3.2e7)) == timedelta(days=1)


def test_what_only_a_person_can_mend_is_given_up():
    """A permanent failure ends at once with its own words."""
    assert after_failure(SendFailure("bad token", permanent=True), 0, NOW) == GiveUp("bad token")


def test_only_what_the_message_may_be_at_fault_for_is_divided():
    """Of many refused together for their content each half is tried; a bad token is not tried once for each of them."""
    token, filtered = SendFailure("401", permanent=True), SendFailure("403", permanent=True, divisible=True)
    assert after_failure(token, 0, NOW, alone=False) == GiveUp("401")
    assert after_failure(filtered, 0, NOW, alone=False) == Halve("403")
    assert after_failure(filtered, 0, NOW) == GiveUp("403")


def test_tries_last_about_three_days():
    """The last try comes after roughly three days, then the alert becomes a dead letter that says so."""
    waited = sum((wait_after(n) for n in range(MOST_TRIES - 1)), timedelta())
    assert timedelta(days=2.9) < waited < timedelta(days=3.1)
    given_up = after_failure(DOWN, MOST_TRIES - 1, NOW)
    assert given_up == GiveUp(f"down (given up after {MOST_TRIES} tries)")


@given(st.integers(0, MOST_TRIES - 2), st.floats(0, 1), st.none() | st.floats(-1e12, 1e12))
def test_a_retry_is_always_later_and_bounded(attempts, jitter, retry_after):
    """Whatever the service says, the next try is in the future and within a day."""
    waited = wait_after(attempts, SendFailure("down", retry_after=retry_after), jitter)
    assert timedelta(0) < waited <= timedelta(days=1)
    if retry_after is None:
        assert waited <= LONGEST_WAIT * 1.25


@pytest.mark.parametrize("retry_after", [float("nan"), float("inf")])
def test_odd_numbers_do_not_break_it(retry_after):
    """What is no number of seconds is taken as the longest wait or none."""
    assert timedelta(0) < wait_after(0, SendFailure("down", retry_after=retry_after)) <= timedelta(days=1)
