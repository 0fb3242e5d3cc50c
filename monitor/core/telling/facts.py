"""What alerts are put together from: lines, rows, and for whom they are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.core.plain import Address
from monitor.core.telling.wording import day


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an alert: what it is about, what is known, and where to look."""

    label: str
    text: str
    url: Address | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of what an alert lists: a matter that was decided and `how`, or a new entry with its day.

    `number` is that of an entry: of the motion, or of the new entry itself.
    """

    what: str
    how: str = ""
    number: str = ""
    day: str = ""
    url: Address | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What an alert tells of one of many things, under a heading."""

    heading: str
    facts: tuple[Fact, ...]


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

    def named(self, cases: Iterable[str]) -> str:
        """The names of these cases; one not followed is told by its id."""
        return "; ".join(self.names.get(case, case) for case in cases)


def known(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts of which something is known."""
    return tuple(fact for fact in facts if fact.text or fact.url)


def moment(at: datetime, zone: str) -> str:
    """A moment in the reader's zone, which is named: "21 Nov 2025 16:07 EST"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local)} {local:%H:%M %Z}"
