"""Facts that the text of an entry or story states: pages, numbers it refers to, days, the judge."""

import re
from datetime import date

_PAGES = re.compile(r"\(?\bPages?:? (\d{1,4})\b(?!-)|\b(\d{1,4})[- ]page\b|\((\d{1,4}) (?:pgs?|pages)\b", re.IGNORECASE)
_TAIL_PAGES = re.compile(r"\(Attachments.*$", re.IGNORECASE)
_NUMBERED_MOTION = re.compile(
    r"(?<![\d/:.-])(?<!Rule )(?<!FRCP )(?<!Count )(?<!Chapter )(?<!ber )(?<!uary )(?<!arch )(?<!pril )(?<!May )"
    r"(?<!June )(?<!July )(?<!gust )\[?(\d{1,4})(?:-\d{1,2})?\]? (?=(?:[A-Za-z]+ ){0,2}?(?:MOTION|Motion|NOTICE"
    r"|Notice|ORDER|Order|Complaint|COMPLAINT|Letter|LETTER|Petition|PETITION"
    r"|Memorandum|MEMORANDUM|Stipulation|STIPULATION|Application|APPLICATION|Judgment|JUDGMENT|REPORT|Report|Objections?"
    r"|Amended|Opinion|MEMORANDUM)\b)"
)
_CITED = re.compile(
    r"\[(\d{1,4})(?:-\d{1,2})?\]|\b(?:ECF|Dkt|Doc|D\.E)\b\.?(?: (?:No|Nos|Entry))*\.?:? ?\[?#? ?(\d{1,4})(?![\d/-]*\d)",
    re.IGNORECASE,
)
"""A number written as an entry's: "[53]", "(ECF No. 53)"; "[25-5301]" is a case's."""
_RELATED = re.compile(
    r"related doc\w*\.?(?:\(s\))?\.? ?(?:no\.?|nos\.?|#)?:? ?((?:# ?)?\d{1,4}(?:, ?\d{1,4}){0,20})", re.IGNORECASE
)
_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})"
_ENTERED = re.compile(rf"[(\[]\s*Entered:?\s+{_DAY}", re.IGNORECASE)
_FILED = re.compile(rf"\(?(?:Date )?Filed(?: on|:)\s+{_DAY}", re.IGNORECASE)
_PIVOT = 70


def pages(text: str) -> int | None:
    """How many pages an opinion has, where the text says so."""
    match = _PAGES.search(_TAIL_PAGES.sub("", text))
    return int(next(group for group in match.groups() if group)) if match else None


def entries_referred_to(text: str) -> tuple[int, ...]:
    """The numbers of the entries that a docket text refers to, in order: "for 55 Notice of Appeal" -> (55,)."""
    written = [*_NUMBERED_MOTION.finditer(text), *_CITED.finditer(text)]
    found = {int(match[match.lastindex or 1]): match.start() for match in reversed(written)}
    for match in _RELATED.finditer(text):
        for number in re.findall(r"\d+", match[1]):
            found.setdefault(int(number), match.start())
    return tuple(sorted(found, key=lambda number: found[number]))


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    month, day, year = (int(group) for group in match.groups())
    if year < 100:  # noqa: PLR2004 (two digits)
        year += 1900 if year >= _PIVOT else 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None


def entered_on(text: str) -> date | None:
    """The day of "(Entered: 08/19/2021)"."""
    return _day(_ENTERED.search(text))


def filed_on(text: str) -> date | None:
    """The day of "(Filed on 1/10/2008)"."""
    return _day(_FILED.search(text))
