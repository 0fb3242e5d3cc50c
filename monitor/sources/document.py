"""One document of a court, a PDF: how long it is, what it orders, who wrote it; read behind rulings."""

import logging
import re
import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from monitor.errors import Unreadable
from monitor.model import Item, Page, Snapshot, Source
from monitor.sources._base import Options, SourceKind
from monitor.sources._decretal import decretal_words, flowing
from monitor.sources._impostors import not_this_format
from monitor.sources._stamp import stamp_of
from monitor.sources._text import one_line, text_of

if TYPE_CHECKING:
    from pypdf import PdfReader

FIRST, LAST = 8, 25
"""Pages whose text is read, from either end: outcomes stand at the beginning or the end, and each page costs time."""

_SIGNATURE = b"%PDF-"
_WITHIN = 1024
"""The signature stands within the first 1024 bytes (ISO 32000-1, Annex H, note 13)."""
_CRASHES = (
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    struct.error,
    zlib.error,
)
"""What pypdf raises on broken files beside its own errors."""
_NAME = r"[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]*){0,4}"
_TITLE = r"(?:(?:Chief|Senior|Associate|Presiding) )?"
_AUTHORS = (
    re.compile(rf"Opinion for the [Cc]ourt filed by (?:{_TITLE}(?:Circuit )?Judge )(?P<name>{_NAME})\."),
    re.compile(rf"(?:CHIEF |Chief )?(?:JUSTICE|Justice) (?P<name>{_NAME}) delivered the opinion of the Court"),
    re.compile(rf"^\W*(?P<name>[A-Z][A-Z.'\u2019 -]+), {_TITLE}(?:Circuit|District) Judge[:.]", re.MULTILINE),
    re.compile(
        rf"^\W*(?:/s/ *)?(?!.*(?:ORDERED|Dated|DATED))(?P<name>{_NAME}) *\n\s*"
        rf"(?i:{_TITLE}(?:United States|U\.S\.) (?:District|Magistrate|Circuit) Judge)",
        re.MULTILINE,
    ),
)


def parse(source: Source[Options], pages: Sequence[Page]) -> Snapshot:
    """The document as one item: `pages`, the decretal words as text, the author as `judge` where it is plainly stated.

    A scan has pages and no text. Court, docket number, entry number and day of filing are those of the court's stamp.

    Raises:
        NotThePage: a login, bot-check or maintenance page came instead.
        Unreadable: no PDF, one that is locked, or one that is broken.
    """
    page = pages[0]
    if _SIGNATURE not in page.body[:_WITHIN]:
        raise not_this_format(page.url, text_of(page), "a PDF", "open the address and look what it shows")
    texts, count = _read(page)
    stamp = stamp_of(texts[0])
    item = Item(
        key="document",
        title=unquote(urlsplit(page.url).path.rpartition("/")[2]) or page.url,
        text=decretal_words(flowing(texts)),
        url=page.url,
        filed=stamp.filed,
        number=stamp.number,
        court=stamp.court or source.court,
        docket_number=stamp.docket_number,
        judge=_author("\n".join(texts)),
        pages=count,
    )
    return Snapshot(source.id, page.fetched, "whole", (item,))


def _read(page: Page) -> tuple[Sequence[str], int]:
    """The text of the first and the last pages, and how many there are."""
    from pypdf import PdfReader  # noqa: PLC0415 (loaded on first use)
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every flaw of a file, and most files have some
    try:
        reader = PdfReader(BytesIO(page.body))
        _require_open(reader, page)
        count = len(reader.pages)
        if not count:
            raise Unreadable("the PDF has no pages", page.url, "open the address and look")
        numbers = dict.fromkeys([*range(min(FIRST, count)), *range(max(0, count - LAST), count)])
        return [reader.pages[number].extract_text() for number in numbers], count
    except (PyPdfError, *_CRASHES) as error:
        what = f"the PDF is broken: {type(error).__name__}: {error}"
        raise Unreadable(what, page.url, "open the address and look") from error


def _require_open(reader: "PdfReader", page: Page) -> None:
    """Open a document that is locked with no password, as many are against changes; raise Unreadable for the others."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("the PDF is locked with a password", page.url, "open the address and look")


def _author(text: str) -> str | None:
    """Who wrote it, in the case of a name; None when it does not say so plainly."""
    found = (match for pattern in _AUTHORS if (match := pattern.search(text)))
    name = next((one_line(match["name"]) for match in found), None)
    return name.title() if name and name.isupper() else name


KIND = SourceKind("document", "whole", Options, parse, prose=True)
