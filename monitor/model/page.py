"""What a server answered, and what it means: pages, items, snapshots, changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from monitor.model.watch import DocketRef

Key: TypeAlias = str
Extent = Literal["whole", "window"]
ItemKind = Literal["docket_entry", "article", "text"]
Medium = Literal["web", "mailbox", "folder"]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What to ask: an address with headers, and the validators the server gave with the last 200 (RFC 9110 §13).

    `allow_private` as in `Source`. `robots` is true for what nobody named, lists of links and links followed: the
    site's robots.txt is obeyed (RFC 9309). `medium` is what holds the page: only the kinds whose sources are the user's
    own mailbox or folder say another than the web, so that no link of a stranger ever leads there.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None
    proxy: str | None = None
    allow_private: bool | None = None
    robots: bool = False
    medium: Medium = "web"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered, before meaning is read into it. `url` is the address after redirects.

    `body` is decoded from its transfer and content encodings, not from its charset. `status` is 200..299 or 304 (then
    the body is empty); everything else is an error of errors.py.
    """

    url: str
    body: bytes
    fetched: datetime
    status: int = 200
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a page: docket entry, feed entry, headline, article. `key` is stable for the life of the thing.

    `aliases` are the other keys by which another form of the page may know it (a stub that is numbered later).
    `label_only` is true when the page gives no more than a label ("[Order on Motion to Stay]"), not the entry's text.
    `filed` is the day it was filed or published, `entered` the day the clerk entered it, `published` the exact moment
    where the page gives one. `number` is the entry's number on its docket. `case_name` as this page writes it. `pdf` is
    an address at which its document costs nothing.
    """

    key: Key
    title: str
    text: str = ""
    kind: ItemKind = "docket_entry"
    url: str | None = None
    filed: date | None = None
    entered: date | None = None
    published: datetime | None = None
    number: str | None = None
    court: str | None = None
    docket_number: str | None = None
    case_name: str | None = None
    judge: str | None = None
    pages: int | None = None
    pdf: str | None = None
    label_only: bool = False
    aliases: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a docket page says of its case. `lower` are the docket numbers of the court appealed from.

    `ties` are the lines of its head that name other dockets ("Lead case: 1:09-cv-00407").
    """

    court: str | None = None
    docket_number: str | None = None
    case_name: str | None = None
    judge: str | None = None
    parties: tuple[str, ...] = ()
    lower: tuple[DocketRef, ...] = ()
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All items of a source at one moment. *whole*: the page lists everything; *window*: only the newest.

    `carries` is what the page says it carries (the entry types in a court feed's description), "" if it does not say.
    `oldest` and `newest` are the moments of the oldest and newest thing on the page, before any narrowing, and `made`
    the one at which its server says that it made the page, where a window gives them. Keys are unique within a
    snapshot.
    """

    source: str
    taken: datetime
    extent: Extent
    items: tuple[Item, ...]
    about: About = About()
    carries: str = ""
    oldest: datetime | None = None
    flaws: tuple[str, ...] = ()
    ignored: int = 0
    newest: datetime | None = None
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which a window may have lost entries unseen: those after `since`, entered before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Again:
    """An item to be read again by a later check: its story was out of reach, or a detector failed on it.

    Of a live blog, `since` is the moment of the newest post that was read.
    """

    key: Key
    why: Literal["follow", "detect"]
    tries: int = 1
    program: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Build:
    """A moment at which a server made its page, and the last moment at which a check still found this page."""

    made: datetime
    asked: datetime


@dataclass(frozen=True, slots=True)
class Habit:
    """When a source changes, as its checks taught (core/cadence/habit.py); kept for sources with `every: auto`.

    `changes` were found in `days` of watching, older ones counting less; `hours` are the same by hour of a working day
    and of a day of the weekend (48 numbers, or none). `often` is the share of the recent checks that found a change.
    `quick` and `slow` are the further changes announced by the last ones, still to come at the moment `at` of the last
    good check; `last` is that of the last change. `builds` are the last moments at which the server made the page,
    `reach` is how far back a window goes.
    """

    at: datetime | None = None
    changes: float = 0.0
    days: float = 0.0
    hours: tuple[float, ...] = ()
    often: float = 0.0
    quick: float = 0.0
    slow: float = 0.0
    last: datetime | None = None
    builds: tuple[Build, ...] = ()
    reach: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What is remembered of a source between checks.

    `version` grows by one with each commit; a commit against an older version is Stale. `fingerprint` is of the options
    that shape what is read. `body_hash` is of the bytes of the last page read, `essence` of what it shows
    (core/essence.py). `good` is the last sound reading, `due` the next time to ask. `told` is true once people
    heard that the source fails. `made` and `newest` are as in the last snapshot; `gap` is one that another source of
    the case is to fill. `habit` is what a source with `every: auto` taught.
    """

    source: str
    version: int = 0
    fingerprint: str = ""
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    essence: str | None = None
    checked: datetime | None = None
    good: datetime | None = None
    changed: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    error: str | None = None
    told: bool = False
    carries: str = ""
    made: datetime | None = None
    newest: datetime | None = None
    gap: Gap | None = None
    again: tuple[Again, ...] = ()
    habit: Habit | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two snapshots. `before` is set for edited and removed items; `item` is the newest form."""

    kind: Literal["added", "edited", "removed"]
    item: Item
    before: Item | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """A further page worth reading because of a change: the story (or the document) behind the item with this key.

    `kind` is the kind of source that reads it.
    """

    key: Key
    url: str
    kind: str = "article"
