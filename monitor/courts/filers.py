"""Who filed a paper, as the docket entry names them."""

import re

from monitor.courts.entry_text import without_clerks_marks

MOST_OF_NAMES = 160
"""Characters: where many parties file together, the first of them say enough."""
MOST_READ = 5000
"""Characters: the filer stands near the beginning of an entry, however long it is."""
_ROLE = (
    r"(?:(?:the )?(?:Plaintiff|Defendant|Appellant|Appellee|Petitioner|Respondent|Intervenor|Movant|Debtor)s?[ -]*)*"
)
_ABBREVIATED = r"(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bJr)(?<!\bSr)(?<!\bSt)(?<!\bDr)(?<![.\s][A-Z])"
_END = (
    rf"{_ABBREVIATED}\.(?=\s|$)|\.\.|[(\[;]|\s(?:as to|re:?|on behalf of|against|with|by|on|in|to|Filing fee|Fee)\b|$"
)
_BY = re.compile(
    rf"\b([Ff]iled )?[Bb][Yy] (?!Judge|Magistrate|Clerk|Attorney|the Court\b){_ROLE}([A-Z].{{0,400}}?)(?={_END})"
)
_FOR = re.compile(rf"\bfiled by .{{1,120}}? (?:on behalf of|for) {_ROLE}([A-Z].{{0,400}}?)(?={_END})", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\bre:?\s*\[?\d+\]?[^.;]*$", re.IGNORECASE)
"""Before "filed by": what follows is the filer of the paper referred to, not of this one."""


def filer(text: str) -> str:
    """Who filed a paper, by its docket entry ("… by INTERNAL REVENUE SERVICE."); "" when the entry does not say.

    A lawyer who files on behalf of somebody is not the filer.
    """
    plain = without_clerks_marks(text[:MOST_READ])
    behalf = _FOR.search(plain)
    found = behalf[1] if behalf and not _OF_ANOTHER.search(plain[: behalf.start()]) else _named(plain)
    return " ".join(found.split()).rstrip(" ,.")[:MOST_OF_NAMES]


def _named(plain: str) -> str:
    for match in _BY.finditer(plain):
        if not (match[1] and _OF_ANOTHER.search(plain[: match.start()])):
            return match[2]
    return ""
