"""The motions that an order names: what each is called, and which entry of the docket it is.

"denying [12] Defendant's Motion to Dismiss pursuant to Rule 12(b)(6)" names the "motion to dismiss", entry 12. A number
that is not written as an entry's ("Rule 12", "Count 3", "September 23, 2022") is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from monitor.courts.relief import Subject, subject_of

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

_COUNTED = """
    January February March April May June July August September October November December Rule Rules FRCP FRBP USC Count
    Counts Claim Claims Chapter Title Section Part Phase Volume Exhibit Defendant Local Judge within at
"""
"""After these words a number is no entry's."""
_NO_ENTRY = "".join(rf"(?<!\b{word} )" for word in _COUNTED.split())
_NUMBER = r"(?P<{}>\d{{1,5}})(?:-\d{{1,2}})?(?![\d/:.-]*\d)"
_BEFORE_NAME = re.compile(
    rf"(?<![\w/:.$\u00a7-]){_NO_ENTRY}\[?{_NUMBER.format('n')}\]?(?: -)? ?(?:[\w'./&-]+,? ){{0,5}}$", re.IGNORECASE
)
_CITED = re.compile(
    rf"\[{_NUMBER.format('bracketed')}\]"
    rf"|\b(?:ECF|Doc(?:ket|ument)?|Dkt|D\.?E|Filing|Entry)\b\.?(?: (?:No|Nos|Entry|Document))*\.?:? ?\[?#? ?"
    rf"{_NUMBER.format('cited')}"
    rf"|# ?{_NUMBER.format('hashed')}",
    re.IGNORECASE,
)
_LEADING = r"^[ :,]*(?:(?:in part|in its entirety|with(?:out)? prejudice|as moot|the|document|doc\.|ECF No\.) )*"
_BEHIND_NAME = re.compile(rf"(?<=[a-z]{{3}}) (?<!\band ){_NO_ENTRY}(?P<n>\d{{1,4}})$", re.IGNORECASE)
_ALONE = re.compile(
    rf"{_LEADING}(?:\[{_NUMBER.format('bracketed')}\]"
    rf"|#?{_NUMBER.format('n')}(?= *(?:$|[,;.)]|and\b|in part|as moot|with)"
    r"| (?!days?\b|hours?\b|weeks?\b|months?\b|minutes?\b|pages?\b|percent\b)(?-i:[A-Z])))",
    re.IGNORECASE,
)
_CITED_WITHIN = 80
"""How far into its words an order's entry is cited, in characters."""

_BEFORE_ORDER = re.compile(
    rf"^[ :]*(?:the |its |this court's |\w+ing (?:the )?)*{_NO_ENTRY}\[?{_NUMBER.format('n')}\]? "
    r"(?=(?:[\w'-]+ ){0,4}?(?:order|judgment|opinion|decision|injunction|stay|restraining)\b)",
    re.IGNORECASE,
)


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


def number_alone(words: str) -> int | None:
    """The entry that stands for a motion without its name: "granting 101", "granting 54 Joint letter"."""
    match = _ALONE.match(words)
    return int(match["bracketed"] or match["n"]) if match else None


def number_of_order(words: str) -> int | None:
    """The entry of an order that is vacated or affirmed: "vacating 53 Order", "the Order (ECF No. 53) is"."""
    match = _BEFORE_ORDER.match(words)
    return int(match["n"]) if match else _cited(words, 0, _CITED_WITHIN)


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
        name, number = _numbered(name, _number(words, asked, edge))
        name = name if " " in name or name.startswith("objection") else ""
        if name or number:
            yield Motion(name, number, asked.start(), edge)


def _numbered(name: str, number: int | None) -> tuple[str, int | None]:
    """A name without the entry number that some courts write behind it: "motion to dismiss 12"."""
    behind = None if number else _BEHIND_NAME.search(name)
    if behind is None:
        return name, number
    return name[: behind.start()], int(behind["n"])


def _number(words: str, asked: re.Match[str], end: int) -> int | None:
    """The entry number written before a motion's name, or cited in it or right after it."""
    before = _BEFORE_NAME.search(words[max(0, asked.start() - _CALLED) : asked.start()])
    if before:
        return int(before["n"])
    return _cited(words, asked.end(), end + _CALLED // 4)


def _cited(words: str, start: int, end: int) -> int | None:
    """The first entry number that is written as one: "[53]", "(ECF No. 53)", "# 53"."""
    cited = _CITED.search(words, start, min(len(words), end))
    return int(next(group for group in cited.groups() if group)) if cited else None


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
