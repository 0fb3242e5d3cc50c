"""uvicorn in a thread of its own: it begins, takes another place when the config says so, and ends in order.

Not in the daemon's loop, where a page would wait for the turns of all checks: in a storm that was seconds.
"""

import asyncio
import contextlib
import logging
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import uvicorn

from monitor.config import Config
from monitor.config.shapes import Web
from monitor.errors import UsageError
from monitor.web.access import Access, host_name, is_loopback
from monitor.web.live import Bell
from monitor.web.site import site
from monitor.web.view import View

log = logging.getLogger(__name__)

TOKEN_FILE = "data/web-token"  # noqa: S105 (where it is, not what it is)
"""Where a token of our own making is kept, beside what is remembered."""
MOST_CONNECTIONS = 200
LET_FINISH = 2
"""Seconds that answers under way may take when the server ends."""


class _Server(uvicorn.Server):
    """A server that leaves the signals to whom the process belongs."""

    def __init__(self, config: uvicorn.Config, bell: Bell) -> None:
        super().__init__(config)
        self.ready = Event()
        self._bell = bell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let go of the pages that listen, else they would be waited for; then end."""
        await self._bell.end()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


class Pages:
    """The site while it is served. That it cannot be is logged, once, and stops nothing else; `renew` tries again."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.trouble: str | None = None
        self._web: Web | None = None
        self._server: _Server | None = None
        self._thread: Thread | None = None

    @property
    def address(self) -> str | None:
        """Where a browser on this machine finds the pages; None while they are not served."""
        if self._server is None or self._web is None:
            return None
        host, port = self._server.servers[0].sockets[0].getsockname()[:2]
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 (read, not bound)
        return f"http://{shown}:{port}/"

    async def renew(self) -> None:
        """Serve as the view's config says now: begin, take another place, end, or go on."""
        web = self.view.config.web
        if web == self._web and (web is None or (self._thread is not None and self._thread.is_alive())):
            return
        await self.stop()
        self._web = web
        if web is None:
            return
        try:
            await self._start(self.view.config, web)
        except (OSError, UsageError) as error:
            self._has_trouble(f"the pages cannot be served on {web.listen}: {error}")

    def _has_trouble(self, what: str) -> None:
        if what != self.trouble:
            log.error("%s; everything else goes on", what)
        self.trouble = what

    async def _start(self, config: Config, web: Web) -> None:
        token, is_new = _token(config, web)
        access = access_of(web, token)
        bound = _bound(web.listen)
        made = site(self.view, access)
        settings = uvicorn.Config(
            made,
            log_config=None,
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=LET_FINISH,
        )
        server = _Server(settings, made.state.bell)
        thread = Thread(target=asyncio.run, args=(server.serve(sockets=[bound]),), name="pages", daemon=True)
        thread.start()
        while thread.is_alive() and not await asyncio.to_thread(server.ready.wait, 1.0):
            continue
        self._server, self._thread, self.trouble = server, thread, None
        where = web.public_url or self.address or ""
        if is_new:  # the part after # never leaves the browser: it fills in the form
            log.info("the pages are at %slogin#%s (said this once; the token is in %s)", where, token, TOKEN_FILE)
        else:
            log.info("the pages are at %s%s", where, f"; the token is in {TOKEN_FILE}" if token else "")

    async def stop(self) -> None:
        """Answer nobody any more."""
        server, thread, self._server, self._thread = self._server, self._thread, None, None
        if server is not None and thread is not None:
            server.should_exit = True
            await asyncio.to_thread(thread.join)


def access_of(web: Web, token: str | None) -> Access:
    """Who may see the pages that are served there: who knows the token; without one whoever reaches the loopback."""
    public = urlsplit(web.public_url or "")
    names = {"localhost", host_name(web.listen), public.hostname or "localhost"}
    return Access(token, frozenset(names), secure=public.scheme == "https")


def _token(config: Config, web: Web) -> tuple[str | None, bool]:
    """The token that opens the pages, none on loopback unless the config gives one; and whether it was just made."""
    if web.token or is_loopback(web.listen):
        return web.token, False
    return token_at(config.root / TOKEN_FILE)


def token_at(path: Path) -> tuple[str, bool]:
    """The token in this file, and whether it was made just now; raises UsageError when it can be neither read nor kept.

    Nobody but the file's owner may read it.
    """
    try:
        if path.exists() and (known := path.read_text(encoding="utf-8").strip()):
            return known, False
        made = secrets.token_urlsafe(24)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(made + "\n", encoding="utf-8")
    except OSError as error:
        what = f"a token is needed to be seen from elsewhere, and cannot be kept ({error.strerror})"
        raise UsageError(what, str(path), "make that folder writable, set web.token, or listen on 127.0.0.1") from error
    return made, True


def _bound(listen: str) -> socket.socket:
    """A socket that listens there; raises OSError."""
    host, _, port = listen.rpartition(":")
    name = host.strip("[]")
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio leaves out TCP_NODELAY
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((name, int(port)))
    except OSError:
        made.close()
        raise
    made.setblocking(False)  # noqa: FBT003 (its only parameter)
    return made
