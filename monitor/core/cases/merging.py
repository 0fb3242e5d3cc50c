"""Which sightings are one happening: a docket entry, its stub in a feed, and the news of it are one development."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from monitor.core.cases.above import has_mandate, is_mandate
from monitor.core.cases.belonging import Seen, home_of, is_judgment
from monitor.core.cases.linking import Link, link
from monitor.core.cases.shingles import Sketch, sketch
from monitor.core.cases.undoing import undone
from monitor.core.detect import Sighting
from monitor.core.telling.wording import CORRECTION, MANDATE_ISSUED, done
from monitor.courts.docket_numbers import identity as number_identity
from monitor.courts.registry import level, short
from monitor.model import (
    Appeal,
    Case,
    Development,
    LegalEvent,
    Report,
    Revision,
    Source,
)

LATE = timedelta(days=10)
"""An entry first read so long after its filing was found late."""
_OWN = frozenset({"relief", "at", "matters"})
"""Never taken from another view. Nor is a higher court's judge from news: they name the judge below."""


def link_and_merge(
    source: Source[Any],
    sightings: Iterable[Sighting],
    cases: Sequence[Case],
    known: Sequence[Development],
    now: datetime,
) -> list[Development | Revision]:
    """New developments, and known ones that changed: first all those of people's interest, each once.

    A known development that only gained a report comes back as a Revision without words: to be kept, not told.
    """
    current = {development.id: development for development in known}
    told: dict[str, Development | Revision] = {}
    for sighting in sightings:
        case = link(sighting, source, cases, current.values())
        old = home_of(Seen(sighting, case, now), list(current.values()))
        if old and old.forgotten:
            continue
        new = _joined(old, sighting, case, cases, now) if old else _first(sighting, case, cases, now)
        taken_back = undone(new, sighting.event, [one for one in current.values() if not one.forgotten])
        if old or not (taken_back and new.event.kind == "correction"):
            current[new.id] = new
            told[new.id] = _retold(told.get(new.id), _revised(old, new, sighting.event)) if old else new
        for revision in taken_back:
            current[revision.development.id] = revision.development
            told[revision.development.id] = _retold(told.get(revision.development.id), revision)
    return list(told.values())


def _retold(earlier: Development | Revision | None, now: Revision) -> Development | Revision:
    """A development new in this very check stays new; a known one is revised, its words added up."""
    if earlier is None:
        return now
    if isinstance(earlier, Development):
        return now.development
    return Revision(now.development, (*earlier.news, *now.news), recalls=earlier.recalls or now.recalls)


def _first(sighting: Sighting, case: Link | None, cases: Sequence[Case], now: datetime) -> Development:
    event = sighting.event
    return Development(
        id=identity(event, case),
        event=event,
        reports=(_report(sighting, now),),
        first_seen=now,
        case=case.case.id if case else None,
        case_name=case.case.name if case else event.case_name,
        related=related(case.case, cases) if case else (),
        linked=case.reasons if case else (),
        confidence="likely" if case and case.confidence == "likely" else event.confidence,
        late=event.record and (sighting.late or (event.filed is not None and now.date() - event.filed > LATE)),
    )


def identity(event: LegalEvent, case: Link | None) -> str:
    """An id that two processes give alike: by court, docket number and entry; for news by case and item."""
    place = (event.court, number_identity(event.docket_number or "") or event.docket_number, event.entry or event.item)
    parts = (event.kind, *place) if event.record else (event.kind, case.case.id if case else "", event.item)
    return sha256(repr(parts).encode()).hexdigest()[:12]


def related(case: Case, cases: Sequence[Case]) -> tuple[str, ...]:
    """The ids of the cases related to this one, whichever of the two names the other."""
    naming = [other.id for other in cases if case.id in other.related]
    return tuple(dict.fromkeys([*case.related, *naming]))


def _report(sighting: Sighting, now: datetime) -> Report:
    event = sighting.event
    title, of_text = sighting.item.title, Sketch() if event.record else sketch(sighting.item.text)
    place = (event.source, event.item, event.url, title, now, event.record)
    return Report(*place, of_text.shingles, event.entry, of_text.opening)


def _joined(
    old: Development, sighting: Sighting, case: Link | None, cases: Sequence[Case], now: datetime
) -> Development:
    """The development with one more report, and the better view of the two."""
    report = _report(sighting, now)
    again = any((r.source, r.item) == (report.source, report.item) for r in old.reports)
    known_case = old.case or (case.case.id if case else None)
    sure = old.confidence == "certain" or (case is not None and case.confidence == "certain")
    return replace(
        old,
        event=better(old.event, sighting.event),
        reports=old.reports if again else (*old.reports, report),
        case=known_case,
        case_name=old.case_name or (case.case.name if case else sighting.event.case_name),
        related=old.related or (related(case.case, cases) if case else ()),
        linked=old.linked or (case.reasons if case else ()),
        confidence="certain" if sure else "likely",
    )


def better(old: LegalEvent, new: LegalEvent) -> LegalEvent:
    """The best view of two: an entry before news, a read text before a stub, an outcome before none.

    What it lacks comes from the other; a newer form of the same item leads.
    """
    same_item = (new.source, new.item) == (old.source, old.item)
    leads = same_item or _weight(new) > _weight(old)
    first, second = (new, old) if leads else (old, new)
    own = _OWN if second.record or level(first.court) == "district" else _OWN | {"judge"}
    missing = {
        field.name: getattr(second, field.name)
        for field in fields(first)
        if getattr(first, field.name) in (None, (), "") and field.name not in own
    }
    merged = replace(first, **missing)
    weighty = not same_item and old.record == new.record and "major" in (old.significance, new.significance)
    return replace(
        merged,
        appeal=_one_view(old.appeal, new.appeal),
        unread=old.unread and new.unread,
        significance="major" if weighty else first.significance,
    )


def _weight(event: LegalEvent) -> tuple[bool, bool, bool, bool]:
    """What makes a view the better one; of a ruling and its copy on the docket below, the court's own entry."""
    above = event.kind == "ruling" and level(event.court) in ("circuit", "bap", "supreme")
    return event.record, not event.unread, event.disposition not in (None, "other"), event.record and above


def _one_view(old: Appeal | None, new: Appeal | None) -> Appeal | None:
    """The first step names the type, later steps add where it went and under which number."""
    if old is None or new is None:
        return old or new
    opened_first = old.type == "docketed" and new.type == "notice"
    return Appeal(new.type if opened_first else old.type, old.to or new.to, old.number or new.number)


def _revised(old: Development, new: Development, event: LegalEvent) -> Revision:
    """The development with what people who heard of it should hear now that `event` joined it."""
    corrected = _corrected(old.event, new.event)
    return Revision(new, (*corrected, *_news(old, new, event)), recalls=bool(corrected))


def _corrected(before: LegalEvent, after: LegalEvent) -> tuple[str, ...]:
    """That the docket now records another outcome than it did, and so than people were told."""
    stated = before.record and before.disposition not in (None, "other")
    if not stated or after.disposition in (before.disposition, None, "other") or before.kind != "ruling":
        return ()
    return (f"{CORRECTION}: now recorded as {done(after.disposition)}, before as {done(before.disposition)}",)


def _gains_weight(before: LegalEvent, after: LegalEvent) -> bool:
    """Whether what few people heard of, an order of no weight, is now part of a decision."""
    return before.record and before.significance == "routine" and after.significance == "major"


def _adds_judgment(old: Development, new: Development, event: LegalEvent) -> bool:
    """Whether judgment was entered on an order that people heard of: the time to appeal runs from it (FRAP 4(a)(7))."""
    new_part = event.court == old.event.court and len(new.parts) > len(old.parts) > 0
    return new_part and is_judgment(event) and not is_judgment(old.event)


def _has_mandate(development: Development) -> bool:
    """Whether its mandate is known already: the court below tells of it too."""
    return has_mandate(development) or development.event.relief == "mandate"


def _says_more(before: LegalEvent, after: LegalEvent) -> bool:
    """Whether an entry that stated no outcome, or another relief, now does; another outcome is a correction."""
    recorded = after.record and before.record and not _corrected(before, after)
    return recorded and (before.disposition, before.relief) != (after.disposition, after.relief)


def _news(old: Development, new: Development, event: LegalEvent) -> tuple[str, ...]:
    """What people who heard of the development should hear now that `event` joined it, in words."""
    before, after = old.event, new.event
    words = []
    added = new.reports[len(old.reports) :]
    if any(is_mandate(event, report.title) for report in added) and not _has_mandate(old):
        words.append(MANDATE_ISSUED)
    words += [f"{event.title or 'a decision'} entered"] if added and _gains_weight(before, after) else []
    words += [f"judgment entered as entry {event.entry}"] if _adds_judgment(old, new, event) else []
    if new.confirmed and not old.confirmed:
        words.append("confirmed by the docket")
    if after.appeal and before.appeal and after.appeal.number != before.appeal.number:
        words.append(f"now No. {after.appeal.number} in {short(after.appeal.to) if after.appeal.to else 'its court'}")
    if before.unread and not after.unread:
        words.append("the text of the order is now known")
    elif _says_more(before, after):
        words.append(f"now recorded as {done(after.disposition)}")
    return tuple(words)
