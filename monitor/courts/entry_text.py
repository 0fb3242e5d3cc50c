"""The text of a docket entry without what clerks and pages add around it, so that the same entry compares equal."""

import html
import re

_LONGEST_MARK = 80
"""A clerk's mark is shorter than this; what is longer are words of the entry."""
_MAIN_DOCUMENT = re.compile(rf"[(\[]\s*Main Document[^)\]]{{0,{_LONGEST_MARK}}}[)\]]")
_LAST_MARK = re.compile(
    rf"""[\s.,]*(?:
      [(\[]\s*Entered:?\s[^)\]]{{0,{_LONGEST_MARK}}}[)\]]  # (Entered: 08/19/2021), [Entered: 10/06/2022 12:28 PM]
    | [(\[]\s*[a-z]{{2,8}}\d{{0,2}}\s*,?\s*[)\]]                   # clerk's initials: (ztg), (lcjeb3), (bp, ), [afc]
    | [(\[]?\s*(?:Text\s)?Modified\s(?:text\s)?on\s\d{{1,2}}/\d{{1,2}}/\d{{2,4}}[^()\[\]]{{0,{_LONGEST_MARK}}}[)\]]?
    )[\s.]*$""",
    re.VERBOSE,
)
_MOST_MARKS = 6


def without_clerks_marks(text: str) -> str:
    """The entry's own words on one line: entities decoded, entry dates, "Modified on" notes and initials taken out."""
    plain = " ".join(_MAIN_DOCUMENT.sub(" ", html.unescape(text)).split())
    for _ in range(_MOST_MARKS):
        end = max(0, len(plain) - 3 * _LONGEST_MARK)
        mark = _LAST_MARK.search(plain, end)
        if mark is None:
            break
        plain = plain[: mark.start()]
    return plain.strip()


def comparable(text: str) -> str:
    """The same, without case and without trailing punctuation: equal for two forms of one entry."""
    return without_clerks_marks(text).casefold().rstrip(" .")
