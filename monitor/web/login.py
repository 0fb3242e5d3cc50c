"""The way in: the token is asked for once, and a cookie stands for it from then on."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from monitor.web.access import SESSION
from monitor.web.guard import COOKIE
from monitor.web.looks import page

router = APIRouter()
MOST_BODY = 4_096
"""Bytes of a form; a longer one is none of ours."""
_Next = Annotated[str, Query(alias="next", max_length=2_000)]


@router.get("/login")
def login(request: Request, back: _Next = "/") -> Response:
    """The form."""
    return page(request, "login.html", {"back": _of_ours(back), "wrong": ""})


@router.post("/login")
async def enter(request: Request) -> Response:
    """Give a session to who knows the token; of who guesses, say when the next try may be."""
    access, peer = request.app.state.access, request.client.host if request.client else ""
    form = parse_qs((await _body(request)).decode(errors="replace"))
    given, back = form.get("token", [""])[0].strip(), _of_ours(form.get("next", ["/"])[0])
    if wait := access.wait(peer):
        answer = page(request, "login.html", {"back": back, "wrong": f"Too many tries. Wait {wait:.0f} seconds."}, 429)
        answer.headers["retry-after"] = f"{wait:.0f}"
        return answer
    if not access.tries(given, peer):
        return page(request, "login.html", {"back": back, "wrong": "That is not the token."}, 403)
    entered = RedirectResponse(back, 303)
    entered.set_cookie(COOKIE, access.session(), SESSION, httponly=True, secure=access.secure, samesite="lax")
    return entered


async def _body(request: Request) -> bytes:
    """The body, as far as a form of ours may go."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BODY:
            return b""
    return body


def _of_ours(back: str) -> str:
    """A path of our own site to go back to; the first page when it leads anywhere else."""
    ours = back.startswith("/") and not back.startswith("//") and back.isprintable() and "\\" not in back
    return back if ours and not back.startswith("/login") else "/"
