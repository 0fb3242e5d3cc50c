"""What a file that a user saved says: a docket page, a document (PDF), a court's mail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from hashlib import sha256
from pathlib import PurePath

from monitor.errors import Unreadable
from monitor.model import About, Item, Page, Source
from monitor.sources import document
from monitor.sources._base import Options
from monitor.sources._court_mail import Notice, mail_of, notices
from monitor.sources._identity import CaseOf, Entry, docket_items
from monitor.sources._impostors import not_this_format
from monitor.sources._links import canonical
from monitor.sources._text import text_of
from monitor.sources.docket_formats import format_of

PAGES = frozenset({".htm", ".html", ".xhtml", ".json", ".xml", ".txt"})
ARCHIVES = frozenset({".mht", ".mhtml"})
MAILS = frozenset({".eml"})
DOCUMENTS = frozenset({".pdf"})

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://[^\s<>]+) -->")
"""What browsers write into a page that they save."""
_CANONICAL = re.compile(r"<link\b(?=[^<>]*\brel=[\"']?canonical\b)[^<>]*\bhref=[\"']?(https?://[^\"'\s<>]+)")


@dataclass(frozen=True, slots=True)
class Docket:
    """A saved docket page: its case, and its entries as items."""

    about: About
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A saved document: the item that is the document alone."""

    item: Item


Found = Docket | Paper | Sequence[Notice] | None
"""What a file says: a docket, a document, a mail's notices (none for another mail); None for a file of no use."""


def is_document(name: str) -> bool:
    """Whether a file is a PDF, by its name."""
    return PurePath(name).suffix.lower() in DOCUMENTS


def found_in(source: Source[Options], page: Page) -> Found:
    """What a file says, by the end of its name (the page's `url`); raises PageError when it does not hold that."""
    ending = PurePath(page.url).suffix.lower()
    if is_document(page.url):
        return _paper(source, page)
    if ending in MAILS:
        return notices(mail_of(page.body), source.court)
    if ending in ARCHIVES:
        return _docket(source, _page_within(page))
    return _docket(source, page) if ending in PAGES else None


def _docket(source: Source[Options], page: Page) -> Docket:
    """The docket of a page; the court is the page's own, and the source's where the page names none."""
    text = text_of(page)
    found = _SAVED_FROM.search(text) or _CANONICAL.search(text)
    url = found[1] if found else ""
    form = format_of(url, text)
    if form is None:
        raise not_this_format(page.url, text, "a docket in a format we know", "save the docket's own page again, whole")
    docket = form.read(url, text, None)
    if docket.about.court is None and source.court:
        docket = form.read(url, text, source.court)
    about = docket.about
    if not docket.entries and not (about.case_name and about.docket_number):
        raise Unreadable("the docket names no case and has no entries", page.url, "save the page again")
    case = CaseOf(about.court, about.docket_number, about.case_name)
    return Docket(about, tuple(_without_broken_link(item) for item in docket_items(case, docket.entries)))


def _without_broken_link(item: Item) -> Item:
    """The item without an address that leads nowhere since the page was saved."""
    return item if item.url and canonical(item.url) else replace(item, url=None)


def _page_within(page: Page) -> Page:
    """The page in a web archive of one file (MHTML, RFC 2557): its first part of HTML."""
    parts = message_from_bytes(page.body).walk()
    found = next((part for part in parts if part.get_content_type() == "text/html"), None)
    body = found.get_payload(decode=True) if found else None
    if found is None or not isinstance(body, bytes):
        raise Unreadable("the web archive holds no page", page.url, "save the page as HTML")
    return replace(page, body=body, content_type=str(found["content-type"]))


def _paper(source: Source[Options], page: Page) -> Paper | None:
    """The document as an item of its own, known by the docket entry that its stamp names, else by its content.

    It is none with the entry of the same number: a document that the user throws away would change the entry's words.
    None for an attachment ("53-1"): proposed orders are attachments, and order nothing.
    """
    item = document.parse(source, [page]).items[0]
    if item.number and "-" in item.number:
        return None
    guid = None if item.number else sha256(page.body).hexdigest()[:20]
    label = f"Document {item.number}" if item.number else f"Document {page.url}"
    entry = Entry(item.text, label, item.filed, number=item.number, guid=guid, pages=item.pages)
    named = docket_items(CaseOf(item.court, item.docket_number), [entry])[0]
    return Paper(replace(named, key=f"{named.key}/document", aliases=(), judge=item.judge))
