"""The text of a docket entry without what clerks and pages add around it, so that the same entry compares equal."""

import html
import re

_LONGEST_MARK = 80
"""A clerk's mark is shorter than this; what is longer are words of the entry."""
_MAIN_DOCUMENT = re.compile(rf"[(\[]\s*Main Document[^)\]]{{0,{_LONGEST_MARK}}}[)\]]")
_STAFF = r"[a-z]{2,8}[A-Z]?\d{0,2}\s*(?:,\s*(?:COURT\ STAFF|Deputy\ Clerk)?)?"
_NOTE = rf"\d{{1,2}}/\d{{1,2}}/\d{{2,4}}[^()\[\]]{{0,{_LONGEST_MARK}}}"
_ENTERED = rf"[(\[]\s*(?:Entered|Edited):?\s[^)\]]{{0,{_LONGEST_MARK}}}[)\]]"
_LAST_MARK = re.compile(
    rf"""[\s.,-]*(?:
      {_ENTERED}                                     # (Entered: 08/19/2021), --[Edited 11/02/2017 by SVG]
    | [(\[]\s*{_STAFF}\s*[)\]]                      # initials: (ztg), (lcjeb3), (bp, ), [afc], (jjoS, COURT STAFF)
    | [(\[]Filed\son\s[\d/]{{6,10}}[)\]]             # (Filed on 5/27/2016), beside the day of filing itself
    | [(\[]?\s*(?:Text\s)?Modified\s(?:text\s)?on\s{_NOTE}[)\]]?
    )[\s.]*$""",
    re.VERBOSE,
)
_MOST_MARKS = 10
_ENDS_ENTERED = re.compile(rf"{_ENTERED}[\s.]*$")
_CAPITALS = re.compile(r"[\s.,]*[(\[][A-Z]{2,4}[)\]]$")


def without_clerks_marks(text: str) -> str:
    """The entry's own words on one line: entities decoded, entry dates, "Modified on" notes and initials taken out.

    Initials in capitals only where a date of entry follows: elsewhere "(IRS)" is a word.
    """
    whole = " ".join(_MAIN_DOCUMENT.sub(" ", html.unescape(text)).split())
    plain = whole
    for _ in range(_MOST_MARKS):
        mark = _LAST_MARK.search(plain, _last_part(plain))
        if mark is None:
            break
        plain = plain[: mark.start()]
    if _ENDS_ENTERED.search(whole, _last_part(whole)):
        mark = _CAPITALS.search(plain, _last_part(plain))
        plain = plain[: mark.start()] if mark else plain
    return plain.strip()


def _last_part(text: str) -> int:
    return max(0, len(text) - 3 * _LONGEST_MARK)


def comparable(text: str) -> str:
    """The same, without case and without trailing punctuation: equal for two forms of one entry."""
    return without_clerks_marks(text).casefold().rstrip(" .")
