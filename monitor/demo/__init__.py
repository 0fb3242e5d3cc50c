"""`monitor demo`: the storyline replayed through the real program, over real HTTP, with a clock that jumps.

The pages are those of story.py at each moment; the config is a real file, loaded as any other; checks, store, alerts
and delivery are those of the daemon.
"""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.app import Program, check_all, deliver_all, follow_learned, wire
from monitor.config import Web, load
from monitor.demo.site import CIRCUIT_FEED, CIRCUIT_OPINIONS, NEWS_FEED, SINK, Site
from monitor.demo.story import STORYLINE
from monitor.errors import UsageError
from monitor.model import Check, Development
from monitor.opening import open_store
from monitor.vitals import ALIVE
from monitor.web.view import View

MARK = "[REPLAY] "

CONFIG = """\
storage: {{url: "sqlite:///replay.db"}}
http: {{user_agent: "docket-monitor replay", per_host: off, allow_private: true}}
courts: {{cadc: {{feed: "{site}{circuit_feed}", opinions: "{site}{circuit_opinions}"}}}}
web: {{listen: "127.0.0.1:8080"}}
cases:
  - id: ctr-v-irs
    name: Center for Taxpayer Rights v. IRS
    dockets: ["dcd 1:25-cv-00457"]
    also_called: ["Kollar-Kotelly IRS ICE"]
    related: [centro-v-bessent]
  - id: centro-v-bessent
    name: Centro de Trabajadores Unidos v. Bessent
    dockets: ["dcd 1:25-cv-00677", "cadc 25-5181"]
  - id: cedc-v-bessent
    name: Community Economic Development Center of Southeastern Massachusetts v. Bessent
    dockets: ["mad 1:25-cv-12822"]
sources:
  - {{id: ctr-docket, kind: docket, court: dcd, case: ctr-v-irs, url: "{site}{ctr}"}}
  - {{id: centro-docket, kind: docket, court: dcd, case: centro-v-bessent, url: "{site}{centro}"}}
  - {{id: centro-appeal, kind: docket, court: cadc, case: centro-v-bessent, url: "{site}{centro_appeal}"}}
  - {{id: cedc-docket, kind: docket, court: mad, case: cedc-v-bessent, url: "{site}{cedc}"}}
  - {{id: politics, kind: feed, url: "{site}{news}", follow_links: true, match: [IRS, ICE]}}
channels:
  - {{id: newsroom, url: "json://127.0.0.1:{port}{sink}"}}
routes:
  - {{to: [newsroom], events: [ruling, appeal], significance: major}}
  - {{to: [newsroom], events: [health]}}
"""


STEP = timedelta(hours=20)
"""Between the moments of the story the replay looks so often: a court's feed forgets after 24 hours."""


class ReplayClock:
    """A clock that stands still until it is told the next moment."""

    def __init__(self, start: datetime) -> None:
        """Begin at `start`."""
        self.moment = start

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.moment


def moments() -> list[datetime]:
    """When the replay looks: at the moments of the story, and regularly between them."""
    start, told = STORYLINE.baseline, STORYLINE.moments
    steps = range((told[-1] - start) // STEP + 1)
    return sorted({*told, *(start + STEP * step for step in steps)})


Alerted = Callable[[datetime, dict[str, Any]], None]


@dataclass(frozen=True)
class Stage:
    """What a replay is played on: the pages of its world, its clock, the program that watches them."""

    site: Site
    clock: ReplayClock
    program: Program

    async def play(self, alerted: Alerted) -> Sequence[Development]:
        """Walk through the story; `alerted` hears of each alert that the sink received. Gives all developments."""
        for moment in moments():
            self.clock.moment = moment
            self.program.store.note(ALIVE, moment.isoformat())  # the pages tell whether anybody watches
            await _look(self.program)
            for alert in self.site.received:
                alerted(moment, alert)
            self.site.received.clear()
        return sorted(self.program.store.developments(), key=lambda development: development.first_seen)


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """A stage with a store and a config of its own, which are gone afterwards."""
    clock = ReplayClock(STORYLINE.baseline)
    with tempfile.TemporaryDirectory(prefix="docket-monitor-replay-") as folder, Site(clock) as site:
        config = load(_written(Path(folder), site), {})
        store = open_store(config)
        program = wire(config, store, clock, mark=MARK)
        try:
            yield Stage(site, clock, program)
        finally:
            await program.close()
            store.close()


async def replay(alerted: Alerted) -> Sequence[Development]:
    """Walk through the story; `alerted` hears of each alert that the sink received. Gives all developments in order."""
    async with staged() as stage:
        return await stage.play(alerted)


async def replay_with_pages(
    alerted: Alerted, served: Callable[[str], None], ended: Callable[[Sequence[Development]], None]
) -> None:
    """The same with the program's pages, which stay until SIGINT or SIGTERM.

    `served` hears their address before the story begins, `ended` the developments when it is over. Raises UsageError
    when no port can be had.
    """
    stopping = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopping.set)
    async with staged() as stage, serving(stage) as address:
        served(address)
        stop = asyncio.create_task(stopping.wait())
        play = asyncio.create_task(stage.play(alerted))
        await asyncio.wait({stop, play}, return_when=asyncio.FIRST_COMPLETED)
        if play.done():
            ended(play.result())
            await stop
        play.cancel()
        await asyncio.gather(play, return_exceptions=True)


@asynccontextmanager
async def serving(stage: Stage) -> AsyncIterator[str]:
    """The pages of a replay, where the config says, or on any free port when that is taken; gives their address."""
    from monitor.web.server import Pages  # noqa: PLC0415 (what serves pages loads on first use)

    config = stage.program.config
    pages = Pages(View(config, stage.program.store, stage.clock, MARK))
    await pages.renew()
    if pages.address is None:
        pages.view.take(replace(config, web=Web(listen="127.0.0.1:0")))
        await pages.renew()
    try:
        if pages.address is None:
            raise UsageError(pages.trouble or "no page is served", "demo", "use --no-web")
        yield pages.address
    finally:
        await pages.stop()


async def _look(program: Program) -> None:
    """Every source once, then the sources to which what was found led, then the alerts."""
    results = await check_all(program, list(program.sources.values()))
    results += await check_all(program, follow_learned(program))
    _require_ok(results)
    await deliver_all(program)


def _require_ok(results: Sequence[Check]) -> None:
    failed = [f"{result.source}: {result.message}" for result in results if not result.ok]
    if failed:
        raise RuntimeError(f"the replay met a fault of the program: {'; '.join(failed)}")


def _written(folder: Path, site: Site) -> Path:
    path = folder / "config" / "monitor.yaml"
    path.parent.mkdir()
    text = CONFIG.format(
        site=site.address,
        port=site.port,
        sink=SINK,
        news=NEWS_FEED,
        circuit_feed=CIRCUIT_FEED,
        circuit_opinions=CIRCUIT_OPINIONS,
        ctr=STORYLINE.docket("1:25-cv-00457").path,
        centro=STORYLINE.docket("1:25-cv-00677").path,
        centro_appeal=STORYLINE.docket("25-5181").path,
        cedc=STORYLINE.docket("1:25-cv-12822").path,
    )
    path.write_text(text, encoding="utf-8")
    return path
