"""Live blogs: a page whose linked data says LiveBlogPosting (https://schema.org/LiveBlogPosting) gives its posts."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC
from typing import Any

from monitor.model import Item
from monitor.sources._links import canonical, joined
from monitor.sources._moments import from_iso
from monitor.sources._text import lines_of, one_line, shorten, soup_of

_TYPE = "LiveBlogPosting"
_OPEN, _CLOSE = "application/ld+json", "</script"


def posts_of(text: str, url: str) -> tuple[Item, ...]:
    """The posts of a live blog in the order of the page; none when the page is no live blog, or tells no posts.

    A post is known by its id, else its address, else the moment of its publication; a name that several posts share is
    no name. Posts with neither headline nor body are left out.
    """
    if _TYPE not in text:
        return ()
    posts = [post for data in _linked_data(text) for blog in _blogs(data) for post in _updates(blog)]
    names = [_names(post) for post in posts]
    shared = Counter(name for some in names for name in set(some))
    items = (
        _item(post, [name for name in some if shared[name] == 1], url) for post, some in zip(posts, names, strict=True)
    )
    return tuple(item for item in items if item)


def _linked_data(text: str) -> Iterator[Any]:
    """The JSON of all scripts with linked data, broken ones left out."""
    at = text.find(_OPEN)
    while at >= 0:
        start, end = text.find(">", at) + 1, text.find(_CLOSE, at)
        if not 0 < start <= end:
            return
        with suppress(ValueError, RecursionError):  # other scripts of the page may be sound
            yield json.loads(text[start:end])
        at = text.find(_OPEN, end)


def _blogs(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (JSON of anybody)
    """The live blogs in linked data: at the top, in a list, or in a graph."""
    things = data if isinstance(data, list) else [data]
    for thing in things:
        if isinstance(thing, dict):
            kinds = thing.get("@type")
            if _TYPE in (kinds if isinstance(kinds, list) else [kinds]):
                yield thing
            elif isinstance(thing.get("@graph"), list):
                yield from _blogs(thing["@graph"])


def _updates(blog: dict[str, Any]) -> list[dict[str, Any]]:
    updates = blog.get("liveBlogUpdate")
    return [post for post in (updates if isinstance(updates, list) else [updates]) if isinstance(post, dict)]


def _names(post: dict[str, Any]) -> list[str]:
    """The names of a post, the surest first."""
    return [f"post:{name}:{post[name]}" for name in ("@id", "url", "datePublished") if isinstance(post.get(name), str)]


def _item(post: dict[str, Any], names: Sequence[str], base: str) -> Item | None:
    body, headline = _plain(post.get("articleBody")), one_line(_plain(post.get("headline")))
    if not names or not (body or headline):
        return None
    published = from_iso(str(post.get("datePublished") or ""))
    link = joined(base, str(post.get("url") or base))
    return Item(
        key=names[0],
        aliases=tuple(names[1:]),
        title=headline or shorten(body),
        text=body,
        kind="article",
        url=link if link and canonical(link) else None,
        published=published.astimezone(UTC) if published else None,
        filed=published.date() if published else None,
    )


def _plain(text: object) -> str:
    """A text of linked data without the markup that some sites leave in it."""
    return "\n".join(lines_of(soup_of(text))) if isinstance(text, str) else ""
