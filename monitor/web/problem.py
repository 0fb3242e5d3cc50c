"""What programs are told when something is wrong: problem details (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Problem(BaseModel):
    """`title` is the status in words, `kind` the error by name (that of errors.py where it is one of those)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    kind: str


def problem(status: int, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An answer that says what is wrong."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, kind=kind)
    return JSONResponse(told.model_dump(), status, headers, media_type="application/problem+json")
