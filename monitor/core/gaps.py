"""What a window did not show while nobody looked: gaps, how they are filled, feeds that stand still, late entries.

A window of a time span (24 hours of a court's feed) shows all that came in this time, as of the moment at which the
server made the page.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from monitor.core.detect import Detected
from monitor.core.diff import keys
from monitor.courts.registry import COURTS, short
from monitor.model import Case, Gap, HealthNote, Item, Key, Mark, Snapshot, Source

STANDS_STILL = 2
"""A feed made anew so many spans ago stands still: courts make theirs several times an hour, weekends included."""
QUIET = 4
"""The same for a feed that does not say when it was made, by its newest entry: a long weekend is no standstill."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Filling:
    """A source that can show what another lost: its id, when it was last read, how many entries of the gap it has."""

    source: str
    good: datetime | None
    entries: int


def gap(span: timedelta | None, mark: Mark, seen: AbstractSet[Key], after: Snapshot, now: datetime) -> Gap | None:
    """The time of which a window shows nothing: it no longer reaches back to what was read last.

    A window of a time span reaches back that far, empty or not; one of a number of items as far as the oldest of them,
    where it is dated; and one that still holds an item seen before has lost none.
    """
    if after.extent != "window" or mark.good is None:
        return None
    if span is None and any(not seen.isdisjoint(keys(item)) for item in after.items):
        return None
    back_to = (min(now, after.made) if after.made else now) - span if span is not None else after.oldest
    read = min(mark.good, mark.made) if mark.made else mark.good
    return Gap(read, back_to) if back_to is not None and back_to > read else None


def unmoved_gap(span: timedelta | None, mark: Mark, now: datetime) -> Gap | None:
    """The gap of an unchanged page: of an empty feed that may have been filled and emptied since it was read.

    One that shows an entry, or says when it was made, has not been made anew: what it lost shows when it is.
    """
    if span is None or mark.good is None or mark.made or mark.newest or now - span <= mark.good:
        return None
    return Gap(mark.good, now - span)


def gap_notes(
    source: Source[Any], mark: Mark, found: Gap | None, fillings: Sequence[Filling], now: datetime
) -> tuple[Gap | None, Sequence[HealthNote]]:
    """What to tell of the gap just found, or of an older one that is filled now; and the gap that still waits."""
    open_gap = found or mark.gap
    if open_gap is None:
        return None, ()
    filled = all(one.good is not None and one.good > open_gap.until for one in fillings) and bool(fillings)
    waiting = None if filled or not fillings else open_gap
    if found is not None:
        text = f"{_unseen(source, found, now)}{_who_fills(fillings, filled=filled)}"
        return waiting, (HealthNote(source.id, "gap", text, now, source.id),)
    if not filled:
        return waiting, ()
    text = f"the gap of the {_name(source)} ({_times(source, open_gap.since, open_gap.until)}){_filled_by(fillings)}"
    return None, (HealthNote(source.id, "gap_filled", text, now, source.id, "success"),)


def _unseen(source: Source[Any], found: Gap, now: datetime) -> str:
    times = _times(source, found.since, now)
    back_to = found.until.astimezone(_zone(source))
    refs = ", ".join(ref.number for ref in source.watch or ())
    docket = f"the docket of {refs}" if refs else "the docket"
    return (
        f"{_name(source)} unseen {times}, open {docket}: {source.id} does not show what came before "
        f"{back_to:%a %d %b %H:%M}"
    )


def _who_fills(fillings: Sequence[Filling], *, filled: bool) -> str:
    if filled:
        return f"; the gap{_filled_by(fillings)}"
    return f"; {', '.join(one.source for one in fillings)} will tell it" if fillings else ""


def _filled_by(fillings: Iterable[Filling]) -> str:
    count = {0: "no entries", 1: "1 entry"}
    shown = (
        f"{one.source}, which has {count.get(one.entries, f'{one.entries} entries')} of those days" for one in fillings
    )
    return f" is filled from {'; '.join(shown)}"


def _name(source: Source[Any]) -> str:
    """What people call a court's feed ("D.D.C. feed"); the source's id where no court is known."""
    return f"{short(source.court)} {source.kind.removeprefix('court_')}" if source.court else source.id


def _zone(source: Source[Any]) -> ZoneInfo:
    """The court's own zone, else the reader's."""
    court = COURTS.get(source.court or "")
    return ZoneInfo(court.zone if court else source.cadence.zone)


def _times(source: Source[Any], since: datetime, until: datetime) -> str:
    start, end = (moment.astimezone(_zone(source)) for moment in (since, until))
    return f"{start:%a %d %b %H:%M} to {end:%a %d %b %H:%M %Z}"


def can_fill(source: Source[Any], other: Source[Any], cases: Iterable[Case]) -> bool:
    """Whether another source is a docket of a case to which a source of a whole court is narrowed."""
    if other.kind != "docket" or not other.enabled or other.court not in (None, source.court):
        return False
    own = (case for case in cases if case.id == other.case)
    return any(ref in (source.watch or ()) for case in own for ref in case.dockets)


def filling(
    source: Source[Any], other: str, found: Gap, good: datetime | None, latest: Snapshot | None
) -> Filling | None:
    """What another source has of a gap: the entries of its days in the court's zone. None if it is of another court."""
    if latest and latest.about.court not in (None, source.court):
        return None
    first, last = (moment.astimezone(_zone(source)).date() for moment in (found.since, found.until))
    days = [item.entered or item.filed for item in (latest.items if latest else ())]
    return Filling(other, good, sum(1 for day in days if day and first <= day <= last))


def stands_still(span: timedelta | None, mark: Mark, now: datetime) -> bool:
    """Whether a window of a time span has not been made anew for long, by what it said of itself."""
    if span is None:
        return False
    if mark.made:
        return now - mark.made > STANDS_STILL * span
    return mark.newest is not None and now - mark.newest > QUIET * span


def standstill_notes(
    source: Source[Any], span: timedelta | None, before: Mark, after: Mark, now: datetime
) -> Sequence[HealthNote]:
    """A note when a feed is found to stand still since the reading before, or to move again.

    A feed may answer for months without an error and without a new entry (freelawproject/courtlistener#1390).
    """
    was = before.good is not None and stands_still(span, before, before.good)
    is_now = stands_still(span, after, now)
    if was == is_now:
        return ()
    if was:
        text = f"the {_name(source)} ({source.id}) is made anew again"
        return (HealthNote(source.id, "moves_again", text, now, source.id, "success"),)
    last = after.made or after.newest
    assert last is not None
    said = (
        f"{'it was last made' if after.made else 'its newest entry is of'} {last.astimezone(_zone(source)):%a %d %b %Y}"
    )
    text = f"the {_name(source)} ({source.id}) stands still, {said}: it answers but shows nothing new, watch the docket"
    return (HealthNote(source.id, "stands_still", text, now, source.id, "failure"),)


def found_late(source: Source[Any], mark: Mark, found: Detected, now: datetime) -> Detected:
    """The sightings, those marked late that are a day old and of a time in which the source was not read."""
    if mark.good is None or now - mark.good <= A_DAY:
        return found
    before = (now - A_DAY).astimezone(_zone(source)).date()
    late = tuple(replace(one, late=one.late or _is_of(one.item, before)) for one in found.sightings)
    return replace(found, sightings=late)


def _is_of(item: Item, before: date) -> bool:
    day = item.entered or item.filed
    return day is not None and day <= before
