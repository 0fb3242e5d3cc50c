"""A case of the Civil Rights Litigation Clearinghouse, as the JSON of its API (https://api.clearinghouse.net, v2.1).

The markup of the site's own pages is not known to us, their data are documented: `address` gives what to ask for in
place of a page. The API wants a token, which the user asks the Clearinghouse for and puts into `headers`. Entries of
federal courts come from RECAP, as late and as incomplete as there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from monitor.courts.registry import court_named
from monitor.errors import Unreadable
from monitor.model import About
from monitor.sources._identity import Entry
from monitor.sources._text import one_line
from monitor.sources.docket_formats._base import Docket, DocketFormat

_PAGE = re.compile(r"https?://(?:www\.)?clearinghouse\.net/case/(\d+)/?(?:[?#].*)?$")
_API = "https://clearinghouse.net/api/v2p1/cases/?case_id="
_LONGEST_LABEL = 80
_TWICE = re.compile(r"^District of (?=District of)")
"""The District of Columbia, named by the rule for all others."""


def address(url: str) -> str:
    """What to ask for: of the page of a case its data; any other address as it is."""
    page = _PAGE.match(url)
    return f"{_API}{page[1]}" if page else url


def recognise(_url: str, text: str) -> bool:
    """By the names of a case's docket: of one case, of a list of cases, or of a case's dockets."""
    return text.lstrip()[:1] in ("{", "[") and '"docket_entries"' in text and '"docket_number_manual"' in text


def read(url: str, text: str, court: str | None) -> Docket:
    """The case and the entries of its main docket, or of the one in this court. Raises Unreadable."""
    try:
        case, docket = _chosen(json.loads(text), court)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"broken JSON: {error}", url, "open the address and look what it shows") from error
    if docket is None:
        raise Unreadable("the case has no docket there", url, "its docket may be kept as a PDF: look at the page")
    about = About(
        court=court or _court(docket),
        docket_number=_words(docket.get("docket_number_manual")) or None,
        case_name=_words(case.get("name")) or None,
        parties=tuple(dict.fromkeys(_parties(case))),
    )
    rows = docket.get("docket_entries")
    return Docket(about, tuple(_entry(row) for row in _objects(rows)))


def _chosen(data: Any, court: str | None) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:  # noqa: ANN401 (JSON)
    """The case, and of its dockets the one in the court asked for, else the main one, else the first."""
    results = list(_objects(data.get("results", [data]) if isinstance(data, dict) else data))
    case = next((one for one in results if "main_docket" in one or "case_dockets" in one), {})
    listed = [one for one in results if "docket_entries" in one]
    dockets = [*_objects(case.get("case_dockets")), *_objects([case.get("main_docket")]), *listed]
    here = [one for one in dockets if court and _court(one) == court]
    main = [one for one in dockets if one.get("is_main_docket") is True]
    return case, next(iter([*here, *main, *dockets]), None)


def _court(docket: Mapping[str, Any]) -> str | None:
    """The court by its name: of a district court only the district is written ("Western District of Texas")."""
    name = _TWICE.sub("", _words(docket.get("court")))
    return court_named(f"U.S. District Court for the {name}" if "District of" in name else name)


def _parties(case: Mapping[str, Any]) -> Iterator[str]:
    for party in _objects(case.get("case_defendants")):
        if name := _words(party.get("name")) or _words(party.get("institution")):
            yield name


def _entry(row: Mapping[str, Any]) -> Entry:
    """One entry; a short one without a number is from the court's feed and has no more than a label."""
    number, words = _words(row.get("entry_number")), _words(row.get("description"))
    pdf, url = _words(row.get("recap_pdf_url")), _words(row.get("url"))
    is_label = not number and len(words) <= _LONGEST_LABEL
    return Entry(
        text="" if is_label else words,
        label=words if is_label else "",
        filed=_day(_words(row.get("date_filed"))),
        number=number or None,
        document=_words(row.get("pacer_doc_id")) or None,
        row=f"clearinghouse-{row['id']}" if isinstance(row.get("id"), int) else None,
        url=url if url.startswith("http") else None,
        pdf=pdf if pdf.startswith("http") else None,
    )


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 (JSON of anybody)
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _words(value: object) -> str:
    """A text or a number on one line; anything else is nothing."""
    return one_line(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _day(text: str) -> date | None:
    """The day of "2025-02-17T00:00:00Z"; the time is always midnight, in no court's zone."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


FORMAT = DocketFormat("Clearinghouse case (JSON)", recognise, read, many_courts=True)
