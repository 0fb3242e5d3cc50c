"""CPU that fetching costs: httpx over its own transport, httpx over aiohttp, and our whole Fetcher.

    ./run bench transport [REQUESTS]

Asks a server of another process on 127.0.0.1 for a page of 87 KB, one request after the other and 20 at once, and
prints CPU and wall seconds of this process. Why it was measured: docs/why/2026-11-22-http-transport.md
"""

import asyncio
import gc
import multiprocessing
import os
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.model import PageRequest

BODY = os.urandom(87_000)
AT_ONCE = 20
Ask = Callable[[str], Awaitable[int]]


def serve(tell: Connection) -> None:
    """Answer every request with BODY, on a port that is told."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.readline():
            while (await reader.readline()).strip():
                pass
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)
            await writer.drain()
        writer.close()

    async def main() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        tell.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


async def measure(name: str, ask: Ask, url: str, requests: int) -> None:
    """Print what so many requests cost, one by one and at once."""
    await ask(url)
    gc.collect()
    for at_once in (1, AT_ONCE):
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(requests // at_once):
            sizes = await asyncio.gather(*(ask(url) for _ in range(at_once)))
            assert set(sizes) == {len(BODY)}
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(f"{name:24} {at_once:3} at once  {cpu:6.2f} s CPU  {wall:6.2f} s")


async def with_client(name: str, transport: httpx.AsyncBaseTransport, url: str, requests: int) -> None:
    """Measure plain httpx on a transport."""
    async with httpx.AsyncClient(transport=transport) as client:

        async def ask(url: str) -> int:
            async with client.stream("GET", url) as answer:
                return sum([len(chunk) async for chunk in answer.aiter_raw()])

        await measure(name, ask, url, requests)


async def with_fetcher(url: str, requests: int) -> None:
    """Measure our Fetcher, which asks a host for one page at a time whatever the number at once."""
    settings = FetchSettings("benchmark", per_host=None, allow_private=True)
    async with Fetcher(settings, lambda: datetime.now(UTC)) as fetcher:

        async def ask(url: str) -> int:
            return len((await fetcher(PageRequest(url))).body)

        await measure("Fetcher", ask, url, requests)


async def compare(url: str, requests: int) -> None:
    """Measure all three, twice, so that a figure can be told from noise."""
    print(f"{requests} requests of {len(BODY)} bytes; httpx {httpx.__version__}, aiohttp {aiohttp.__version__}")
    tls = httpx.create_ssl_context()
    for _ in range(2):
        await with_client("httpx, its own transport", httpx.AsyncHTTPTransport(verify=tls), url, requests)
        session = aiohttp.ClientSession()
        await with_client("httpx over aiohttp", AiohttpTransport(verify=tls, client=session), url, requests)
        await with_fetcher(url, requests)


def main() -> None:
    """Start the server, measure, end the server."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    told, tell = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(tell,), daemon=True)
    server.start()
    try:
        asyncio.run(compare(f"http://127.0.0.1:{told.recv()}/", requests))
    finally:
        server.kill()


if __name__ == "__main__":
    main()
