"""What CourtListener's webhook says, taken as a hint: which sources to check now. None of its words is ever told.

The event is unsigned, so whoever knows the address could send one: the docket itself is read, and only that counts.
Its form: https://www.courtlistener.com/help/api/webhooks/ (docket alert events; `docket` is a number).
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from monitor.model import Source

DOCKET_ALERT = 1
"""The type of the event by which a docket has new entries; the others mean nothing to us."""
MOST = 100
"""Dockets of one event; CourtListener sends one."""
_PAGE = re.compile(r"://(?:www\.)?courtlistener\.com/docket/(\d{1,12})(?:/|$)")


def dockets_of(event: object) -> frozenset[int]:
    """CourtListener's numbers of the dockets that have new entries; none for another type of event.

    Raises ValueError when it is no event at all.
    """
    try:
        kind, payload = event["webhook"]["event_type"], event["payload"]  # type: ignore[index]  # a stranger's JSON
        results = payload["results"] if kind == DOCKET_ALERT else []
        return frozenset(int(one["docket"]) for one in results[:MOST])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"this is no event of CourtListener ({error!r})") from None


def meant(dockets: AbstractSet[int], sources: Iterable[Source[Any]]) -> list[str]:
    """The sources to check: the pages of these dockets, and the other sources of the same case in the same court."""
    known = tuple(sources)
    pages = [source for source in known if _docket_of(source) in dockets]
    places = {(page.case, page.court) for page in pages if page.case and page.court}
    return [source.id for source in known if source in pages or (source.case, source.court) in places]


def _docket_of(source: Source[Any]) -> int | None:
    found = _PAGE.search(source.url) if source.kind == "docket" else None
    return int(found[1]) if found else None
