"""uvicorn within the daemon's own loop: it begins, takes another place when the config says so, and ends in order."""

import asyncio
import contextlib
import logging
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from monitor.config import Config
from monitor.config.shapes import Web
from monitor.errors import UsageError
from monitor.web.access import Access, host_name, is_loopback
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

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


class Pages:
    """The site while it is served. `start` and `renew` say in words when it cannot be, and stop nothing else."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.trouble: str | None = None
        self._web: Web | None = None
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

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
        if web == self._web and (web is None or self._server is not None):
            return
        await self.stop()
        self._web = web
        if web is None:
            return
        try:
            await self._start(self.view.config, web)
        except (OSError, UsageError) as error:
            self.trouble = f"the pages cannot be served on {web.listen}: {error}"
            log.error("%s", self.trouble)  # noqa: TRY400 (expected)

    async def _start(self, config: Config, web: Web) -> None:
        access = access_of(config, web)
        bound = _bound(web.listen)
        settings = uvicorn.Config(
            site(self.view, access),
            log_config=None,
            access_log=False,
            lifespan="on",
            ws="none",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=LET_FINISH,
        )
        server = _Server(settings)
        task = asyncio.create_task(server.serve(sockets=[bound]), name="pages")
        await asyncio.wait({task, asyncio.create_task(server.ready.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        self._server, self._task, self.trouble = server, task, None
        log.info("the pages are at %s", self.address)

    async def stop(self) -> None:
        """Answer nobody any more."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            await self._task
        self._server = self._task = None


def access_of(config: Config, web: Web) -> Access:
    """Who may see the pages: on loopback everybody, elsewhere who knows the token, which is made if there is none.

    Raises UsageError when none can be kept.
    """
    public = urlsplit(web.public_url or "")
    names = {"localhost", host_name(web.listen), public.hostname or "localhost"}
    token = None if is_loopback(web.listen) else token_at(config.root / TOKEN_FILE)
    return Access(token, frozenset(names), secure=public.scheme == "https")


def token_at(path: Path) -> str:
    """The token in this file, made if there is none; raises UsageError when the file can be neither read nor made."""
    try:
        if path.exists() and (known := path.read_text(encoding="utf-8").strip()):
            return known
        made = secrets.token_urlsafe(24)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(made + "\n", encoding="utf-8")
    except OSError as error:
        what = f"a token is needed to be seen from elsewhere, and cannot be kept ({error.strerror})"
        raise UsageError(what, str(path), "make that folder writable, set web.token, or listen on 127.0.0.1") from error
    return made


def _bound(listen: str) -> socket.socket:
    """A socket that listens there; raises OSError."""
    host, _, port = listen.rpartition(":")
    name = host.strip("[]")
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((name, int(port)))
    except OSError:
        made.close()
        raise
    made.setblocking(False)  # noqa: FBT003 (its only parameter)
    return made
