"""Feeds read by feedparser: RSS 0.9 to 2.0 and Atom."""

import io
import re
from calendar import timegm
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from monitor.errors import Unreadable
from monitor.model import Page
from monitor.sources._impostors import not_this_format
from monitor.sources._moments import FIRST_YEAR, LAST_YEAR
from monitor.sources._text import text_of

_KNOWN_ZONE = re.compile(r"(?:\b(?:GMT|UTC?|Z|[AECMP][SD]T)|Z|[+-]\d\d:?\d\d)$")
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,12};)")
"""The commonest break of feeds; feedparser alone reads "R&D" as "R&D;"."""
_CRASHES = (ValueError, LookupError, AttributeError, TypeError, AssertionError, OverflowError)
"""What feedparser raises on feeds it did not foresee, such as a charset of bytes that are no letters."""
_OWN_ENTITY = b"<!ENTITY"
_NAMED_ZONE = re.compile(r"\s[A-Za-z]{2,5}$")


def feed_of(page: Page) -> Any:  # noqa: ANN401 (feedparser has no types)
    """The feed on a page. An empty valid feed is one; broken XML too, as long as entries could be read.

    Raises:
        NotThePage: a login, bot-check or maintenance page came instead.
        Unreadable: no feed, or one that breaks off before its first entry.
    """
    feed = parsed_feed(page.body, page.content_type)
    if feed.bozo and _BARE_AMPERSAND.search(page.body):
        mended = parsed_feed(_BARE_AMPERSAND.sub(b"&amp;", page.body), page.content_type)
        feed = mended if len(mended.entries) >= len(feed.entries) else feed
    if feed.entries or (feed.get("version") and not _broken(feed)):
        return feed
    raise not_this_format(page.url, text_of(page), "a feed", "give the address of the RSS or Atom feed itself")


def parsed_feed(body: bytes, content_type: str) -> Any:  # noqa: ANN401 (as above)
    """What feedparser makes of a body, be it a feed or not; raises Unreadable for one that breaks it or has entities.

    No feed needs entities of its own, and ten lines of them unfold to gigabytes ("a billion laughs").
    """
    if _OWN_ENTITY in body:
        raise Unreadable("the feed declares entities of its own", next_step="give the address of the feed itself")
    import feedparser  # noqa: PLC0415 (heavy: loaded on first use)

    # A stream, for a body given as bytes is first tried as the name of a file.
    stream, headers = io.BytesIO(body), {"content-type": content_type}
    try:
        return feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except _CRASHES as error:
        what = f"the feed could not be read: {type(error).__name__}: {error}"
        raise Unreadable(what, next_step="look what the address shows; if it is a sound feed, report it") from error


def said(part: Mapping[str, Any], name: str) -> str:
    """What a feed or an entry says under a name, without NULs; "" for nothing, where feedparser may give None."""
    value = part.get(name)
    return value.replace("\0", "") if isinstance(value, str) else ""


def _broken(feed: Any) -> bool:  # noqa: ANN401 (feedparser has no types)
    """Whether the XML breaks off; a charset announced wrongly is no break."""
    return bool(feed.bozo) and type(feed.get("bozo_exception")).__name__ not in {
        "CharacterEncodingOverride",
        "NonXMLContentType",
    }


def oldest(moments: Iterable[datetime | None]) -> datetime | None:
    """The earliest moment, None if there is none."""
    return min((one for one in moments if one), default=None)


def newest(moments: Iterable[datetime | None]) -> datetime | None:
    """The latest moment, None if there is none."""
    return max((one for one in moments if one), default=None)


def made(feed: Any, zone: tzinfo) -> datetime | None:  # noqa: ANN401 (feedparser has no types)
    """When the server made the feed, in UTC, if it says so (lastBuildDate, RSS 2.0; updated, RFC 4287 §4.2.15)."""
    return _moment(feed.feed, "updated", zone) if "updated_parsed" in feed.feed else None


def moment(entry: Mapping[str, Any], zone: tzinfo) -> datetime | None:
    """When a feed entry was published, in UTC; a zone that RFC 5322 does not name ("AKST") is taken for `zone`."""
    # Not `or`: feedparser warns when it is asked for "updated" and has "published" only.
    return _moment(entry, "published" if "published_parsed" in entry else "updated", zone)


def _moment(entry: Mapping[str, Any], which: str, zone: tzinfo) -> datetime | None:
    parsed, written = entry.get(f"{which}_parsed"), said(entry, which).strip()
    if parsed is None or not FIRST_YEAR <= parsed.tm_year <= LAST_YEAR:
        return None
    exact = datetime.fromtimestamp(timegm(parsed), UTC)
    if _NAMED_ZONE.search(written) and not _KNOWN_ZONE.search(written):
        return exact.replace(tzinfo=zone).astimezone(UTC)
    return exact
