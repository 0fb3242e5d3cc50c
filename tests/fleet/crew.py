"""The processes of a fleet: real ones, started from a real config, ended in order or by SIGKILL."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fleet.town import Town

ROOT = Path(__file__).parents[2]
CONFIG = """\
storage: {{url: "{url}"}}
engine: {engine}
http: {{per_host: {per_host}, allow_private: true, budget: off}}
web: off
sources:
{sources}
channels:
  - {{id: desk, url: "{sink}", bundle: 0s}}
routes:
  - {{to: [desk], events: [change]}}
"""
PAGE = '  - {{id: s{0}, kind: page, url: "{1}", select: main, every: {2}}}'
FEED = '  - {{id: s{0}, kind: feed, url: "{1}", every: {2}}}'


def write_config(
    folder: Path, url: str, town: Town, sources: int, every: str, per_host: str = "off", *, feeds: bool = False
) -> Path:
    """A config that watches the first pages (or feeds) of a town, with the engine that fits; gives its path."""
    line, place = (FEED, town.feed) if feeds else (PAGE, town.url)
    lines = "\n".join(line.format(number, place(number), every) for number in range(sources))
    path = folder / "config" / "monitor.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = "local" if url.startswith("sqlite") else "procrastinate"
    path.write_text(CONFIG.format(url=url, engine=engine, per_host=per_host, sources=lines, sink=town.sink))
    return path


class Crew:
    """Starts processes of a role; `hands` are those that run, by their number."""

    def __init__(self, config: Path) -> None:
        self.config, self.folder = config, config.parents[1]
        self.hands: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, role: str, name: str, within: Sequence[str] = ()) -> None:
        """Start one; its log is `NAME.log` in the config's folder. `within` are words before the command."""
        log = (self.folder / f"{name}.log").open("ab")
        command = [*within, sys.executable, "-m", "monitor", "--config", str(self.config), "run", "--role", role]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.hands[name] = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, env=environment)
        log.close()

    def kill(self, name: str) -> None:
        """End one at once, as the machine's death would."""
        hand = self.hands.pop(name)
        hand.send_signal(signal.SIGKILL)
        hand.wait(30)

    def reload(self, name: str) -> None:
        """Have one take its config anew."""
        self.hands[name].send_signal(signal.SIGHUP)

    def stop(self) -> list[int]:
        """End all in order; gives their exit codes."""
        for hand in self.hands.values():
            hand.terminate()
        return [hand.wait(60) for hand in self.hands.values()]

    def log(self, name: str) -> str:
        """What one wrote."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def await_log(self, name: str, words: str, times: int = 1) -> None:
        """Wait until one wrote these words so often; fails when it ends before."""
        while self.log(name).count(words) < times:
            assert self.hands[name].poll() is None, self.log(name)
