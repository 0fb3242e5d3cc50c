"""A news feed: RSS 0.9 to 2.0, Atom, JSON Feed. A new item is a headline; `follow_links` reads the story behind it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.errors import Unreadable
from monitor.model import Change, Follow, Item, Page, Snapshot, Source
from monitor.sources._base import Options, SourceKind
from monitor.sources._feeds import feed_of, moment, oldest, said
from monitor.sources._links import canonical, follow_stories
from monitor.sources._match import matcher
from monitor.sources._moments import from_iso
from monitor.sources._text import lines_of, one_line, soup_of, text_of

_JSON_FEED = "https://jsonfeed.org/version/"


class FeedOptions(Options):
    """`follow_links` reads the story behind each new item; `match` keeps items with any of the words."""

    follow_links: bool = False
    match: tuple[str, ...] = ()


def parse(source: Source[FeedOptions], pages: Sequence[Page]) -> Snapshot:
    """The items of the feed that match.

    Raises:
        NotThePage: a login, consent or bot-check page came instead.
        Unreadable: no feed, or one that breaks off before its first entry.
    """
    page = pages[0]
    is_json = page.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    items = list(_each_once(_of_json(source, page) if is_json else _of_xml(source, page)))
    matches = matcher(source.options.match)
    kept = tuple(item for item in items if matches(f"{item.title}\n{item.text}"))
    since = oldest(item.published for item in items)
    return Snapshot(source.id, page.fetched, "window", kept, oldest=since)


def follow(source: Source[FeedOptions], changes: Sequence[Change]) -> Sequence[Follow]:
    """The stories behind new items, if the source is to follow links."""
    return follow_stories(changes) if source.options.follow_links else ()


def _of_xml(source: Source[FeedOptions], page: Page) -> Iterator[Item]:
    zone = ZoneInfo(source.cadence.zone)
    for entry in feed_of(page).entries:
        content = [said(part, "value") for part in entry.get("content") or ()]
        text = max([said(entry, "summary"), *content], key=len)
        guid, link, title = said(entry, "id"), said(entry, "link"), said(entry, "title")
        yield _item(page, zone, guid, link, title, text, moment(entry, zone))


def _of_json(source: Source[FeedOptions], page: Page) -> Iterator[Item]:
    """The items of a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    zone = ZoneInfo(source.cadence.zone)
    for entry in _json_entries(page):
        text = str(entry.get("content_html") or entry.get("content_text") or entry.get("summary") or "")
        published = from_iso(str(entry.get("date_published") or entry.get("date_modified") or ""))
        link = entry.get("url") or entry.get("external_url")
        yield _item(page, zone, entry.get("id"), link, str(entry.get("title") or text[:200]), text, published)


def _json_entries(page: Page) -> list[dict[str, Any]]:
    try:
        feed = json.loads(text_of(page))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"broken JSON: {error}", page.url, "give the address of the feed itself") from error
    entries = feed.get("items") if str(feed.get("version", "")).startswith(_JSON_FEED) else None
    if not isinstance(entries, list):
        raise Unreadable("JSON, but no JSON Feed", page.url, "give the address of the feed itself")
    return [entry for entry in entries if isinstance(entry, dict)]


def _item(
    page: Page, zone: ZoneInfo, guid: object, link: object, title: str, text: str, published: datetime | None
) -> Item:
    """An item known by its guid, else its link, else its title."""
    url = canonical(str(link), page.url) if link else None
    headline = _plain(title)
    known_by = f"guid:{canonical(str(guid)) or guid}" if guid else f"link:{url}" if url else f"title:{headline}"
    return Item(
        key=known_by,
        title=headline or url or "Untitled",
        text="\n".join(lines_of(soup_of(text))) if "<" in text or "&" in text else text.strip(),
        kind="article",
        url=url,
        published=published.astimezone(UTC) if published else None,
        filed=published.astimezone(zone).date() if published else None,
    )


def _plain(text: str) -> str:
    return one_line(" ".join(lines_of(soup_of(text)))) if "<" in text or "&" in text else one_line(text)


def _each_once(items: Iterator[Item]) -> Iterator[Item]:
    """Items with keys of their own: of a feed that gives one guid to several stories the link is added to the key."""
    seen: dict[str, Item] = {}
    for item in items:
        own = item
        if item.key in seen and item.url != seen[item.key].url:
            own = replace(item, key=f"{item.key} {item.url}")
        if own.key not in seen:
            seen[own.key] = own
            yield own


KIND = SourceKind("feed", "window", FeedOptions, parse, follow=follow)
