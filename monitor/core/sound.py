"""Whether a reading may be believed, and which of its changes are news to people."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import takewhile
from typing import Any

from monitor.core.diff import known_again
from monitor.courts.docket_numbers import same_number
from monitor.errors import Emptied
from monitor.model import Change, DocketRef, Item, Key, Mark, Snapshot, Source

LEAST_KEPT = 0.5
"""Of a whole page, at least this share of the items known before must still be there."""
FEW = 3
"""A page of so few items may lose any of them."""
MOST_CUT = 1
"""So many items may leave the end of a whole page: a clerk takes back what was just entered. More is half a page."""


def require_sound(before: Snapshot | None, after: Snapshot) -> None:
    """Raise Emptied when a whole page lost all or most of its items, or its end: a broken page, not a change."""
    if before is None or not before.items or not before.extent == after.extent == "whole":
        return
    kept = {item.key for item in known_again(before, after).values()}
    known, cut = len(before.items), _cut_off(before.items, kept)
    if not after.items or (known > FEW and len(kept) < LEAST_KEPT * known):
        what = f"only {len(kept)} of {known} known items are on the page"
    elif known > FEW and cut > MOST_CUT:
        what = f"the page breaks off: the last {cut} known items are gone"
    else:
        return
    raise Emptied(
        what,
        after.source,
        "kept the last good snapshot; if the page is right as it is, give the source a new id to start anew",
    )


def _cut_off(items: Sequence[Item], kept: AbstractSet[Key]) -> int:
    """How many items at the end of a page are not there any more."""
    return sum(1 for _ in takewhile(lambda item: item.key not in kept, reversed(items)))


def narrowed(source: Source[Any], snapshot: Snapshot) -> Snapshot:
    """The snapshot with only the items of the docket numbers the source is narrowed to."""
    if source.whole_court:
        return snapshot
    return replace(snapshot, items=tuple(item for item in snapshot.items if is_watched(source, item)))


def is_watched(source: Source[Any], item: Item) -> bool:
    """Whether an item is of a docket to which the source is narrowed, if it is."""
    return source.watch is None or any(_is_of(item, ref) for ref in source.watch)


def _is_of(item: Item, ref: DocketRef) -> bool:
    in_court = item.court in (None, ref.court)
    return in_court and item.docket_number is not None and same_number(item.docket_number, ref.number)


def fingerprint(source: Source[Any]) -> str:
    """A hash of what shapes the reading of a source; when it changes, the old validators and hashes mean nothing."""
    return sha256(repr((source.kind, source.url, source.options, source.court, source.watch)).encode()).hexdigest()[:16]


def worth_telling(source: Source[Any], mark: Mark, changes: Sequence[Change], now: datetime) -> Sequence[Change]:
    """The changes that are news: none but the backfill at first sight, only newer items after a change of options."""
    if mark.good is None:
        since = now - source.backfill if source.backfill else None
        return [change for change in changes if _is_told(source, change.item, since)]
    if mark.fingerprint != fingerprint(source):
        return [change for change in changes if change.kind == "added" and _is_told(source, change.item, mark.good)]
    return changes


def _is_told(source: Source[Any], item: Item, since: datetime | None) -> bool:
    """Whether an item is of `since` or later, or of a docket that is read back to where an appeal led there."""
    if source.read_back and item.filed and item.filed >= source.read_back[0]:
        return True
    return since is not None and is_since(item, since)


def is_since(item: Item, moment: datetime) -> bool:
    """Whether the item says of itself that it is of `moment` or later; an undated one does not."""
    if item.published:
        return item.published >= moment
    return item.filed is not None and item.filed >= moment.date()
