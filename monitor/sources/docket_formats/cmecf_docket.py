"""The docket report of CM/ECF, as district courts, bankruptcy courts and the Court of International Trade print it."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from monitor.sources._text import one_line
from monitor.sources.docket_formats import _juriscraper as juriscraper
from monitor.sources.docket_formats._base import Docket, DocketFormat
from monitor.sources.docket_formats._court_of_page import court_of_page, pacer_id_of

_HEADING = re.compile(
    r"DOCKET FOR CASE\s*#|(?:Bankruptcy Petition|Adversary Proceeding|Miscellaneous Proceeding)\s*#", re.IGNORECASE
)
_LEVELS = frozenset({"district", "bankruptcy", "special"})

_HEAD = 60_000
"""In so many characters the page has told of the case; parties and entries follow."""
_TAG = re.compile(r"<[^<>]*>")
_LABEL = re.compile(r"\b(Lead [Cc]ase|Related\s+[Cc]ases?|Case in other court|Member [Cc]ases?)\s*:")
_LABELS_END = re.compile(
    r"\b(?:Assigned to|Referred to|Demand|Cause|Date (?:Filed|Terminated)|Jury Demand|Jurisdiction|Nature of Suit)\s*:"
)
_OTHERS = ("Lead", "Related", "Case in")
"""The lines that are kept; the list of a lead case's members may have thousands."""

_ONE_CELL = frozenset({"txnb"})
"""Where number and text share a cell: there juriscraper takes the end of a line for the end of the text."""


def recognise(_url: str, text: str) -> bool:
    """By the heading above the parties and the head of the table of entries."""
    return _HEADING.search(text) is not None and "Docket Text" in text


def read(url: str, text: str, court: str | None) -> Docket:
    """The case and its entries. Raises Unreadable."""
    court = court or court_of_page(url, text, _LEVELS)
    pacer_id = pacer_id_of(court, text)
    if pacer_id in _ONE_CELL:
        text = text.replace("\n", " ")
    data = juriscraper.parsed("pacer.DocketReport", url, text, pacer_id)
    about = replace(juriscraper.about(data, court), ties=tuple(_ties(text)))
    return Docket(about, juriscraper.entries(data, court))


def _ties(text: str) -> Iterator[str]:
    """The lines of the head that name other dockets: "Lead case: 1:09-cv-00407-LJO-BAM"."""
    plain = one_line(html.unescape(_TAG.sub(" ", text[:_HEAD].partition("Docket Text")[0])))
    for label in _LABEL.finditer(plain):
        stops = [pattern.search(plain, label.end()) for pattern in (_LABEL, _LABELS_END)]
        line = plain[label.start() : min((stop.start() for stop in stops if stop), default=None)].strip()
        if line.startswith(_OTHERS):
            yield line


FORMAT = DocketFormat("CM/ECF docket report", recognise, read)
