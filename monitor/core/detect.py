"""Ask every detector about every changed item, and complete what it finds with what the item and its source know."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from monitor.core.diff import words
from monitor.courts.filers import filer
from monitor.courts.registry import COURTS
from monitor.model import Appeal, Change, ChangeNote, Finding, Item, LegalEvent, Source, Undoing, Undone

log = logging.getLogger(__name__)

See = Callable[[Item], Finding]

FULL_ENTRY = 300
"""Characters: an entry so long says what was decided, in words that the clerk chose for it."""


_TOLD = frozenset({"ruling", "appeal", "ended"})
"""Kinds of event that people act on, and must hear of when they are taken back."""
_FILED = frozenset({"appeal", "request"})
"""Kinds of event of which it matters who filed the paper."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event with the item that reports it; `late` when it came while nobody read its source (core/gaps.py)."""

    event: LegalEvent
    item: Item
    late: bool = False


@dataclass(frozen=True, slots=True)
class Detected:
    """What a check found: the sightings, the changes on which a detector failed, and those in which none spoke."""

    sightings: tuple[Sighting, ...] = ()
    crashed: tuple[Change, ...] = ()
    silent: tuple[Change, ...] = ()


def detect(source: Source[Any], changes: Iterable[Change], detectors: Sequence[See]) -> Detected:
    """The events that these changes report; an edited item reports only what its text before did not."""
    sightings: list[Sighting] = []
    crashed: list[Change] = []
    silent: list[Change] = []
    for change in changes:
        try:
            events = _new_events(change, detectors)
        except Exception:  # the guard of an item: one odd entry must not make a source deaf
            log.exception("%s: a detector failed on the item %s", source.id, change.item.key)
            crashed.append(change)
            continue
        if not events:
            silent.append(change)
        late = _is_read_back(source, change.item)
        sightings += [Sighting(completed(event, source, change.item), change.item, late) for event in events]
    return Detected(tuple(sightings), tuple(crashed), tuple(silent))


def _is_read_back(source: Source[Any], item: Item) -> bool:
    """Whether an item is of before its docket was found by following an appeal there."""
    return source.read_back is not None and item.filed is not None and item.filed < source.read_back[1]


def _new_events(change: Change, detectors: Sequence[See]) -> list[LegalEvent]:
    if change.kind == "removed":
        return _lost(_seen(change.item, detectors), change.item, "removed")
    events = _seen(change.item, detectors)
    if change.kind == "edited" and change.before is not None:
        before = _seen(change.before, detectors)
        told = {_substance(event) for event in before}
        gone = [event for event in before if event.kind not in {one.kind for one in events}]
        if change.item.kind == "docket_entry" and not any(event.kind == "correction" for event in events):
            events = [*events, *_lost(gone, change.item, "reworded")]
        if change.item.kind == "article":
            events = [replace(event, at=None) for event in _seen(_added_to(change.before, change.item), detectors)]
        events = [event for event in events if _substance(event) not in told]
    return events


def _lost(before: Sequence[LegalEvent], item: Item, how: Undone) -> list[LegalEvent]:
    """That a docket no longer records the ruling or appeal that it did: a correction, though no words say so."""
    lost = next((event for event in before if event.kind in _TOLD), None)
    if lost is None or not lost.record:
        return []
    undoes = Undoing(how)
    text = item.text or item.title
    return [LegalEvent("correction", "routine", undoes=undoes, title=lost.title, evidence=text, rule=f"undoes: {how}")]


def _seen(item: Item, detectors: Sequence[See]) -> list[LegalEvent]:
    return [event for see in detectors if (event := see(item).event)]


def _added_to(before: Item, item: Item) -> Item:
    """A story with only the paragraphs that an edit added: a text tells one ruling, and the new one may come last."""
    known = set(before.text.splitlines())
    return replace(item, text="\n".join(line for line in item.text.splitlines() if line not in known))


def _substance(event: LegalEvent) -> tuple[object, ...]:
    """What makes an edit of an entry news."""
    return (event.kind, event.significance, event.disposition, event.relief, event.matters, event.appeal, event.unread)


def completed(event: LegalEvent, source: Source[Any], item: Item) -> LegalEvent:
    """The event with what the item and its source know; a docket entry's own page outweighs the words in its text."""
    record = item.kind == "docket_entry"
    court = (item.court or source.court or event.court) if record else event.court
    return replace(
        event,
        court=court,
        docket_number=(item.docket_number or event.docket_number) if record else event.docket_number,
        case_name=item.case_name or event.case_name,
        entry=item.number or event.entry,
        judge=event.judge or item.judge,
        pages=event.pages or item.pages,
        filed=item.filed or event.filed,
        entered=item.entered or event.entered,
        appeal=_whereto(event, court),
        title=item.title if item.label_only else event.title or item.title,
        url=item.url or _of_web(source.url),
        record=record,
        source=source.id,
        item=item.key,
        by=filer(item.text) if record and event.kind in _FILED else "",
    )


def _of_web(url: str) -> str | None:
    """The address of a source, if it is one of the web: a mailbox and a folder are nobody's business but the user's."""
    return url if url.startswith(("http://", "https://")) else None


def _whereto(event: LegalEvent, court: str | None) -> Appeal | None:
    """Where an appeal with a number goes, by the registry, when its own words do not say (a default only)."""
    if event.appeal is None or event.appeal.to or not event.appeal.number or court is None or court not in COURTS:
        return event.appeal
    return replace(event.appeal, to=COURTS[court].appeals_to)


def change_notes(source: Source[Any], silent: Iterable[Change], at: datetime) -> Sequence[ChangeNote]:
    """The changes in which no detector spoke, with their difference in words."""
    return [ChangeNote(source.id, change, difference(change), at, source.case, source.tags) for change in silent]


def difference(change: Change) -> str:
    """A change in words: of an edited item what was taken out and put in, else the text."""
    if change.kind == "edited" and change.before is not None:
        return words(change.before.text or change.before.title, change.item.text or change.item.title)
    return change.item.text or change.item.title


def joined(change: Change, story: Item | None) -> Change:
    """The change with the story read behind its headline, if there is one; key and title stay the item's.

    Its address is the story's own, by which it is known in other papers and under other links.

    What a document behind a docket entry says is joined to the entry's own words.
    """
    if story is None:
        return change
    item = change.item
    if story.kind == "docket_entry":
        return replace(change, item=_with_document(item, story))
    read = replace(
        item,
        kind="article",
        text=story.text,
        url=story.url or item.url,
        filed=item.filed or story.filed,
        published=item.published or story.published,
    )
    return replace(change, item=read)


def _with_document(item: Item, document: Item) -> Item:
    """The entry with its document's length and author, and with its decretal words unless it says enough by itself."""
    worded = document.text and len(item.text) < FULL_ENTRY
    return replace(
        item,
        text=f"{item.text or item.title}\n{document.text}" if worded else item.text,
        pages=item.pages or document.pages,
        judge=item.judge or document.judge,
        label_only=item.label_only and not worded,
    )
