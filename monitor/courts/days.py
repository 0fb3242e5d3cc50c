"""Counting days as the federal rules do: the first day not, the last day only if the court is open.

FRAP 26(a)(1), FRCP 6(a)(1), FRCrP 45(a)(1), FRBP 9006(a)(1) and S. Ct. Rule 30.1 count alike: leave out the day of the
event, count every day, and when the last one is a Saturday, a Sunday or a legal holiday, go on to the next that is not.
That is how they read since 1 December 2009. Legal holidays are those of 5 U.S.C. 6103(a), Juneteenth since 2021; one on
a Sunday is kept on Monday (Executive Order 11582).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from monitor.courts.registry import COURTS

if TYPE_CHECKING:
    from holidays import HolidayBase

COUNTED_SINCE = date(2009, 12, 1)
"""Earlier periods were counted otherwise."""
COUNTED_UNTIL = date(2099, 1, 1)
"""No calendar of holidays reaches beyond."""
_THEN = "if it counts as a holiday, the next open day is the last"
_ONE = timedelta(days=1)
_FRIDAY, _SATURDAY = 4, 5
_CLERKS = {
    "ca1": "MA", "ca2": "NY", "ca3": "PA", "ca4": "VA", "ca5": "LA", "ca6": "OH", "ca7": "IL", "ca8": "MO", "ca9": "CA",
    "ca10": "CO", "ca11": "GA", "cadc": "DC", "cafc": "DC",
}  # fmt: skip
"""The state of each circuit clerk's principal office (FRAP 26(a)(6)(C))."""
_SEATS = {**_CLERKS, **dict.fromkeys(("scotus", "tax", "uscfc", "cavc", "armfor"), "DC"), "cit": "NY"}
"""The same of the courts whose names tell no state."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period, the steps that lead to it, and what makes it uncertain."""

    day: date
    steps: tuple[str, ...]
    doubts: tuple[str, ...]


def last_day(start: date, days: int, court: str) -> LastDay:
    """The last day of a period of `days` after `start`, in this court.

    A day that may be a holiday (a state's, one by order of the President, Inauguration Day around Washington) is taken
    for an open day, which is the careful reading, and named as a doubt. Raises ValueError outside of the years that
    can be counted.
    """
    if not COUNTED_SINCE <= start <= COUNTED_UNTIL:
        raise ValueError(f"{start} is outside of the years that can be counted ({COUNTED_SINCE} to {COUNTED_UNTIL})")
    day = start + days * _ONE
    steps, doubts = [f"{days} days after {written(start)}: {written(day)}"], []
    while reason := closed(day):
        if reason.endswith("(observed)") and day.weekday() == _FRIDAY:
            doubts.append(
                f"{written(day)}, {reason}, is a holiday of federal offices (5 U.S.C. 6103(b)); see the court's"
            )
        day += _ONE
        steps.append(f"that is {reason}: on to {written(day)}")
    return LastDay(day, tuple(steps), (*doubts, *_doubtful(day, court)))


def written(day: date) -> str:
    """A day with its weekday: "Tue 20 Jan 2026"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def closed(day: date) -> str | None:
    """Why a period does not end on this day: "a Saturday", "Memorial Day"; None when it may."""
    if day.weekday() >= _SATURDAY:
        return "a Saturday" if day.weekday() == _SATURDAY else "a Sunday"
    return _federal().get(day)


def _kept(country: str, **which: Any) -> "HolidayBase":  # noqa: ANN401 (as holidays takes them)
    """A calendar of holidays; the library, 24 modules, loads on first use."""
    from holidays import country_holidays  # noqa: PLC0415 (as said)

    return country_holidays(country, **which)


@cache
def _federal() -> "HolidayBase":
    return _kept("US")


def _doubtful(day: date, court: str) -> Iterator[str]:
    """Why a day on which federal law keeps no holiday might still be one for this court (FRAP 26(a)(6)(B), (C))."""
    if name := _by_order().get(day):
        yield f"the President closed federal offices on {written(day)} ({name}); {_THEN}"
    for state in sorted(_states(court)):
        name = _of_state(state).get(day)
        if name and (court != "scotus" or name == "Inauguration Day"):  # S. Ct. Rule 30.1 knows no state holidays
            yield f"{written(day)} is {name} in {state}; {_THEN}"


@cache
def _by_order() -> "HolidayBase":
    """Closings that a President ordered, as far as the calendar knows them."""
    return _kept("US", categories=("government",))


@cache
def _of_state(state: str) -> "HolidayBase":
    return _kept("US", subdiv=state)


def _states(court: str) -> set[str]:
    """The states whose holidays may count: that of the court, and that of its circuit's clerk."""
    known = COURTS.get(court)
    if known is None:
        return set()
    named = (code for name, code in _by_name() if name in known.name)
    found = (_SEATS.get(court) or next(named, None), _CLERKS.get(known.appeals_to or ""))
    return {state for state in found if state}


@cache
def _by_name() -> list[tuple[str, str]]:
    """The names of the states with their codes, the longest first, for "West Virginia" holds another's."""
    aliases = {"Virgin Islands": "VI"} | _federal().subdivisions_aliases
    return sorted(aliases.items(), key=lambda pair: -len(pair[0]))
