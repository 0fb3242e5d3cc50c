"""The Atom feed of one docket on CourtListener: its newest 30 entries.

The link of an entry ends with the id of its row on the docket page, so that both give the same keys.
"""

import html
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from monitor.model import About
from monitor.sources._feeds import moment, parsed_feed, said
from monitor.sources._identity import Entry
from monitor.sources._text import one_line
from monitor.sources.docket_formats._base import Docket, DocketFormat

_TITLE = re.compile(r"Docket updates for (?P<name>.*?)(?:, (?P<number>[^,]*\d[^,]*))?$", re.DOTALL)
_ROW = re.compile(r"#((?:minute-)?entry-(\d+))$")
_TAG = re.compile(r"<[^<>]*>")
_ZONE = ZoneInfo("America/Los_Angeles")
"""CourtListener dates an entry at midnight of this zone on the day it was filed."""
_LONGEST_LABEL = 80


def recognise(_url: str, text: str) -> bool:
    """By the title of the feed."""
    return "<feed" in text[:2000] and "Docket updates for " in text[:5000]


def read(_url: str, text: str, court: str | None) -> Docket:
    """The case and its newest entries; the feed names no court."""
    feed = parsed_feed(text.encode(), "application/atom+xml; charset=utf-8")
    title = _TITLE.search(html.unescape(one_line(said(feed.feed, "title"))))
    about = About(court, title["number"] if title else None, title["name"] if title else None)
    return Docket(about, tuple(_entry(entry) for entry in feed.entries), newest_only=True)


def _entry(entry: Mapping[str, Any]) -> Entry:
    row = _ROW.search(said(entry, "link"))
    published = moment(entry, _ZONE)
    words = one_line(html.unescape(_TAG.sub(" ", said(entry, "summary"))))
    numbered = row is not None and not row[1].startswith("minute")
    return Entry(
        text="" if _is_label(words) else words,
        label=words if _is_label(words) else "",
        filed=published.astimezone(_ZONE).date() if published else None,
        number=row[2] if row and numbered else None,
        row=row[1] if row else None,
        url=said(entry, "link") or None,
    )


def _is_label(words: str) -> bool:
    """Whether the feed gives the name of the document only, as it does for an entry without text: no sentence."""
    return len(words) <= _LONGEST_LABEL and "." not in words


FORMAT = DocketFormat("CourtListener docket feed", recognise, read)
