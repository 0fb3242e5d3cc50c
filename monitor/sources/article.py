"""One news story and its later edits: headline and main text, without menus, adverts and related stories."""

import html
import logging
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from monitor.errors import Unreadable
from monitor.model import Item, Page, Snapshot, Source
from monitor.sources._base import Options, SourceKind
from monitor.sources._chatter import is_chatter
from monitor.sources._feeds import oldest
from monitor.sources._impostors import refuse_impostor
from monitor.sources._links import canonical
from monitor.sources._live_blog import posts_of
from monitor.sources._moments import from_iso
from monitor.sources._noise import NAMES
from monitor.sources._text import one_line, text_of

_PUBLISHED = re.compile(
    r"article:published_time[\"']\s+content=[\"']([^\"']+)|\"datePublished\"\s*:\s*\"([^\"]+)\"", re.IGNORECASE
)

_CANONICAL = re.compile(r"<link\b[^<>]*\brel=[\"']?canonical\b[^<>]*>", re.IGNORECASE)
_HREF = re.compile(r"\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_HEAD = 100_000
"""Characters in which a page's head ends."""
_NAMED = " or ".join(f"contains(concat(' ', @id, ' ', normalize-space(@class)), ' {name}')" for name in NAMES)
_NO_STORY = [
    f"//*[self::div or self::section or self::aside or self::ul][{_NAMED} or @role='dialog'][not(.//h1 or .//article)]",
    "//p[.//a and string-length(normalize-space(.)) = string-length(normalize-space(.//a))]",
]
"""What is left out before a story is looked for, because in a short one it would be taken for a part: boxes that by
their names are banners, adverts, comments or lists of other stories, and paragraphs that are nothing but a link."""

LEAST_STORY = 100
"""Characters; what trafilatura finds on a page without a story (a menu, a footer) is shorter."""


def parse(source: Source[Options], pages: Sequence[Page]) -> Snapshot:
    """The story as one item. `published` is exact where the page says so, `filed` the day of publication.

    A live blog is a window of its newest posts, each an item.

    Raises:
        NotThePage: a consent wall, paywall, login or bot check hides the story.
        Unreadable: the page has no main text.
    """
    page = pages[0]
    text = text_of(page)
    if posts := posts_of(text, page.url):
        return Snapshot(source.id, page.fetched, "window", posts, oldest=oldest(post.published for post in posts))
    story = _extracted(text, page.url)
    title = one_line(story.title or "") if story else ""
    lines = list(filter(None, map(one_line, (story.text or "").splitlines()))) if story else []
    kept = [line for line in lines if not is_chatter(line)]
    body = "\n".join(kept[1:] if kept[:1] == [title] else kept)
    refuse_impostor(page.url, text, body or None)
    if len(body) < LEAST_STORY:
        raise Unreadable(
            "no main text found", page.url, "give the address of one story; for a list of stories use `listing`"
        )
    return Snapshot(source.id, page.fetched, "whole", (_item(page, text, story.date, title, body),))


def _extracted(text: str, url: str) -> Any:  # noqa: ANN401 (trafilatura's document has no types)
    """What trafilatura takes for the story, None if it finds none."""
    import trafilatura  # noqa: PLC0415 (heavy: loaded on first use)

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page without text as an error
    return trafilatura.bare_extraction(
        text, url=url, include_comments=False, include_tables=True, with_metadata=True, prune_xpath=_NO_STORY
    )


def _item(page: Page, text: str, day: str | None, title: str, body: str) -> Item:
    published = _published(text)
    return Item(
        key="article",
        title=title or body.split("\n", 1)[0],
        text=body,
        kind="article",
        url=_address(text, page.url),
        published=published.astimezone(UTC) if published else None,
        filed=published.date() if published else _day(day),
    )


def _address(text: str, url: str) -> str | None:
    """The story's own address: what the page calls its canonical link (RFC 6596), else the address it was read at.

    Papers name so the paper that they took a story from. A link to a front page is a mistake that many sites make.
    """
    link = _CANONICAL.search(text, 0, _HEAD)
    href = _HREF.search(link[0]) if link else None
    named = canonical(html.unescape(href[1]), url) if href else None
    return named if named and urlsplit(named).path != "/" else canonical(url)


def _published(text: str) -> datetime | None:
    """The exact moment in the page's metadata (Open Graph, schema.org), in the zone written there."""
    match = _PUBLISHED.search(text)
    return from_iso(match[1] or match[2]) if match else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


KIND = SourceKind("article", "whole", Options, parse, prose=True)
