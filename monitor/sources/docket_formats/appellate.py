"""The docket of a federal court of appeals or a bankruptcy appellate panel, as its CM/ECF prints it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from monitor.model import DocketRef
from monitor.sources._identity import Entry
from monitor.sources.docket_formats import _juriscraper as juriscraper
from monitor.sources.docket_formats._base import Docket, DocketFormat
from monitor.sources.docket_formats._court_of_page import court_of_pacer_id, court_of_page

_SECTION = re.compile(r"<!--[^>]{0,80}NEW SECTION - Case Stub", re.IGNORECASE)
_LEVELS = frozenset({"circuit", "bap"})


def recognise(_url: str, text: str) -> bool:
    """By the comment with which the court's program marks the section that names the case."""
    return _SECTION.search(text) is not None


def read(url: str, text: str, court: str | None) -> Docket:
    """The case with the docket below, and its entries. Raises Unreadable."""
    court = court or court_of_page(url, text, _LEVELS)
    data = juriscraper.parsed("pacer.AppellateDocketReport", url, text, court or "unknown")
    rows = juriscraper.entries(data, court)
    return Docket(juriscraper.about(data, court, _lower(data)), tuple(_appellate(row) for row in rows))


def _appellate(row: Entry) -> Entry:
    """The entry under the number that lawyers cite: the bracket number, which is the partId of the court's feed.

    juriscraper calls it a sequence number, and gives the id of the document where an entry has no number.
    """
    part = row.sequence or juriscraper.part_of(row.text)
    number = None if row.number == row.document else row.number
    return replace(row, sequence=None, part=part, number=part or number)


def _lower(data: Mapping[str, Any]) -> Iterator[DocketRef]:
    below = data.get("originating_court_information") or {}
    if below.get("court_id") and below.get("docket_number"):
        yield DocketRef(court_of_pacer_id(below["court_id"]), below["docket_number"])


FORMAT = DocketFormat("appellate docket", recognise, read)
