"""The shape of the YAML, key by key, with the defaults. What is frozen here is also what the program reads.

An empty value (`cases:` with every line under it commented out) is as if its key were left out.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, model_validator

from monitor import __version__
from monitor.config.words import (
    COURTLISTENER,
    SQLITE,
    Budget,
    ChannelAddress,
    Court,
    Cron,
    Docket,
    Duration,
    Every,
    FolderPath,
    HeaderName,
    HeaderValue,
    Hours,
    Id,
    Listen,
    MailboxAddress,
    Network,
    NumberedAddress,
    Rate,
    Size,
    StoreAddress,
    Token,
    UrlToken,
    WebAddress,
    Zone,
)

NewsKind: TypeAlias = Literal["ruling", "appeal", "request", "ended", "hearing", "correction", "change", "health"]
Urgent: TypeAlias = Literal[
    "major", "ruling", "appeal", "request", "ended", "hearing", "correction", "change", "health"
]
Disposition: TypeAlias = Literal[
    "granted", "denied", "granted_in_part", "affirmed", "reversed", "vacated", "remanded", "dismissed", "moot", "other"
]


class Shape(BaseModel):
    """A mapping of the YAML; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:  # noqa: ANN401 (any value of YAML)
        """Leave out known keys without a value."""
        if not isinstance(data, Mapping):
            return data
        known = keys_of(cls)
        return {key: value for key, value in data.items() if value is not None or key not in known}


def keys_of(shape: type[BaseModel]) -> set[str]:
    """The keys of a shape as they are written in the YAML."""
    return {field.alias or name for name, field in shape.model_fields.items()}


class Keep(Shape):
    """How long old records stay; the newest snapshot of a source, remembered keys and evidence always stay."""

    snapshots: Duration = timedelta(days=90)
    checks: Duration = timedelta(days=30)


class Storage(Shape):
    """Where the program remembers. In a loaded Config the path in `url` is absolute."""

    url: StoreAddress = "sqlite:///data/monitor.db"
    keep: Keep = Keep()

    @property
    def file(self) -> Path | None:
        """The SQLite file; None where PostgreSQL remembers."""
        return Path(self.url.removeprefix(SQLITE)) if self.url.startswith(SQLITE) else None

    @property
    def place(self) -> str:
        """The address for messages: without a password."""
        return re.sub(r"(?<=://)([^:@/]*):[^@]*@", r"\1:***@", self.url)


class Http(Shape):
    """How pages are asked for. `max_body` in bytes, `per_host` in requests per second, `budget` in requests per day."""

    user_agent: HeaderValue = f"docket-monitor/{__version__}"
    timeout: Duration = timedelta(seconds=30)
    max_body: Size = 20_000_000
    per_host: Rate = 1.0
    allow_private: StrictBool = False
    budget: Budget = 20_000


class Defaults(Shape):
    """What a source takes that does not say it itself."""

    every: Duration = timedelta(minutes=15)
    backfill: Duration = timedelta(0)


class Heartbeat(Shape):
    """An address to ask while checks and deliveries succeed, so that its silence is the alarm."""

    url: WebAddress
    every: Duration = timedelta(minutes=5)


class Feeds(Shape):
    """A folder into which each case's Atom feed and calendar are written."""

    folder: FolderPath


class Webhook(Shape):
    """Where CourtListener says that a docket has news: at /hooks/courtlistener/SECRET, with each of `secrets`.

    `senders` are the addresses (or networks) whose connections may; CourtListener's own, unless a proxy stands between.
    """

    secrets: Annotated[tuple[UrlToken, ...], Field(min_length=1, repr=False)]
    senders: Annotated[tuple[Network, ...], Field(min_length=1)] = COURTLISTENER


class Web(Shape):
    """Where the program's own pages are, and the token that opens them where they are seen from elsewhere.

    `public_url` is where people find them, when that is another address (behind a proxy).
    """

    listen: Listen = "127.0.0.1:8080"
    public_url: WebAddress | None = None
    token: Token | None = Field(default=None, repr=False)
    webhook: Webhook | None = None


class CourtAddresses(Shape):
    """Addresses of a court to use in place of the registry's; `docket` is that of any docket page, with its number."""

    feed: WebAddress | None = None
    opinions: WebAddress | None = None
    docket: NumberedAddress | None = None


class CaseShape(Shape):
    """One of `cases`."""

    id: Id
    name: Annotated[str, Field(min_length=1)]
    dockets: tuple[Docket, ...] = ()
    also_called: tuple[str, ...] = ()
    related: tuple[Id, ...] = ()
    follow_appeals: StrictBool = True
    ignore: tuple[str, ...] = ()


class SourceShape(Shape):
    """What every one of `sources` may say, whatever its kind."""

    id: Id
    kind: str
    url: WebAddress | None = None
    every: Every | None = None
    window: Hours | None = None
    timezone: Zone | None = None
    headers: dict[HeaderName, HeaderValue] = {}
    proxy: WebAddress | None = None
    allow_private: StrictBool | None = None
    enabled: StrictBool = True
    case: Id | None = None
    court: Court | None = None
    tags: tuple[str, ...] = ()
    backfill: Duration | None = None


class MailboxShape(SourceShape):
    """What a `mailbox` may say: its address is none of the web."""

    url: MailboxAddress | None = None


class FolderShape(SourceShape):
    """What a `folder` may say: its address is a path."""

    url: FolderPath | None = None


SHAPES: dict[str, type[SourceShape]] = {"mailbox": MailboxShape, "folder": FolderShape}
"""The shapes of kinds that watch nothing of the web."""
OF_THE_WEB = ("headers", "proxy")
"""Keys that mean nothing to those."""


class ChannelShape(Shape):
    """One of `channels`."""

    id: Id
    url: ChannelAddress
    bundle: Duration = timedelta(minutes=1)
    hourly: Annotated[StrictInt, Field(ge=1)] | None = None


class MatchShape(Shape):
    """Which news: what is left out takes all."""

    events: frozenset[NewsKind] = frozenset()
    significance: Literal["major", "routine"] | None = None
    cases: frozenset[Id] = frozenset()
    courts: frozenset[Court] = frozenset()
    judges: frozenset[str] = frozenset()
    sources: frozenset[Id] = frozenset()
    tags: frozenset[str] = frozenset()
    disposition: frozenset[Disposition] = frozenset()
    confidence: Literal["certain"] | None = None
    confirmed_by: Literal["docket"] | None = None
    unread: Literal["skip"] | None = None


class RouteShape(MatchShape):
    """One of `routes`: which news goes where and when."""

    to: Annotated[tuple[Id, ...], Field(min_length=1)]
    events: frozenset[NewsKind] = frozenset({"ruling", "appeal"})
    significance: Literal["major", "routine"] = "major"
    unless: tuple[MatchShape, ...] = Field(default=(), alias="except")
    stop: StrictBool = False
    digest: Cron | None = None
    quiet: Hours | None = None
    urgent: frozenset[Urgent] = frozenset({"major", "appeal"})


Engine: TypeAlias = Literal["local", "procrastinate"]
"""Who runs checks and deliveries: this process, or workers that share one PostgreSQL."""


class Root(Shape):
    """The whole of monitor.yaml. `sources` are read by their kinds (sources.py)."""

    storage: Storage = Storage()
    timezone: Zone = "America/New_York"
    http: Http = Http()
    defaults: Defaults = Defaults()
    heartbeat: Heartbeat | None = None
    courts: dict[Court, CourtAddresses] = {}
    web: Web | Literal["off"] = Web()
    engine: Engine = "local"
    roll_call: Cron | Literal["off"] = "0 8 * * 1"
    feeds: Feeds | None = None
    cases: tuple[CaseShape, ...] = ()
    sources: tuple[SourceShape, ...] = ()
    channels: tuple[ChannelShape, ...] = ()
    routes: tuple[RouteShape, ...] = ()


PART = ("cases", "sources")
"""The keys that files of sources.d may hold."""
