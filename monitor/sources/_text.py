"""The text of a page: its charset found, its markup read, its words in lines."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString

from monitor.model import Page

if TYPE_CHECKING:
    from bs4.element import PageElement

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_OF_TEXT = re.compile(
    r"utf-?(?:8|16|32)|iso-?8859-?(?:[2-9]|1\d)|windows-?\d|cp\d|mac|koi8|gb|big5|shift|sjis|euc", re.IGNORECASE
)
"""Charsets of pages. Python also decodes what is none, and takes its time (punycode) or warns (unicode_escape)."""
_SPACE = re.compile(r"\s+")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOT_SHOWN = frozenset({"title", "script", "style", "template", "noscript", "iframe", "svg"})
_BLOCK_NAMES = """
    address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5
    h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())


def text_of(page: Page) -> str:
    """The page's body as text.

    The charset is the one of a byte order mark, else UTF-8 where the bytes are valid UTF-8 (bytes of another charset
    hardly ever are, and many servers announce a wrong one), else of the Content-Type, of the page's own declaration, or
    Windows-1252, which never fails and which the Encoding Standard reads where ISO-8859-1 is said. NUL characters are
    dropped: no parser takes them.
    """
    body, bom = EncodingDetector.strip_byte_order_mark(page.body)
    announced = _CHARSET.search(page.content_type)
    declared = EncodingDetector.find_declared_encoding(body, is_html=True)
    for charset in (bom, "utf-8", announced and announced[1], declared):
        if charset and _OF_TEXT.match(charset):
            with suppress(UnicodeError, LookupError):
                return body.decode(charset).replace("\0", "")
    return body.decode("cp1252", errors="replace").replace("\0", "")


def soup_of(text: str) -> BeautifulSoup:
    """The page's tree; broken markup is mended, never refused."""
    # The line end keeps BeautifulSoup from warning that a short text looks like a file name or an address.
    return BeautifulSoup(_XML_DECLARATION.sub("", text) + "\n", "lxml")


def one_line(text: str) -> str:
    """The text with all white space as single blanks."""
    return _SPACE.sub(" ", text).strip()


def lines_of(node: Tag) -> list[str]:
    """The words a reader sees in a part of a page, one line for each block; no empty lines."""
    return [line for line in map(one_line, "".join(_pieces(node)).split("\n")) if line]


def _pieces(node: Tag) -> Iterator[str]:
    """Text and line ends in the order of the page, by a stack: hostile pages nest deeper than Python recurses."""
    stack: list[PageElement | str] = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, Tag):
            if part.name not in _NOT_SHOWN:
                end = ["\n"] if part.name in _BLOCKS else []
                stack += [*end, *reversed(part.contents), *end]
        elif type(part) is NavigableString:
            yield _SPACE.sub(" ", part)
        elif part == "\n":
            yield "\n"


def shorten(text: str, most: int = 120) -> str:
    """The first words of a text, at most so many characters, with an ellipsis where words were left out."""
    plain = one_line(text)
    if len(plain) <= most:
        return plain
    return plain[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
