"""A docket as XML, as the Internet Archive keeps those that readers gave to RECAP."""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from monitor.errors import Unreadable
from monitor.model import About
from monitor.sources._identity import Entry
from monitor.sources._text import one_line
from monitor.sources.docket_formats._base import Docket, DocketFormat
from monitor.sources.docket_formats._court_of_page import court_of_pacer_id, document_url

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TITLE = re.compile(r"^(?:(?:\w+ )*Judge|Hon\.) ")


def recognise(_url: str, text: str) -> bool:
    """By the element that holds the docket."""
    return "<gov_uscourts_docket" in text[:5000]


def read(url: str, text: str, court: str | None) -> Docket:
    """The case and its entries; attachments are no entries of their own. Raises Unreadable."""
    # No entities, no network: the page comes from outside (lxml's own advice for such XML).
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    if root is None:
        raise Unreadable("the XML is broken", url, "open the address and look what it shows")
    court = court or court_of_pacer_id(_field(root, "case_details/court"))
    parties = (_field(party, "name") for party in root.iterfind("party_list/party"))
    about = About(
        court=court,
        docket_number=_field(root, "case_details/docket_num") or None,
        case_name=_field(root, "case_details/case_name") or None,
        judge=_TITLE.sub("", _field(root, "case_details/assigned_to")) or None,
        parties=tuple(dict.fromkeys(name for name in parties if name)),
    )
    return Docket(about, tuple(_entries(root, court)))


def _entries(root: etree._Element, court: str) -> Iterator[Entry]:
    for document in root.iterfind("document_list/document"):
        if document.get("attachment_num") not in (None, "0"):
            continue
        pacer_id = _field(document, "pacer_doc_id")
        yield Entry(
            text=_field(document, "long_desc").replace(" ,", ","),  # as CM/ECF pages have it
            label=_field(document, "short_desc"),
            filed=_day(_field(document, "date_filed")),
            number=document.get("doc_num"),
            sequence=_field(document, "pacer_de_seq_num") or None,
            document=pacer_id or None,
            url=document_url(court, pacer_id),
        )


def _field(element: etree._Element, path: str) -> str:
    return one_line(element.findtext(path) or "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


FORMAT = DocketFormat("Internet Archive docket", recognise, read)
