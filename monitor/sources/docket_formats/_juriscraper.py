"""juriscraper's docket reports and their private `_parse_text`: pinned >=4,<5, tested on real pages."""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any

from lxml.etree import LxmlError

from monitor.errors import Unreadable
from monitor.model import About, DocketRef
from monitor.sources._identity import Entry
from monitor.sources._text import one_line
from monitor.sources.docket_formats._court_of_page import document_url

CRASHES = (
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    AssertionError,
    OverflowError,
    RecursionError,
    LxmlError,
)
"""What juriscraper raises on pages it did not foresee: it walks trees by position and has no errors of its own."""

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
"""As CM/ECF writes days, month first."""
_PART = re.compile(r"\[(\d{6,9})\]")
_NO_NAME = "Unknown Case Title"


def parsed(report: str, url: str, text: str, court: str | None) -> Mapping[str, Any]:
    """What juriscraper's report class ("pacer.DocketReport") makes of a page.

    Raises:
        Unreadable: juriscraper crashed on the page or does not take it for one of its pages.
    """
    kind = _quick(report)
    try:
        reader = kind(court) if court else kind()
        reader._parse_text(text)  # noqa: SLF001 (no public name; see the module's docstring)
        data: Mapping[str, Any] = reader.data
    except CRASHES as error:
        what = f"the docket could not be read: {type(error).__name__}: {error}"
        raise Unreadable(what, url, "save the page and report it") from error
    if not data:
        raise Unreadable("the page is no docket", url, "open the address and look what it shows")
    return data


@cache
def _quick(report: str) -> Any:  # noqa: ANN401 (a class without types)
    """A report class of juriscraper, which reads the days of a docket by their digits, and a PACER page as `_OfPacer`.

    By itself it reads them by dateutil, which takes any spelling and a quarter of the time.
    """
    module, name = report.rsplit(".", 1)
    kind = getattr(loaded(f"juriscraper.{module}"), name)
    home = vars(sys.modules[kind.__module__])
    if "convert_date_string" in home:
        home["convert_date_string"] = _by_digits(home["convert_date_string"])
    reads_pages = kind._parse_text is loaded("juriscraper.pacer.reports").BaseReport._parse_text  # noqa: SLF001 (as above)
    return type(name, (_OfPacer, kind), {}) if reads_pages else kind


def _by_digits(convert: Callable[..., object]) -> Callable[..., object]:
    """The reading of a day by juriscraper, asked only for what is not written as `_DAY`; ValueError for no day."""

    def convert_date_string(text: str, **how: bool) -> object:
        match = None if how else _DAY.fullmatch(text.strip())
        return date(int(match[3]), int(match[1]), int(match[2])) if match else convert(text, **how)

    return convert_date_string


class _OfPacer:
    """Stands before a report class of juriscraper: its `_parse_text` without two steps, half of what a page took.

    It makes all links absolute, of which only the last part is looked at. And it takes a page for an error message that
    has one of some words anywhere, as "Case not found." or "Format: text": an entry with them would hide all others,
    and that it is a docket was seen by its format.
    """

    tree: Any
    is_valid: bool

    def _parse_text(self, text: str) -> None:
        self.is_valid = True
        self._strip_bad_html_tags_insecure(loaded("juriscraper.lib.html_utils").clean_html(text))  # type: ignore[attr-defined]  # of the report class


def loaded(name: str) -> Any:  # noqa: ANN401 (a module without types)
    """A module of juriscraper, loaded on first use (0.7 s); its log, by default a file of the system, is silent."""
    os.environ.setdefault("JURISCRAPER_LOG", os.devnull)
    module = import_module(name)
    logging.getLogger("juriscraper.lib.log_tools").setLevel(logging.CRITICAL)
    return module


def about(data: Mapping[str, Any], court: str | None, lower: Iterable[DocketRef] = ()) -> About:
    """What the page says of its case."""
    name = one_line(data.get("case_name") or "")
    names = [one_line(party.get("name") or "") for party in data.get("parties") or ()]
    jurisdiction = one_line(data.get("jurisdiction") or "")
    if jurisdiction.startswith("U.S. Government"):  # ticked on the cover sheet (form JS 44, part II), whoever is named
        names.insert(0, jurisdiction)
    return About(
        court=court,
        docket_number=one_line(data.get("docket_number") or "") or None,
        case_name=None if name.startswith(_NO_NAME) else name or None,
        judge=one_line(data.get("assigned_to_str") or "") or None,
        parties=tuple(dict.fromkeys(name for name in names if name)),
        lower=tuple(dict.fromkeys(lower)),
    )


def entries(data: Mapping[str, Any], court: str | None) -> tuple[Entry, ...]:
    """The entries of a CM/ECF page, district or appellate, in the order of the page."""
    return tuple(_entry(row, court) for row in data["docket_entries"])


def _entry(row: Mapping[str, Any], court: str | None) -> Entry:
    # Old bankruptcy pages link documents through a script, and its name ("sho0_doc.pl") is taken for the id.
    document = row.get("pacer_doc_id") if str(row.get("pacer_doc_id")).isdigit() else None
    text = (row.get("description") or "").strip()
    return Entry(
        text=text,
        label=one_line(row.get("short_description") or ""),
        filed=day(row.get("date_filed")),
        entered=day(row.get("date_entered")),
        number=str(row.get("document_number") or "") or None,
        sequence=row.get("pacer_seq_no"),
        document=document,
        url=document_url(court, document),
    )


def day(value: object) -> date | None:
    """The day of a date or moment, None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def part_of(text: str) -> str | None:
    """The bracket number of an appellate entry ("ORDER [1967834] filed"), which is the partId of the court's feed."""
    match = _PART.search(text)
    return match[1] if match else None
