"""What an alert tells, in order, before it takes the form of a mail or a chat line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.core.plain import address, plain
from monitor.core.telling.facts import Fact, Reader, Row, Section, known, moment
from monitor.core.telling.particulars import court_of, decided, particulars
from monitor.core.telling.wording import case_name, day, headline, update
from monitor.model import ChangeNote, Development, HealthNote, LegalEvent, News, Report, Revision, Severity

READ_BY_PROGRAM = "Read by a program: open the document before you publish."
MOST_QUOTED = 1500
"""How many characters of a page an alert quotes; the rest is where the link leads."""
MOST_REPORTS = 10
MOST_ROWS = 50
MOST_OF_PART = 60
"""How many characters of each entry are shown where a decision has several."""
MOST_OF_ROW = 300
MOST_HEALTH_TITLE = 110


@dataclass(frozen=True, slots=True)
class Message:
    """An alert before it has a form: first line, words of the page, facts, and at the end where it comes from and why.

    `kind` is the word of routes for what it tells of: "ruling", "change", "health" …; `form` the name of its template,
    which for a change says more: "edit", "article". `news` says what changed about something told before, `own` are the
    lines that only this kind has, `rows` what it lists under `heading`, `sections` what it tells of many things one by
    one. `compared` is true when `quote` is a difference marked `[-taken out-]{+put in+}`; `cut` says that more is at
    the source.
    """

    title: str
    quote: str
    facts: tuple[Fact, ...]
    ending: tuple[Fact, ...]
    severity: Severity
    compared: bool = False
    cut: str = ""
    kind: str = ""
    form: str = ""
    heading: str = ""
    news: tuple[Fact, ...] = ()
    own: tuple[Fact, ...] = ()
    rows: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()


def message(news: News, reader: Reader) -> Message:
    """What to tell this reader about a piece of news; moments are in the reader's zone, days are those of the court."""
    if isinstance(news, HealthNote):
        return _of_health(news, reader)
    if isinstance(news, ChangeNote):
        return _of_change(news, reader)
    return _of_development(news, reader)


def message_of_rows(notes: Sequence[ChangeNote], reader: Reader) -> Message:
    """What to tell of several new entries of one docket: all of them in one list."""
    first, more = notes[0], len(notes) - MOST_ROWS
    one = _of_change(first, reader)
    about = _case_of(first, reader) or first.source
    return replace(
        one,
        title=f"{reader.mark}{about}: {len(notes)} new entries: {first.change.item.title or first.change.item.text}",
        quote="",
        cut=f"and {more} more; the rest is at the source" if more > 0 else "",
        facts=known((Fact("Case", _case_of(first, reader)),)),
        heading="New entries",
        rows=tuple(_row(note) for note in notes[:MOST_ROWS]),
    )


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
        news=known(
            [Fact("What changed", "; ".join(words)), Fact("Stands no more", "" if words else development.undone)]
        ),
        facts=known(_facts(development, reader)),
        ending=(*_origins(development.reports, reader.zone), Fact("Why you get this", reader.why)),
        kind=event.kind,
        form=event.kind,
        severity="failure" if recalls else "warning" if event.significance == "major" or event.unread else "info",
        own=known(particulars(development, reader)),
        heading="Decided" if event.record else "Reported",
        rows=tuple(decided(event)),
    )


def _facts(development: Development, reader: Reader) -> Iterator[Fact]:
    event = development.event
    yield Fact("Open", "", address(event.url))
    yield Fact("Case", case_name(development))
    yield Fact("Court", "" if event.kind == "appeal" else court_of(event))
    yield Fact("Judge", event.judge or "")
    yield Fact("Entry", _entry(event))
    yield Fact("Parts", _parts(development))
    yield Fact("Found late", f"first read {moment(development.first_seen, reader.zone)}" if development.late else "")
    yield Fact(_link_label(development), "; ".join(development.linked))
    yield Fact("Related cases", reader.named(development.related))


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


def _link_label(development: Development) -> str:
    return "Belongs to the case because" if development.confidence == "certain" else "Likely of the case because"


def _origins(reports: Sequence[Report], zone: str) -> Iterator[Fact]:
    """Where it was read, earliest first."""
    for report in sorted(reports, key=lambda report: report.seen)[:MOST_REPORTS]:
        kind = "docket" if report.record else "news"
        heading = f", “{report.title}”" if report.title and not report.record else ""
        yield Fact("From", f"{report.source} ({kind}){heading}, read {moment(report.seen, zone)}", address(report.url))
    if len(reports) > MOST_REPORTS:
        yield Fact("From", f"and {len(reports) - MOST_REPORTS} more reports")


def _of_change(note: ChangeNote, reader: Reader) -> Message:
    """What stands in a new or removed entry or story; of an edited one the difference, word by word."""
    item, kind = note.change.item, note.change.kind
    quote, cut = _quoted(note.words)
    case, filed = _case_of(note, reader), day(item.filed) if item.filed else ""
    story = item.kind == "article"
    facts = (
        Fact("Story" if story else "Open", item.title if story else "", address(item.url)),
        Fact("Case", case),
        Fact("Entry", item.number or ""),
        Fact("Filed", "" if story else filed),
        Fact("Published", (moment(item.published, reader.zone) if item.published else filed) if story else ""),
    )
    return Message(
        title=f"{reader.mark}{case or note.source}: {kind}: {item.title or item.text}",
        quote=_closed(quote) if kind == "edited" else quote,
        cut=cut,
        facts=known(facts),
        ending=(
            Fact("From", f"{note.source}, read {moment(note.at, reader.zone)}"),
            Fact("Why you get this", reader.why),
        ),
        kind="change",
        form="edit" if kind == "edited" else "article" if story else "removal" if kind == "removed" else "change",
        severity="info",
        compared=kind == "edited",
    )


def _case_of(note: ChangeNote, reader: Reader) -> str:
    return reader.named([note.case] if note.case else []) or note.change.item.case_name or ""


def _row(note: ChangeNote) -> Row:
    item = note.change.item
    text = plain(item.text or item.title, MOST_OF_ROW)
    return Row(text, "", item.number or "", day(item.filed) if item.filed else "", address(item.url))


def _of_health(note: HealthNote, reader: Reader) -> Message:
    text, cut = _quoted(note.text)
    return Message(
        title=f"{reader.mark}Docket Monitor: {plain(note.text, MOST_HEALTH_TITLE)}",
        quote="",
        cut=cut,
        facts=(),
        ending=(
            Fact("From", f"Docket Monitor itself, {moment(note.at, reader.zone)}"),
            Fact("Why you get this", reader.why),
        ),
        kind="health",
        form="health",
        severity=note.severity,
        own=(Fact("What happened", text), Fact("About", f"{note.about} ({note.kind.replace('_', ' ')})")),
    )


def _quoted(words: str) -> tuple[str, str]:
    """The words, cut where they are long, and the note that says so."""
    if len(words) <= MOST_QUOTED:
        return words, ""
    said = f"cut: the first {MOST_QUOTED:,} of {len(words):,} characters; the rest is at the source"
    return words[:MOST_QUOTED], said


def _closed(difference: str) -> str:
    """A difference that was cut within words taken out or put in, with their end mark: they shall not look kept."""
    for begin, end in (("[-", "-]"), ("{+", "+}")):
        if difference.rfind(begin) > difference.rfind(end):
            return difference + end
    return difference
