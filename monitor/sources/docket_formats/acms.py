"""The docket of ACMS, the program of the 2d and 9th Circuits, as its own JSON."""

import re
from collections.abc import Mapping
from typing import Any

from monitor.sources._identity import Entry
from monitor.sources.docket_formats import _juriscraper as juriscraper
from monitor.sources.docket_formats._base import Docket, DocketFormat

_HOST = re.compile(r"\b(ca2|ca9)-")


def recognise(_url: str, text: str) -> bool:
    """By the two parts of the answer."""
    return text.lstrip()[:1] == "{" and '"caseDetails"' in text and '"docketInfo"' in text


def read(url: str, text: str, court: str | None) -> Docket:
    """The case and its entries; the court below is named in free words only, without a number. Raises Unreadable."""
    host = _HOST.search(url)
    court = court or (host[1] if host else None)
    data = juriscraper.parsed("pacer.ACMSDocketReport", url, text, court or "unknown")
    return Docket(juriscraper.about(data, court), tuple(_entry(row) for row in data["docket_entries"]))


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        text=row["description"].strip(),
        filed=juriscraper.day(row["date_filed"]),
        entered=juriscraper.day(row["date_entered"]),
        number=str(row["document_number"] or "") or None,
        guid=row["pacer_doc_id"],
        pages=row["page_count"] or None,
    )


FORMAT = DocketFormat("ACMS docket", recognise, read)
