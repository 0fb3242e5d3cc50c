"""When next: intervals, cron lines, learned rhythms, back-off. All moments are aware; what is given back is in UTC.

Cron lines have five fields and mean what Debian's cron means by them: `1-5` is Monday to Friday, a job at a fixed time
in the hour that summer time skips runs once right after it, one in the repeated hour does not run twice (cronsim).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from monitor.core.cadence.hours import opening, utc
from monitor.core.cadence.pricing import next_check, price
from monitor.core.cadence.rhythm import Tempo, bounds, rhythm
from monitor.model import Cadence, Habit, Mark

__all__ = ["next_check", "price"]  # beside what stands below: the rule of learned cadences, told in pricing.py

SLOWEST_RETRY = timedelta(hours=6)
"""A failing source is asked at least this often, unless its own interval is longer."""
LONGEST_WISH = timedelta(days=7)
"""The longest Retry-After that is obeyed: a server that says more must not make a source deaf for good."""
START_SPREAD = timedelta(seconds=60)
"""Sources that are overdue at start are spread over at most this long."""
RESERVED = 0.1
"""The share of the day's requests that no check of a source's own address is planned for."""
DAY = timedelta(days=1)
LONGEST_DURATION = timedelta(days=3660)
SEARCHED_OPENINGS = 100
"""How many openings of a window are tried to find a time of a cron line within."""

AUTO = re.compile(r"auto\s*\(([^.]*)\.\.([^.]*)\)")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse_duration(text: str) -> timedelta:
    """`30s`, `15m`, `2h`, `30d`; raises ValueError for anything else, or for more than ten years."""
    found = re.fullmatch(r"([0-9]{1,9})([smhd])", text.strip())
    if not found:
        raise ValueError("is no length of time, write 30s, 15m, 2h or 30d")
    length = timedelta(**{UNITS[found[2]]: int(found[1])})
    if length > LONGEST_DURATION:
        raise ValueError("is longer than ten years, write 3660d or less")
    return length


def duration_text(length: timedelta) -> str:
    """The shortest spelling that parse_duration reads: `15m`, `2h`, `0d`."""
    seconds = int(length.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def parse_every(text: str) -> Cadence:
    """An interval (`15m`, `auto`) or a cron line (`cron: 0 6 * * 1-5`) as a Cadence; raises ValueError."""
    text = text.strip()
    if text.startswith("cron:"):
        return Cadence(cron=parse_cron(text.removeprefix("cron:")))
    if text.startswith("auto"):
        return parse_auto(text)
    try:
        every = parse_duration(text)
    except ValueError:
        raise ValueError('is no interval, write 15m, 2h or "cron: 0 6 * * 1-5"') from None
    if not every:
        raise ValueError("would ask without a pause, write 1m or more")
    return Cadence(every=every)


def parse_auto(text: str) -> Cadence:
    """A learned cadence: `auto`, or with its bounds `auto(5m..2h)`; raises ValueError."""
    if text == "auto":
        return Cadence(auto=True)
    found = AUTO.fullmatch(text)
    if not found:
        raise ValueError("is no learned interval, write auto, or auto(5m..2h) with the shortest and the longest")
    least, most = map(parse_duration, found.groups())
    if not least:
        raise ValueError("would ask without a pause, write auto(1m..2h)")
    if most < least:
        raise ValueError("ends before it begins, write the shortest interval first: auto(5m..2h)")
    return Cadence(auto=True, least=least, most=most)


def parse_cron(text: str) -> str:
    """The five fields of a cron line, one space between; raises ValueError when it is none or never comes true."""
    line = " ".join(text.split())
    if len(line.split()) != 5:  # noqa: PLR2004 (minute hour day month weekday)
        raise ValueError("has not the five fields of a cron line, write minute hour day month weekday: 0 6 * * 1-5")
    try:
        next_cron(line, "UTC", datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise ValueError(f"is no cron line ({error}), write minute hour day month weekday: 0 6 * * 1-5") from None
    return line


def next_cron(cron: str, zone: str, after: datetime) -> datetime:
    """The first time of a cron line strictly after `after`; raises ValueError when there is none in fifty years."""
    return next(cron_times(cron, zone, after))


def cron_times(cron: str, zone: str, after: datetime) -> Iterator[datetime]:
    """The times of a cron line strictly after `after`, in order; raises ValueError when they end."""
    # cronsim reads a fixed time in the repeated hour as its first pass, which may lie before `after`: hence the test.
    yield from (moment for local in CronSim(cron, after.astimezone(ZoneInfo(zone))) if (moment := utc(local)) > after)
    raise ValueError("names a day that does not come within fifty years")


def cron_within(cadence: Cadence, after: datetime) -> datetime:
    """The next time of the cron line that lies within the window; raises ValueError when they never meet."""
    assert cadence.cron is not None
    time = next_cron(cadence.cron, cadence.zone, after)
    for _ in range(SEARCHED_OPENINGS):
        opened = opening_of(cadence, time)
        if opened == time:
            return time
        time = next_cron(cadence.cron, cadence.zone, opened - timedelta(seconds=1))
    raise ValueError(f'never falls within the window "{cadence.window}"')


def interval(cadence: Cadence, after: datetime) -> timedelta:
    """The pause between two checks; of a cron line, the one between its next two times."""
    if cadence.cron is None:
        return cadence.every
    first, second = islice(cron_times(cadence.cron, cadence.zone, after), 2)
    return second - first


def patience(pause: timedelta, failures: int) -> timedelta:
    """What a failing source waits beyond its interval: it doubles with each further failure, to six hours in all."""
    if failures <= 1 or pause >= SLOWEST_RETRY:
        return timedelta(0)
    return min(pause * (1 << min(failures - 1, 20)), SLOWEST_RETRY) - pause


def next_time(cadence: Cadence, after: datetime, failures: int = 0, retry_after: float | None = None) -> datetime:
    """When to ask again after a check that began or ended at `after`: strictly later, and within the window.

    Args:
        cadence: when the source is asked.
        after: now.
        failures: how many checks failed in a row; from the second on the pause doubles.
        retry_after: seconds the server asked us to wait (RFC 9110 §10.2.3); never asked before, up to a week.
    """
    wish = timedelta(seconds=min(max(retry_after or 0, 0), LONGEST_WISH.total_seconds()))
    pause = interval(cadence, after)
    late = patience(pause, failures)
    if cadence.cron is not None:
        return cron_within(cadence, after + max(late, wish))
    return opening_of(cadence, after + max(pause + late, wish))


def in_rhythm(habit: Habit, kind: str, cadence: Cadence, tempo: Tempo, now: datetime, share: float = 1.0) -> datetime:
    """When to ask a source of a learned cadence again after a good check, within its window.

    `share` is of the pause that the rhythm asks for; less than 1 spreads sources that began together.
    """
    expected = rhythm(habit, kind, cadence, tempo, now)
    pause = (next_check(expected, tempo.price, now) - now) * share
    return opening_of(cadence, now + max(pause, timedelta(seconds=expected.floor)))


def allowance(cadences: Iterable[Cadence], budget: int | None, now: datetime) -> float:
    """Requests a day of all sources of a learned cadence: what they would need at their plain interval each.

    That is less where `budget`, the requests of a day in all, leaves less beside the other sources; a part of it is
    for stories, further pages and robots.txt.
    """
    own = others = 0.0
    for cadence in cadences:
        needs = DAY / interval(cadence, now)
        own, others = (own + needs, others) if cadence.auto else (own, others + needs)
    return own if budget is None else min(own, max(budget * (1 - RESERVED) - others, 0.0))


def opening_of(cadence: Cadence, moment: datetime) -> datetime:
    """The moment moved into the cadence's window, in UTC."""
    return utc(opening(cadence.window, cadence.zone, moment) if cadence.window else moment)


def first_time(cadence: Cadence, mark: Mark, now: datetime, spread: float) -> datetime:
    """When to ask for the first time after a start: as stored, or soon when that is past or nothing is stored.

    What is overdue is spread over at most a minute (`spread` is random in [0, 1)). A stored time further ahead than the
    cadence allows (the config changed) does not count, unless the source fails and waits for that reason. After a check
    that is still to come the clock was set back: what was left to wait then is waited from now on.
    """
    if mark.due is not None and mark.checked is not None and mark.checked > now:
        mark = replace(mark, due=mark.due - (mark.checked - now))
    if mark.due is None or mark.due <= now:
        return opening_of(cadence, now + spread * min(interval(cadence, now), START_SPREAD))
    if mark.failures:
        return opening_of(cadence, min(mark.due, now + LONGEST_WISH))
    if cadence.cron is not None:
        return next_time(cadence, now)
    latest = (
        opening_of(cadence, now + timedelta(seconds=bounds(cadence)[1])) if cadence.auto else next_time(cadence, now)
    )
    return min(opening_of(cadence, mark.due), latest)
