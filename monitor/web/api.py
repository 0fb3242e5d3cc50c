"""The API: what the pages show, as JSON in the shapes of `--json`, a portion at a time. It changes nothing."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException

from monitor import __version__
from monitor.config import tree_of
from monitor.config.shapes import Disposition
from monitor.core.cases.coverage import as_json as docket_json
from monitor.core.diff import diff
from monitor.core.plain import written
from monitor.edge.store import Portion, State, Wanted
from monitor.errors import MonitorError, StoreError, UsageError
from monitor.model import Case, EventKind, Source
from monitor.oversight import coverage_of
from monitor.publishing import timeline_of
from monitor.shapes import (
    Shape,
    case_shape,
    change_shape,
    check_shape,
    delivery_shape,
    development_shapes,
    snapshot_shape,
    source_shapes,
    two_snapshots,
)
from monitor.web import forms
from monitor.web.given import Viewed
from monitor.web.problem import Problem, problem
from monitor.web.same import same_or
from monitor.web.status import status_shape
from monitor.web.view import View

T = TypeVar("T")
PLACE = "/api/v1"
ABOUT = (
    "What Docket Monitor found and how it is. Reads only. Lists are given a portion at a time: `after` takes `next`."
)
_Id = Annotated[str, Path(min_length=1, max_length=200)]
_Word = Annotated[str | None, Query(min_length=1, max_length=200)]
_Number = Annotated[int | None, Query(ge=1, le=2**53)]
_Limit = Annotated[int, Query(ge=1, le=200)]
_WRONG: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "content": {"application/problem+json": {"schema": Problem.model_json_schema()}}}
    for status, why in {
        401: "The token is missing or wrong.",
        404: "There is no such thing, or no such place in the list.",
        405: "This can only be read.",
        422: "A parameter is not of its kind.",
        503: "The store cannot be read.",
    }.items()
}
_SAME: dict[int | str, dict[str, Any]] = {304: {"description": "What you have (If-None-Match) is what there is."}}
_KINDS = {404: "not_there", 405: "read_only"}
router = APIRouter(dependencies=[Depends(HTTPBearer(auto_error=False, description="The token of the pages."))])


def api(view: View) -> FastAPI:
    """The API of a view, to be mounted at PLACE; who may ask is for the guard around it to say."""
    made = FastAPI(
        title="Docket Monitor",
        version=__version__,
        description=ABOUT,
        servers=[{"url": PLACE}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
        responses=_WRONG | _SAME,
    )
    made.state.view = view
    made.include_router(router)
    made.add_exception_handler(MonitorError, _on_error)
    made.add_exception_handler(HTTPException, _on_status)
    made.add_exception_handler(RequestValidationError, _on_parameters)
    return made


@router.get("/developments", response_model=forms.Portion[forms.ListedDevelopment])
def developments(  # noqa: PLR0913, PLR0917 (the parameters of the address, given by name)
    request: Request,
    view: Viewed,
    case: _Word = None,
    court: _Word = None,
    kind: EventKind | None = None,
    disposition: Disposition | None = None,
    after: _Word = None,
    limit: _Limit = 50,
) -> Response:
    """What happened, seen last first."""
    found = view.store.list_developments(Wanted(case, court, kind, disposition), after, limit)
    items = development_shapes(found.found, view.config, view.store, view.clock())
    return _told(request, {"items": items, "next": found.after})


@router.get("/developments/{id}", response_model=forms.ListedDevelopment)
def development(request: Request, view: Viewed, id: _Id) -> Response:  # noqa: A002 (what users call it)
    """One development."""
    found = view.store.development(id)
    if found is None:
        raise _nothing("development", id)
    return _told(request, *development_shapes([found], view.config, view.store, view.clock()))


@router.get("/cases", response_model=forms.Portion[forms.CaseLine])
def cases(request: Request, view: Viewed) -> Response:
    """The cases that are followed, all of them."""
    return _all(request, map(_case_line, view.cases()))


@router.get("/cases/{id}", response_model=forms.Case)
def case(request: Request, view: Viewed, id: _Id) -> Response:  # noqa: A002 (as above)
    """A case across its courts: its developments, what is open, the time to appeal."""
    learned, known = view.store.learned(), view.cases()
    meant = _named(known, id, "case")
    return _told(request, case_shape(timeline_of(meant, known, learned, view.store), view.config))


@router.get("/coverage", response_model=forms.Portion[forms.Coverage])
def coverage(request: Request, view: Viewed) -> Response:
    """What can be seen of each docket of each case, all of them."""
    return _all(request, map(docket_json, coverage_of(view.config, view.store)))


@router.get("/sources", response_model=forms.Portion[forms.Source])
def sources(request: Request, view: Viewed, after: _Word = None, limit: _Limit = 50) -> Response:
    """Everything that is watched, by id."""
    ordered = sorted(view.sources(), key=lambda source: source.id)
    left = [source for source in ordered if after is None or source.id > after]
    some, more = left[:limit], len(left) > limit
    shapes = list(source_shapes(view.config, view.store, some, view.clock()))
    return _told(request, {"items": shapes, "next": some[-1].id if more else None})


@router.get("/sources/{id}", response_model=forms.Source)
def source(request: Request, view: Viewed, id: _Id) -> Response:  # noqa: A002 (as above)
    """How a source is."""
    meant = _named(view.sources(), id, "source")
    return _told(request, next(source_shapes(view.config, view.store, [meant], view.clock())))


@router.get("/sources/{id}/checks", response_model=forms.Portion[forms.Check])
def checks(
    request: Request,
    view: Viewed,
    id: _Id,  # noqa: A002 (as above)
    only: Literal["found", "failed"] | None = None,
    after: _Word = None,
    limit: _Limit = 50,
) -> Response:
    """The checks of a source, or only those that found something, or failed."""
    _named(view.sources(), id, "source")
    return _portion(request, view.store.list_checks(id, after, limit, only), check_shape)


@router.get("/sources/{id}/snapshots", response_model=forms.Portion[forms.Snapshot])
def snapshots(
    request: Request,
    view: Viewed,
    id: _Id,  # noqa: A002 (as above)
    after: _Number = None,
    limit: _Limit = 50,
) -> Response:
    """The stored snapshots of a source."""
    _named(view.sources(), id, "source")
    lines = sorted(view.store.snapshots(id), key=lambda line: line.id, reverse=True)
    left = [line for line in lines if after is None or line.id < after]
    items, more = [snapshot_shape(line) for line in left[:limit]], len(left) > limit
    return _told(request, {"items": items, "next": str(left[limit - 1].id) if more else None})


@router.get("/sources/{id}/differences", response_model=forms.Portion[forms.Change])
def differences(
    request: Request,
    view: Viewed,
    id: _Id,  # noqa: A002 (as above)
    first: _Number = None,
    second: _Number = None,
) -> Response:
    """What changed between two snapshots of a source, the last two when none is named; all of it."""
    _named(view.sources(), id, "source")
    older, newer = two_snapshots(view.store, id, first, second)
    return _all(request, (change_shape(change, view.config) for change in diff(older, newer, frozenset())))


@router.get("/outbox", response_model=forms.Portion[forms.Delivery])
def outbox(
    request: Request,
    view: Viewed,
    state: Annotated[list[State] | None, Query(max_length=5)] = None,
    after: _Word = None,
    limit: _Limit = 50,
) -> Response:
    """Alerts of these states, all but the sent when none is named."""
    wanted = tuple(dict.fromkeys(state or ("waiting", "leased", "failed", "held")))
    return _portion(request, view.store.list_deliveries(wanted, after, limit), delivery_shape)


@router.get("/status", response_model=forms.Status)
def status(request: Request, view: Viewed) -> Response:
    """Whether the program is well, and what it has before it."""
    return _told(request, status_shape(view))


@router.get("/config", response_model=forms.Config)
def config(request: Request, view: Viewed) -> Response:
    """The config as it is understood, secrets masked."""
    return _told(request, tree_of(view.config))


def _told(request: Request, shape: Shape) -> Response:
    return same_or(request, written(shape).encode(), "application/json")


def _portion(request: Request, found: Portion[T], shape: Callable[[T], Shape]) -> Response:
    return _told(request, {"items": [shape(one) for one in found.found], "next": found.after})


def _all(request: Request, shapes: Iterable[Shape]) -> Response:
    return _told(request, {"items": list(shapes), "next": None})


def _case_line(case: Case) -> Shape:
    return {
        "id": case.id,
        "name": case.name,
        "dockets": [f"{ref.court} {ref.number}" for ref in case.dockets],
        "also_called": case.also_called,
        "related": case.related,
        "judges": case.judges,
        "parties": case.parties,
        "follow_appeals": case.follow_appeals,
    }


Named = TypeVar("Named", Case, Source[Any])


def _named(known: Iterable[Named], id_: str, what: str) -> Named:
    """The one of this id; 404 when there is none."""
    found = next((one for one in known if one.id == id_), None)
    if found is None:
        raise _nothing(what, id_)
    return found


def _nothing(what: str, id_: str) -> HTTPException:
    return HTTPException(404, f"no {what} {id_!r}")


def _on_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, MonitorError)
    code = 404 if isinstance(error, UsageError) else 503 if isinstance(error, StoreError) else 500
    return problem(code, error.kind, str(error))


def _on_status(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, _KINDS.get(error.status_code, "refused"), error.detail, error.headers)


def _on_parameters(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
    return problem(422, "parameters", wrong)
