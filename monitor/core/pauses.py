"""A source that answers and shows nothing new for much longer than it used to: told once, and once when it goes on.

How often something new came is read from the days and moments of the entries themselves. Feeds of a time span have a
rule of their own (core/gaps.py), and pages without dates have none.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from monitor.model import HealthNote, Item, Mark, Snapshot, Source

LEAST_ENTRIES = 10
"""From fewer moments nothing usual can be told."""
LATEST = 40
"""So many of the newest moments count: how a case was ten years ago says nothing."""
LONGER = 2
"""So many times the longest pause of late is too long."""
LEAST_PAUSE = timedelta(days=4)
"""A long weekend is no pause."""


def pause_notes(
    source: Source[Any], mark: Mark, before: Snapshot | None, after: Snapshot | None, now: datetime
) -> Sequence[HealthNote]:
    """A note when a source is found to have paused too long since the reading before, or to go on after that."""
    if before is None or after is None or mark.good is None:
        return ()
    was, paused = too_long(before, mark.good), too_long(after, now)
    if paused and not was:
        return (HealthNote(source.id, "no_new_entry", f"{source.id}: {paused}", now, source.id),)
    if was and not paused:
        return (HealthNote(source.id, "goes_on", f"{source.id} has new entries again", now, source.id, "success"),)
    return ()


def too_long(snapshot: Snapshot, now: datetime) -> str:
    """How long nothing new came, and how often it usually does; "" when that is nothing unusual.

    As of the beginning of the day (UTC): so it changes once a day, whenever and however often the source is asked.
    """
    moments = {moment for item in snapshot.items if (moment := _moment(item)) and moment <= now}
    latest = sorted(moments)[-LATEST:]
    if len(latest) < LEAST_ENTRIES:
        return ""
    pauses = sorted(later - earlier for earlier, later in pairwise(latest))
    silence, longest = datetime.combine(now, time(), UTC) - latest[-1], pauses[-1]
    if silence <= max(LONGER * longest, LEAST_PAUSE):
        return ""
    usual = _long(pauses[len(pauses) // 2])
    return (
        f"no new entry for {_long(silence)}, usually one in {usual} and at most {_long(longest)} without; "
        "it answers as before: see whether the page is still kept up"
    )


def _moment(item: Item) -> datetime | None:
    day = item.entered or item.filed
    return item.published or (datetime.combine(day, time(), UTC) if day else None)


def _long(span: timedelta) -> str:
    """A time span in the unit that fits: "36 hours", "12 days"."""
    hours = round(span / timedelta(hours=1))
    days = round(span / timedelta(days=1))
    return f"{days} days" if hours >= 48 else f"{hours} hours" if hours > 1 else "an hour"  # noqa: PLR2004 (two days)
