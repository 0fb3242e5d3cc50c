"""The gate before every page: by which name we are addressed, who asks, and how every answer is locked up."""

import logging
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.access import Access
from monitor.web.problem import problem

log = logging.getLogger(__name__)

COOKIE = "docket-monitor"
OPEN = ("/login", "/static/", "/healthz", "/readyz", "/hooks/")
"""What is there for everybody: the way in, and what says or takes nothing of what is watched."""
FOR_PROGRAMS = ("/api/", "/metrics", "/feeds/")
"""Where programs ask, who cannot fill in a form."""
LOCKS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""No script but our own file, no request to anybody else, no frame around us; no link tells where it stood."""


class Guard:
    """Middleware (ASGI) around the whole site."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_locked(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _lock(MutableHeaders(scope=message))
            await send(message)

        try:
            await (self._refusal(Request(scope)) or self._app)(scope, receive, send_locked)
        except Exception:  # the guard of a web request: one broken page never stops the others, nor the watching
            log.exception("%s could not be shown", scope["path"])
            if not begun:
                sorry = PlainTextResponse("This page could not be made; the program's log says why.", 500)
                await sorry(scope, receive, send_locked)

    def _refusal(self, request: Request) -> Response | None:
        """Why a request goes no further; None when it may."""
        access, path = self._access, request.url.path
        peer = request.client.host if request.client else ""
        known = access.token is not None and access.knows(request.headers.get("authorization", ""), peer)
        host = request.headers.get("host", "")
        if not known and not access.addressed(host):
            what = f"This program is not called {host[:100]!r}. Use its number, or set web.public_url to that address."
            return PlainTextResponse(what, 421)
        if access.token is None or known or path.startswith(OPEN) or access.admits(request.cookies.get(COOKIE, "")):
            return None
        if path.startswith(FOR_PROGRAMS):
            what = "send the token: Authorization: Bearer TOKEN"
            return problem(401, "token_missing", what, {"www-authenticate": 'Basic realm="Docket Monitor"'})
        back = f"{path}?{request.url.query}" if request.url.query else path
        return RedirectResponse(f"/login?next={quote(back, safe='/')}", 303)


def _lock(headers: MutableHeaders) -> None:
    for name, value in LOCKS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "no-store")
