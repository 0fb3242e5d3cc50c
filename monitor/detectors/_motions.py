"""The motions that an order names: what each is called, and which entry of the docket it is.

"denying [12] Defendant's Motion to Dismiss pursuant to Rule 12(b)(6)" names the "motion to dismiss", entry 12.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from monitor.courts.relief import Subject, subject_of
from monitor.detectors._numbers import number_before, number_cited, split_number

ASKED = re.compile(
    r"\b(?:motions?|applications?|requests?|petitions?|objections?|stipulations?|leave|demurrers?|suggestions?)\b",
    re.IGNORECASE,
)
"""The words that name a paper by which something is asked of a court."""

_NAME_ENDS = re.compile(
    r"[,;:()\[\]#]|(?<!\.[A-Z])(?<! [A-Z])(?<! Mr)(?<! Ms)(?<! Dr)(?<! Mrs)\.(?= |$)| -+ |(?= (?:"
    r"by|filed|until|signed|dated|presented|submitted|referred|re|dkt|ecf|doc|is|are|be|should|hereby|against"
    r"|as (?:to|moot)|in (?:light|part|its entirety|full)|for (?:the )?reasons|with(?:out)? prejudice|with leave"
    r"|pursuant to(?! (?:section |5 U\.S\.C\. )*(?:\u00a7 ?)?705)|from (?:the )?\d|to \d+|action \d"
    r"|and (?:\w+ing|\d+|the|that|it|this|orders?|declar|sets?|direct))\b)",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"(?: (?:and/or|and|or|to|the|of|for|in|on|an?|by|with|from|under|no|nos|re|its|their|his|her|any|that"
    r"|which|who|ecf|dkt|doc"
    r"|\W+))+$",
    re.IGNORECASE,
)
_INSERTED = re.compile(r"^(\w+) ?[\[(][^\])]{1,20}[\])] ?(?=(?:to|for)\b)", re.IGNORECASE)
"""An entry number within a name: "motion [12] to dismiss"."""
_KEPT_AS_IT_IS = re.compile(r"\d|\.[A-Z]|^(?:TRO|COA|IFP|MSJ|JMOL|FRCP|FRBP|USC|MDL|ESI)$|\u00a7")
_ACRONYM = re.compile(
    r"(?!(?:AND|FOR|THE|TO|OF|IN|ON|AN|BY|WITH|FROM|AS|RE|OR|STAY|FILE|TIME|RULE|PRO|HAC|VICE|CASE)$)[A-Z]{2,4}$"
)
_NAME_MOST = 14
"""How many words of a motion's name are kept."""
_CALLED = 160
"""How far a motion's name reaches at most, in characters."""
_MOST = 8
"""How many motions are looked at in one stretch of text."""

_JOINS = re.compile(r"[\s\])]*(?:\[\d+\])?(?:,|,? and|,? &) \[?\d{1,5}\]? (?:[\w'.-]+ ){0,4}", re.IGNORECASE)
"""What stands between two motions that are decided together."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion by its name ("" when it is called just a motion), with its entry's number where the text gives it."""

    name: str
    of: int | None
    start: int = 0
    end: int = 0


def motion_named(words: str, subject: Subject | None = None) -> Motion | None:
    """The motion that these words name: of several the one that asks for this subject, else the first."""
    named = list(islice(_motions(words), _MOST))
    return next((one for one in named if subject and subject_of(one.name) == subject), named[0] if named else None)


def joined_to(motion: Motion, words: str) -> list[Motion]:
    """The numbered motions decided in one breath with this one: "denying 12 Motion to Stay and 13 Motion for TRO"."""
    named = list(islice(_motions(words), _MOST))
    joined: list[Motion] = []
    for one, other in pairwise(named[named.index(motion) :] if motion in named else []):
        if not (other.of and other.name and _JOINS.fullmatch(words, one.end, other.start)):
            break
        joined.append(other)
    return joined


def _motions(words: str) -> Iterator[Motion]:
    """The motions named in these words, in order."""
    edge = 0
    for asked in ASKED.finditer(words):
        if asked.start() < edge:
            continue
        called = words[asked.start() : asked.start() + _CALLED]
        inserted = _INSERTED.match(called)
        end = _NAME_ENDS.search(called, inserted.end() if inserted else 0)
        stop = end.start() if end else len(called)
        name = _spoken(_INSERTED.sub(r"\1 ", called[:stop]))
        edge = asked.start() + stop
        number = _number(words, asked, edge)
        if number is None:
            name, number = split_number(name)
        name = name if " " in name or name.startswith("objection") else ""
        if name or number:
            yield Motion(name, number, asked.start(), edge)


def _number(words: str, asked: re.Match[str], end: int) -> int | None:
    """The entry number written before a motion's name, or cited in it or right after it."""
    before = number_before(words[max(0, asked.start() - _CALLED) : asked.start()])
    return before or number_cited(words, asked.end(), end + _CALLED // 4)


def _spoken(name: str) -> str:
    """A name as alerts show it: small letters, no loose "and" at its end."""
    shouted = name.isupper()
    words = name.split()[:_NAME_MOST]
    alone = [not (one.isupper() and other.isupper()) for one, other in pairwise(["", *words])]
    kept = (
        word if _KEPT_AS_IT_IS.search(word) or (not shouted and single and _ACRONYM.match(word)) else word.lower()
        for word, single in zip(words, alone, strict=True)
    )
    return _LOOSE_END.sub("", " ".join(kept))
