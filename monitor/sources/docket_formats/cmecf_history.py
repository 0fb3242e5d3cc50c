"""The history report of CM/ECF: every event of a case with its label, and the full text where it was asked for."""

import re
from dataclasses import replace

from monitor.sources._text import one_line
from monitor.sources.docket_formats import _juriscraper as juriscraper
from monitor.sources.docket_formats._base import Docket, DocketFormat
from monitor.sources.docket_formats._court_of_page import court_of_page, pacer_id_of

_HEADING = re.compile(r"History/Documents Query|HistDocQry\.pl", re.IGNORECASE)
_COLUMN = re.compile(r"<th[^<>]{0,200}>(?:\s|<[^<>]+>){0,20}Description", re.IGNORECASE)
_LABEL = re.compile(r"^Docket Text: ?")
_LEVELS = frozenset({"district", "bankruptcy", "special"})


def recognise(_url: str, text: str) -> bool:
    """By the name of the query and the column of descriptions."""
    return _HEADING.search(text) is not None and _COLUMN.search(text) is not None


def read(url: str, text: str, court: str | None) -> Docket:
    """The case and its entries. Raises Unreadable."""
    court = court or court_of_page(url, text, _LEVELS)
    data = juriscraper.parsed("pacer.DocketHistoryReport", url, text, pacer_id_of(court, text))
    entries = (replace(entry, text=_LABEL.sub("", one_line(entry.text))) for entry in juriscraper.entries(data, court))
    return Docket(juriscraper.about(data, court), tuple(entries))


FORMAT = DocketFormat("CM/ECF history report", recognise, read)
