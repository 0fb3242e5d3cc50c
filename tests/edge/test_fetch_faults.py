"""Servers that fail, lie or never end: each is told apart, none takes more time or memory than it may."""

import asyncio
import gzip
import tracemalloc
from datetime import timedelta
from functools import partial

import brotli
import pytest
import zstandard

from monitor.errors import FetchError, PrivateAddress, ServerFailed, TimedOut, TooLarge, Truncated, Unreachable
from monitor.model import PageRequest
from tests.edge import faults
from tests.edge.faults import has_openssl
from tests.edge.servers import (
    PAGE,
    dripping,
    endless,
    hanging,
    http,
    loopback_fetcher,
    raw,
    serving,
)

SHORT = timedelta(seconds=0.2)
MEGABYTE = 1_000_000
CODERS = {"gzip": gzip.compress, "br": partial(brotli.compress, quality=5), "zstd": zstandard.compress}


async def fetch(answer, **settings):
    """One fetch from a server that answers so."""
    async with serving(answer) as server, loopback_fetcher(**settings) as fetcher:
        return await fetcher(PageRequest(server.url + "/p"))


def coded(coding, data):
    """An answer with this body in this coding."""
    return raw(http(body=data, Content_Encoding=coding))


async def test_nobody_listens():
    """A refused connection is Unreachable, and the message says so."""
    async with serving(raw(b"")) as server:
        pass
    async with loopback_fetcher() as fetcher:
        with pytest.raises(Unreachable, match="refused"):
            await fetcher(PageRequest(server.url))


async def test_no_such_host():
    """A name without an address is Unreachable (the name is reserved for that, RFC 6761)."""
    async with loopback_fetcher() as fetcher:
        with pytest.raises(Unreachable, match="no such host"):
            await fetcher(PageRequest("http://docket.invalid/"))


@pytest.mark.parametrize("url", ["", "docket", "file:///etc/passwd", "http:///p", "http://h:99999/", "http://[::1"])
async def test_no_web_address(url):
    """What is no http or https address is refused without asking anybody."""
    async with loopback_fetcher() as fetcher:
        with pytest.raises(PrivateAddress):
            await fetcher(PageRequest(url))


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"])
async def test_silence_times_out(start):
    """A server that falls silent, before the answer or in the body, is given up after the timeout."""
    with pytest.raises(TimedOut):
        await fetch(hanging(start), timeout=SHORT)


async def test_a_drip_times_out():
    """A body that never pauses and never ends is given up at the deadline."""
    with pytest.raises(TimedOut, match=r"0\.2 seconds"):
        await fetch(dripping(), deadline=SHORT)


async def test_waiting_for_a_turn_does_not_count():
    """A page that waits longer for its host than its deadline allows is still fetched."""
    first_asked, go_on = asyncio.Event(), asyncio.Event()

    async def answer(asked, writer):
        if asked.path == "/slow":
            first_asked.set()
            await go_on.wait()
        writer.write(http())

    async with serving(answer) as server, loopback_fetcher() as slow:
        hurried = slow.renewed(loopback_fetcher(deadline=SHORT).settings)
        async with hurried:
            first = asyncio.create_task(slow(PageRequest(server.url + "/slow")))
            await first_asked.wait()
            second = asyncio.create_task(hurried(PageRequest(server.url + "/next")))
            done, _ = await asyncio.wait({second}, timeout=2 * SHORT.total_seconds())
            assert not done
            go_on.set()
            assert [page.body for page in await asyncio.gather(first, second)] == [PAGE, PAGE]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>half",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n",
    ],
)
async def test_a_body_shorter_than_announced_is_truncated(answer):
    """Half a page is no page: it would look as if items had gone."""
    with pytest.raises(Truncated):
        await fetch(raw(answer))


async def test_a_connection_reset_in_the_body_is_truncated():
    """A reset in the body is no complete page either."""

    async def answer(asked, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>half")
        await writer.drain()
        writer.transport.abort()

    with pytest.raises(Truncated):
        await fetch(answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x15\x03\x01\x00\x02\x02\x16",
        b"<html>old</html>",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<html>\r\n",
        http(Content_Length="6"),
    ],
)
async def test_an_answer_that_is_not_http_is_a_failure(answer):
    """Another service behind the port, broken chunks, and more body than announced are told as what they are."""
    with pytest.raises(ServerFailed, match="not HTTP"):
        await fetch(raw(answer))


async def test_a_server_that_hangs_up_is_unreachable():
    """A connection closed without an answer."""
    with pytest.raises(Unreachable, match="broke off"):
        await fetch(raw(b""))


async def test_ten_thousand_headers_are_not_read():
    """Headers are bounded in number and length; the security policies of news sites (over 8 KiB) still pass."""
    flood = "".join(f"X-{n}: {n}\r\n" for n in range(10_000)).encode()
    with pytest.raises(ServerFailed):
        await fetch(raw(b"HTTP/1.1 200 OK\r\n" + flood + b"\r\n"))
    with pytest.raises(ServerFailed):
        await fetch(raw(http(X_Policy="x" * 100_000)))
    assert (await fetch(raw(http(X_Policy="x" * 20_000)))).body == PAGE


@pytest.mark.parametrize("coding", CODERS)
async def test_compressed_bodies_are_decoded(coding):
    """Each coding that we accept gives the page, and the server is told which those are."""
    async with serving(coded(coding, CODERS[coding](PAGE * 9_000))) as server, loopback_fetcher() as fetcher:
        assert (await fetcher(PageRequest(server.url))).body == PAGE * 9_000
    assert coding in server.asked[0].headers["accept-encoding"]


@pytest.mark.parametrize("coding", CODERS)
async def test_broken_compression_is_truncated(coding):
    """Compressed data that ends early, or is none, gives an error and not half a page."""
    whole = CODERS[coding](bytes(range(256)) * 100)
    for data in (whole[:-3], b"not compressed at all"):
        with pytest.raises(Truncated):
            await fetch(coded(coding, data))


async def test_parts_codings_and_padding_of_compressed_bodies():
    """Several members or frames, two codings one over the other, and padding behind gzip are all read to the end."""
    twice = {coding: code(b"one ") + code(b"two") for coding, code in CODERS.items() if coding != "br"}
    for coding, data in {**twice, "zstd, gzip": gzip.compress(twice["zstd"])}.items():
        assert (await fetch(coded(coding, data))).body == b"one two"
    assert (await fetch(coded("gzip", gzip.compress(PAGE) + bytes(100)))).body == PAGE
    assert (await fetch(coded("gzip", b""))).body == b""


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip, gzip"])
async def test_codings_nobody_asked_for_are_refused(coding):
    """What cannot be decoded must not be taken for the page."""
    with pytest.raises(Truncated, match="did not ask for"):
        await fetch(coded(coding, PAGE))


@pytest.mark.parametrize("answer", [endless(), raw(http(Content_Length="999999999"))])
async def test_a_body_over_the_limit_is_given_up(answer):
    """An endless body, and one that announces too much."""
    with pytest.raises(TooLarge, match=r"http\.max_body"):
        await fetch(answer, max_body=MEGABYTE)


async def test_a_body_of_just_the_limit_passes():
    """The limit itself is allowed, one byte more is not."""
    assert len((await fetch(raw(http(body=bytes(MEGABYTE))), max_body=MEGABYTE)).body) == MEGABYTE
    with pytest.raises(TooLarge):
        await fetch(raw(http(body=bytes(MEGABYTE + 1))), max_body=MEGABYTE)


@pytest.mark.parametrize("coding", CODERS)
async def test_a_bomb_takes_little_memory(coding):
    """A hundred megabytes that came as a few kilobytes are given up within the bound that decode.py states."""
    bomb = coded(coding, CODERS[coding](bytes(100 * MEGABYTE)))
    async with serving(bomb) as server, loopback_fetcher(max_body=MEGABYTE) as fetcher:
        tracemalloc.start()
        with pytest.raises(TooLarge):
            await fetcher(PageRequest(server.url))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 12 * MEGABYTE


async def test_a_bomb_in_a_bomb_takes_little_memory():
    """Two codings, one over the other, multiply what a byte can become; they are undone piece by piece all the same."""
    bomb = coded("gzip, gzip", gzip.compress(gzip.compress(bytes(200 * MEGABYTE))))
    tracemalloc.start()
    with pytest.raises(TooLarge):
        await fetch(bomb, max_body=MEGABYTE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * MEGABYTE


@pytest.fixture
def self_signed(tmp_path):
    """The TLS side of a server whose certificate nobody vouches for."""
    if not has_openssl():
        pytest.skip("makes its certificate with openssl")
    return faults.self_signed(tmp_path)


async def test_a_certificate_nobody_vouches_for_is_refused(self_signed):
    """TLS is verified, and the message gives the reason."""
    async with serving(raw(http()), self_signed) as server, loopback_fetcher() as fetcher:
        with pytest.raises(Unreachable, match="self-signed certificate"):
            await fetcher(PageRequest(server.url))
    assert server.asked == []


async def test_https_to_a_plain_server_is_unreachable():
    """A server that answers a TLS greeting with plain HTTP."""

    async def answer(reader, writer):
        await reader.read(1)
        writer.write(http())
        writer.close()

    plain = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with plain, loopback_fetcher() as fetcher:
        with pytest.raises(Unreachable, match="no safe connection"):
            await fetcher(PageRequest(f"https://127.0.0.1:{plain.sockets[0].getsockname()[1]}"))


async def test_a_failure_leaves_the_fetcher_usable():
    """After any fault the next page of the same host comes."""
    async with serving(raw(b"nonsense")) as server, loopback_fetcher() as fetcher:
        with pytest.raises(FetchError):
            await fetcher(PageRequest(server.url))
        server.answer = raw(http())
        assert (await fetcher(PageRequest(server.url))).body == PAGE
