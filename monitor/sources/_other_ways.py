"""How else a case can be watched, for the message that one of its sources shuts us out."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from monitor.courts.registry import COURTS, Court
from monitor.errors import Blocked, Forbidden, MonitorError, NotThePage
from monitor.model import Case, DocketRef, Source
from monitor.sources._links import host_of
from monitor.sources.opinions import KIND as OPINIONS

_COURTLISTENER = re.compile(r"https?://(?:www\.)?courtlistener\.com/docket/(\d+)/(?!feed/)")
_PACER_CASE = re.compile(r"/DktRpt\.pl\?(\d+)")


def advised(error: Exception, source: Source[Any], cases: Iterable[Case]) -> Exception:
    """The error with the other ways to watch the source's case; as it is when nobody shut us out of a case."""
    dockets = _dockets(source, cases)
    shut = isinstance(error, Blocked) and not isinstance(error, Forbidden)
    if not dockets or not (shut or (isinstance(error, NotThePage) and error.shut)):
        return error
    assert isinstance(error, MonitorError)
    return type(error)(error.what, error.where, f"watch the case another way: {'; '.join(ways(source, dockets))}")


def _dockets(source: Source[Any], cases: Iterable[Case]) -> list[DocketRef]:
    """The dockets that the source is to show: those it is narrowed to, or those of its case (in its court)."""
    if source.watch is not None:
        return list(source.watch)
    own = (case for case in cases if case.id == source.case)
    return [ref for case in own for ref in case.dockets if source.court in (None, ref.court)]


def ways(source: Source[Any], dockets: Iterable[DocketRef]) -> list[str]:
    """Every other way to watch these dockets, each with what to write or where to look; the surest first."""
    found = [way for ref in dockets if ref.court in COURTS for way in _of_docket(source, ref, COURTS[ref.court])]
    if docket := _COURTLISTENER.match(source.url):
        found.append(f"the feed of this docket (https://www.courtlistener.com/docket/{docket[1]}/feed/)")
    by_yourself = "a mailbox that gets the court's notices (kind: mailbox)", "pages that you save (kind: folder)"
    return [*dict.fromkeys(found), *by_yourself]


def _of_docket(source: Source[Any], ref: DocketRef, court: Court) -> Iterator[str]:
    if court.feed and source.kind != "court_feed":
        yield f"the feed of {court.short} (kind: court_feed, court: {court.id}: {court.feed})"
    if source.kind != OPINIONS.name and _lists_opinions(court.id):
        yield f"the opinions of {court.short} (kind: opinions, court: {court.id})"
    if court.level == "supreme":
        yield f"https://www.supremecourt.gov/RSS/Cases/JSON/{ref.number}.json (kind: docket)"
        return
    if "courtlistener" not in host_of(source.url):
        asked = urlencode({"type": "r", "court": ref.court, "docket_number": ref.number})
        yield f"its page on CourtListener (kind: docket), which https://www.courtlistener.com/?{asked} may find"
    if court.ecf_host and court.level in {"district", "bankruptcy"} and "archive.org" not in host_of(source.url):
        yield f"the Internet Archive's copy (kind: docket): {_archived(court.ecf_host.split('.')[1], source.url)}"


def _lists_opinions(court: str) -> bool:
    try:
        return OPINIONS.address(OPINIONS.options(), court) is not None
    except ValueError:  # the list cannot be read
        return False


def _archived(pacer_court: str, url: str) -> str:
    """Where RECAP's copy of a docket is, or where to look for it when PACER's id of the case is not known."""
    case = _PACER_CASE.search(url)
    if case is None:
        return f"https://archive.org/search?query=gov.uscourts.{pacer_court}"
    name = f"gov.uscourts.{pacer_court}.{case[1]}"
    return f"https://archive.org/download/{name}/{name}.docket.xml"
