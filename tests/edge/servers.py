"""Real servers on 127.0.0.1 that answer as a test tells them, down to the bytes."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ssl import SSLContext

from monitor.edge.fetch import Fetcher, FetchSettings

PAGE = b"<html><p>Entry 53: ORDER</p></html>"


@dataclass
class Asked:
    """One request as it came in; header names in lower case. What the client sends after it is in `rest`."""

    line: str
    headers: dict[str, str]
    rest: asyncio.StreamReader

    @property
    def path(self):
        """The target of the request."""
        return self.line.split(" ")[1]


Answer = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """A running server: what it answers, its address, and what it was asked so far.

    `sound` is for servers with a fault: what they answer well meanwhile.
    """

    answer: Answer
    port: int = 0
    scheme: str = "http"
    asked: list[Asked] = field(default_factory=list)
    sound: bool = False

    @property
    def url(self):
        """The address of its root, without a slash."""
        return f"{self.scheme}://127.0.0.1:{self.port}"


@asynccontextmanager
async def serving(answer: Answer, tls: SSLContext | None = None) -> AsyncIterator[Server]:
    """A server that hands every request to `answer`; a connection is closed unless the answer keeps it."""
    server = Server(answer, scheme="https" if tls else "http")

    talks = set()

    async def talk(reader, writer):
        talks.add(asyncio.current_task())
        try:
            asked = await _read(reader)
            server.asked.append(asked)
            await server.answer(asked, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client left, which some tests are about
        finally:
            writer.close()

    running = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=tls)
    server.port = running.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        running.close()
        if talks:
            await asyncio.wait(talks, timeout=5)


async def _read(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in head[1:] if line)
    return Asked(head[0], {name.lower(): value for name, value in headers.items()}, reader)


def raw(data: bytes) -> Answer:
    """An answer of just these bytes."""

    async def answer(asked, writer):
        writer.write(data)

    return answer


def http(status: int = 200, body: bytes = PAGE, **headers: str) -> bytes:
    """The bytes of a whole answer; `Content_Type="…"` gives a header, `Content_Length` overrides the true one."""
    headers = {"Content_Length": str(len(body)), "Connection": "close", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body


def endless(piece: bytes = b"x" * 65_536) -> Answer:
    """A body without an end, as fast as it is read."""

    async def answer(asked, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(piece)
            await writer.drain()

    return answer


def hanging(start: bytes = b"") -> Answer:
    """The start of an answer, then silence until the client leaves."""

    async def answer(asked, writer):
        writer.write(start)
        await asked.rest.read()

    return answer


def dripping() -> Answer:
    """A body that comes byte by byte, too fast for a timeout between two bytes."""

    async def answer(asked, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    return answer


def gzip_bomb(size: int) -> bytes:
    """Zeros, a thousandth of their size."""
    return gzip.compress(bytes(size))


NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)


def loopback_fetcher(**changes) -> Fetcher:
    """A fetcher that may ask loopback, in a hurry, at noon of the storyline's first day; `changes` are settings."""
    hurried = {"allow_private": True, "per_host": None, "timeout": timedelta(seconds=20)}
    return Fetcher(FetchSettings("docket-monitor (+mailto:desk@example.org)", **(hurried | changes)), lambda: NOON)
