"""Servers that do everything wrong: each fault by its name, on a port of its own, for every kind of source.

A fault of the connection needs no page. A fault of the page stands in an otherwise sound page of the kind that reads
it (fault_pages.py), so that its reader comes as far as the fault.
"""

import asyncio
import gzip
import shutil
import ssl
import subprocess
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import brotli
import zstandard

from tests.edge.fault_pages import TYPES, good, packed_pdf, shown
from tests.edge.servers import Answer, Asked, Server, endless, hanging, http, raw, serving

SECRET = "the-inside-of-the-network"
"""What an external entity leads to; it must never be asked for or shown."""
UNFOLDED = 300_000_000
"""Bytes that a bomb unfolds to: far over http.max_body, and the memory that is left."""
DEEP = 200_000
HUGE = 2_000_000
MANY = 25_000
WORDS = "Café Noël"
"""Words that read otherwise in every charset but the right one."""
READ = frozenset({None})
"""How a check ends that reads the page."""
PAGE_ERRORS = frozenset({"unreadable", "parse_too_slow", "not_the_page", "emptied"})
Make = Callable[[str], bytes]
"""Makes the body for a kind of source."""


@dataclass(frozen=True)
class Fault:
    """One fault: the answer for a kind of source, and how a check may end: kinds of errors, None for a page read.

    `later` is how it may end once a good page was seen, where that differs. `of_body` is true where the reader of a
    kind meets the fault: the others are over before that.
    """

    answer: Callable[[str], Answer]
    ends: frozenset[str | None]
    later: frozenset[str | None] | None = None
    tls: bool = False
    of_body: bool = False


def of_line(answer: Answer | bytes, *ends: str, tls: bool = False) -> Fault:
    """A fault of the connection: the same for every kind."""
    return Fault(lambda _kind: raw(answer) if isinstance(answer, bytes) else answer, frozenset(ends), tls=tls)


def of_body(make: Make, *ends: str | None, **headers: str) -> Fault:
    """A fault of the body."""
    return Fault(lambda kind: raw(http(body=make(kind), **(_typed(kind) | headers))), frozenset(ends), of_body=True)


def of_page(words: str, head: str = "") -> Fault:
    """A fault of the page: hostile words in a sound one. It is read, or refused by name."""
    return of_body(lambda kind: good(kind, shown(kind, words), head), None, *PAGE_ERRORS)


def _typed(kind: str) -> dict[str, str]:
    return {"Content_Type": TYPES.get(kind, "text/html")}


@cache
def bomb(coding: str) -> bytes:
    """Zeros as a server may send them: 300 KB of gzip, kilobytes of brotli and zstd."""
    piece, times = bytes(10**7), UNFOLDED // 10**7
    if coding == "zstd":
        return zstandard.compress(piece) * times
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS) if coding == "gzip" else None
    if packer:
        return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()
    stream = brotli.Compressor(quality=5)
    return b"".join(stream.process(piece) for _ in range(times)) + stream.finish()


def packed(coding: str) -> Fault:
    """A body that unfolds; made when it is first asked for."""
    return Fault(lambda _kind: raw(http(body=bomb(coding), Content_Encoding=coding)), frozenset({"too_large"}))


async def dripping(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """A body of one byte a second: no pause is long enough for a timeout."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(1)


async def resetting(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Half a body, then a reset."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>half")
    await writer.drain()
    writer.transport.abort()


async def heading(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Headers without an end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Header: 1\r\n" * 1000)
        await writer.drain()


def new_tags(kind: str) -> Answer:
    """A sound page with another ETag at each request, which no validator ever meets."""
    numbers = count()

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(http(body=good(kind), ETag=f'"{next(numbers)}"', **_typed(kind)))

    return answer


def lying(length: Callable[[int], int], *ends: str | None) -> Fault:
    """A sound page whose Content-Length is a lie."""

    def answer(kind: str) -> Answer:
        body = good(kind)
        return raw(http(body=body, Content_Length=str(length(len(body)))))

    return Fault(answer, frozenset(ends))


def in_charset(kind: str) -> bytes:
    """A sound page in Windows-1252."""
    return good(kind) if kind == "document" else good(kind, WORDS).decode().encode("cp1252")


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE r [<!ENTITY a0 "lol">{ENTITIES}]>'
"""Ten lines that unfold to three gigabytes ("a billion laughs")."""
OUTSIDE = '<!DOCTYPE r [<!ENTITY web SYSTEM "/secret"><!ENTITY file SYSTEM "file:///etc/passwd">]>'

FAULTS: Mapping[str, Fault] = {
    "hangs before the answer": of_line(hanging(), "timed_out"),
    "hangs in the headers": of_line(hanging(b"HTTP/1.1 200 OK\r\nX: "), "timed_out"),
    "hangs in the body": of_line(hanging(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"), "timed_out"),
    "drips a byte a second": of_line(dripping, "timed_out"),
    "hangs up": of_line(b"", "unreachable"),
    "resets in the body": of_line(resetting, "truncated"),
    "truncates": lying(lambda size: 2 * size, "truncated"),
    "announces less than it sends": lying(lambda size: size // 2, "server_failed", "unreadable", "emptied", None),
    "announces a length below zero": lying(lambda _size: -1, "server_failed"),
    "announces a terabyte": lying(lambda _size: 10**12, "too_large"),
    "endless body": of_line(endless(), "too_large"),
    "endless headers": of_line(heading, "server_failed"),
    "10,000 headers": of_line(http(**{f"X{n}": "1" for n in range(10_000)}), "server_failed"),
    "gzip bomb": packed("gzip"),
    "brotli bomb": packed("br"),
    "zstd bomb": packed("zstd"),
    "broken gzip": of_body(lambda kind: gzip.compress(good(kind))[:-9], "truncated", Content_Encoding="gzip"),
    "redirect loop": of_line(http(302, b"", Location="?again"), "too_many_redirects"),
    "redirect out of the web": of_line(http(302, b"", Location="file:///etc/passwd"), "private_address"),
    "not HTTP": of_line(b"SSH-2.0-OpenSSH_9.6\r\n", "server_failed"),
    "wrong certificate": of_line(http(), "unreachable", tls=True),
    "304 without a baseline": Fault(
        lambda _kind: raw(http(304, b"")), frozenset({"server_failed"}), frozenset({None, "server_failed"})
    ),
    "ETag that never matches": Fault(new_tags, READ),
    "nothing at all": of_body(lambda _kind: b"", *PAGE_ERRORS),
    "wrong charset": of_body(in_charset, None, Content_Type="text/html; charset=utf-8"),
    "a charset that is none": of_body(in_charset, None, Content_Type="text/html; charset=unicode_escape"),
    "NULs": of_page("a\0" * 500),
    "a huge line": of_page("x " * (HUGE // 2)),
    "200,000 nested tags": of_page("<b>" * DEEP),
    "200,000 nested tags with text": of_page("<b>a" * DEEP),
    "200,000 nested brackets": of_body(
        lambda _kind: (
            b'{"version": "https://jsonfeed.org/version/1", "caseDetails": "docketInfo", "items": ' + b"[" * DEEP
        ),
        *PAGE_ERRORS,
        None,  # to `page` it is text
    ),
    "broken markup": of_page("<b <p <![CDATA[ </table </item></x>&#xFFFFFFFF;&nope; <!-- "),
    "XML entity bomb": of_page("&a9;", BOMB),
    "external entities": of_page("&web;&file;", OUTSIDE),
    "25,000 items": of_body(lambda kind: good(kind, items=MANY), None, *PAGE_ERRORS),
    "a PDF that unfolds to 300 MB": of_body(lambda _kind: packed_pdf(UNFOLDED), *PAGE_ERRORS, None),
}
"""Every fault by its name, but one: that a server refuses needs an address where nobody listens."""


def self_signed(folder: Path) -> ssl.SSLContext:
    """The TLS side of a server whose certificate nobody vouches for; made with openssl."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    named = ["-keyout", key, "-out", certificate, "-subj", "/CN=127.0.0.1", "-days", "2"]
    subprocess.run([*made, *named], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def has_openssl() -> bool:
    """Whether a certificate can be made."""
    return shutil.which("openssl") is not None


@asynccontextmanager
async def faulty(fault: Fault, kind: str, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """A server with this fault for a kind of source; sound for robots.txt, and good once `server.sound` is set."""
    bad, sound = fault.answer(kind), raw(http(body=good(kind), **_typed(kind)))

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/robots.txt":
            await raw(http(404, b""))(asked, writer)
        elif asked.path == "/secret":
            await raw(http(body=SECRET.encode()))(asked, writer)
        else:
            await (sound if server.sound else bad)(asked, writer)

    async with serving(answer, tls if fault.tls else None) as server:
        yield server
