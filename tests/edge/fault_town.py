"""A daemon in trouble: a server for each fault beside a town of sound ones, and the config that watches them all."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, closing
from itertools import pairwise
from pathlib import Path
from ssl import SSLContext
from typing import TYPE_CHECKING

from tests.edge.fault_pages import COURTS
from tests.edge.faults import FAULTS, faulty
from tests.fleet.town import Town

if TYPE_CHECKING:
    from tests.edge.servers import Server

SOUND = 50
"""Sources without a fault: by turns a feed, which is read in the daemon, and a page, which is read in its worker."""
EVERY = 2
"""Seconds between two checks of a sound source."""
CONFIG = """\
storage: {{url: "sqlite:///{folder}/m.db"}}
http: {{per_host: off, allow_private: true, budget: off, timeout: 3s}}
web: off
sources:
{sources}
channels:
  - {{id: desk, url: "{sink}", bundle: 0s}}
routes:
  - {{to: [desk], events: [change]}}
"""
Bad = tuple[str, str]
"""A fault by its name, in a page of a kind."""


class FaultTown:
    """A server for each of these faults, all in one thread, beside the `town` of the sound; a daemon's `config`."""

    def __init__(self, folder: Path, bad: Iterable[Bad], tls: SSLContext) -> None:
        self.folder, self.config = folder, folder / "config" / "monitor.yaml"
        self.town = Town(SOUND, 0.01)
        self.servers: Mapping[Bad, Server] = {}
        self._tls, self._loop, self._open = tls, asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._run, args=(tuple(bad),), daemon=True)
        self._thread.start()
        assert self._open.wait(30)

    def watch(self, bad: Sequence[Bad], every: str = "5s") -> None:
        """Write a config that watches the sound and these."""
        lines = [self._sound(number) for number in range(SOUND)]
        lines += [self._bad(kind, name, every) for kind, name in bad]
        self.config.parent.mkdir(exist_ok=True)
        text = CONFIG.format(folder=self.folder, sources="\n".join(lines), sink=self.town.sink)
        self.config.write_text(text)

    def ended(self) -> dict[str, tuple[str | None, float]]:
        """How the first check of each faulty source ended that has ended: kind of error and seconds, by its id."""
        question = "SELECT source, error, seconds FROM checks WHERE source LIKE 'bad-%' ORDER BY id DESC"
        with closing(sqlite3.connect(self.folder / "m.db", timeout=10)) as connection:
            return {source: (error, seconds) for source, error, seconds in connection.execute(question)}

    def asked(self) -> set[str]:
        """The ids of the faulty sources whose page was asked for."""
        return {id_of(*bad) for bad, server in self.servers.items() if "/page" in {one.path for one in server.asked}}

    def latest(self, since: float) -> float:
        """The most seconds by which a sound source was asked too late since a moment (monotonic seconds)."""
        of_each = [[at for at in moments if at >= since] for moments in list(self.town.asked.values())]
        return max(after - before - EVERY for moments in of_each for before, after in pairwise(moments))

    def close(self) -> None:
        """Stop all servers."""
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(30)
        self.town.close()

    def _sound(self, number: int) -> str:
        of = f'kind: feed, url: "{self.town.feed(number)}"'
        if number % 2:
            of = f'kind: page, url: "{self.town.url(number)}", select: main'
        return f"  - {{id: s{number}, {of}, every: {EVERY}s}}"

    def _bad(self, kind: str, name: str, every: str) -> str:
        court = f"court: {COURTS[kind]}, " if kind in COURTS else ""
        url = f"{self.servers[kind, name].url}/page"
        return f'  - {{id: {id_of(kind, name)}, kind: {kind}, {court}url: "{url}", every: {every}}}'

    def _run(self, bad: Sequence[Bad]) -> None:
        self._loop.run_until_complete(self._serve(bad))
        self._loop.close()

    async def _serve(self, bad: Sequence[Bad]) -> None:
        self._done = asyncio.Event()
        async with AsyncExitStack() as stack:
            for_each = ((one, faulty(FAULTS[one[1]], one[0], self._tls)) for one in bad)
            self.servers = {one: await stack.enter_async_context(server) for one, server in for_each}
            self._open.set()
            await self._done.wait()


def id_of(kind: str, name: str) -> str:
    """The id of a faulty source: its place among the faults, for not every name of a fault may be an id."""
    return f"bad-{kind}-{list(FAULTS).index(name)}"
