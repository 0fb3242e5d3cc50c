"""What the checks of a source teach of when it changes: how often, at which hours, in bursts, on a schedule.

Rates are estimated as a Gamma posterior whose evidence is forgotten within weeks; exposure, the time watched, counts by
how much goes on at that hour, so that a quiet night does not make a source seem slow.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from math import exp, expm1
from zoneinfo import ZoneInfo

from monitor.model import Build, Habit

HOURS = 48
"""An hour of the day on a working day (0 to 23), or at the weekend (24 to 47): what a habit tells apart."""
DAY, HOUR = 86_400.0, 3_600.0
FORGOTTEN = 14 * DAY
"""Seconds in which evidence of the rate loses all but a third of its weight."""
HOURS_FORGOTTEN = 42 * DAY
LONGEST_LESSON = timedelta(days=2)
"""A longer pause teaches no more than this: nobody looked, or the clock jumped."""
LONGEST_PLACED = timedelta(hours=3)
"""A change found after a longer pause is not held against an hour unless it says when it came."""
QUICK, SLOW = (0.28, 180.0), (0.12, 3_600.0)
"""Further changes that one change announces, and in how many seconds they wane (filings come in sessions)."""
REMEMBERED_BUILDS = 8
RECENT_CHECKS = 20.0
ALWAYS = 0.9
"""A source that changed at more than this share of its recent checks is a counter: changes of it tell nothing."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is expected of a kind before anything is learned: changes a day, worth so many days of watching."""

    rate: float
    days: float
    news: bool = False
    counted: bool = True


PRIORS = {
    "court_feed": Prior(15.0, 0.3),
    "docket": Prior(0.4, 4.0),
    "opinions": Prior(3.0, 1.0),
    "mailbox": Prior(1.0, 2.0),
    "folder": Prior(0.4, 2.0),
    "feed": Prior(4.0, 0.7, news=True),
    "listing": Prior(4.0, 1.0, news=True),
    "article": Prior(0.5, 2.0, news=True, counted=False),
    "page": Prior(1.2, 2.0, news=True, counted=False),
}
ANY = Prior(1.0, 2.0, news=True)
"""Of a kind that is not listed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a good check saw: how many changes, when the newest was published, when the server made the page."""

    at: datetime
    changes: int = 0
    published: datetime | None = None
    made: datetime | None = None
    reach: timedelta | None = None
    lost: bool = False


def prior_of(kind: str) -> Prior:
    """What is expected of a kind of source."""
    return PRIORS.get(kind, ANY)


def learned(habit: Habit, prior: Prior, weights: Sequence[float], zone: str, seen: Seen) -> Habit:
    """The habit after one more good check; a check that failed teaches nothing and is not given.

    Args:
        habit: what was known before.
        prior: what is expected of the kind.
        weights: how much goes on in each of the HOURS, as believed so far; its mean over a week is 1.
        zone: the source's time zone.
        seen: the check.
    """
    new = replace(habit, at=seen.at, builds=with_build(habit.builds, seen), reach=reached(habit.reach, seen))
    if habit.at is None or not timedelta(0) < seen.at - habit.at:
        return replace(new, quick=0.0, slow=0.0)  # the first look, or a clock that was set back
    watched = min(seen.at - habit.at, LONGEST_LESSON)
    seconds = watched.total_seconds()
    since = seen.at - watched
    days = exposure(weights, local(since, zone), seconds) / DAY
    kept = exp(-seconds / FORGOTTEN)
    quick, slow = habit.quick * exp(-seconds / QUICK[1]), habit.slow * exp(-seconds / SLOW[1])
    new = replace(
        new,
        changes=habit.changes * kept,
        days=habit.days * kept + days,
        often=habit.often + (bool(seen.changes) - habit.often) / RECENT_CHECKS,
        quick=quick,
        slow=slow,
    )
    if not seen.changes:
        return new
    expected = rate(habit, prior) * days + habit.quick - quick + habit.slow - slow
    return with_changes(new, number(seen.changes, expected, prior), since, zone, seen)


def number(changes: int, expected: float, prior: Prior) -> float:
    """How many changes a check found; of a kind that shows no number, the mean of a Poisson that is not 0."""
    if prior.counted:
        return float(changes)
    return expected / -expm1(-expected) if expected > 0 else 1.0


def with_changes(habit: Habit, changes: float, since: datetime, zone: str, seen: Seen) -> Habit:
    """The habit with so many changes found by a check, the one before which was at `since`."""
    pause = seen.at - since
    told = seen.published if seen.published and since - pause <= seen.published <= seen.at else None
    hours = habit.hours
    if told or pause <= LONGEST_PLACED:
        hours = with_hour(habit, told or seen.at - pause / 2, zone, changes)
    if habit.often > ALWAYS:  # a counter announces nothing
        return replace(habit, changes=habit.changes + changes, hours=hours, last=seen.at)
    left_quick, left_slow = (
        changes * share * (exp(-(seen.at - told).total_seconds() / wane) if told else left(pause, wane))
        for share, wane in (QUICK, SLOW)
    )
    return replace(
        habit,
        changes=habit.changes + changes,
        hours=hours,
        last=seen.at,
        quick=habit.quick + left_quick,
        slow=habit.slow + left_slow,
    )


def left(pause: timedelta, wane: float) -> float:
    """The share of a burst still to come when it began at any moment of the pause."""
    waned = pause.total_seconds() / wane
    return -expm1(-waned) / waned


def with_hour(habit: Habit, moment: datetime, zone: str, changes: float) -> tuple[float, ...]:
    """The changes by hour, with some more at this moment."""
    kept = exp(-(moment - habit.last).total_seconds() / HOURS_FORGOTTEN) if habit.last and moment > habit.last else 1.0
    hours = [round(kept * count, 3) for count in habit.hours or (0.0,) * HOURS]
    hours[cell(local(moment, zone))] += changes
    return tuple(hours)


def rate(habit: Habit, prior: Prior) -> float:
    """Changes a day, in the long run."""
    found = (prior.rate * prior.days + habit.changes) / (prior.days + habit.days)
    return min(found, prior.rate) if habit.often > ALWAYS else found


def local(moment: datetime, zone: str) -> float:
    """Seconds since a Monday 00:00 on the wall clock of the zone."""
    wall = moment.astimezone(known_zone(zone))
    return wall.weekday() * DAY + wall.hour * HOUR + wall.minute * 60 + wall.second


known_zone = lru_cache(maxsize=256)(ZoneInfo)


def cell(since_monday: float) -> int:
    """The hour of the HOURS in which a second of the week lies."""
    hour = int(since_monday // HOUR) % 168
    return hour % 24 + (24 if hour >= 120 else 0)  # noqa: PLR2004 (Saturday 00:00)


def exposure(weights: Sequence[float], start: float, seconds: float) -> float:
    """The seconds from `start` (since a Monday) on, each counted by the weight of its hour."""
    total, end = 0.0, start + seconds
    while start < end:
        until = min(end, (start // HOUR + 1) * HOUR)
        total += weights[cell(start)] * (until - start)
        start = until
    return total


def with_build(builds: tuple[Build, ...], seen: Seen) -> tuple[Build, ...]:
    """The last moments at which the server made the page, each with the last one at which it was still the newest."""
    if seen.made is None:
        return builds
    if builds and builds[-1].made == seen.made:
        return (*builds[:-1], replace(builds[-1], asked=seen.at))
    return (*builds, Build(seen.made, seen.at))[-REMEMBERED_BUILDS:]


def reached(reach: timedelta | None, seen: Seen) -> timedelta | None:
    """How far a window reaches back: as this page did, but growing slowly; half of it when it lost entries."""
    if seen.reach is None:
        return reach
    grown = min(seen.reach, reach * 1.25) if reach else seen.reach
    return min(grown, reach) / 2 if seen.lost and reach else grown
