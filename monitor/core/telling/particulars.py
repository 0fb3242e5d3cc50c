"""What is told of one kind of event and of no other: who appeals where, what was decided, what was asked for."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from monitor.core.cases.deadlines import time_to_appeal
from monitor.core.telling.facts import Fact, Reader, Row
from monitor.core.telling.wording import appeal_step, appeals_to, asked_for, done
from monitor.courts.government import government_party
from monitor.courts.registry import COURTS
from monitor.model import Development, EventKind, LegalEvent, Undone

_TAKEN_BACK: dict[Undone, str] = {
    "entered in error": "marked by the clerk as entered in error",
    "stricken": "stricken from the docket",
    "sealed": "placed under seal",
    "withdrawn": "withdrawn",
    "reworded": "reworded, so that it says nothing of the kind any more",
    "removed": "no longer on the docket",
}


def particulars(development: Development, reader: Reader) -> Iterator[Fact]:
    """The lines that only an event of this kind has, in order; one of which nothing is known has no text."""
    event = development.event
    yield from _OF_KIND[event.kind](event)
    yield Fact("Time to appeal", _time_to_appeal(development, reader))


def decided(event: LegalEvent) -> Iterator[Row]:
    """Every matter with its entry, where the first line cannot hold them all. Advice and forecasts decide nothing."""
    if event.kind == "ruling" and event.relief not in {"recommendation", "indicative"}:
        for matter in event.matters:
            yield Row(matter.motion, done(matter.disposition), str(matter.of or ""))


def court_of(event: LegalEvent) -> str:
    """The court by its whole name, and the docket number."""
    return _with_number(event.court, event.docket_number)


def _with_number(court: str | None, number: str | None) -> str:
    found = COURTS.get(court or "")
    name = f"{found.name} ({found.short})" if found else court or ""
    return ", ".join(part for part in (name, f"No. {number}" if number else "") if part)


def _entries(event: LegalEvent) -> str:
    """The entries to which it refers."""
    numbers = ", ".join(str(number) for number in event.refers_to)
    return f"entr{'y' if len(event.refers_to) == 1 else 'ies'} {numbers}" if numbers else ""


def _of_appeal(event: LegalEvent) -> Iterator[Fact]:
    """Who seeks review, of what, by which court of which; the number above is often given days later."""
    to, number = appeals_to(event), event.appeal.number if event.appeal else None
    above = _with_number(to, number)
    yield Fact("Step", appeal_step(event))
    yield Fact("Appealed by", event.by)
    yield Fact("What is appealed", _entries(event))
    yield Fact("Appealed from", court_of(event) if event.court != to else "")
    yield Fact("Appealed to", above if number or not to else f"{above}, number not known yet")


def _of_request(event: LegalEvent) -> Iterator[Fact]:
    yield Fact("Asked for", asked_for(event))
    yield Fact("Asked by", event.by)
    yield Fact("Refers to", _entries(event))


def _of_ruling(event: LegalEvent) -> Iterator[Fact]:
    yield Fact("Appeal", "the story says that one is possible; it reports none" if event.prospective_appeal else "")


def _of_ended(event: LegalEvent) -> Iterator[Fact]:
    yield Fact("How it ended", event.title)


def _of_hearing(event: LegalEvent) -> Iterator[Fact]:
    yield Fact("Hearing", event.title)


def _of_correction(event: LegalEvent) -> Iterator[Fact]:
    """Which entries are taken back, and how; with no number it is the entry itself."""
    undoes = event.undoes
    if undoes:
        numbers = ", ".join(str(number) for number in undoes.of) or f"{event.entry or ''} (this one)".strip()
        yield Fact("Taken back", f"entry {numbers}: {_TAKEN_BACK.get(undoes.how, undoes.how)}")


_OF_KIND: dict[EventKind, Callable[[LegalEvent], Iterator[Fact]]] = {
    "ruling": _of_ruling,
    "appeal": _of_appeal,
    "request": _of_request,
    "ended": _of_ended,
    "hearing": _of_hearing,
    "correction": _of_correction,
}


def _time_to_appeal(development: Development, reader: Reader) -> str:
    """The time in which review may be sought, as on the day it was read last; "" when it counts no more."""
    event, court = development.event, COURTS.get(development.event.court or "")
    if court is None:
        return ""
    read = max(report.seen for report in development.reports).astimezone(ZoneInfo(court.zone))
    parties = reader.parties.get(development.case or "", ())
    government = government_party([event.case_name or "", development.case_name or "", *parties])
    return time_to_appeal(development, government, read.date())
