"""What an entry says around a word of decision: its clause, the words before and after, what was named before."""

import re
from dataclasses import dataclass
from itertools import chain

from monitor.courts.dispositions import Act
from monitor.courts.relief import Subject, subjects_in
from monitor.detectors._deeds import NAMED
from monitor.detectors._motions import ASKED, Motion, motion_named

_ASKED_FOR = re.compile(rf"{ASKED.pattern}(?! hearings?\b)", re.IGNORECASE)
_NAMED_WITHIN = 1000
"""How far from an entry's head the motion is named for which "the motion" stands, in characters."""
LEAD = 160


@dataclass(frozen=True, slots=True)
class EntryText:
    """The text of an entry, where its head begins and ends, and whether it only recommends."""

    text: str
    start: int
    head_end: int
    recommends: bool

    def known_before(self, at: int) -> tuple[Subject | None, Motion | None]:
        """The first motion named before this place, for "the motion is granted"."""
        before = self.text[self.start : min(at, self.start + _NAMED_WITHIN)]
        asked = _ASKED_FOR.search(before)
        named = chain(subjects_in(before[asked.start() :]) if asked else (), subjects_in(before))
        subject = next((one for one in named if one is not NAMED["report and recommendation"]), None)
        return subject, motion_named(before, subject)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of an entry."""

    entry: EntryText
    begin: int
    end: int

    def lead(self, at: int) -> str:
        """What stands before a place in the clause."""
        return self.entry.text[max(self.begin, at - LEAD) : at]


@dataclass(frozen=True, slots=True)
class Said:
    """A word of decision with the words before and after it; `back` when it is said of those before it."""

    entry: EntryText
    act: Act
    edge: int
    behind: str
    ahead: str
    back: bool

    @property
    def words(self) -> str:
        """The words that name what is decided."""
        return self.behind if self.back else self.ahead

    @property
    def span(self) -> tuple[int, int]:
        """Where what is decided and its result stand in the entry."""
        return (self.edge if self.back else self.act.start), self.act.end
