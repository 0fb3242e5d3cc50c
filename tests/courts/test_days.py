"""Counting days by the federal rules: where a period ends, and what may make it another day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.courts.days import COUNTED_SINCE, COUNTED_UNTIL, _states, closed, last_day
from monitor.courts.registry import COURTS

DAYS = st.dates(COUNTED_SINCE, date(2060, 1, 1))
LENGTHS = st.sampled_from([7, 10, 14, 25, 28, 30, 45, 60, 90])
PLACES = st.sampled_from(sorted(COURTS))


@pytest.mark.parametrize(
    ("start", "days", "court", "last"),
    [
        (date(2025, 11, 21), 60, "dcd", date(2026, 1, 20)),  # a Tuesday; the day before is the King holiday
        (date(2026, 2, 24), 90, "scotus", date(2026, 5, 26)),  # the 90th day is Memorial Day
        (date(2025, 11, 20), 60, "dcd", date(2026, 1, 20)),  # the 60th day is the King holiday
        (date(2026, 1, 9), 14, "mad", date(2026, 1, 23)),
        (date(2026, 1, 8), 30, "mad", date(2026, 2, 9)),  # a Saturday, then Sunday
        (date(2026, 5, 20), 30, "cacd", date(2026, 6, 22)),  # Juneteenth, a Friday, then the weekend
        (date(2021, 5, 19), 30, "cacd", date(2021, 6, 21)),  # kept for the first time, on Friday the 18th
        (date(2020, 5, 20), 30, "cacd", date(2020, 6, 19)),  # no holiday yet
        (date(2027, 6, 5), 30, "nysd", date(2027, 7, 6)),  # Independence Day on a Sunday, kept on Monday
        (date(2027, 12, 1), 30, "nysd", date(2028, 1, 3)),  # New Year's Day on a Saturday, kept on 31 December
    ],
)
def test_a_period_ends_on_an_open_day(start, days, court, last):
    """The first day does not count, every other does, and the last is no weekend and no federal holiday."""
    assert last_day(start, days, court).day == last


@given(DAYS, LENGTHS, PLACES)
def test_a_period_never_ends_on_a_closed_day(start, days, court):
    """Whatever the start: an open day, never earlier than counted, and at most four days later."""
    found = last_day(start, days, court)
    assert closed(found.day) is None
    assert timedelta() <= found.day - start - timedelta(days=days) <= timedelta(days=4)
    assert len(found.steps) == 1 + (found.day - start).days - days


@given(DAYS, LENGTHS, PLACES)
def test_a_later_start_never_ends_sooner(start, days, court):
    """One day more at the start is never a day less at the end."""
    assert last_day(start, days, court).day <= last_day(start + timedelta(days=1), days, court).day


def test_the_steps_can_be_checked():
    """Each step names its day with the weekday, and the reason to go on."""
    assert last_day(date(2026, 2, 24), 90, "scotus").steps == (
        "90 days after Tue 24 Feb 2026: Mon 25 May 2026",
        "that is Memorial Day: on to Tue 26 May 2026",
    )


@pytest.mark.parametrize(
    ("start", "court", "doubt"),
    [
        (date(2026, 3, 21), "mad", "Mon 20 Apr 2026 is Patriots' Day in MA"),
        (date(2026, 3, 21), "nhd", "Mon 20 Apr 2026 is Patriots' Day in MA"),  # where its circuit's clerk sits
        (date(2026, 3, 17), "cadc", "Thu 16 Apr 2026 is Emancipation Day in DC"),
        (date(2025, 11, 24), "nysd", "the President closed federal offices on Wed 24 Dec 2025"),
        (date(2020, 12, 21), "dcd", "Wed 20 Jan 2021 is Inauguration Day in DC"),
        (date(2020, 12, 21), "scotus", "Wed 20 Jan 2021 is Inauguration Day in DC"),
        (date(2026, 6, 3), "nysd", "Fri 3 Jul 2026, Independence Day (observed), is a holiday of federal offices"),
    ],
)
def test_a_day_that_may_be_a_holiday_is_a_doubt(start, court, doubt):
    """A state's holiday, a President's closing, Inauguration Day, a Friday kept for Saturday: each is named."""
    (said,) = last_day(start, 30, court).doubts
    assert said.startswith(doubt)


@pytest.mark.parametrize("court", [court for court in COURTS.values() if court.level in {"district", "bankruptcy"}])
def test_the_state_of_each_court_is_known(court):
    """The name of every district tells its state."""
    assert _states(court.id), court.name


def test_a_state_is_not_taken_for_another():
    """West Virginia is not Virginia, Arizona's bankruptcy court (arb) is not in Arkansas."""
    assert _states("wvnd") == {"WV", "VA"}  # Richmond, where the circuit's clerk sits
    assert _states("arb") == {"AZ"}
    assert _states("nmid") == {"MP", "CA"}


@pytest.mark.parametrize(("start", "court"), [(date(2026, 3, 21), "nysd"), (date(2026, 3, 17), "scotus")])
def test_a_holiday_elsewhere_is_no_doubt(start, court):
    """Massachusetts' holiday is none in New York, and the Supreme Court knows no state's."""
    assert last_day(start, 30, court).doubts == ()


@pytest.mark.parametrize("start", [COUNTED_SINCE - timedelta(days=1), COUNTED_UNTIL + timedelta(days=1), date.max])
def test_other_years_are_not_counted(start):
    """Before the rules counted so, and beyond the calendars, there is no answer."""
    with pytest.raises(ValueError, match="outside of the years that can be counted"):
        last_day(start, 30, "dcd")
