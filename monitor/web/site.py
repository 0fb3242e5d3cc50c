"""The site: a View and who may see it become a FastAPI application; it knows nothing of the daemon that runs it."""

from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from monitor import __version__
from monitor.errors import MonitorError, StoreError, UsageError
from monitor.web import (
    cases,
    deliveries,
    developments,
    differences,
    feeds,
    hooks,
    live,
    login,
    metrics,
    program,
    sources,
    status,
)
from monitor.web.access import Access
from monitor.web.api import PLACE, api
from monitor.web.guard import FOR_PROGRAMS, Guard
from monitor.web.live import Bell
from monitor.web.looks import page
from monitor.web.problem import problem
from monitor.web.view import View

WORTH_PACKING = 1_000
"""Bytes; what is smaller fits into one packet anyway."""
FOR_EVER = "public, max-age=31536000, immutable"


class _Static(StaticFiles):
    """Files that may be kept for ever: their address holds their digest (looks.py)."""

    def file_response(self, *given: object, **named: object) -> Response:
        """A file."""
        answer = super().file_response(*given, **named)  # type: ignore[arg-type]  # handed on as it came
        answer.headers["cache-control"] = FOR_EVER
        return answer


def site(view: View, access: Access) -> FastAPI:
    """The pages of a view, for those whom `access` lets in."""
    made = FastAPI(title="Docket Monitor", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    made.state.view, made.state.access, made.state.bell = view, access, Bell(view)
    made.add_middleware(GZipMiddleware, minimum_size=WORTH_PACKING, compresslevel=5)
    made.add_middleware(Guard, access=access)
    made.add_exception_handler(MonitorError, _on_error)
    made.add_exception_handler(HTTPException, _on_status)
    made.add_exception_handler(RequestValidationError, _on_nonsense)
    made.mount("/static", _Static(directory=Path(str(resources.files(__package__).joinpath("static")))))
    made.mount(PLACE, api(view))
    pages = (login, developments, cases, sources, differences, deliveries, program, live)
    for part in (status, metrics, feeds, hooks, *pages):
        made.include_router(part.router)
    return made


def _on_error(request: Request, error: Exception) -> Response:
    """What is told of an expected error: a mistake of who asks, or a database out of reach."""
    assert isinstance(error, MonitorError)
    status = 400 if isinstance(error, UsageError) else 503 if isinstance(error, StoreError) else 500
    return _told(request, status, error.kind, str(error))


def _on_status(request: Request, error: Exception) -> Response:
    """What is told of a page that is not there, or not for this way of asking."""
    assert isinstance(error, HTTPException)
    kind = {404: "not_there", 405: "method_not_allowed"}.get(error.status_code, "refused")
    detail = "There is no such page." if error.detail == "Not Found" else error.detail
    return _told(request, error.status_code, kind, detail)


def _on_nonsense(request: Request, error: Exception) -> Response:
    """What is told of a value in the address that means nothing."""
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
    return _told(request, 422, "not_understood", said)


def _told(request: Request, status: int, kind: str, message: str) -> Response:
    if request.url.path.startswith(FOR_PROGRAMS):
        return problem(status, kind, message)
    return page(request, "wrong.html", {"status": status, "message": message}, status)
