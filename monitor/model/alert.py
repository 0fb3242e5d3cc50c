"""News, and how they reach people: routes, channels, alerts, deliveries."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal, TypeAlias

from monitor.model.law import Confidence, Development, Significance
from monitor.model.page import Change, Key

Severity = Literal["info", "success", "warning", "failure"]


@dataclass(frozen=True, slots=True)
class Revision:
    """A known development that changed as people should hear; `news` says how, in words ("now No. 26-5006").

    One that `recalls` what was told goes to every channel that heard of the development, whatever the routes say.
    """

    development: Development
    news: tuple[str, ...]
    recalls: bool = False


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """A change in which no detector speaks, for routes that take `change`. `words` is the text difference."""

    source: str
    change: Change
    words: str
    at: datetime
    case: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HealthNote:
    """Something about the program or a source that a person should know: failing, recovered, gap, blocked …

    `others` are further sources that it is about, where several of one host are told together.
    """

    about: str
    kind: str
    text: str
    at: datetime
    source: str | None = None
    severity: Severity = "warning"
    others: tuple[str, ...] = ()


News: TypeAlias = Development | Revision | ChangeNote | HealthNote


@dataclass(frozen=True, slots=True)
class Match:
    """Which news a route takes; an empty field takes all. The words are those of `routes` in the config."""

    events: frozenset[str] = frozenset()
    significance: Significance | None = None
    cases: frozenset[str] = frozenset()
    courts: frozenset[str] = frozenset()
    judges: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    disposition: frozenset[str] = frozenset()
    confidence: Confidence | None = None
    confirmed_by: Literal["docket"] | None = None
    unread: Literal["skip"] | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Which news goes to which channels, and when: at once, in a digest (a cron line), or after quiet hours.

    What is in `urgent` ("major", "appeal", an event kind) passes digest and quiet hours. `zone` holds for both.
    """

    to: tuple[str, ...]
    match: Match = Match()
    unless: tuple[Match, ...] = ()
    stop: bool = False
    digest: str | None = None
    quiet: str | None = None
    urgent: frozenset[str] = frozenset({"major", "appeal"})
    zone: str = "America/New_York"


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a channel may be spoken to: what comes within `window` of a message is told together, after it.

    `hourly` is the most messages in an hour; None is no limit. What may not go yet waits and goes together. One that is
    not `patient` is told all now, few alerts one by one and many together: nobody is there when the window is over.
    """

    window: timedelta = timedelta(0)
    hourly: int | None = None
    patient: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """A named destination. `url` is an Apprise address and secret: it never goes to a log or a message."""

    id: str
    url: str = field(repr=False)
    pace: Pace = Pace()


@dataclass(frozen=True, slots=True)
class Alert:
    """One message for one channel. `key` makes it the same alert when made twice; `thread` is one id per development.

    `due` is when it may go out; alerts with the same `digest` label (not None) and channel go out as one message.
    `items` are the keys of the items whose words it tells, where it tells of no development.
    """

    channel: str
    key: str
    title: str
    text: str
    html: str
    markdown: str
    severity: Severity
    thread: str
    made: datetime
    due: datetime
    digest: str | None = None
    development: str | None = None
    items: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert in the outbox, leased to whoever claimed it. `attempts` counts the tries that failed."""

    id: int
    alert: Alert
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel took it."""


@dataclass(frozen=True, slots=True)
class SendFailure:
    """The channel did not take it. `permanent` when only a person can mend it (bad token); `retry_after` in seconds.

    `divisible` when what was sent may be at fault and not the channel: of several alerts together perhaps only one.
    """

    error: str
    permanent: bool = False
    retry_after: float | None = None
    divisible: bool = False


@dataclass(frozen=True, slots=True)
class RetryAt:
    """It failed in a way that may pass: try again at `at`; until `rests` nothing else is tried on the channel."""

    at: datetime
    error: str
    rests: datetime | None = None


@dataclass(frozen=True, slots=True)
class Halve:
    """Several alerts were refused together in a way that will not pass: each half is tried by itself."""

    error: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """It failed in a way that only a person can mend; kept as a dead letter."""

    error: str


Outcome: TypeAlias = Sent | RetryAt | Halve | GiveUp


@dataclass(frozen=True, slots=True)
class Check:
    """The record of one walk of one source. `changes` counts items added, edited or removed."""

    source: str
    started: datetime
    seconds: float = 0.0
    unchanged: bool = False
    changes: int = 0
    events: int = 0
    error: str | None = None
    message: str | None = None

    @property
    def id(self) -> str:
        """What its lines in the log carry as `check`; see `check_id`."""
        return check_id(self.source, self.started)

    @property
    def ok(self) -> bool:
        """Whether the source could be read."""
        return self.error is None


def check_id(source: str, started: datetime) -> str:
    """The id of the check of a source that began then: made of both, so that log and store name it alike."""
    return sha256(f"{source} {started.astimezone(UTC).isoformat()}".encode()).hexdigest()[:12]
