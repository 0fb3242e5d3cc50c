"""What an entry undoes: itself, when its clerk marks it as entered in error, or an earlier entry that it takes back.

A clerk's "Modified on …" amends and undoes nothing. An order that vacates, stays, strikes or withdraws names what it
undoes by the entry's number; a court of appeals, which does not know that number, by what it is.
"""

import re
from collections.abc import Sequence

from monitor.detectors._decision import Decision
from monitor.detectors._numbers import number_cited, number_of_order
from monitor.model import Undoing, Undone

_IN_ERROR = (
    r"(?:entered|filed|docketed|issued|posted|uploaded|submitted) in (?:the )?(?:error|wrong case|incorrect case)\b"
    r"|\bdocket(?:ing|ed) error\b|\bincorrect(?:ly)? (?:entry|entered|docketed|filed)\b|\bdisregard\b"
    r"|\bcourt deleted\b"
)
_HOW: dict[Undone, str] = {
    "entered in error": _IN_ERROR,
    "stricken": r"\b(?:stricken|struck|deleted)\b|\b(?:removed|withdrawn) from the docket\b",
    "sealed": r"\b(?:placed|put|filed) under seal\b|\b(?:is|been) (?:hereby )?(?:sealed|restricted)\b",
    "withdrawn": r"\bwithdrawn\b",
}
_STRUCK = tuple((how, re.compile(words, re.IGNORECASE)) for how, words in _HOW.items())
_MARK = re.compile(
    rf"^\W{{0,20}}(?:{_IN_ERROR})"
    r"|[*(\[][*(\[\s]{0,6}(?:this )?(?:entry |document |docket entry |order )?(?:was |is )?"
    rf"(?:{_IN_ERROR}|stricken|deleted|(?:entry|document) (?:stricken|deleted|withdrawn|entered in error))"
    r"[^()\[\]*]{0,120}[)\]*]",
    re.IGNORECASE,
)
"""A clerk's mark that says so of the entry in which it stands, at its beginning or in brackets or stars."""
_LOUD = re.compile(r"\b(?:ENTERED|FILED|DOCKETED|ISSUED) IN ERROR\b")
_NAMED = (
    r"(?i:\b(?:entry|document|doc|dkt|docket|d\.?e|ecf|order|filing)\b\.?(?: (?:no|nos|number|entry|text)\b\.?)*:? ?)"
    r"\[?#? ?"
)
_SAYS_SO = r"(?i:in error|wrong case|incorrect case|stricken|struck|deleted|under seal|sealed|withdrawn|restricted)"
_OF_ANOTHER = re.compile(
    rf"{_NAMED}(?P<named>\d{{1,5}})\b(?=[^.;]{{0,80}}?\b{_SAYS_SO})"
    rf"|\b{_SAYS_SO}[:,]? (?:(?:of|the|docket|is|re) ){{0,3}}{_NAMED}(?P<after>\d{{1,5}})\b"
    rf"|(?<![\w/.-])\[?(?P<led>\d{{1,5}})\]? (?=[A-Z][^.;]{{0,80}}?\b{_SAYS_SO})"
)
_WORDS: dict[Undone, str] = {
    "stricken": r"\b(?:striking|strikes|stricken|struck|strike)\b(?! (?:the )?(?:motion|request)s?\b)",
    "withdrawn": r"\b(?:withdrawing|withdraws|rescinding|rescinds|rescinded)\b",
    "reinstated": r"\b(?:appeal|case|petition) (?:is |be )?(?:hereby )?reinstated|\breinstating\b",
    "recalled": r"\brecall(?:ing|s|ed)? (?:of )?(?:the |its |our )?mandate|\bmandate (?:is )?recalled",
    "reheard": r"\brehear(?:d|ing)\b[^.;]{0,60}\ben banc\b|\breheard\b",
}
_TAKES_BACK = {how: re.compile(words, re.IGNORECASE) for how, words in _WORDS.items()}
_REINSTATE = re.compile(r"\breinstat", re.IGNORECASE)
_STAYS = frozenset({"stay pending appeal", "administrative stay"})
_DENIES = re.compile(r"\b(?:den(?:y|ying|ied)|moot|no (?:active )?judge)\b", re.IGNORECASE)
_HEAD, _TAIL = 300, 400
"""How far from the beginning and the end of an entry the words stand that say what it takes back, in characters."""


def marked(text: str) -> bool:
    """Whether the clerk has marked this very entry as one that does not count."""
    ends = _ends(text)
    return bool(_MARK.search(ends)) or bool(_LOUD.search(ends) and not _OF_ANOTHER.search(ends))


def _ends(text: str) -> str:
    """The beginning and the end of an entry: there clerks put their marks, and a long entry costs no more."""
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def struck(text: str) -> Undoing | None:
    """What a clerk's entry says of itself (`of` is then empty) or of others: in error, stricken, sealed; else None."""
    ends = _ends(text)
    how = next((how for how, words in _STRUCK if words.search(ends)), None)
    if how is None:
        return None
    if marked(text):
        return Undoing(how)
    of = tuple(int(match[match.lastgroup or 0]) for match in _OF_ANOTHER.finditer(ends))
    return Undoing(how, of) if of else None


def taken_back(text: str, decisions: Sequence[Decision], disposition: str) -> Undoing | None:
    """What a ruling undoes of earlier ones: vacated, reversed, stayed, stricken, withdrawn …; else None."""
    return _decided_back(text, decisions) or _worded_back(text, disposition)


def _decided_back(text: str, decisions: Sequence[Decision]) -> Undoing | None:
    for one in decisions:
        if one.disposition in ("vacated", "reversed"):
            if _TAKES_BACK["reheard"].search(text[:_HEAD]):
                return Undoing("reheard")
            return Undoing("vacated" if one.disposition == "vacated" else "reversed", (one.of,) if one.of else ())
        if one.subject.name in _STAYS and one.disposition in ("granted", "granted_in_part"):
            of = number_cited(text, one.end, one.end + _HEAD)
            return Undoing("stayed", (of,) if of and of != one.of else ())
        if one.subject.name == "rehearing" and one.disposition == "granted":
            return Undoing("reheard")
        if _REINSTATE.search(one.motion) and one.disposition == "granted":
            return Undoing("reinstated")
    return None


def _worded_back(text: str, disposition: str) -> Undoing | None:
    """By the words of an order that bear no disposition of their own: "ORDER striking 44 Notice of Appeal"."""
    head = text[:_HEAD]
    if disposition in ("denied", "moot") or _DENIES.search(head):
        return None
    for how, words in _TAKES_BACK.items():
        said = words.search(head)
        if said is None:
            continue
        of = number_of_order(head[said.end() :]) or _number_next(head, said)
        if how in ("stricken", "withdrawn") and of is None:
            continue
        return Undoing(how, (of,) if of else ())
    return None


_NEXT = re.compile(r"[ :]*(?:the |docket |entry |document |no\. |ecf |# ?|\[)*(\d{1,5})\b(?![/.]\d)", re.IGNORECASE)


def _number_next(head: str, said: re.Match[str]) -> int | None:
    """The number right after the word: "striking 44 Notice of Appeal"."""
    number = _NEXT.match(head, said.end())
    return int(number[1]) if number else None
