"""What an alert tells, in order, before it takes the form of a mail or a chat line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.core.deadlines import time_to_appeal
from monitor.core.plain import Address, address, plain
from monitor.core.wording import case_name, day, done, headline, update
from monitor.courts.government import government_party
from monitor.courts.registry import COURTS
from monitor.model import ChangeNote, Development, HealthNote, LegalEvent, News, Report, Revision, Severity

READ_BY_PROGRAM = "Read by a program: open the document before you publish."
MOST_QUOTED = 1500
"""How many characters of a page an alert quotes; the rest is where the link leads."""
MOST_REPORTS = 10
MOST_OF_PART = 60
"""How many characters of each entry are shown where a decision has several."""
MOST_HEALTH_TITLE = 110


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an alert: what it is about, what is known, and where to look."""

    label: str
    text: str
    url: Address | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """An alert before it has a form: first line, words of the page, facts, and at the end where it comes from and why.

    `compared` is true when `quote` is a difference marked `[-taken out-]{+put in+}`; `kind` is the word of routes for
    what it tells of: "ruling", "change", "health" …
    """

    title: str
    quote: str
    facts: tuple[Fact, ...]
    ending: tuple[Fact, ...]
    severity: Severity
    compared: bool = False
    cut: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a message is written: why they get it, the IANA zone of their moments, a mark before every title.

    `names` are the names of the cases followed, `parties` their known parties, both by id.
    """

    why: str
    zone: str = "America/New_York"
    mark: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, Sequence[str]] = field(default_factory=dict)


def message(news: News, reader: Reader) -> Message:
    """What to tell this reader about a piece of news; moments are in the reader's zone, days are those of the court."""
    if isinstance(news, HealthNote):
        return _of_health(news, reader)
    if isinstance(news, ChangeNote):
        return _of_change(news, reader)
    return _of_development(news, reader)


def _of_development(news: Development | Revision, reader: Reader) -> Message:
    development, words = (news.development, news.news) if isinstance(news, Revision) else (news, ())
    recalls = isinstance(news, Revision) and news.recalls
    event = development.event
    first_line = update(development, words) if words else headline(development)
    quote, cut = _quoted(event.evidence)
    return Message(
        title=f"{reader.mark}{first_line}",
        quote=quote,
        cut=cut,
        facts=tuple(fact for fact in _facts(development, words, reader) if fact.text or fact.url),
        ending=(*_origins(development.reports, reader.zone), Fact("Why you get this", reader.why)),
        kind=event.kind,
        severity="failure" if recalls else "warning" if event.significance == "major" or event.unread else "info",
    )


def _facts(development: Development, words: Sequence[str], reader: Reader) -> Iterator[Fact]:
    event = development.event
    yield Fact("What changed", "; ".join(words))
    yield Fact("Stands no more", "" if words else development.undone)
    yield Fact("Open", "", address(event.url))
    yield Fact("Case", case_name(development))
    yield Fact("Court", _court(event))
    yield Fact("Judge", event.judge or "")
    yield Fact("Entry", _entry(event))
    yield Fact("Parts", _parts(development))
    yield Fact("Decided" if event.record else "Reported", _decided(event))
    yield Fact("Found late", _late(development, reader.zone))
    yield Fact("Appeal", _prospect(event))
    yield Fact("Time to appeal", _time_to_appeal(development, reader))
    yield Fact(_link_label(development), "; ".join(development.linked))
    yield Fact("Related cases", "; ".join(_names(development.related, reader)))


def _court(event: LegalEvent) -> str:
    court = COURTS.get(event.court or "")
    name = f"{court.name} ({court.short})" if court else event.court or ""
    return ", ".join(part for part in (name, f"No. {event.docket_number}" if event.docket_number else "") if part)


def _entry(event: LegalEvent) -> str:
    parts = (
        event.entry or "",
        event.title,
        f"filed {day(event.filed)}" if event.filed else "",
        f"entered {day(event.entered)}" if event.entered and event.entered != event.filed else "",
        f"{event.pages} pages" if event.pages else "",
    )
    return ", ".join(part for part in parts if part)


def _parts(development: Development) -> str:
    """The entries of one decision, where there are several: opinion, order, judgment."""
    parts = development.parts
    told = [f"{part.entry} {part.title[:MOST_OF_PART]}".strip() for part in parts]
    return "; ".join(told) if len(parts) > 1 else ""


def _decided(event: LegalEvent) -> str:
    """Every matter with its entry, where the first line cannot hold them all. Advice and forecasts decide nothing."""
    if event.relief in {"recommendation", "indicative"}:
        return ""
    return "; ".join(
        f"{matter.motion}{f' (entry {matter.of})' if matter.of else ''}: {done(matter.disposition)}"
        for matter in event.matters
    )


def _late(development: Development, zone: str) -> str:
    return f"first read {moment(development.first_seen, zone)}" if development.late else ""


def _prospect(event: LegalEvent) -> str:
    return "the story says that one is possible; it reports none" if event.prospective_appeal else ""


def _time_to_appeal(development: Development, reader: Reader) -> str:
    """The time in which review may be sought, as on the day it was read last; "" when it counts no more."""
    event, court = development.event, COURTS.get(development.event.court or "")
    if court is None:
        return ""
    read = max(report.seen for report in development.reports).astimezone(ZoneInfo(court.zone))
    parties = reader.parties.get(development.case or "", ())
    government = government_party([event.case_name or "", development.case_name or "", *parties])
    return time_to_appeal(development, government, read.date())


def _link_label(development: Development) -> str:
    return "Belongs to the case because" if development.confidence == "certain" else "Likely of the case because"


def _names(cases: Sequence[str], reader: Reader) -> list[str]:
    return [reader.names.get(case, case) for case in cases]


def _origins(reports: Sequence[Report], zone: str) -> Iterator[Fact]:
    """Where it was read, earliest first."""
    for report in sorted(reports, key=lambda report: report.seen)[:MOST_REPORTS]:
        kind = "docket" if report.record else "news"
        heading = f", “{report.title}”" if report.title and not report.record else ""
        yield Fact("From", f"{report.source} ({kind}){heading}, read {moment(report.seen, zone)}", address(report.url))
    if len(reports) > MOST_REPORTS:
        yield Fact("From", f"and {len(reports) - MOST_REPORTS} more reports")


def _of_change(note: ChangeNote, reader: Reader) -> Message:
    item = note.change.item
    quote, cut = _quoted(note.words)
    case = "; ".join(_names([note.case] if note.case else [], reader)) or item.case_name or ""
    facts = (
        Fact("Open", "", address(item.url)),
        Fact("Case", case),
        Fact("Entry", item.number or ""),
        Fact("Filed", day(item.filed) if item.filed else ""),
    )
    return Message(
        title=f"{reader.mark}{case or note.source}: {note.change.kind}: {item.title or item.text}",
        quote=quote,
        cut=cut,
        facts=tuple(fact for fact in facts if fact.text or fact.url),
        ending=(
            Fact("From", f"{note.source}, read {moment(note.at, reader.zone)}"),
            Fact("Why you get this", reader.why),
        ),
        kind="change",
        severity="info",
        compared=note.change.kind == "edited",
    )


def _of_health(note: HealthNote, reader: Reader) -> Message:
    text, cut = _quoted(note.text)
    return Message(
        title=f"{reader.mark}Docket Monitor: {plain(note.text, MOST_HEALTH_TITLE)}",
        quote="",
        cut=cut,
        facts=(Fact("What happened", text), Fact("About", f"{note.about} ({note.kind.replace('_', ' ')})")),
        ending=(
            Fact("From", f"Docket Monitor itself, {moment(note.at, reader.zone)}"),
            Fact("Why you get this", reader.why),
        ),
        kind="health",
        severity=note.severity,
    )


def _quoted(words: str) -> tuple[str, str]:
    """The words, cut where they are long, and the note that says so."""
    if len(words) <= MOST_QUOTED:
        return words, ""
    return words[
        :MOST_QUOTED
    ], f"cut: the first {MOST_QUOTED:,} of {len(words):,} characters; the rest is at the source"


def moment(at: datetime, zone: str) -> str:
    """A moment in the reader's zone, which is named: "21 Nov 2025 16:07 EST"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local)} {local:%H:%M %Z}"
