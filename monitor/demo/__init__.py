"""`monitor demo`: the storyline replayed through the real program, over real HTTP, with a clock that jumps.

The pages are those of story.py at each moment; the config is a real file, loaded as any other; checks, store, alerts
and delivery are those of the daemon.
"""

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.app import Program, check_all, deliver_all, follow_learned, open_store, wire
from monitor.config import load
from monitor.demo.site import CIRCUIT_FEED, CIRCUIT_OPINIONS, NEWS_FEED, SINK, Site
from monitor.demo.story import STORYLINE
from monitor.model import Check, Development

MARK = "[REPLAY] "

CONFIG = """\
storage: {{url: "sqlite:///replay.db"}}
http: {{user_agent: "docket-monitor replay", per_host: off, allow_private: true}}
courts: {{cadc: {{feed: "{site}{circuit_feed}", opinions: "{site}{circuit_opinions}"}}}}
web: off
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


async def replay(alerted: Callable[[datetime, dict[str, Any]], None]) -> Sequence[Development]:
    """Walk through the story; `alerted` hears of each alert that the sink received. Gives all developments in order."""
    clock = ReplayClock(STORYLINE.baseline)
    with tempfile.TemporaryDirectory(prefix="docket-monitor-replay-") as folder, Site(clock) as site:
        config = load(_written(Path(folder), site), {})
        store = open_store(config)
        program = wire(config, store, clock, mark=MARK)
        try:
            for moment in moments():
                clock.moment = moment
                await _look(program)
                for alert in site.received:
                    alerted(moment, alert)
                site.received.clear()
            return sorted(store.developments(), key=lambda development: development.first_seen)
        finally:
            await program.close()
            store.close()


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
