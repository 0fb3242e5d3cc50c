"""When to ask a source whose cadence is `auto`, and what a request is worth.

A change waits from when it is published until it is seen. While nobody looks, the expected waiting of all changes grows
faster and faster; asking pays when it reaches the price of a request. For a steady rate the pause is then
sqrt(2 price / rate), which spends a number of requests with the least waiting (Sia and Cho 2005).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import exp, expm1, log, sqrt
from random import Random

from monitor.core.cadence.habit import DAY, HOUR, QUICK, SLOW, cell, known_zone, local
from monitor.core.cadence.rhythm import TIER, WEEK_HOURS, Rhythm, tier

FAIRNESS = 0.5
"""0: every change counts alike; 1: every source counts alike, however much it changes."""
ANNOUNCED = 0.2
"""The share of changes that another change announced."""
DEAREST = 1e12
ACCURATE = 1.0
SAMPLE = 4_000
"""So many sources tell the price of a request to within a hundredth."""
STEPS = 40
ENOUGH = 0.001


def next_check(rhythm: Rhythm, price: float, now: datetime) -> datetime:
    """When to ask next: when the expected waiting of unseen changes reaches the price.

    Never sooner than the source's floor from now, nor later than its ceiling from when it was last seen.

    Args:
        rhythm: what is to be expected of the source.
        price: of a request, as `price` gives it.
        now: the moment of the check just done.
    """
    seconds = now.timestamp()
    last = min(rhythm.last, seconds)
    worth = price * rhythm.rate**FAIRNESS
    wait = after_a_build(rhythm, last, worth) if rhythm.grid else waiting_reaches(rhythm, last, worth)
    return now + timedelta(seconds=max(last + min(wait, rhythm.ceiling) - seconds, rhythm.floor))


def waiting_reaches(rhythm: Rhythm, last: float, worth: float) -> float:
    """Seconds after `last` in which the expected waiting reaches this worth, or the ceiling."""
    start = local(datetime.fromtimestamp(last, UTC), rhythm.zone)
    base = rhythm.rate * (1 - ANNOUNCED) / DAY
    x = due = waited = 0.0  # seconds gone; steady changes due and their waiting so far
    while x < rhythm.ceiling:
        steady = base * rhythm.shape.weights[cell(start + x)]
        length = HOUR - (start + x) % HOUR
        after = waited + due * length + steady * length * length / 2
        if after + announced_waiting(rhythm, x + length) >= worth:
            return x + within_hour(rhythm, x, length, (worth - waited, due, steady))
        x, due, waited = x + length, due + steady * length, after
    return rhythm.ceiling


def within_hour(rhythm: Rhythm, x: float, length: float, steady: tuple[float, float, float]) -> float:
    """Where in the hour, `x` seconds after the last look, it is reached; the waiting is convex (Newton)."""
    missing, due, rate = steady
    y = length
    for _ in range(STEPS):
        over = due * y + rate * y * y / 2 + announced_waiting(rhythm, x + y) - missing
        step = over / (due + rate * y + announced(rhythm, x + y))
        y -= step
        if step < ACCURATE:
            break
    return max(y, 0.0)


def announced(rhythm: Rhythm, x: float) -> float:
    """How many of the announced changes have come `x` seconds after the last look."""
    return rhythm.quick * -expm1(-x / QUICK[1]) + rhythm.slow * -expm1(-x / SLOW[1])


def announced_waiting(rhythm: Rhythm, x: float) -> float:
    """How many seconds those have waited, together."""
    return sum(
        left * (x + wane * expm1(-x / wane))
        for left, wane in ((rhythm.quick, QUICK[1]), (rhythm.slow, SLOW[1]))
        if left
    )


def after_a_build(rhythm: Rhythm, last: float, worth: float) -> float:
    """Seconds after `last` until right after the build beyond which the waiting would exceed the worth."""
    assert rhythm.grid
    period, phase = rhythm.grid.period, rhythm.grid.phase
    start = local(datetime.fromtimestamp(last, UTC), rhythm.zone)
    x = period - (last - phase) % period
    base = rhythm.rate * (1 - ANNOUNCED) / DAY
    due = waited = before = 0.0
    while x < rhythm.ceiling:
        came = announced(rhythm, x)
        due += base * rhythm.shape.weights[cell(start + x)] * period + came - before
        waited, before = waited + due * period, came
        if waited >= worth and x >= rhythm.floor:
            break
        x += period
    return x


def expected_delay(rhythm: Rhythm, price: float) -> timedelta:
    """How long a change of this source waits until it is seen, on the average, at this price of a request."""
    waits = total = 0.0
    for weight, hours in zip(rhythm.shape.weights, WEEK_HOURS, strict=True):
        pause = min(max(steady_pause(weight * rhythm.rate ** (1 - FAIRNESS), price), rhythm.floor), rhythm.ceiling)
        wait = max(pause - rhythm.grid.period, 0.0) if rhythm.grid else pause
        waits, total = waits + wait / 2 * weight * hours, total + weight * hours
    return timedelta(seconds=waits / total)


def steady_pause(pull: float, price: float) -> float:
    """Seconds in which the waiting of steady changes reaches the price; `pull` is in changes a day, fairly counted."""
    return sqrt(2 * DAY * price / (pull * (1 - ANNOUNCED)))


def price(rhythms: Sequence[Rhythm], budget_left: float, now: datetime) -> float:
    """The price at which these sources are asked `budget_left` times until the day (UTC) ends.

    Sources are priced in coarse classes, and of very many a sample: nothing else runs meanwhile.
    """
    if len(rhythms) > SAMPLE:
        chosen = Random(0).sample(rhythms, SAMPLE)  # noqa: S311 (always the same, so that the price does not jump)
        return price(chosen, budget_left * SAMPLE / len(rhythms), now)
    classes = classes_of(rhythms, now)
    share = (day_end(now) - now).total_seconds() / (slots_left(now) * HOUR)
    low, high = log(1e-3), log(DEAREST)
    for _ in range(STEPS):
        middle = (low + high) / 2
        if requests(classes, exp(middle)) * share > budget_left:
            low = middle
        else:
            high = middle
        if high - low < ENOUGH:
            break
    return exp(high)


def day_end(now: datetime) -> datetime:
    """The end of the day (UTC), in which the budget is spent."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def slots_left(now: datetime) -> int:
    """How many hours of the day are left, the current one counted."""
    return 24 - now.astimezone(UTC).hour


def requests(classes: Iterable[tuple[float, float, float, int]], price: float) -> float:
    """How many times sources of these classes (floor, ceiling, changes a day, how many hours of such) are asked."""
    return sum(
        count * HOUR / min(max(steady_pause(pull, price), floor), ceiling) for floor, ceiling, pull, count in classes
    )


def classes_of(rhythms: Iterable[Rhythm], now: datetime) -> list[tuple[float, float, float, int]]:
    """The hours of all sources until the day ends, put together by floor, ceiling and changes a day."""
    gathered: defaultdict[tuple[float, float, int], list[bytes]] = defaultdict(list)
    spans: dict[str, list[slice]] = {}
    for one in rhythms:
        zone, tiers = one.zone, one.shape.tiers
        if zone not in spans:
            spans[zone] = list(spans_left(zone, now))
        floor = max(one.floor, one.grid.period) if one.grid else one.floor
        parts = gathered[floor, coarse(one.ceiling), round(tier(one.rate) * (1 - FAIRNESS))]
        parts.extend([tiers[span] for span in spans[zone]])
    merged: Counter[tuple[float, float, int]] = Counter()
    for (floor, ceiling, shift), parts in gathered.items():
        for weight, count in Counter(b"".join(parts)).items():
            merged[floor, ceiling, weight + shift] += count
    none = tier(1.0) * (2 - FAIRNESS)
    return [(floor, ceiling, exp((both - none) * TIER), count) for (floor, ceiling, both), count in merged.items()]


@lru_cache(maxsize=4096)
def coarse(seconds: float) -> float:
    """A length of time, rounded to one of few: windows reach back by lengths of their own."""
    return exp(round(log(seconds) / TIER) * TIER)


def spans_left(zone: str, now: datetime) -> Iterator[slice]:
    """The cells of the hours until the day (UTC) ends, on the clock of a zone."""
    here, slots = now.astimezone(known_zone(zone)), slots_left(now)
    while slots:
        start = here.hour + (24 if here.weekday() >= 5 else 0)  # noqa: PLR2004 (Saturday)
        count = min(24 - here.hour, slots)
        yield slice(start, start + count)
        slots -= count
        here = (here + timedelta(days=1)).replace(hour=0)
