"""The timeline: what happened, newest first."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from monitor.edge.store import Wanted
from monitor.web.given import Viewed
from monitor.web.looks import page

router = APIRouter()
AT_ONCE = 50
"""Developments on one page."""
_Word = Annotated[str, Query(max_length=200)]


@router.get("/")
def timeline(
    request: Request,
    view: Viewed,
    case: _Word = "",
    court: _Word = "",
    kind: _Word = "",
    disposition: _Word = "",
    after: _Word = "",
) -> Response:
    """Developments, those seen last first, of what is asked for."""
    wanted = Wanted(case or None, court or None, kind or None, disposition or None)
    found = view.store.list_developments(wanted, after or None, AT_ONCE)
    return page(request, "timeline.html", {"found": found, "wanted": wanted})
