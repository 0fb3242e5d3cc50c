"""Hours of the week, as a window or as quiet hours. All moments are aware; what is given back is in UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_SPAN = re.compile(r"(?i)([a-z]{3})(?:\s*-\s*([a-z]{3}))?")
NO_HOURS = 'names no hours of the week, write "Mon-Fri 06:00-22:00" or "22:00-06:00"'
HOUR_SPAN = re.compile(r"(?a)([0-2]?\d):([0-5]\d)\s*-\s*([0-2]?\d):([0-5]\d)")


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
