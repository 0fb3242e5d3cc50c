"""What a change means in law: events that one item reports, developments that several do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from monitor.model.page import Key

EventKind = Literal["ruling", "appeal", "request", "ended", "hearing", "correction"]
Significance = Literal["major", "routine"]
Confidence = Literal["certain", "likely"]
Undone = Literal[
    "entered in error",
    "stricken",
    "sealed",
    "withdrawn",
    "reworded",
    "removed",
    "vacated",
    "reversed",
    "stayed",
    "reheard",
    "recalled",
    "reinstated",
]
"""How an entry ends to count: by its clerk (up to `removed`), or by a later ruling."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing decided by a ruling: "motion to dismiss", how, and the entry number of the motion where it is given."""

    motion: str
    disposition: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Appeal:
    """How review is sought: its `type` (notice, cross, petition … as in docs/detection.md), a court id, its number."""

    type: str
    to: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Undoing:
    """That an entry takes back earlier ones: how, and the numbers of the entries `of` which it names.

    With no number it is the entry itself when a clerk speaks; of a ruling the order under review, or the last one.
    """

    how: Undone
    of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalEvent:
    """A ruling, an appeal … that one item reports.

    A detector fills what the text shows; core/detect.py adds what the item and its source know (court, number, date …).
    `evidence` are the exact words that decided it and `at` their offsets in the item's text (in the title when `at` is
    None). `by` is who filed it, where an entry of a notice or motion says so.
    `record` is true for a docket entry, false for news. `mentions` are the docket numbers and case names a news
    text gives, for linking. `rule` names the rule that spoke.
    """

    kind: EventKind
    significance: Significance = "major"
    disposition: str | None = None
    relief: str | None = None
    matters: tuple[Matter, ...] = ()
    appeal: Appeal | None = None
    undoes: Undoing | None = None
    court: str | None = None
    docket_number: str | None = None
    case_name: str | None = None
    entry: str | None = None
    refers_to: tuple[int, ...] = ()
    judge: str | None = None
    pages: int | None = None
    filed: date | None = None
    entered: date | None = None
    title: str = ""
    evidence: str = ""
    at: tuple[int, int] | None = None
    url: str | None = None
    confidence: Confidence = "certain"
    unread: bool = False
    prospective_appeal: bool = False
    record: bool = True
    mentions: tuple[str, ...] = ()
    source: str = ""
    item: Key = ""
    rule: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a detector makes of one item: an event or none, and the rules that spoke or held back, in order."""

    event: LegalEvent | None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One source's report of a development. `shingles`, `opening` are a story's sketch (core/cases/shingles.py).

    `entry` is the number of the docket entry that reports it, where it has one.
    """

    source: str
    item: Key
    url: str | None
    title: str
    seen: datetime
    record: bool
    shingles: tuple[int, ...] = ()
    entry: str | None = None
    opening: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Development:
    """One happening in the world: the events of all sources that report it.

    `event` is the best view of it so far (a docket entry before news). `linked` are the reasons why it belongs to the
    case. `late` is true when it was already old when first read. `undone` says how it ceased to count, "" while it
    does, and `undone_by` is the development that took it back. `forgotten` is when the user had its words erased: then
    only what names it is left, and nothing is told of it any more.
    """

    id: str
    event: LegalEvent
    reports: tuple[Report, ...]
    first_seen: datetime
    case: str | None = None
    case_name: str | None = None
    related: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    confidence: Confidence = "certain"
    late: bool = False
    undone: str = ""
    undone_by: str | None = None
    forgotten: datetime | None = None

    @property
    def parts(self) -> tuple[Report, ...]:
        """The docket entries that make it up, each once: the opinion, the order, the judgment, later the mandate."""
        numbered = {report.entry: report for report in reversed(self.reports) if report.record and report.entry}
        return tuple(reversed(numbered.values()))

    @property
    def confirmed(self) -> bool:
        """Whether a docket entry stands behind it."""
        return any(report.record for report in self.reports)
