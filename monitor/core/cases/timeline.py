"""One case across its courts: what happened, what is open, and the time in which review may be sought."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.core.cases.above import CONCLUDES, tells_of_above
from monitor.core.cases.deadlines import Deadline, deadlines_of
from monitor.core.cases.deadlines import as_json as deadline_json
from monitor.core.cases.linking import is_ignored
from monitor.core.cases.review import periods
from monitor.core.telling.shape import as_json as development_json
from monitor.core.telling.wording import day, headline, spoken
from monitor.courts.docket_numbers import same_number
from monitor.courts.government import government_party
from monitor.courts.registry import COURTS, level
from monitor.model import Case, Development, DocketRef, Learned, LegalEvent

_FROM_BELOW = ("bankruptcy", "bap", "special", "district", "circuit", "supreme")


@dataclass(frozen=True, slots=True)
class Step:
    """A development on its `day`, the times it opened, and what happened `since` that bears on them."""

    day: date
    development: Development
    times: tuple[Deadline, ...] = ()
    since: tuple[Development, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """Something begun by a development that no later one is known to have ended; `what` in words."""

    what: str
    development: Development


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case as it is known: its dockets from the lowest court up, its steps in order, what is open.

    `learned` are the facts that pages showed, `related` the newest development of each related case (None without
    any), `government` the federal party, if a name shows one.
    """

    case: Case
    dockets: tuple[DocketRef, ...]
    learned: tuple[Learned, ...]
    related: Mapping[str, Development | None]
    government: str | None
    steps: tuple[Step, ...]
    open: tuple[Open, ...]


def timeline(
    case: Case,
    developments: Sequence[Development],
    learned: Iterable[Learned] = (),
    related: Mapping[str, Development | None] | None = None,
) -> Timeline:
    """The timeline of a case (with the facts learned about it) of its developments, given in any order."""
    ordered = sorted(developments, key=lambda one: (day_of(one), one.first_seen))
    names = [case.name, *case.parties, *(one.event.case_name or "" for one in ordered)]
    government = government_party(names)
    return Timeline(
        case=case,
        dockets=tuple(sorted(case.dockets, key=_height)),
        learned=tuple(fact for fact in learned if fact.case == case.id and not is_ignored(fact, case)),
        related=related or {},
        government=government,
        steps=tuple(_step(one, ordered, government) for one in ordered),
        open=tuple(_open(ordered)),
    )


def day_of(development: Development) -> date:
    """The day of the court on which it happened, as far as it is known: filed, entered, or first seen."""
    return development.event.filed or development.event.entered or development.first_seen.date()


def revised(development: Development) -> datetime:
    """When something new was last read of it, or it was forgotten."""
    read = [report.seen for report in development.reports]
    return development.forgotten or max(read, default=development.first_seen)


def line(development: Development) -> str:
    """What happened, where and who decided, without the name of the case."""
    unnamed = replace(development, case_name=None, event=replace(development.event, case_name=None))
    stands = f" [{development.undone}]" if development.undone else ""
    return f"{headline(unnamed)}{stands}"


def _height(ref: DocketRef) -> int:
    found = level(ref.court)
    return _FROM_BELOW.index(found) if found else 0


def _step(development: Development, ordered: Sequence[Development], government: str | None) -> Step:
    """A development with its times, and what was done about them."""
    times = () if development.forgotten else deadlines_of(development, government)
    since = tuple(one for one in ordered if _seeks_review_of(one, development)) if times else ()
    return Step(day_of(development), development, times, since)


def _seeks_review_of(appeal: Development, ruling: Development) -> bool:
    """Whether an appeal, or a petition for rehearing, may be of this ruling: later, on its docket, naming no other."""
    mine, its = appeal.event, ruling.event
    if mine.appeal is None or its.kind != "ruling" or day_of(appeal) < day_of(ruling):
        return False
    if not _same_docket(mine, its) and not (mine.appeal.type == "certiorari" and level(its.court) == "circuit"):
        return False
    return not mine.refers_to or its.entry is None or its.entry in {str(number) for number in mine.refers_to}


def _same_docket(one: LegalEvent, other: LegalEvent) -> bool:
    return one.court == other.court and same_number(one.docket_number or "", other.docket_number or "")


def _open(ordered: Sequence[Development]) -> Iterator[Open]:
    """Requests that nobody ruled on, appeals that nobody decided: as far as the developments tell."""
    for begun in ordered:
        later = [one for one in ordered if not one.undone and _comes_after(one, begun)]
        if begun.undone or begun.forgotten:
            continue
        if begun.event.kind == "request" and not any(_answers(one.event, begun.event) for one in later):
            asked = begun.event.matters[0].motion if begun.event.matters else begun.event.title or "urgent relief"
            yield Open(f"asked on {day(day_of(begun))}, not decided in what was read: {asked}", begun)
        elif begun.event.appeal and not any(_concludes(one, begun.event) for one in later):
            yield Open(f"{_pending(begun.event)} since {day(day_of(begun))}", begun)


def _comes_after(one: Development, begun: Development) -> bool:
    """Whether a development is later than another; on one day and docket their entry numbers tell."""
    mine, its = one.event.entry or "", begun.event.entry or ""
    if day_of(one) == day_of(begun) and _same_docket(one.event, begun.event) and mine.isdigit() and its.isdigit():
        return int(mine) > int(its)
    return one is not begun and day_of(one) >= day_of(begun)


def _answers(ruling: LegalEvent, request: LegalEvent) -> bool:
    """Whether a later event disposes of a request: by naming its entry, by its relief, or by ending the case."""
    if not _same_docket(ruling, request) or ruling.kind not in {"ruling", "ended"}:
        return False
    named = {str(number) for number in (*ruling.refers_to, *(matter.of for matter in ruling.matters))}
    return (
        ruling.kind == "ended"
        or request.entry in named
        or (ruling.relief is not None and ruling.relief == request.relief)
    )


def _concludes(development: Development, begun: LegalEvent) -> bool:
    """Whether a later development ends a review: decided or ended by the court it went to, or so entered below."""
    later, appeal, court = development.event, begun.appeal, _court_of_review(begun)
    if appeal is None or later.kind not in {"ruling", "ended"}:
        return False
    if later.court == begun.court != court:
        from_above = later.relief == "mandate" or (tells_of_above(development) and later.disposition in CONCLUDES)
        return from_above and (not later.refers_to or begun.entry in {str(number) for number in later.refers_to})
    number = appeal.number or (begun.docket_number if court == begun.court else None)
    if later.court != court or (number and later.docket_number and not same_number(number, later.docket_number)):
        return False
    if appeal.type == "rehearing":
        return later.relief == "rehearing"
    ends = later.kind == "ended" or later.relief == "mandate" or appeal.type == "application"
    return ends or bool(periods(later, None))


def _court_of_review(event: LegalEvent) -> str | None:
    """The court to which an appeal goes; where its words do not tell, the one that usually hears it."""
    if event.appeal and event.appeal.to:
        return event.appeal.to
    if event.appeal and event.appeal.type == "rehearing":
        return event.court
    known = COURTS.get(event.court or "")
    return known.appeals_to if known else None


def _pending(event: LegalEvent) -> str:
    court, appeal = _court_of_review(event), event.appeal
    where = f" in {spoken(court)}" if court else ""
    number = f", No. {appeal.number}" if appeal and appeal.number else ""
    what = {"rehearing": "rehearing sought", "certiorari": "certiorari sought", "application": "application pending"}
    return f"{what.get(appeal.type if appeal else '', 'appeal pending')}{where}{number}"


def as_json(found: Timeline) -> dict[str, object]:
    """A timeline as plain JSON values; developments in the shape of core/telling/shape.py."""
    return {
        "case": found.case.id,
        "name": found.case.name,
        "dockets": [f"{ref.court} {ref.number}" for ref in found.dockets],
        "judges": list(found.case.judges),
        "parties": list(found.case.parties),
        "government": found.government,
        "related": list(found.related),
        "learned": [_learned(fact) for fact in found.learned],
        "developments": [development_json(step.development) for step in found.steps],
        "open": [{"what": one.what, "development": one.development.id} for one in found.open],
        "deadlines": [
            {"development": step.development.id, **deadline_json(time), "since": [one.id for one in step.since]}
            for step in found.steps
            for time in step.times
        ],
    }


def _learned(fact: Learned) -> dict[str, str]:
    return {"fact": fact.fact, "value": fact.value, "evidence": fact.evidence, "source": fact.source}
