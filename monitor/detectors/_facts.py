"""Facts that the text of an entry or story states: pages and days."""

import re
from datetime import date

_PAGES = re.compile(
    r"\(?\bPages?:? (\d{1,4})\b(?!-)|\b(\d{1,4})[- ]page\b|\((\d{1,4}) (?:pgs?\
    |pages)\b",
    re.IGNORECASE,
)
_TAIL_PAGES = re.compile(r"\(Attachments.*$", re.IGNORECASE)
_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})"
_ENTERED = re.compile(rf"[(\[]\s*Entered:?\s+{_DAY}", re.IGNORECASE)
_FILED = re.compile(rf"\(?(?:Date )?Filed(?: on|:)\s+{_DAY}", re.IGNORECASE)
_PIVOT = 70


def pages(text: str) -> int | None:
    """How many pages an opinion has, where the text says so."""
    match = _PAGES.search(_TAIL_PAGES.sub("", text))
    return int(next(group for group in match.groups() if group)) if match else None


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
