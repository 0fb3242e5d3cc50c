"""Atom feeds and calendars: what feed readers and calendar programs ask for again and again."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from monitor.app import desk
from monitor.core.cases.timeline import Timeline
from monitor.core.telling.atom import MOST_ENTRIES, atom
from monitor.core.telling.calendar import calendar
from monitor.core.telling.facts import Reader
from monitor.edge.store import Wanted
from monitor.publishing import WHY, timeline_of
from monitor.web.given import Viewed
from monitor.web.same import same_or
from monitor.web.view import View

router = APIRouter(prefix="/feeds")
WHY_ALL = "it is in the feed of everything"
_Id = Annotated[str, Path(max_length=200)]


@router.get("/all.atom")
def everything(request: Request, view: Viewed) -> Response:
    """The newest developments of all cases."""
    found = view.store.list_developments(Wanted(), None, MOST_ENTRIES).found
    known = desk(view.config, view.mark)
    feed = atom(
        "everything",
        "Docket Monitor",
        found,
        _reader(view, WHY_ALL),
        link=_link(request, view),
        own=known.templates,
        secrets=known.secrets,
    )
    return same_or(request, feed, "application/atom+xml")


@router.get("/cases/{id}.atom")
def of_case(request: Request, view: Viewed, id: _Id) -> Response:  # noqa: A002 (what users call it)
    """The developments of a case."""
    found, known = _timeline(view, id), desk(view.config, view.mark)
    feed = atom(
        f"case {found.case.id}",
        found.case.name,
        [step.development for step in found.steps],
        _reader(view, WHY),
        link=_link(request, view),
        own=known.templates,
        secrets=known.secrets,
    )
    return same_or(request, feed, "application/atom+xml")


@router.get("/cases/{id}.ics")
def times_of_case(request: Request, view: Viewed, id: _Id) -> Response:  # noqa: A002 (as above)
    """The times to appeal in a case, as a calendar."""
    return same_or(request, calendar(_timeline(view, id), view.mark), "text/calendar; charset=utf-8")


def _timeline(view: View, id_: str) -> Timeline:
    """What is known of a case; 404 when there is none of this id."""
    cases = view.cases()
    meant = next((one for one in cases if one.id == id_), None)
    if meant is None:
        raise HTTPException(404, f"no case {id_!r}")
    return timeline_of(meant, cases, view.store.learned(), view.store)


def _reader(view: View, why: str) -> Reader:
    return desk(view.config, view.mark).reader(why, view.config.timezone)


def _link(request: Request, view: View) -> str:
    """The address of the feed, as others reach it."""
    web = view.config.web
    path = request.url.path
    return f"{web.public_url.rstrip('/')}{path}" if web and web.public_url else f"{request.base_url}{path.lstrip('/')}"
