"""Any page, or the part of it that a CSS selector or XPath names: one item, whose text is compared line by line.

Always read in the worker process: no check of a selector or a pattern proves that it is quick on every page.
"""

import re
from collections.abc import Iterable, Sequence

from lxml import etree, html
from pydantic import field_validator, model_validator

from monitor.errors import Unreadable
from monitor.model import Item, Page, Snapshot, Source
from monitor.sources._base import Options, SourceKind
from monitor.sources._impostors import refuse_impostor
from monitor.sources._noise import steady, without_noise
from monitor.sources._select import LONGEST_LINE, checked_css, checked_pattern, checked_xpath
from monitor.sources._text import lines_of, one_line, soup_of, text_of


class PageOptions(Options):
    """What part of the page to read: `select` (CSS) or `xpath` (1.0), the whole body by default.

    `ignore` are regular expressions; a line in which one is found is left out. So are, unless they are selected
    themselves, boxes that are hidden or by their names banners, adverts, comments or lists of other stories; and of
    every line counts of readers and ages ("3 hours ago").
    """

    select: str | None = None
    xpath: str | None = None
    ignore: tuple[str, ...] = ()

    @field_validator("select")
    @classmethod
    def _css(cls, selector: str | None) -> str | None:
        return checked_css(selector) if selector is not None else None

    @field_validator("xpath")
    @classmethod
    def _path(cls, expression: str | None) -> str | None:
        return checked_xpath(expression) if expression is not None else None

    @field_validator("ignore")
    @classmethod
    def _patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(checked_pattern, patterns))

    @model_validator(mode="after")
    def _one_of_both(self) -> "PageOptions":
        if self.select is not None and self.xpath is not None:
            raise ValueError("both `select` and `xpath`: write one of them")
        return self


def parse(source: Source[PageOptions], pages: Sequence[Page]) -> Snapshot:
    """One item: the text of all that is selected, each block on a line of its own.

    Raises:
        NotThePage: a login, consent or bot-check page came instead.
        Unreadable: nothing is selected, or nothing is left of it.
    """
    page = pages[0]
    text = text_of(page)
    selected = _selected(source.options, text)
    _refuse_impostor(page.url, text, selected)
    ignored = [re.compile(pattern) for pattern in source.options.ignore]
    lines = [line for line in map(steady, (line for line in selected if not _is_ignored(line, ignored))) if line]
    if not lines:
        what = f"{_named(source.options)} finds no text"
        raise Unreadable(what, page.url, "look whether the page was rebuilt, and mend `select` or `xpath`")
    item = Item(key="text", title=_title(text) or page.url, text="\n".join(lines), kind="text", url=page.url)
    return Snapshot(source.id, page.fetched, "whole", (item,))


def _refuse_impostor(url: str, text: str, selected: Sequence[str]) -> None:
    """Raise NotThePage by the title above a short part that is selected, or by all that stands on a short page.

    The banners of a sound page speak of cookies and logins too, and a part of it may be one word.
    """
    refuse_impostor(url, f"<title>{_title(text)}</title>", "\n".join(selected))
    page = without_noise(soup_of(text))
    if lines := lines_of(page):
        refuse_impostor(url, str(page), "\n".join(lines))
    else:
        refuse_impostor(url, text)


def _selected(options: PageOptions, text: str) -> list[str]:
    if options.xpath is not None:
        return _by_xpath(options.xpath, text)
    soup = soup_of(text)
    found = soup.select(options.select) if options.select else [soup.body or soup]
    inside = {id(inner) for part in found for inner in part.descendants}
    return [line for part in found if id(part) not in inside for line in lines_of(without_noise(part))]


def _by_xpath(expression: str, text: str) -> list[str]:
    """Lines of what an XPath names: elements, attributes, texts, or one string or number."""
    try:
        found = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)).xpath(expression)
    except etree.ParserError:  # nothing on the page but white space and comments
        return []
    except etree.XPathError as error:
        raise Unreadable(f"the XPath {expression!r} fails: {error}", next_step="mend `xpath`") from error
    parts = found if isinstance(found, list) else [found]
    return [line for part in parts for line in _lines_of_part(part)]


def _lines_of_part(part: object) -> list[str]:
    if isinstance(part, etree._Element):  # noqa: SLF001 (lxml's only name for its element class)
        return lines_of(without_noise(soup_of(etree.tostring(part, encoding="unicode", with_tail=False))))
    return [line for line in [one_line(str(part))] if line]


def _is_ignored(line: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    return any(pattern.search(line[:LONGEST_LINE]) for pattern in patterns)


def _named(options: PageOptions) -> str:
    return f"the XPath {options.xpath!r}" if options.xpath else f"the selector {options.select or 'body'!r}"


def _title(text: str) -> str:
    match = re.search(r"<title[^<>]*>([^<]{1,300})", text, re.IGNORECASE)
    return " ".join(lines_of(soup_of(match[1]))) if match else ""


KIND = SourceKind("page", "whole", PageOptions, parse, prose=True, only_shown=True)
