"""A page of links: a section front, a list of press releases. A new item is a link that was not there before."""

from collections.abc import Iterator, Sequence

from bs4 import Tag
from pydantic import field_validator

from monitor.errors import Unreadable
from monitor.model import Change, Follow, Item, Page, Snapshot, Source
from monitor.sources._base import Options, SourceKind
from monitor.sources._impostors import refuse_impostor
from monitor.sources._links import canonical, follow_stories, joined
from monitor.sources._match import matcher
from monitor.sources._select import checked_css
from monitor.sources._text import one_line, soup_of, text_of


class ListingOptions(Options):
    """`select` is the CSS selector of the links, or of blocks that hold them; `match`, `follow_links` as in `feed`."""

    select: str = "a"
    follow_links: bool = False
    match: tuple[str, ...] = ()

    _select = field_validator("select")(checked_css)


def parse(source: Source[ListingOptions], pages: Sequence[Page]) -> Snapshot:
    """The links that the selector finds and that match, in the order of the page.

    Raises:
        NotThePage: a login, consent or bot-check page came instead.
        Unreadable: the selector finds no link at all: the page was rebuilt.
    """
    page = pages[0]
    text = text_of(page)
    refuse_impostor(page.url, text)
    soup = soup_of(text)
    base = soup.find("base", href=True)
    base_url = joined(page.url, str(base["href"])) if base else None
    links = _links(soup.select(source.options.select), base_url or page.url)
    if not links:
        what = f"the selector {source.options.select!r} finds no link"
        raise Unreadable(what, page.url, "look whether the page was rebuilt, and mend `select`")
    matches = matcher(source.options.match)
    items = tuple(_item(url, title) for url, title in links.items() if matches(title))
    return Snapshot(source.id, page.fetched, "window", items)


def follow(source: Source[ListingOptions], changes: Sequence[Change]) -> Sequence[Follow]:
    """The stories behind new links, if the source is to follow them."""
    return follow_stories(changes) if source.options.follow_links else ()


def _links(found: Sequence[Tag], base: str) -> dict[str, str]:
    """Addresses with their words; of several links to one address the longest words, for pictures have short ones."""
    links: dict[str, str] = {}
    for tag in _anchors(found):
        url = canonical(str(tag["href"]), base)
        words = _words(tag)
        if url and len(words) >= len(links.get(url, "")):
            links[url] = words
    return {url: words or url for url, words in links.items()}


def _anchors(found: Sequence[Tag]) -> Iterator[Tag]:
    for tag in found:
        if tag.name == "a" and tag.get("href"):
            yield tag
        else:
            yield from tag.find_all("a", href=True)


def _words(anchor: Tag) -> str:
    pictures = " ".join(str(picture.get("alt", "")) for picture in anchor.find_all("img"))
    return one_line(anchor.get_text(" ")) or one_line(str(anchor.get("aria-label") or anchor.get("title") or pictures))


def _item(url: str, title: str) -> Item:
    return Item(key=f"link:{url}", title=title, kind="article", url=url)


KIND = SourceKind("listing", "window", ListingOptions, parse, follow=follow, prose=True, robots=True)
