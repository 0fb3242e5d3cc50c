"""The docket report of CM/ECF, as district courts, bankruptcy courts and the Court of International Trade print it."""

import re

from monitor.sources.docket_formats import _juriscraper as juriscraper
from monitor.sources.docket_formats._base import Docket, DocketFormat
from monitor.sources.docket_formats._court_of_page import court_of_page, pacer_id_of

_HEADING = re.compile(
    r"DOCKET FOR CASE\s*#|(?:Bankruptcy Petition|Adversary Proceeding|Miscellaneous Proceeding)\s*#", re.IGNORECASE
)
_LEVELS = frozenset({"district", "bankruptcy", "special"})

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
    return Docket(juriscraper.about(data, court), juriscraper.entries(data, court))


FORMAT = DocketFormat("CM/ECF docket report", recognise, read)
