"""The text of a docket entry without what clerks and pages add around it, so that the same entry compares equal."""

import html
import re

_ADDED_BY_CLERKS = re.compile(
    r"""\s*(?:
      [(\[]\s*Entered:?\s[^)\]]{0,60}[)\]]                 # (Entered: 08/19/2021) and [Entered: 10/06/2022 12:28 PM]
    | [(\[]\s*Main\ Document[^)\]]{0,60}[)\]]
    | [(\[]?\s*(?:Text\ )?Modified\ (?:text\ )?on\ \d{1,2}/\d{1,2}/\d{2,4}[^)\]]{0,80}(?:\([a-z]{1,6},?\s*\))?[.)\]]?
    | \(\s*[a-z]{2,8}\d{0,2}\s*,?\s*\)(?=\s*(?:$|[(\[]))     # clerk's initials (ztg), (lcjeb3), (bp, ), at the end
    )""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s+")
_MOST_MARKS = 4


def without_clerks_marks(text: str) -> str:
    """The entry's own words on one line: entities decoded, entry dates, "Modified on" notes and initials taken out."""
    plain = _SPACE.sub(" ", html.unescape(text)).strip()
    for _ in range(_MOST_MARKS):
        shorter = _ADDED_BY_CLERKS.sub(" ", plain).strip()
        if shorter == plain:
            break
        plain = shorter
    return _SPACE.sub(" ", plain)


def comparable(text: str) -> str:
    """The same, without case and without trailing punctuation: equal for two forms of one entry."""
    return without_clerks_marks(text).casefold().rstrip(" .")
