"""What the formats of the Supreme Court's dockets share."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from monitor.courts.registry import court_named
from monitor.model import DocketRef
from monitor.sources._identity import Entry
from monitor.sources.docket_formats import _juriscraper as juriscraper
from monitor.sources.docket_formats._base import Docket

COURT = "scotus"
_PARTY = re.compile(r",? (?:Petitioner|Applicant|Appellant)s?(?= v\. |$)")


def read(report: str, url: str, text: str) -> Docket:
    """The case with the dockets below, and its entries. Raises Unreadable."""
    data = dict(juriscraper.parsed(report, url, text, COURT))
    data["case_name"] = without_roles(data["case_name"])
    entries = tuple(_entry(row) for row in data["docket_entries"])
    return Docket(juriscraper.about(data, COURT, _lower(data)), entries)


def without_roles(name: str) -> str:
    """The name of a case without "Petitioner" and the like behind its parties."""
    return _PARTY.sub("", name)


def _entry(row: Mapping[str, Any]) -> Entry:
    """An entry; the number in its documents' addresses is that of the filing, no number on the docket."""
    documents = row.get("attachments") or ()
    return Entry(
        text=(row["description"] or "").strip(),
        filed=juriscraper.day(row["date_filed"]),
        guid=str(row.get("document_number") or "") or None,
        url=documents[0].get("document_url") if documents else None,
    )


def _lower(data: Mapping[str, Any]) -> Iterator[DocketRef]:
    court = court_named(data.get("lower_court") or "")
    for number in data.get("lower_court_case_numbers") or ():
        if court:
            yield DocketRef(court, number)
