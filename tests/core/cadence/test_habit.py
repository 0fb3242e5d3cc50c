"""What checks teach of a source: its rate, its hours, bursts, builds; and what must not mislead."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.cadence.habit import ALWAYS, HOURS, LONGEST_LESSON, Seen, learned, prior_of, rate
from monitor.core.cadence.rhythm import COURT
from monitor.model import Build, Habit

NOON = datetime(2026, 1, 5, 17, tzinfo=UTC)  # a Monday, noon in New York
ZONE = "America/New_York"
FLAT = (1.0,) * HOURS
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def taught(checks, kind="docket", weights=FLAT, habit=None):
    """The habit after these checks, each (minutes after NOON, changes)."""
    habit = habit or Habit(at=NOON)
    for minutes, changes in checks:
        habit = learned(habit, prior_of(kind), weights, ZONE, Seen(NOON + minutes * MINUTE, changes))
    return habit


def test_nothing_is_learned_from_the_first_look():
    """What a source shows at first was there before."""
    habit = learned(Habit(), prior_of("docket"), FLAT, ZONE, Seen(NOON, 40))
    assert (habit.at, habit.changes, habit.days, habit.hours) == (NOON, 0, 0, ())


def test_the_rate_comes_to_what_is_seen():
    """A docket with a change every two hours, for a week, is soon known to change often."""
    habit = taught((30 * step, int(step % 4 == 0)) for step in range(1, 7 * 48))
    assert rate(habit, prior_of("docket")) == pytest.approx(7.1, abs=0.3)  # the prior still weighs four days
    longer = taught((30 * step, int(step % 4 == 0)) for step in range(1, 42 * 48))
    assert rate(longer, prior_of("docket")) == pytest.approx(9.3, abs=0.4)


def test_a_quiet_night_hardly_counts_as_watching():
    """Eight hours of night teach far less than eight hours of a working day."""
    day = learned(Habit(at=NOON), prior_of("docket"), COURT, ZONE, Seen(NOON + 60 * 5 * MINUTE))
    night = learned(Habit(at=NOON + 10 * 60 * MINUTE), prior_of("docket"), COURT, ZONE, Seen(NOON + 15 * 60 * MINUTE))
    assert night.days < day.days / 10


def test_a_bare_sign_of_change_counts_for_what_was_expected_in_the_pause():
    """Of a page without entries one sign after a short pause is about one change, after a long one more."""
    short, long = (taught([(minutes, 1)], "page").changes for minutes in (1, 2 * 1440))
    assert short == pytest.approx(1.0, abs=0.01)
    assert 2 < long < 3.5


def test_a_change_goes_to_the_hour_at_which_it_was_published():
    """A moment that the page gives wins over the middle of the pause."""
    seen = Seen(NOON + 90 * MINUTE, 1, published=NOON + 5 * MINUTE)
    told, guessed = (learned(Habit(at=NOON), prior_of("feed"), FLAT, ZONE, one) for one in (seen, Seen(seen.at, 1)))
    assert told.hours[12] == 1
    assert guessed.hours[12] == 1
    assert learned(Habit(at=NOON), prior_of("feed"), FLAT, ZONE, Seen(NOON + 180 * MINUTE, 1)).hours[13] == 1


def test_a_change_after_a_long_pause_goes_to_no_hour():
    """Who did not look all night does not know when it came."""
    assert taught([(600, 1)]).hours == ()
    assert taught([(600, 1)]).changes == 1


def test_a_change_announces_others_that_wane():
    """Right after a filing others are likely; an hour later few, the next day none."""
    fresh = taught([(1, 1)])
    later = taught([(60, 0)], habit=fresh)
    assert fresh.quick > 0.2
    assert later.quick < 0.001 < later.slow < fresh.slow
    assert taught([(1440, 0)], habit=later).slow < 0.001


def test_a_counter_is_asked_like_its_kind():
    """A source that changes whenever it is looked at tells nothing by that."""
    habit = taught((2 * step, 1) for step in range(1, 500))
    assert habit.often > ALWAYS
    assert rate(habit, prior_of("docket")) == prior_of("docket").rate
    assert habit.slow < 0.001


def test_a_busy_source_is_no_counter():
    """A change at two of three checks is a rate like any other."""
    habit = taught((2 * step, int(step % 3 > 0)) for step in range(1, 500))
    assert rate(habit, prior_of("docket")) > 20


def test_a_clock_that_was_set_back_teaches_nothing():
    """No time was watched, and what was learned stays."""
    known = taught([(10, 1), (20, 0)])
    back = learned(known, prior_of("docket"), FLAT, ZONE, Seen(NOON - 10 * DAY, 1))
    assert (back.changes, back.days, back.hours) == (known.changes, known.days, known.hours)
    assert back.at == NOON - 10 * DAY


def test_a_clock_that_jumps_ahead_forgets_little():
    """Ten years in one step count as two days."""
    known = taught((30 * step, int(step % 4 == 0)) for step in range(1, 7 * 48))
    jumped = learned(known, prior_of("docket"), FLAT, ZONE, Seen(NOON + 3650 * DAY))
    assert jumped.days <= known.days + LONGEST_LESSON / DAY
    assert jumped.changes > 0.8 * known.changes


def test_builds_are_remembered_with_how_long_they_stood():
    """One build seen twice is one build; only the last eight count."""
    habit = Habit(at=NOON)
    for minutes in (1, 5, 11, 21, 31, 41, 51, 61, 71, 81):
        made = NOON + minutes // 10 * 10 * MINUTE
        habit = learned(habit, prior_of("court_feed"), FLAT, ZONE, Seen(NOON + minutes * MINUTE, made=made))
    assert len(habit.builds) == 8
    first = taught([(1, 0)]).builds
    assert first == ()
    twice = Habit(at=NOON)
    for minutes in (1, 5):
        seen = Seen(NOON + minutes * MINUTE, made=NOON)
        twice = learned(twice, prior_of("court_feed"), FLAT, ZONE, seen)
    assert twice.builds == (Build(NOON, NOON + 5 * MINUTE),)


def test_a_window_that_lost_entries_is_trusted_half_as_far():
    """It must be read more often than it seemed to need."""
    hours = timedelta(hours=1)
    habit = learned(Habit(at=NOON), prior_of("feed"), FLAT, ZONE, Seen(NOON + hours, reach=8 * hours))
    assert habit.reach == 8 * hours
    lost = learned(habit, prior_of("feed"), FLAT, ZONE, Seen(NOON + 2 * hours, 30, reach=8 * hours, lost=True))
    assert lost.reach == 4 * hours
    better = learned(lost, prior_of("feed"), FLAT, ZONE, Seen(NOON + 3 * hours, reach=8 * hours))
    assert 4 * hours < better.reach < 8 * hours


@given(st.lists(st.tuples(st.integers(-3000, 100_000), st.integers(0, 50)), max_size=30))
def test_no_order_of_checks_breaks_the_numbers(checks):
    """Whatever the clock does, evidence is never negative and the rate stays a number above 0."""
    habit = taught(checks)
    assert habit.changes >= 0
    assert habit.days >= 0
    assert habit.quick >= 0
    assert habit.slow >= 0
    assert 0 < rate(habit, prior_of("docket")) < 1000
