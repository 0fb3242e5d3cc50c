"""Which sightings are one happening: a docket entry, its stub in a feed, and the news of it are one development."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from monitor.core.detect import Sighting
from monitor.core.linking import Link, level, link, same_ref
from monitor.core.shingles import COPY, resemblance, sketch
from monitor.core.wording import MANDATE_ISSUED
from monitor.courts.docket_numbers import identity as number_identity
from monitor.courts.docket_numbers import same_number
from monitor.courts.entry_text import comparable
from monitor.courts.registry import short
from monitor.model import (
    Appeal,
    Case,
    Development,
    DocketRef,
    LegalEvent,
    Report,
    Revision,
    Source,
)

COPIES_WITHIN = timedelta(days=3)
"""Papers print a wire story within this time of each other."""
NEWS_BEFORE, NEWS_AFTER = timedelta(days=2), timedelta(days=6)
"""News of a ruling may be dated so long before its docket entry, and so long after it."""
ONE_APPEAL = timedelta(days=60)
"""Notice, docket number and opening of one appeal come within this time (FRAP 3, 12; slow clerks included)."""
MANDATE_WITHIN = timedelta(days=365)
"""A mandate comes weeks after its decision, or months when rehearing was sought (FRAP 41(b))."""
LATE = timedelta(days=10)
"""An entry first read so long after its filing was found late."""
_OWN = frozenset({"relief", "at", "matters"})
"""Never taken from another view. Nor is a higher court's judge from news: they name the judge below."""
_DECISIONS = ("opinion", "judgment", "memorandum disposition", "adjudged")
"""What the titles of decisions on appeal say; of plain orders a docket may have several on one day."""
_OPPOSITE = ({"granted", "denied"}, {"affirmed", "reversed"}, {"affirmed", "vacated"})
_STEPS_OF_ONE_APPEAL = frozenset({"notice", "amended", "docketed"})


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
        case = link(sighting, source, cases)
        old = next((d for d in current.values() if belongs(sighting, case, d, now)), None)
        if old is None:
            new = _first(sighting, case, cases, now)
            current[new.id] = told[new.id] = new
            continue
        new = _joined(old, sighting, case, cases, now)
        current[new.id] = new
        told[new.id] = _retold(told.get(new.id), new, _news(old, new, sighting.event))
    return list(told.values())


def _retold(earlier: Development | Revision | None, new: Development, words: Sequence[str]) -> Development | Revision:
    """A development new in this very check stays new; a known one is revised, its words added up."""
    if isinstance(earlier, Development):
        return new
    return Revision(new, (*(earlier.news if earlier else ()), *words))


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
        late=event.record and event.filed is not None and now.date() - event.filed > LATE,
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
    shingles = () if event.record else sketch(sighting.item.text)
    return Report(event.source, event.item, event.url, sighting.item.title, now, event.record, shingles)


def belongs(sighting: Sighting, case: Link | None, known: Development, now: datetime) -> bool:
    """Whether a sighting is one more report of a known development."""
    event = sighting.event
    if event.kind != known.event.kind:
        return False
    if any(report.source == event.source and report.item == event.item for report in known.reports):
        return True
    if event.kind == "appeal" and event.record and known.event.record:
        return _one_appeal(event, case, known)
    if event.record and known.event.record:
        return _one_entry(event, known.event) or _is_mandate_of(event, case, known)
    return _one_story(sighting, case, known, now)


def _one_entry(event: LegalEvent, known: LegalEvent) -> bool:
    """Two docket entries are one when docket and number agree; without a number, when day and words do."""
    if not _same_docket(event, known):
        return False
    if event.entry and known.entry:
        return event.entry == known.entry or _explains(event, known) or _explains(known, event)
    if event.filed != known.filed:
        return False
    same_words = comparable(event.evidence) == comparable(known.evidence)
    return same_words or _lists(event, known) or _lists(known, event)


def _lists(row: LegalEvent, entry: LegalEvent) -> bool:
    """Whether a row of a higher court's list of opinions, which has no entry number, is a decision of that day."""
    if row.entry or level(row.court) not in ("circuit", "supreme"):
        return False
    agree = row.disposition == entry.disposition or "other" in (row.disposition, entry.disposition)
    return agree and all(any(word in event.title.casefold() for word in _DECISIONS) for event in (row, entry))


def _is_mandate_of(event: LegalEvent, case: Link | None, known: Development) -> bool:
    """Whether an entry is the mandate of a decision on appeal: it makes the decision final (FRAP 41), and joins it."""
    decision = known.event
    if event.relief != "mandate" or decision.relief == "mandate" or level(decision.court) != "circuit":
        return False
    same_case = (case is not None and case.case.id == known.case) or _same_docket(event, decision)
    in_time = event.filed is None or decision.filed is None or event.filed >= decision.filed
    return same_case and in_time and _days_apart(event.filed, decision.filed) <= MANDATE_WITHIN


def _explains(opinion: LegalEvent, order: LegalEvent) -> bool:
    """Whether an opinion gives the reasons of an order or judgment of the same day: one ruling (FRCP 58(a))."""
    if opinion.filed != order.filed or "opinion" not in f"{opinion.title} {opinion.evidence}".casefold():
        return False
    if opinion.disposition not in (None, "other", order.disposition):
        return False
    of_it = order.entry is not None and order.entry.isdigit() and int(order.entry) in opinion.refers_to
    of_the_same = not set(opinion.refers_to).isdisjoint(order.refers_to)
    return of_it or of_the_same or "judgment" in f"{order.title} {order.evidence}".casefold()


def _same_docket(one: LegalEvent, other: LegalEvent) -> bool:
    if not (one.court and one.docket_number and other.court and other.docket_number):
        return False
    return same_ref(DocketRef(one.court, one.docket_number), DocketRef(other.court, other.docket_number))


def _one_appeal(event: LegalEvent, case: Link | None, known: Development) -> bool:
    """Notice, number and opening are one appeal; a cross-appeal, a petition, another number are not."""
    mine, theirs = event.appeal, known.event.appeal
    if mine is None or theirs is None:
        return False
    if _one_entry(event, known.event):
        return True
    if mine.number and theirs.number:
        return same_number(mine.number, theirs.number) and mine.to == theirs.to
    same_case = (case is not None and case.case.id == known.case) or _same_docket(event, known.event)
    steps = {mine.type, theirs.type} <= _STEPS_OF_ONE_APPEAL
    if event.refers_to and known.event.entry and mine.type == "docketed":
        return same_case and int(known.event.entry) in event.refers_to if known.event.entry.isdigit() else same_case
    return same_case and steps and _days_apart(event.filed, known.event.filed) <= ONE_APPEAL


def _days_apart(one: date | None, other: date | None) -> timedelta:
    return abs(one - other) if one and other else timedelta(0)


def _one_story(sighting: Sighting, case: Link | None, known: Development, now: datetime) -> bool:
    """News and an entry (or other news) of one kind, case, court and time are one; of no case, if the judge agrees.

    Copies of one text are one, unless they were linked to two cases.
    """
    event = sighting.event
    if (case is None or known.case in (None, case.case.id)) and _is_copy(sighting, known, now):
        return True
    if case is not None or known.case is not None:
        if case is None or case.case.id != known.case:
            return False
    elif not (event.judge and event.judge == known.event.judge):
        return False
    if event.court and known.event.court and event.court != known.event.court and event.kind == "ruling":
        return False
    if _contradict(event, known.event):
        return False
    return _near(event.filed or now.date(), known.event.filed or known.first_seen.date(), event.record)


def _is_copy(sighting: Sighting, known: Development, now: datetime) -> bool:
    """Whether a story is the text of one that another source reported a short time ago."""
    printed = [report.shingles for report in known.reports if abs(now - report.seen) <= COPIES_WITHIN]
    if sighting.event.record or not any(printed):
        return False
    mine = sketch(sighting.item.text)
    return any(resemblance(mine, theirs) >= COPY for theirs in printed)


def _contradict(one: LegalEvent, other: LegalEvent) -> bool:
    """Whether two reports cannot be of one ruling: opposite outcomes, another relief, or an entry of no weight.

    The press may call one order a stay, an injunction or a block; an order and the injunction after it are two.
    """
    for entry, story in ((one, other), (other, one)):
        weightless = entry.significance == "routine" and story.significance == "major"
        if entry.record and not story.record and weightless and not entry.unread:
            return True
    pair = {one.disposition, other.disposition}
    reliefs = {one.relief, other.relief}
    return pair in _OPPOSITE or reliefs == {"restraining_order", "injunction"}


def _near(mine: date, theirs: date, mine_is_record: bool) -> bool:  # noqa: FBT001 (whose date leads)
    lag = theirs - mine if mine_is_record else mine - theirs
    return -NEWS_BEFORE <= lag <= NEWS_AFTER


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
    leads = _weight(new) > _weight(old) or (new.source, new.item) == (old.source, old.item)
    first, second = (new, old) if leads else (old, new)
    own = _OWN if second.record or level(first.court) == "district" else _OWN | {"judge"}
    missing = {
        field.name: getattr(second, field.name)
        for field in fields(first)
        if getattr(first, field.name) in (None, (), "") and field.name not in own
    }
    merged = replace(first, **missing)
    return replace(merged, appeal=_one_view(old.appeal, new.appeal), unread=old.unread and new.unread)


def _weight(event: LegalEvent) -> tuple[bool, bool, bool]:
    return event.record, not event.unread, event.disposition not in (None, "other")


def _one_view(old: Appeal | None, new: Appeal | None) -> Appeal | None:
    """The first step names the type, later steps add where it went and under which number."""
    if old is None or new is None:
        return old or new
    opened_first = old.type == "docketed" and new.type == "notice"
    return Appeal(new.type if opened_first else old.type, old.to or new.to, old.number or new.number)


def _news(old: Development, new: Development, event: LegalEvent) -> tuple[str, ...]:
    """What people who heard of the development should hear now that `event` joined it, in words."""
    before, after = old.event, new.event
    words = []
    if event.relief == "mandate" and before.relief != "mandate" and len(new.reports) > len(old.reports):
        words.append(MANDATE_ISSUED)
    if new.confirmed and not old.confirmed:
        words.append("confirmed by the docket")
    if after.appeal and before.appeal and after.appeal.number != before.appeal.number:
        words.append(f"now No. {after.appeal.number} in {short(after.appeal.to) if after.appeal.to else 'its court'}")
    if before.unread and not after.unread:
        words.append("the text of the order is now known")
    elif after.record and before.record and (before.disposition, before.relief) != (after.disposition, after.relief):
        words.append(f"now recorded as {after.disposition or 'other'}; before: {before.disposition or 'other'}")
    return tuple(words)
