"""When changes of a source are to be expected: its habit, the hours of all sources like it, its server's schedule."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import log

from monitor.core.cadence.habit import prior_of, rate
from monitor.model import Build, Cadence, Habit

FASTEST = 240.0
"""Changes a day beyond which a source gets no more of the requests."""
LEAST_WEIGHT = 0.05
"""No hour counts for less: also at night something may come."""
OF_ALL, OF_OWN = 30.0, 10.0
"""So many changes weigh as much as what was believed of the hours before: of a whole family, of one source."""
WEEK_HOURS = (5,) * 24 + (2,) * 24
"""How many hours of a week each of the HOURS stands for."""
PARTS = ((0, 7), (7, 10), (10, 14), (14, 18), (18, 24), (24, 48))
"""What is learned of a single source: its share of six parts of the week; more would be noise."""
TIER = 0.05
"""The width of the coarse classes by which sources are priced, in powers of e."""
MIDDLE = 128
PERIODS = (60, 30, 20, 15, 12, 10, 6, 5)
"""Minutes between two builds of a feed, of which one is looked for."""
WOBBLE = 45.0
"""Seconds by which builds may miss their grid."""
AFTER_BUILD = 5.0
LEAST_BUILDS = 8
NEVER_OFTENER = timedelta(minutes=2)
SLOWEST = 4
"""So many times its interval a source may stay unseen at most, when it says nothing else."""


def week(night: float, early: float, day: float, evening: float, weekend: float) -> tuple[float, ...]:
    """Weights of the HOURS: 00 to 07, 07, 08 to 18, 18 to 20 h (then night again), Saturday and Sunday."""
    working = (*(night,) * 7, early, *(day,) * 10, *(evening,) * 2, *(night,) * 4)
    return fair((*working, *(weekend,) * 24))


def fair(weights: Sequence[float]) -> tuple[float, ...]:
    """The same weights, none too small, with a mean of 1 over a week."""
    mean = sum(weight * hours for weight, hours in zip(weights, WEEK_HOURS, strict=True)) / sum(WEEK_HOURS)
    floored = [max(weight / mean, LEAST_WEIGHT) for weight in weights]
    mean = sum(weight * hours for weight, hours in zip(floored, WEEK_HOURS, strict=True)) / sum(WEEK_HOURS)
    return tuple(weight / mean for weight in floored)


COURT = week(0.05, 0.25, 1.0, 0.25, 0.05)
"""Hours of clerks and counsel: 92 to 95 % of court entries come from 08 to 18 h."""
NEWS = week(0.3, 1.0, 1.0, 0.8, 0.6)


@dataclass(frozen=True, slots=True)
class Shape:
    """The weight of each of the HOURS; `tiers` are the same in coarse classes, one byte each."""

    weights: "array[float]"
    tiers: bytes


@dataclass(frozen=True, slots=True)
class Grid:
    """A server's schedule: it makes the page every `period` seconds, `phase` seconds after the full ones."""

    period: float
    phase: float


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is to be expected of a source. Times in seconds, `last` since 1970: when it was last seen.

    `rate` is in changes a day, `quick` and `slow` are the changes announced at `last`. `zone` is its time zone,
    `floor` and `ceiling` are the least and the longest pause between two checks.
    """

    rate: float
    shape: Shape
    zone: str
    floor: float
    ceiling: float
    last: float
    quick: float = 0.0
    slow: float = 0.0
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Tempo:
    """What all sources share: the price of a request (core/due.py), and the hours of courts and of the news."""

    price: float = 3.0
    court: tuple[float, ...] = COURT
    news: tuple[float, ...] = NEWS

    def of(self, kind: str) -> tuple[float, ...]:
        """The hours of the family of a kind."""
        return self.news if prior_of(kind).news else self.court

    def weights(self, habit: Habit, kind: str) -> Sequence[float]:
        """How much goes on in each of the HOURS at a source."""
        return shape(self.of(kind), habit.hours).weights


def rhythm(habit: Habit, kind: str, cadence: Cadence, tempo: Tempo, now: datetime) -> Rhythm:
    """What is to be expected of a source of this kind and cadence."""
    floor, ceiling = bounds(cadence, habit.reach)
    return Rhythm(
        rate=min(rate(habit, prior_of(kind)), FASTEST),
        shape=shape(tempo.of(kind), habit.hours),
        zone=cadence.zone,
        floor=floor,
        ceiling=ceiling,
        last=min(habit.at or now, now).timestamp(),
        quick=habit.quick,
        slow=habit.slow,
        grid=grid(habit.builds),
    )


def bounds(cadence: Cadence, reach: timedelta | None = None) -> tuple[float, float]:
    """The least and the longest pause in seconds; the longest is under half of what a window shows."""
    floor = cadence.least or min(NEVER_OFTENER, cadence.every)
    ceiling = cadence.most or SLOWEST * cadence.every
    if reach is not None:
        ceiling = min(ceiling, reach / 2)
    return floor.total_seconds(), max(floor, ceiling).total_seconds()


@lru_cache(maxsize=4096)
def shape(family: tuple[float, ...], hours: tuple[float, ...]) -> Shape:
    """The hours of a family, bent to what was found in each part of a source's own week."""
    weights = list(family)
    for start, end in PARTS if hours else ():
        found = sum(hours[start:end])
        share = sum(WEEK_HOURS[start:end]) / sum(WEEK_HOURS)
        expected = sum(hours) * share * sum(family[start:end]) / (end - start)
        factor = (found + OF_OWN) / (expected + OF_OWN)
        weights[start:end] = [weight * factor for weight in family[start:end]]
    bent = fair(weights)
    return Shape(array("f", bent), bytes(tier(weight) for weight in bent))


def tier(factor: float) -> int:
    """The coarse class of a factor."""
    return MIDDLE + round(log(factor) / TIER)


def family_hours(found: Sequence[float], believed: Sequence[float]) -> tuple[float, ...]:
    """The hours of a family of sources: what was believed, bent to the changes found in all of them, by hour."""
    total, size = sum(found), sum(WEEK_HOURS)
    shares = [
        (count + OF_ALL * weight * hours / size) / (total + OF_ALL)
        for count, weight, hours in zip(found, believed, WEEK_HOURS, strict=True)
    ]
    weights = [share * size / hours for share, hours in zip(shares, WEEK_HOURS, strict=True)]
    return tuple(round(weight, 4) for weight in fair([*smooth(weights[:24]), *smooth(weights[24:])]))


def smooth(day: Sequence[float]) -> list[float]:
    """Each hour of a day with half of its neighbours."""
    return [(day[hour - 1] + 2 * day[hour] + day[(hour + 1) % 24]) / 4 for hour in range(24)]


@lru_cache(maxsize=4096)
def grid(builds: tuple[Build, ...]) -> Grid | None:
    """The schedule on which a server makes its page; None when the last builds show none.

    A period holds when all builds fall on its grid and a page was once seen to stand for most of it: otherwise builds
    between those that we saw would stay unseen for ever.
    """
    if len(builds) < LEAST_BUILDS:
        return None
    made = [build.made.timestamp() for build in builds]
    stood = max((build.asked - build.made).total_seconds() for build in builds)
    for minutes in PERIODS:
        period = minutes * 60.0
        if stood > 1.5 * period:
            return None
        spread, start = arc([moment % period for moment in made], period)
        if spread <= WOBBLE and stood > period / 2 + WOBBLE:
            return Grid(period, start + spread + max(0.0, stood - period) + AFTER_BUILD)
    return None


def arc(residues: Sequence[float], period: float) -> tuple[float, float]:
    """The shortest arc of a circle that holds all residues: its length, and where it begins."""
    around = sorted(residues)
    gaps = [(after - before, after) for before, after in zip(around, [*around[1:], around[0] + period], strict=True)]
    widest, start = max(gaps)
    return period - widest, start % period
