"""What is watched: sources, cases, docket numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, Literal, TypeVar

O_co = TypeVar("O_co", covariant=True)


@dataclass(frozen=True, slots=True)
class DocketRef:
    """A docket number in its court: `DocketRef("dcd", "1:25-cv-00457")`; numbers mean nothing without the court."""

    court: str
    number: str


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a source is asked: every so long, or at the times of a cron line; within hours of the week if given.

    `every` is used unless `cron` is set. `window` is text as in the config ("Mon-Fri 06:00-22:00"). `zone` is an IANA
    name and holds for `cron` and `window`. With `auto` the pause is learned: `every` is what it comes to on the average
    of all such sources, `least` and `most` are its bounds where the user gave them. core/due.py computes the next time.
    """

    every: timedelta = timedelta(minutes=15)
    cron: str | None = None
    window: str | None = None
    zone: str = "America/New_York"
    auto: bool = False
    least: timedelta | None = None
    most: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Source(Generic[O_co]):
    """A place watched. `options` is the kind's own (a frozen Pydantic model of the file in sources/).

    `watch` are the docket numbers to which a court-wide source is narrowed, None when it is not; with `whole_court` the
    rulings and appeals of other cases are told too. `why` is "config" or the reason why the program watches it by
    itself. `allow_private` says whether it may lead into a private network; None leaves it to the whole config
    (http.allow_private). `read_back` is of a docket found by following an appeal: the day from which its first reading
    is told, and the day before which all that it tells was found late.
    """

    id: str
    kind: str
    url: str
    options: O_co
    cadence: Cadence = Cadence()
    court: str | None = None
    case: str | None = None
    watch: tuple[DocketRef, ...] | None = None
    whole_court: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    proxy: str | None = None
    allow_private: bool | None = None
    enabled: bool = True
    tags: tuple[str, ...] = ()
    backfill: timedelta = timedelta(0)
    why: str = "config"
    read_back: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A lawsuit the user follows: its docket numbers in one or more courts and the names the press uses.

    `judges`, `parties`, and docket numbers and related cases beyond the config's are learned from pages
    (core/cases/linking.py: enriched).
    """

    id: str
    name: str
    dockets: tuple[DocketRef, ...] = ()
    also_called: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    follow_appeals: bool = True
    ignore: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


Fact = Literal["docket", "judge", "party", "related"]


@dataclass(frozen=True, slots=True)
class Learned:
    """A fact about a case read from a page, with the words that show it.

    A "docket" of the case itself ("cadc 26-5006"), the docket of a "related" case, a "judge", a "party". `since` is the
    day from which a docket found by an appeal can hold entries: that of the notice of appeal.
    """

    case: str
    fact: Fact
    value: str
    evidence: str
    source: str
    at: datetime
    since: date | None = None
