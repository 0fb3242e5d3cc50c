"""The docket of one case. The format is found by itself: CM/ECF, appellate, ACMS, Supreme Court, CourtListener …"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from monitor.errors import PageError, Unreadable
from monitor.model import Change, Follow, Mark, Page, PageRequest, Snapshot, Source
from monitor.sources._base import Options, SourceKind, ask_plainly
from monitor.sources._court_named import require_court
from monitor.sources._documents import follow_documents
from monitor.sources._identity import CaseOf, Entry, docket_items
from monitor.sources._impostors import not_this_format
from monitor.sources._links import host_of, same_origin
from monitor.sources._text import text_of
from monitor.sources.docket_formats import clearinghouse, format_of
from monitor.sources.docket_formats._base import Docket
from monitor.sources.docket_formats.courtlistener import newest_first

LONGEST_OF_SEVERAL = 2_000_000
"""Bytes; no site that cuts a docket into pages has longer ones, and looking for the next takes the daemon's time."""


class DocketOptions(Options):
    """`documents` reads the free PDF behind each new entry that looks like a ruling."""

    documents: bool = False


def first(source: Source[DocketOptions], mark: Mark) -> PageRequest:
    """The docket's address; of a CourtListener page with the newest entries first, of a Clearinghouse page its data."""
    return replace(ask_plainly(source, mark), url=clearinghouse.address(newest_first(source.url)))


def more(source: Source[DocketOptions], pages: Sequence[Page]) -> PageRequest | None:
    """The next page of a docket that is shown on several.

    None for an address that was read before, and for another host. The user's own headers go along to the origin of the
    source's address only, not to where a redirect led or to another port.
    """
    last = pages[-1]
    if len(last.body) > LONGEST_OF_SEVERAL:
        return None
    text = text_of(last)
    form = format_of(last.url, text)
    following = form.next_page(last.url, text) if form else None
    if following is None or following in {page.url for page in pages} or host_of(following) != host_of(last.url):
        return None
    headers = source.headers if same_origin(following, source.url) else {}
    return PageRequest(following, headers, proxy=source.proxy, allow_private=source.allow_private)


def parse(source: Source[DocketOptions], pages: Sequence[Page]) -> Snapshot:
    """All entries of the docket.

    The snapshot is a window when the format shows only the newest entries, or the docket has more pages than were
    read: its oldest entries then leave the pages as new ones come, and that is no change.

    Raises:
        NotThePage: a login, bot-check or maintenance page came instead.
        Unreadable: no docket, one in an unknown format or of another court than the source's, or one that names no case
            and holds no entry.
    """
    dockets = [_read(source, page) for page in pages]
    about, entries = dockets[0].about, _joined(dockets)
    if not entries and not (about.case_name and about.docket_number):
        raise Unreadable("the docket names no case and has no entries", source.url, "open the address and look")
    items = docket_items(CaseOf(about.court, about.docket_number, about.case_name), entries)
    if not dockets[0].newest_only and more(source, pages) is None:
        return Snapshot(source.id, pages[0].fetched, "whole", items, about)
    first_day = min((item.filed for item in items if item.filed), default=None)
    since = datetime.combine(first_day, time(), UTC) if first_day else None
    return Snapshot(source.id, pages[0].fetched, "window", items, about, oldest=since)


def _read(source: Source[DocketOptions], page: Page) -> Docket:
    text = text_of(page)
    form = format_of(page.url, text)
    if form is None:
        raise _no_docket(page, text)
    docket = form.read(page.url, text, source.court if form.many_courts else None)
    if source.court is None or docket.about.court == source.court:
        return docket
    require_court(page.url, docket.about.court, source.court)
    return form.read(page.url, text, source.court)  # the page does not name its court


def _no_docket(page: Page, text: str) -> PageError:
    return not_this_format(page.url, text, "a docket in a format we know", "docs/add-a-source.md lists the formats")


def _joined(dockets: Sequence[Docket]) -> list[Entry]:
    """The entries of all pages; one that moved over the edge between two requests counts once."""
    entries: list[Entry] = list(dockets[0].entries)
    for docket in dockets[1:]:
        before = {_without_address(entry) for entry in entries}
        entries += [entry for entry in docket.entries if _without_address(entry) not in before]
    return entries


def _without_address(entry: Entry) -> Entry:
    """The entry without its link, which names the page it stood on."""
    return replace(entry, url=None)


def follow(source: Source[DocketOptions], changes: Sequence[Change]) -> Sequence[Follow]:
    """The documents of new rulings, if the source asks for them."""
    return follow_documents(changes) if source.options.documents else ()


KIND = SourceKind("docket", "whole", DocketOptions, parse, first, more, follow, prose=True, only_shown=True)
