"""A court's list of opinions, read by juriscraper's module for that site; the documents behind it are free."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.courts.docket_numbers import number_key, same_number
from monitor.courts.registry import COURTS
from monitor.errors import Unreadable
from monitor.model import Change, DocketRef, Follow, Item, Mark, Page, PageRequest, Snapshot, Source
from monitor.sources._base import CourtWide, SourceKind, ask_plainly
from monitor.sources._documents import follow_documents
from monitor.sources._identity import CaseOf, Entry, opinion_items
from monitor.sources._impostors import not_this_format
from monitor.sources._juriscraper_opinions import Row, listed, must_have_rows
from monitor.sources._links import canonical, costs_money
from monitor.sources._opinion_sites import SiteLine, address_on, names_period, site_line
from monitor.sources._text import one_line, text_of

OFFICE_CLOSES = time(17)
"""Lists give days without hours. Courts release opinions in office hours: who read the list later missed none."""

_FREE_ON_ECF = re.compile(r"https?://[^/?#]+/(?:opndir/|cgi-bin/show_public_doc\?)")
"""Where CM/ECF hosts keep opinions for everybody: the 8th Circuit, and district courts' own lists."""
_STAMPED = re.compile(r"//media\.cadc\.uscourts\.gov/\S+-(\d{7,})\.pdf$")
_UNSIGNED = "Per Curiam"
_FEED = re.compile(r"<(?:rss|feed)\b")
_TYPES = {"civil action": "cv", "criminal": "cr", "miscellaneous": "mc", "magistrate": "mj"}
_TYPED = re.compile(rf"({'|'.join(_TYPES)})\s+(?:case\s+)?no\.\s*(?:\d\d)?(\d\d)-(\d+)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;/&]|\band\b)\s*")


class OpinionOptions(CourtWide):
    """`site` names one of several lists of a court (`cadc_u`); `documents` reads the PDF behind each new opinion."""

    site: str | None = None
    documents: bool = False


def address(options: OpinionOptions, court: str | None) -> str | None:
    """Where the list is; raises ValueError when it cannot be read, or when site and court do not agree."""
    if court is None and options.site is None:
        return None
    return site_line(options.site, court).address


def first(source: Source[OpinionOptions], mark: Mark) -> PageRequest:
    """The list; of one that begins anew each month, year or term, the one of today.

    Its validators hold for the very address they were given for, and not while the period before is read with it.
    """
    request = ask_plainly(source, mark)
    if not names_period(source.url):
        return request
    assert mark.due, "who asks says when (SourceKind.first)"
    now = _today(source, mark.due)
    url = address_on(source.url, now)
    if mark.checked and address_on(source.url, _today(source, mark.checked)) == url == _earlier(source, now):
        return replace(request, url=url)
    return replace(request, url=url, etag=None, last_modified=None)


def more(source: Source[OpinionOptions], pages: Sequence[Page]) -> PageRequest | None:
    """While a period is young, the list of the one before: opinions are added late, and the new list may be empty."""
    now = _today(source, pages[0].fetched)
    url = _earlier(source, now)
    if len(pages) > 1 or url == address_on(source.url, now):
        return None
    return PageRequest(url, source.headers, proxy=source.proxy, allow_private=source.allow_private)


def _earlier(source: Source[OpinionOptions], now: date) -> str:
    return address_on(source.url, now - _line(source).lag)


def _line(source: Source[OpinionOptions]) -> SiteLine:
    """The list that the source means; Unreadable when there is none, as with an address that is merely probed."""
    try:
        return site_line(source.options.site, source.court)
    except ValueError as error:
        raise Unreadable(str(error), source.url, "give the court whose list it is") from None


def _today(source: Source[OpinionOptions], moment: datetime) -> date:
    return moment.astimezone(_zone(source.court)).date()


def _zone(court: str | None) -> ZoneInfo:
    return ZoneInfo(COURTS[court].zone if court and court in COURTS else "UTC")


def parse(source: Source[OpinionOptions], pages: Sequence[Page]) -> Snapshot:
    """All rows of the list. A list gives no text: each item is a label ("OPINION filed (published)").

    `oldest` is the end of office hours on the day before the oldest row.

    Raises:
        NotThePage: a login, bot-check or maintenance page came instead.
        Unreadable: not the court's list, or one without any row.
    """
    line = _line(source)
    rows = [row for page in pages for row in listed(line, page)]
    if not rows:
        _require_sound_emptiness(line, pages[0])
    entries = {(_case(line, row), _entry(line, row)): _judge(row) for row in rows}
    bare = zip(opinion_items(list(entries)), entries.values(), strict=True)
    items = tuple(_item(item, source.watch or (), judge) for item, judge in bare)
    return Snapshot(source.id, pages[0].fetched, "window", items, oldest=_oldest(source.court, items))


def _require_sound_emptiness(line: SiteLine, page: Page) -> None:
    """Raise unless the list can be empty: a feed that holds the opinions of the day alone."""
    text = text_of(page)
    if must_have_rows(line) or not _FEED.search(text):
        raise not_this_format(page.url, text, f"a list of opinions as {line.site} has it", "open the address and look")


def _case(line: SiteLine, row: Row) -> CaseOf:
    number = one_line(row.get("docket_numbers") or "")
    return CaseOf(line.court or None, number or None, one_line(row["case_names"]))


def _entry(line: SiteLine, row: Row) -> Entry:
    url, number = row["download_urls"], _number(row)
    label, disposition = _label(line, row), one_line(row.get("dispositions") or "")
    return Entry(
        text=f"{label}: {disposition}" if disposition else "",
        label=label,
        filed=row["case_dates"],
        number=number,
        part=number if line.court == "cadc" else None,
        guid=canonical(url) or url,
        url=url,
        pdf=url if _is_free(url) else None,
    )


def _number(row: Row) -> str | None:
    """The entry's number on the docket: D.D.C. lists it, the D.C. Circuit names its files by it."""
    number = str(row.get("docket_document_numbers") or "")
    stamped = _STAMPED.search(row["download_urls"])
    return number if number.isdigit() else stamped[1] if stamped else None


def _label(line: SiteLine, row: Row) -> str:
    """What the list says of the paper, in the words of a docket: "PER CURIAM OPINION filed (published)"."""
    unsigned = "PER CURIAM " if row.get("per_curiam") or row.get("judges") == _UNSIGNED else ""
    status = row.get("precedential_statuses") or "Unknown"
    known = f" ({status.lower()})" if status != "Unknown" else ""
    return f"{unsigned}{line.paper} filed{known}"


def _judge(row: Row) -> str | None:
    """The author where the list names one, else the judges."""
    names = one_line(row.get("authors") or row.get("judges") or "").removeprefix("Judge ")
    return names.replace(";", ",") if names and names != _UNSIGNED else None


def _is_free(url: str) -> bool:
    return canonical(url) is not None and (not costs_money(url) or _FREE_ON_ECF.match(url) is not None)


def _item(item: Item, watch: Iterable[DocketRef], judge: str | None) -> Item:
    """The item under its case's name, of several docket numbers the one that is watched."""
    numbers = docket_numbers(item.docket_number or "")
    own = (number for number in numbers if any(_is(number, item, ref) for ref in watch))
    return replace(
        item,
        title=item.case_name or item.title,
        docket_number=next(own, numbers[0] if numbers else None),
        judge=judge,
    )


def _is(number: str, item: Item, ref: DocketRef) -> bool:
    return item.court == ref.court and same_number(number, ref.number)


def docket_numbers(text: str) -> list[str]:
    """The docket numbers in a list's cell: "24-5135/5136" gives both, "Civil Action No. 2013-1550" gives "13-cv-01550".

    Without its type a number would mean the civil and the criminal case of one serial.
    """
    if match := _TYPED.search(text):
        return [f"{match[2]}-{_TYPES[match[1].lower()]}-{match[3].zfill(5)}"]
    parts = _BETWEEN.split(text)
    year = parts[0].partition("-")[0]
    full = [f"{year}-{part}" if part.isdigit() else part for part in parts]
    return [part for part in full if number_key(part)] or ([text] if text else [])


def _oldest(court: str | None, items: Iterable[Item]) -> datetime | None:
    day = min((item.filed for item in items if item.filed), default=None)
    if day is None:
        return None
    return datetime.combine(day - timedelta(days=1), OFFICE_CLOSES, _zone(court)).astimezone(UTC)


def follow(source: Source[OpinionOptions], changes: Sequence[Change]) -> Sequence[Follow]:
    """The documents of new opinions, if the source asks for them."""
    return follow_documents(changes) if source.options.documents else ()


KIND = SourceKind("opinions", "window", OpinionOptions, parse, first, more, follow, prose=True, address=address)
