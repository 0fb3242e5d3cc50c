"""The line that CM/ECF prints on each page of a document: which entry of which docket it is, and when it was filed."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from monitor.courts.registry import COURTS, court_named
from monitor.sources._text import one_line

_STAMP = re.compile(
    r"\bCase:? ?#?(?P<docket>\d:\d\d-[a-z]{1,5}-\d{3,6}|\d\d-\d{3,6})[\w-]{0,20},?"
    r" *Doc(?:ument)? ?#? ?:? ?#?(?P<number>\d{1,12}(?:-\d{1,3})?),?"
    r" *(?:Filed:? *)?(?P<day>\d\d/\d\d/(?:\d{4}|\d\d))"
)
"""As in the district and bankruptcy courts, the D.C. Circuit ("USCA Case #26-5006 Document #2104311") and the 2d."""
_CAPTION = 3000
"""Characters of the first page in which a court names itself."""
_YEAR_OF_TWO_DIGITS = len("01/31/26")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is printed on a document, and the court that its first page names; None where it is not said.

    `number` is the docket entry's; an attachment's own number stands behind it ("53-1").
    """

    court: str | None = None
    docket_number: str | None = None
    number: str | None = None
    filed: date | None = None


def stamp_of(first_page: str) -> Stamp:
    """The stamp on the first page of a document."""
    found = _STAMP.search(one_line(first_page))
    if found is None:
        return Stamp()
    return Stamp(_court(first_page, found["docket"]), found["docket"], found["number"], _day(found["day"]))


def _court(first_page: str, docket_number: str) -> str | None:
    """The court that stands above the caption, if it numbers its dockets like this."""
    named = court_named(one_line(first_page[:_CAPTION]))
    levels = {"district", "special", "bankruptcy"} if ":" in docket_number else {"circuit", "bap", "bankruptcy"}
    return named if named and COURTS[named].level in levels else None


def _day(text: str) -> date | None:
    form = "%m/%d/%y" if len(text) == _YEAR_OF_TWO_DIGITS else "%m/%d/%Y"
    with suppress(ValueError):
        return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day of the court's)
    return None
