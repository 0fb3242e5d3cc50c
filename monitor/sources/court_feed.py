"""A court's own feed (CM/ECF RSS): every entry of the last 24 hours, as labels. It is narrowed later, or not."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from monitor.courts.registry import COURTS
from monitor.model import Page, Snapshot, Source
from monitor.sources._base import CourtWide, SourceKind
from monitor.sources._court_named import require_court
from monitor.sources._feeds import feed_of, made, moment, newest, oldest, said
from monitor.sources._identity import CaseOf, Entry, feed_items
from monitor.sources._links import court_of_host, host_of
from monitor.sources._text import one_line

SPAN = timedelta(hours=24)
"""How far back a CM/ECF feed reaches."""

_CASE = re.compile(r"(?P<number>(?=\S*\d)[^\s-]+-\S+)?\s*(?P<name>.*)", re.DOTALL)
_SEQUENCE = re.compile(r"DktRpt\.pl\?(?P<case>\d+)[&-](?P<sequence>\d+)$")
_PART = re.compile(r"[?&]partId=(\d+)")
_LINK = re.compile(r"<a\s+href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>([^<]*)</a>", re.IGNORECASE)
_DOCUMENT = re.compile(r"/docs?1/(\d+)")
_TAG = re.compile(r"<[^<>]*>")


def parse(source: Source[CourtWide], pages: Sequence[Page]) -> Snapshot:
    """All entries of the feed, each by itself: several of one second, even of one docket entry, stay apart.

    Raises:
        NotThePage: a login, bot-check or maintenance page came instead.
        Unreadable: no feed, or the feed of another court than the source's.
    """
    page = pages[0]
    feed = feed_of(page)
    named = court_of_host(host_of(said(feed.feed, "link"))) or court_of_host(host_of(page.url))
    require_court(page.url, named, source.court)
    court = source.court or named or ""
    zone = ZoneInfo(COURTS[court].zone if court in COURTS else "UTC")
    items = feed_items([(_case(entry, court), _entry(entry, zone)) for entry in feed.entries])
    carries = one_line(said(feed.feed, "subtitle"))
    moments = [item.published for item in items]
    return Snapshot(
        source.id,
        page.fetched,
        "window",
        items,
        carries="" if carries.endswith(":") else carries,  # a feed that announces its types and then names none
        oldest=oldest(moments),
        newest=newest(moments),
        made=made(feed, zone),
    )


def address(_options: CourtWide, court: str | None) -> str | None:
    """The address of a court's feed, None where the registry knows none."""
    known = COURTS.get(court or "")
    return known.feed if known else None


def _case(entry: Mapping[str, Any], court: str) -> CaseOf:
    """The case from a title like "1:18-cv-03365 Chau v. Donovan et al"; the number is kept as odd as it is."""
    title = one_line(html.unescape(html.unescape(said(entry, "title"))))
    number, name = _CASE.findall(title)[0]
    case_id = _SEQUENCE.search(said(entry, "id"))
    return CaseOf(court or None, number or None, name or None, case_id["case"] if case_id else None)


def _entry(entry: Mapping[str, Any], zone: ZoneInfo) -> Entry:
    summary, guid = said(entry, "summary"), said(entry, "id")
    link = _LINK.search(summary)
    published: datetime | None = moment(entry, zone)
    sequence, part = _SEQUENCE.search(guid), _PART.search(guid)
    document = _DOCUMENT.search(link[1]) if link else None
    day = published.astimezone(zone).date() if published else None
    return Entry(
        label=_label(_TAG.sub("", summary)),
        filed=day,
        entered=day,
        published=published,
        number=link[2].strip() if link and link[2].strip().isdigit() else part and part[1],
        sequence=sequence["sequence"] if sequence else None,
        part=part[1] if part else None,
        document=document[1] if document else None,
        url=html.unescape(link[1]) if link else said(entry, "link") or None,
    )


def _label(summary: str) -> str:
    """What stands in brackets: "Type: ap Office: 1 [Order (CLERK)] (12)" gives "Order (CLERK)"; else all of it."""
    start, end = summary.find("["), summary.rfind("]")
    return one_line(html.unescape(summary[start + 1 : end] if 0 <= start < end else summary))


KIND = SourceKind("court_feed", "window", CourtWide, parse, span=SPAN, address=address)
