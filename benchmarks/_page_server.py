"""A web site of docket pages in a process of its own, which a bench can ask to change them, and which takes alerts.

It listens on all of 127.0.0.0/8, so that pages lie on as many hosts as a bench wants.
"""

import asyncio
import multiprocessing
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from _docket_pages import BYTES, DocketPage

NONCES = """<!-- made for {0} --><script nonce="{0}">window.session = "{0}";</script>
<form><input type="hidden" name="csrfmiddlewaretoken" value="{0}"></form>"""
"""What servers write into a page, many of them anew for each request, and no reader sees."""
GROWN = "Preliminary Injunction"
HEADER_END = b"\r\n\r\n"


@dataclass
class Site:
    """The pages, what was asked of them and what was told; when each that grew was first shown."""

    pages: list[DocketPage]
    etag: bool = False
    nonce: bool = False
    asked: Counter[int] = field(default_factory=Counter)
    told: list[tuple[float, str]] = field(default_factory=list)
    shown: dict[int, float] = field(default_factory=dict)

    def answer(self, head: bytes, body: bytes) -> bytes:
        """The answer to one request."""
        verb, path, *_ = head.split(b" ", 2)
        if verb == b"POST":
            self.told.append((time.monotonic(), body.decode()))
            return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        number = path.rpartition(b"/p")[2]
        if not number.isdigit():
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self.asked[int(number)] += 1
        if self.pages[int(number)].grown:
            self.shown.setdefault(int(number), time.monotonic())
        return self._page(self.pages[int(number)], head)

    def _page(self, page: DocketPage, head: bytes) -> bytes:
        lines = [b"HTTP/1.1 200 OK", b"Content-Type: text/html; charset=utf-8"]
        nonce = os.urandom(16).hex() if self.nonce else "0" * 32
        body = page.body().replace(b"</body>", NONCES.format(nonce).encode() + b"</body>")
        if self.etag:
            tag = b'"%s"' % blake2b(body, digest_size=8).hexdigest().encode()
            lines.append(b"ETag: " + tag)
            if b"if-none-match: " + tag in head.replace(b"If-None-Match", b"if-none-match"):
                return b"\r\n".join([b"HTTP/1.1 304 Not Modified", *lines[1:]]) + HEADER_END
        lines.append(b"Content-Length: %d" % len(body))
        return b"\r\n".join(lines) + HEADER_END + body

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on one connection until it ends."""
        try:
            while head := await reader.readuntil(HEADER_END):
                length = next(
                    (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
                )
                writer.write(self.answer(head, await reader.readexactly(length)))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def serve(pipe: Connection, pages: int, shape: str, size: int) -> None:
    """Serve until the pipe closes; the first word sent is the port."""
    site = Site([DocketPage(number, shape, size) for number in range(pages)])

    def obey() -> None:
        try:
            name, given = pipe.recv()
        except EOFError:
            loop.stop()
            return
        pipe.send(COMMANDS[name](site, given))

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    server = loop.run_until_complete(asyncio.start_server(site.talk, "0.0.0.0", 0, limit=2**20, backlog=1024))  # noqa: S104 (all of 127/8)
    loop.add_reader(pipe.fileno(), obey)
    pipe.send(server.sockets[0].getsockname()[1])
    loop.run_forever()


def _set(site: Site, given: dict[str, bool]) -> None:
    for name, value in given.items():
        setattr(site, name, value)


def _grow(site: Site, numbers: list[int]) -> float:
    for number in numbers:
        site.pages[number].grow()
    return time.monotonic()


COMMANDS: dict[str, Any] = {
    "set": _set,
    "grow": _grow,
    "asked": lambda site, _: site.asked,
    "told": lambda site, _: site.told,
    "shown": lambda site, _: site.shown,
}


@dataclass
class PageServer:
    """The server seen from a bench; use it as a `with`."""

    pages: int
    hosts: int = 20
    shape: str = "cmecf"
    size: int = BYTES

    def __enter__(self) -> Self:
        self._pipe, theirs = multiprocessing.Pipe()
        arguments = (theirs, self.pages, self.shape, self.size)
        self._process = multiprocessing.get_context("spawn").Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        self.port: int = self._pipe.recv()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.kill()

    def url(self, number: int) -> str:
        """The address of a page."""
        return f"http://127.0.0.{1 + number % self.hosts}:{self.port}/p{number}"

    @property
    def sink(self) -> str:
        """The Apprise address for alerts."""
        return f"json://127.0.1.1:{self.port}/sink"

    def answer_with(self, *, etag: bool = False, nonce: bool = False) -> None:
        """Answer with validators, and with a nonce in every page, from now on."""
        self._ask("set", {"etag": etag, "nonce": nonce})

    def grow(self, numbers: list[int]) -> float:
        """Let these pages have one entry more; gives the moment (monotonic seconds)."""
        return float(self._ask("grow", numbers))

    def asked(self) -> Counter[int]:
        """How often each page was asked for."""
        return self._ask("asked", None)  # type: ignore[no-any-return]

    def told(self) -> list[tuple[float, str]]:
        """What came to the sink, with the moments."""
        return self._ask("told", None)  # type: ignore[no-any-return]

    def rulings(self) -> list[tuple[float, str]]:
        """What came to the sink of the entries that pages grew by: none other decides such a motion."""
        return [(when, body) for when, body in self.told() if GROWN in body]

    def shown(self) -> dict[int, float]:
        """When each page that grew was first asked for after that."""
        return self._ask("shown", None)  # type: ignore[no-any-return]

    def _ask(self, name: str, given: object) -> Any:  # noqa: ANN401 (each command has its own)
        self._pipe.send((name, given))
        return self._pipe.recv()
