"""What kind of paper an entry is: the leftmost name of a paper in it decides, as it does for a clerk."""

import re
from dataclasses import dataclass

from monitor.courts.phrases import leftmost
from monitor.detectors._court_papers import COURTS
from monitor.detectors._papers import CLERKS_AND_APPEALS, FILINGS

_HEAD = leftmost(CLERKS_AND_APPEALS | COURTS | FILINGS, before=r"(?<![\w'])")
_REFERRED_TO = re.compile(
    r"(?:(?:\bre|\bregarding|\brelat(?:ed|ing) to|\bas to|\bin re)[:.]?|\b(?:on|of|from|for|to|with"
    r"|in) (?=\[?\d))(?: (?:the|#|docket|doc\.?|dkt\.?|ecf)(?: no\.?)?)* ?(?:\[?\d[\d-]*\]?,? )?$",
    re.IGNORECASE,
)
APPEALS = frozenset(
    {"notice", "amended", "cross", "docketed", "petition", "certiorari", "mandamus", "application", "rehearing"}
)
"""The kinds of head that are types of appeal."""
_NEAR = 40
_FIRST = 600
"""How far into an entry its head is looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Head:
    """The name of the paper that an entry is, with its place; `kind` is one of the tables'."""

    kind: str
    words: str
    start: int
    end: int


def head_of(text: str) -> Head:
    """The head of an entry; an order or appeal only referred to ("re 42 Notice of Appeal") makes it paperwork."""
    match = _HEAD.search(text, 0, _FIRST)
    if match is None:
        return Head("unknown", "", 0, 0)
    kind = match.lastgroup or "unknown"
    if kind not in ("filing", "undone") and _REFERRED_TO.search(text[max(0, match.start() - _NEAR) : match.start()]):
        kind = "paperwork"
    return Head(kind, match[0], match.start(), match.end())
