"""The shapes of the API's answers as its OpenAPI document describes them; monitor/shapes.py makes them."""

from datetime import date, datetime
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from monitor.config.shapes import Disposition
from monitor.model import Confidence, EventKind, Significance

T = TypeVar("T")
Day: TypeAlias = date
Answer = Literal["yes", "no", "unknown"]


class Form(BaseModel):
    """A JSON object of which all keys are named here."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True)


class Portion(Form, Generic[T]):
    """Some of a list, newest first. `next` is the `after` of what follows; null at the end."""

    items: list[T]
    next: str | None


class Matter(Form):
    """One thing that a ruling decides; `of` is the number of the entry of the motion."""

    motion: str
    disposition: Disposition
    of: int | None


class Report(Form):
    """A source that reports the development, and when it was seen there."""

    source: str
    url: str | None
    seen: datetime


class Appeal(Form):
    """How review is sought, to which court, under which number there."""

    type: str
    to: str | None
    number: str | None


class Undoes(Form):
    """How earlier entries cease to count, and their numbers."""

    how: str
    of: list[int]


class Development(Form):
    """One happening in the world. Days are days of the court; `evidence` are the exact words that decided it."""

    id: str
    kind: EventKind
    significance: Significance
    disposition: Disposition | None
    relief: str | None
    matters: list[Matter]
    case: str | None
    court: str | None
    docket_number: str | None
    entry: str | None
    judge: str | None
    pages: int | None
    date: Day
    filed: Day | None
    entered: Day | None
    title: str
    evidence: str
    url: str | None
    confidence: Confidence
    unread: bool
    undone: str | None
    reports: list[Report]
    related: list[str]
    appeal: Appeal | None = None
    undoes: Undoes | None = None
    prospective_appeal: bool | None = None
    forgotten: bool | None = None


class ListedDevelopment(Development):
    """A development; when a person marked it as seen, and until when nothing is told of it."""

    acked: datetime | None
    silenced: datetime | None


class CaseLine(Form):
    """A lawsuit that is followed, with what was learned of it from pages."""

    id: str
    name: str
    dockets: list[str]
    also_called: list[str]
    related: list[str]
    judges: list[str]
    parties: list[str]
    follow_appeals: bool


class Learned(Form):
    """A fact about a case, the words that show it, and the source."""

    fact: str
    value: str
    evidence: str
    source: str


class Open(Form):
    """Something begun by a development that nothing known has ended."""

    what: str
    development: str


class Deadline(Form):
    """A time to seek review, with the steps of its counting. Not legal advice."""

    development: str
    what: str
    rule: str
    days: int
    start: Day = Field(alias="from")
    last: Day
    condition: str | None = Field(alias="if")
    steps: list[str]
    uncertain: list[str]
    since: list[str]


class Case(Form):
    """A case across its courts, its developments in order."""

    case: str
    name: str
    dockets: list[str]
    judges: list[str]
    parties: list[str]
    government: str | None
    related: list[str]
    learned: list[Learned]
    developments: list[Development]
    open: list[Open]
    deadlines: list[Deadline]


class Shown(Form):
    """Whether something can be seen, and why so."""

    answer: Answer
    why: str


class Aspects(Form):
    """What can be seen of a docket."""

    rulings: Shown
    appeals: Shown
    petitions: Shown
    filings: Shown
    text: Shown


class Coverage(Aspects):
    """What all sources together show of a docket; `hole` says why an appeal would go unseen, null when it would not."""

    case: str
    court: str
    docket: str
    sources: list[str]
    hole: str | None


class Rhythm(Form):
    """What was learned of a source with `every: auto`: changes a day, seconds a change waits, weights by hour."""

    changes_a_day: float
    expected_delay: int
    working_day: list[float]
    weekend: list[float]


class Source(Form):
    """How a source is."""

    source: str
    kind: str
    url: str
    court: str | None
    case: str | None
    last_check: datetime | None
    last_good: datetime | None
    last_change: datetime | None
    next_check: datetime | None
    failures: int
    error: str | None
    message: str | None
    carries: str | None
    flaws: list[str]
    ignored: int
    coverage: Aspects
    shows: str
    every: str
    rhythm: Rhythm | None
    why: str


class Failure(Form):
    """Why a source could not be read."""

    kind: str
    message: str | None


class Check(Form):
    """One walk of a source; `check` is the id that its lines in the log carry."""

    source: str
    ok: bool
    unchanged: bool
    changes: int
    error: Failure | None
    seconds: float
    started: datetime
    check: str


class Snapshot(Form):
    """A stored snapshot: its number, when it was taken, how many items it holds."""

    snapshot: int
    taken: datetime
    items: int


class Change(Form):
    """One difference between two snapshots; `words` shows what went in {+…+} and out [-…-]."""

    change: Literal["added", "edited", "removed"]
    key: str
    date: Day | None
    words: str
    url: str | None


class Delivery(Form):
    """An alert in the outbox."""

    id: int
    channel: str
    state: Literal["waiting", "leased", "sent", "failed", "held"]
    attempts: int
    due: datetime
    made: datetime
    sent: datetime | None
    title: str
    last_error: str | None


class SourceCounts(Form):
    """How many sources are watched, and how many of them failed at their last check."""

    watched: int
    failing: int


class OutboxCounts(Form):
    """How many alerts are in each state but sent; since when the oldest is due that no channel took."""

    waiting: int
    leased: int
    failed: int
    held: int
    oldest: datetime | None


class ConfigTaken(Form):
    """When the config was taken; when one was refused since, and its mistakes."""

    taken: datetime
    refused: datetime | None
    mistakes: list[str]


class Remembered(Form):
    """Where the store is, without a password, and its size in bytes."""

    place: str
    bytes: int


class Status(Form):
    """Whether the program is well; `ails` says what is not."""

    version: str
    well: bool
    ails: list[str]
    last_beat: datetime | None
    sources: SourceCounts
    outbox: OutboxCounts
    config: ConfigTaken
    store: Remembered


Config = dict[str, Any]
"""The config as `monitor config show` prints it."""
