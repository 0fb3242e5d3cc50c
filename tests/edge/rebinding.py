"""A name that answers with a public address first and with loopback then, both of them listening; prints who was asked.

Run within a network of its own (`unshare --net`), where a public address can be ours and nothing leaves the machine.
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.errors import FetchError
from monitor.model import PageRequest
from tests.edge.servers import NOON, http
from tests.edge.test_fetch_addresses import Names

PUBLIC, LOOPBACK, PORT = "8.8.8.8", "127.0.0.1", 8080


async def rebound() -> dict[str, object]:
    """Ask twice, on new connections; gives what each address was asked, and how the second time ended."""
    public, loopback = list[str](), list[str]()
    await asyncio.start_server(answering(public), PUBLIC, PORT)
    await asyncio.start_server(answering(loopback), LOOPBACK, PORT)
    names = Names({"docket.example": [[PUBLIC], [LOOPBACK]]})
    request, second = PageRequest(f"http://docket.example:{PORT}/"), None
    for _ in range(2):  # each fetcher has connections of its own, and remembers no name of the other's
        async with Fetcher(FetchSettings("test", per_host=None), lambda: NOON, resolver=lambda: names) as fetch:
            try:
                second = (await fetch(request)).status
            except FetchError as error:
                second = error.kind
    return {"public": public, "loopback": loopback, "second": second}


def answering(asked: list[str]):
    """A server that answers everything, and keeps what it was asked for."""

    async def answer(reader, writer):
        asked.append((await reader.readuntil(b"\r\n\r\n")).split()[1].decode())
        writer.write(http())
        await writer.drain()
        writer.close()

    return answer


for words in (("link", "set", "lo", "up"), ("address", "add", f"{PUBLIC}/32", "dev", "lo")):
    subprocess.run(["ip", *words], check=True)
sys.stdout.write(json.dumps(asyncio.run(rebound())))
