"""Forgetting: the text of an item is erased, and a tombstone is kept, so that it is read over wherever it shows again.

What stays is what names it: key, docket number and number of the entry, days. Sealed and misfiled papers need no more.
"""

import json
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from monitor.core.plain import plain
from monitor.courts.docket_numbers import same_ref
from monitor.model import (
    About,
    Alert,
    Development,
    DocketRef,
    HealthNote,
    Item,
    Key,
    Learned,
    LegalEvent,
    Snapshot,
)

NOTE = "forgotten"
"""Name of the note in the store that holds all tombstones."""
ERASED = "[forgotten]"
"""Stands where the text was."""
TELLING = 20
"""Characters: shorter words ("ORDER") stand in many places and betray nothing."""
COMPARED = 60
"""So many characters of a text show that another quotes it, however it was cut."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is read over: in a source the item with this key, or one of its aliases; an entry in every source.

    `entry` is the court, the docket number and the number of the entry, where it has one.
    """

    at: datetime
    source: str
    keys: frozenset[Key]
    entry: tuple[DocketRef, str] | None = None

    def covers(self, source: str, item: Item, about: About) -> bool:
        """Whether an item that a source shows is the one that was forgotten."""
        if source == self.source and not self.keys.isdisjoint({item.key, *item.aliases}):
            return True
        mine = entry_of(item, about)
        return self.entry is not None and mine is not None and _same_entry(mine, self.entry)


Tombstones = Sequence[Tombstone]
NOWHERE = About()


def entry_of(item: Item, about: About) -> tuple[DocketRef, str] | None:
    """Which entry of which docket an item is; None for what is none, or does not say."""
    court, number = item.court or about.court, item.docket_number or about.docket_number
    return (DocketRef(court, number), item.number) if court and number and item.number else None


def _same_entry(one: tuple[DocketRef, str], other: tuple[DocketRef, str]) -> bool:
    return one[1] == other[1] and same_ref(one[0], other[0])


def read(noted: str | None) -> Tombstones:
    """The tombstones of a note; none of no note."""
    return [_read(one) for one in json.loads(noted)] if noted else ()


def written(tombstones: Tombstones) -> str:
    """Tombstones as a note."""
    return json.dumps([_written(one) for one in tombstones], ensure_ascii=False)


def _read(one: dict[str, Any]) -> Tombstone:
    court, docket, number = one["entry"] or (None, None, None)
    entry = (DocketRef(court, docket), number) if court and docket and number else None
    return Tombstone(datetime.fromisoformat(one["at"]), one["source"], frozenset(one["keys"]), entry)


def _written(one: Tombstone) -> dict[str, Any]:
    entry = [one.entry[0].court, one.entry[0].number, one.entry[1]] if one.entry else None
    return {"at": one.at.isoformat(), "source": one.source, "keys": sorted(one.keys), "entry": entry}


def with_new(tombstones: Tombstones, new: Tombstones) -> Tombstones:
    """All tombstones, each once."""
    known = {(one.source, one.keys, one.entry) for one in tombstones}
    return [*tombstones, *(one for one in new if (one.source, one.keys, one.entry) not in known)]


def without(snapshot: Snapshot, tombstones: Tombstones) -> Snapshot:
    """The snapshot without what was forgotten."""
    if not tombstones:
        return snapshot
    kept = tuple(item for item in snapshot.items if not covered(snapshot.source, item, tombstones, snapshot.about))
    return snapshot if len(kept) == len(snapshot.items) else replace(snapshot, items=kept)


def covered(source: str, item: Item, tombstones: Tombstones, about: About = NOWHERE) -> bool:
    """Whether an item that a source shows was forgotten."""
    return any(one.covers(source, item, about) for one in tombstones)


def concerns(development: Development, tombstones: Tombstones) -> bool:
    """Whether one of its reports is of what was forgotten."""
    return any(_is_of(development, index, tombstones) for index in range(len(development.reports)))


def _is_of(development: Development, index: int, tombstones: Tombstones) -> bool:
    """Whether a report, by its place among those of a development, is of what was forgotten."""
    report, event = development.reports[index], development.event
    entry = None
    if report.record and report.entry and event.court and event.docket_number:
        entry = (DocketRef(event.court, event.docket_number), report.entry)
    return any(
        (report.source == one.source and report.item in one.keys)
        or (entry is not None and one.entry is not None and _same_entry(entry, one.entry))
        for one in tombstones
    )


def erased(development: Development, tombstones: Tombstones, at: datetime) -> Development:
    """A development without the words of what was forgotten.

    While another paper of the same decision stands (or, of news, another story), it goes on without them; else it is
    forgotten itself: what kind it was, where and when is all that stays, with the sketches by which copies are known.
    """
    event = development.event
    gone = [_is_of(development, index, tombstones) for index in range(len(development.reports))]
    left = [report for report, is_gone in zip(development.reports, gone, strict=True) if not is_gone]
    if any(report.record for report in left) or (left and not event.record):
        spoke = any(
            is_gone and (report.source, report.item) == (event.source, event.item)
            for report, is_gone in zip(development.reports, gone, strict=True)
        )
        return replace(
            development,
            reports=tuple(left),
            event=replace(event, title=ERASED, evidence="", url=None) if spoke else event,
        )
    return replace(
        development,
        event=_named(event),
        reports=tuple(replace(report, url=None, title=ERASED) for report in development.reports),
        case_name=development.case_name if development.case else None,
        linked=(),
        undone="",
        forgotten=development.forgotten or at,
    )


def _named(event: LegalEvent) -> LegalEvent:
    """What names an event, without what it says."""
    return LegalEvent(
        kind=event.kind,
        significance=event.significance,
        court=event.court,
        docket_number=event.docket_number,
        entry=event.entry,
        filed=event.filed,
        entered=event.entered,
        title=ERASED,
        record=event.record,
        source=event.source,
        item=event.item,
    )


def words_of(items: Iterable[Item], developments: Iterable[Development]) -> frozenset[str]:
    """The beginnings of all that was said, by which a quotation of it is known."""
    texts = [text for item in items for text in (item.title, item.text)]
    for one in developments:
        texts += [one.event.title, one.event.evidence, *(report.title for report in one.reports)]
    return telling(texts)


def telling(texts: Iterable[str]) -> frozenset[str]:
    """The beginnings of those texts that are long enough to tell."""
    beginnings = (plain(text, COMPARED + 1).rstrip("…")[:COMPARED] for text in texts)
    return frozenset(words for words in beginnings if len(words) >= TELLING)


def quotes(text: str, words: AbstractSet[str]) -> bool:
    """Whether a text quotes any of what was said."""
    line = plain(text, max(1, len(text)))
    return any(one in line for one in words)


def tells_only(alert: Alert, developments: AbstractSet[str], keys: AbstractSet[Key]) -> bool:
    """Whether an alert is of nothing but what was forgotten, so that it need not go out any more."""
    return alert.development in developments or (bool(alert.items) and keys >= set(alert.items))


def erased_alert(alert: Alert, keys: AbstractSet[Key], *, goes_out: bool) -> Alert:
    """An alert without its words. One that still goes out because it tells of other things, too, says where to look."""
    others = len(set(alert.items) - keys)
    what = f"there are {others} more new entries: look at the docket" if others else "see monitor events and outbox"
    said = f"Docket Monitor: part of this alert had to be forgotten before it was sent; {what}" if goes_out else ERASED
    return replace(alert, title=said, text=said, html=said, markdown=said)


def erased_note(note: HealthNote) -> HealthNote:
    """A health note without its words."""
    return replace(note, text=ERASED)


def erased_fact(fact: Learned) -> Learned:
    """A learned fact without the words that showed it."""
    return replace(fact, evidence=ERASED)
