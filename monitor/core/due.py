"""When next: intervals, cron lines, hours of the week, back-off. All moments are aware; what is given back is in UTC.

Cron lines have five fields and mean what Debian's cron means by them: `1-5` is Monday to Friday, a job at a fixed time
in the hour that summer time skips runs once right after it, one in the repeated hour does not run twice (cronsim).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from monitor.model import Cadence, Mark

SLOWEST_RETRY = timedelta(hours=6)
"""A failing source is asked at least this often, unless its own interval is longer."""
LONGEST_WISH = timedelta(days=7)
"""The longest Retry-After that is obeyed: a server that says more must not make a source deaf for good."""
START_SPREAD = timedelta(seconds=60)
"""Sources that are overdue at start are spread over at most this long."""
LONGEST_DURATION = timedelta(days=3660)
SEARCHED_OPENINGS = 100
"""How many openings of a window are tried to find a time of a cron line within."""

WEEK = timedelta(days=7)
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_SPAN = re.compile(r"(?i)([a-z]{3})(?:\s*-\s*([a-z]{3}))?")
NO_HOURS = 'names no hours of the week, write "Mon-Fri 06:00-22:00" or "22:00-06:00"'
HOUR_SPAN = re.compile(r"(?a)([0-2]?\d):([0-5]\d)\s*-\s*([0-2]?\d):([0-5]\d)")


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
    """An interval (`15m`) or a cron line (`cron: 0 6 * * 1-5`) as a Cadence without window; raises ValueError."""
    text = text.strip()
    if text.startswith("cron:"):
        return Cadence(cron=parse_cron(text.removeprefix("cron:")))
    if re.fullmatch(r"auto(\(.*\))?", text):
        raise ValueError("is not in this version, write an interval like 15m")
    try:
        every = parse_duration(text)
    except ValueError:
        raise ValueError('is no interval, write 15m, 2h or "cron: 0 6 * * 1-5"') from None
    if not every:
        raise ValueError("would ask without a pause, write 1m or more")
    return Cadence(every=every)


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


def utc(moment: datetime) -> datetime:
    """The same moment in UTC."""
    return moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the week: each span has a start (time since Monday 00:00 on the wall clock) and a length."""

    spans: tuple[tuple[timedelta, timedelta], ...]

    def span_at(self, wall: datetime) -> tuple[datetime, datetime] | None:
        """Start and end, on the wall clock, of the span that covers the (naive) wall time."""
        since_monday = wall - monday(wall)
        for start, length in self.spans:
            into = (since_monday - start) % WEEK
            if into < length:
                return wall - into, wall - into + length
        return None


def parse_hours(text: str) -> Hours:
    """`Mon-Fri 06:00-22:00`, `22:00-06:00` (over midnight), `Mon,Wed 09:00-17:00, Sat 10:00-12:00`; raises ValueError.

    Days without hours join the next part that has some; hours without days hold every day. An end before the start is
    on the next day, 24:00 is midnight.
    """
    spans: list[tuple[timedelta, timedelta]] = []
    days: list[int] = []
    for part in (part.strip() for part in text.split(",")):
        named, hours = split_days(part)
        days += named
        if hours:
            start, length = parse_span(hours)
            spans += [(timedelta(days=day) + start, length) for day in days or range(7)]
            days = []
    if days or not spans:
        raise ValueError('has days without hours, write "Mon-Fri 06:00-22:00"')
    return Hours(tuple(spans))


def split_days(part: str) -> tuple[list[int], str]:
    """The days (0 is Monday) that a part begins with, and the rest; raises ValueError for an unknown day."""
    found = DAY_SPAN.match(part)
    if not found:
        return [], part or "nothing"
    first, last = (day.lower() for day in (found[1], found[2] or found[1]))
    if first not in DAYS or last not in DAYS:
        raise ValueError(NO_HOURS)
    start, end = DAYS.index(first), DAYS.index(last)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)], part[found.end() :].strip()


def parse_span(text: str) -> tuple[timedelta, timedelta]:
    """Start and length of `06:00-22:00`; raises ValueError."""
    found = HOUR_SPAN.fullmatch(text)
    if not found:
        raise ValueError(NO_HOURS)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    start, end = timedelta(hours=hour, minutes=minute), timedelta(hours=end_hour, minutes=end_minute)
    if start == end:
        raise ValueError("begins when it ends, write 00:00-24:00 for the whole day")
    if hour > 23 or end > timedelta(days=1):  # noqa: PLR2004 (the last hour of a day)
        raise ValueError("names an hour after 24:00")
    return start, (end - start) % timedelta(days=1) or timedelta(days=1)


known_hours = lru_cache(maxsize=256)(parse_hours)


def monday(wall: datetime) -> datetime:
    """Monday 00:00 of the week of a wall time."""
    return (wall - timedelta(days=wall.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def wall_clock(moment: datetime, zone: str) -> datetime:
    """What the clock on the wall shows: naive."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def moments(wall: datetime, zone: str) -> list[datetime]:
    """The one or two moments at which the wall clock shows this; of a skipped hour, the moment right after it."""
    while True:
        found = {utc(wall.replace(tzinfo=ZoneInfo(zone), fold=fold)) for fold in (0, 1)}
        real = sorted(moment for moment in found if wall_clock(moment, zone) == wall)
        if real:
            return real
        wall = wall.replace(second=0, microsecond=0) + timedelta(minutes=1)


def within(hours: str, zone: str, moment: datetime) -> bool:
    """Whether the moment lies in these hours of the week; a start belongs to them, an end does not."""
    return known_hours(hours).span_at(wall_clock(moment, zone)) is not None


def opening(hours: str, zone: str, moment: datetime) -> datetime:
    """The moment itself when it lies within the hours, else the next at which they begin.

    Hours that ended in the hour which winter time repeats do not begin again in its second pass.
    """
    if within(hours, zone, moment):
        return moment
    first = monday(wall_clock(moment, zone))
    starts = [first + week * WEEK + start for week in range(3) for start, _ in known_hours(hours).spans]
    ahead = sorted(start for wall in starts for start in moments(wall, zone) if start > moment)
    # A span that summer time skips as a whole has no moment within: then the next one counts.
    return next(start for start in ahead if within(hours, zone, start))


def end_of_quiet(quiet: str, zone: str, now: datetime) -> datetime | None:
    """When the quiet hours around `now` are over, at most a week ahead; None when it is not quiet."""
    end = now
    while end < now + WEEK and (span := known_hours(quiet).span_at(wall_clock(end, zone))):
        end = next(moment for moment in moments(span[1], zone) if moment > end)
    return None if end == now else utc(end)


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


def opening_of(cadence: Cadence, moment: datetime) -> datetime:
    """The moment moved into the cadence's window, in UTC."""
    return utc(opening(cadence.window, cadence.zone, moment) if cadence.window else moment)


def first_time(cadence: Cadence, mark: Mark, now: datetime, spread: float) -> datetime:
    """When to ask for the first time after a start: as stored, or soon when that is past or nothing is stored.

    What is overdue is spread over at most a minute (`spread` is random in [0, 1)). A stored time further ahead than the
    cadence allows (the config or the clock changed) does not count, unless the source fails and waits for that reason.
    """
    if mark.due is None or mark.due <= now:
        return opening_of(cadence, now + spread * min(interval(cadence, now), START_SPREAD))
    if mark.failures:
        return opening_of(cadence, min(mark.due, now + LONGEST_WISH))
    if cadence.cron is not None:
        return next_time(cadence, now)
    return min(opening_of(cadence, mark.due), next_time(cadence, now))
