"""A docket page of CourtListener, in both of its templates.

The first sets entries as rows of `div#docket-entry-table`, the second as an `<ol>` of `<li><dl>`; in both, the row's id
is `entry-<number>`, or `minute-entry-<id>` for an entry without a number.
"""

import html
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qsl, urljoin

from bs4 import BeautifulSoup, Tag

from monitor.courts.registry import court_named
from monitor.model import About, DocketRef
from monitor.sources._identity import Entry
from monitor.sources._links import host_of, joined
from monitor.sources._text import lines_of, one_line, soup_of
from monitor.sources.docket_formats._base import Docket, DocketFormat

_PAGE = re.compile(r"https?://(?:www\.)?courtlistener\.com/docket/\d+/(?!feed/)[^/?#]+/?(?:\?[^#]*)?$")
_MARKS = re.compile(r"\bid=[\"']?(?:docket-entry-table|(?:minute-)?entry-\d+)\b|data-type=[\"']search\.Docket[\"']")
_STORAGE = "storage.courtlistener.com"
_ROW = re.compile(r"^(?:minute-)?entry-\d+$")
_HEADING = re.compile(r"^(?P<name>.*?)\s*(?:\(\s*(?P<number>[^()]*\d[^()]*?)\s*\))?$", re.DOTALL)
_LONGEST_HEADING = 500
_COURT_ID = re.compile(r"[?&;]court_id=([a-z0-9]+)")
_COURT = re.compile(
    r"(?:United States )?(?P<kind>District|Bankruptcy) Court, (?:(?P<side>[NSEWMC])\.)?D\. (?P<place>.+)"
)
_SIDES = {"N": "Northern ", "S": "Southern ", "E": "Eastern ", "W": "Western ", "M": "Middle ", "C": "Central "}
_NEXT = re.compile(r"<a\s[^<>]*\brel=[\"']?next\b[^<>]*>")
_ADDRESS = re.compile(r"\bhref=[\"']([^\"'<>]+)")
_DAY = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (\d{1,2}), (\d{4})\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def recognise(_url: str, text: str) -> bool:
    """By the ids of its rows; an empty docket by the mark on its heading."""
    return _MARKS.search(text) is not None


def read(url: str, text: str, court: str | None) -> Docket:
    """The case and the entries of this page. Entries without text yet are labels only."""
    soup = soup_of(text)
    rows = soup.find_all(["div", "li"], id=_ROW)
    return Docket(_about(soup, court), tuple(_entry(row, url) for row in rows))


def next_page(url: str, text: str) -> str | None:
    """The address behind "Next"."""
    link = _NEXT.search(text)
    address = _ADDRESS.search(link[0]) if link else None
    return joined(url, html.unescape(address[1])) if address else None


def newest_first(url: str) -> str:
    """The address of a docket page with its newest entries on the first page."""
    if not _PAGE.match(url) or "order_by=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}order_by=desc"


def _entry(row: Tag, url: str) -> Entry:
    name = str(row["id"])
    cells = row.select("dl dd") if row.name == "li" else row.find_all("div", recursive=False)
    filed, described = (cells[1], cells[2]) if len(cells) > 2 else (row, row)  # noqa: PLR2004 (number, date, text)
    label, document = _document(row)
    pdf = _free_pdf(row)  # before the documents are taken out of the row
    for documents in described.select(".recap-documents, ul"):
        documents.extract()
    return Entry(
        text=one_line(" ".join(lines_of(described))),
        label=label,
        filed=_day(filed.get_text(" ")),
        number=name.removeprefix("entry-") if name.startswith("entry-") else None,
        row=name,
        url=urljoin(url, document or f"#{name}"),
        pdf=pdf,
    )


def _document(row: Tag) -> tuple[str, str | None]:
    """Label and address of the entry's main document, which is the first one; its address only if it is free."""
    first = row.select_one(".recap-documents, ul > li")
    if first is None:
        return "", None
    words = [one_line(part.get_text(" ")) for part in first.select("p")]
    link = first.select_one('a[href^="/docket/"]')
    return next((text for text in words if text and not _is_badge(text)), ""), str(link["href"]) if link else None


def _free_pdf(row: Tag) -> str | None:
    """The main document in CourtListener's own storage, where somebody has put it."""
    first = row.select_one(".recap-documents, ul > li")
    links = first.select("a[href]") if first else []
    return next((str(link["href"]) for link in links if host_of(str(link["href"])) == _STORAGE), None)


def _is_badge(text: str) -> bool:
    """Whether a text is the kind of the document ("Main Document", "Attachment 2") and not its description."""
    return re.match(r"(?:Main\s?Doc|Att(?:ach)?)", text.replace("\xad", "")) is not None


def _about(soup: BeautifulSoup, court: str | None) -> About:
    heading = soup.select_one('h1[data-type="search.Docket"], h1, h2')
    match = _HEADING.match(one_line(heading.get_text(" "))[:_LONGEST_HEADING] if heading else "")
    below = heading.find_next(["h2", "h3", "p"]) if heading else None
    return About(
        court=court or _court(soup, one_line(below.get_text(" ")) if below else ""),
        docket_number=match["number"] if match else None,
        case_name=(match["name"] if match else "") or None,
        judge=_fact(soup, "Assigned To"),
        lower=tuple(_lower(soup)),
    )


def _court(soup: BeautifulSoup, name: str) -> str | None:
    """The court by the id in the page's link to alerts, else by its name ("District Court, D. Massachusetts")."""
    ids = (_COURT_ID.search(str(link["href"])) for link in soup.select('a[href*="court_id="]'))
    if found := next((match[1] for match in ids if match), None):
        return found
    if match := _COURT.fullmatch(name):
        side = _SIDES.get(match["side"], "")
        return court_named(f"U.S. {match['kind']} Court for the {side}District of {match['place']}")
    return court_named(name.replace("District Court,", "U.S. District Court for the"))


def _fact(soup: BeautifulSoup, label: str) -> str | None:
    """The value beside a label: spans in the first template, a description list in the second."""
    for name in soup.select("span.meta-data-header, dt"):
        if one_line(name.get_text()).rstrip(":") == label and (value := name.find_next_sibling(["span", "dd"])):
            return one_line(value.get_text(" ")) or None
    return None


def _lower(soup: BeautifulSoup) -> Iterator[DocketRef]:
    """The docket appealed from: the link that searches for its number names the court by id."""
    for link in soup.select('a[href*="docket_number="][href*="court="]'):
        query = dict(parse_qsl(str(link["href"]).partition("?")[2]))
        if "court" in query and "docket_number" in query:
            yield DocketRef(query["court"], query["docket_number"])


def _day(text: str) -> date | None:
    match = _DAY.search(one_line(text))
    try:
        return date(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2])) if match else None
    except ValueError:
        return None


FORMAT = DocketFormat("CourtListener docket page", recognise, read, next_page)
