"""What a round of checks costs us and others, in one run: `./run bench peers [--small] [PAGES] [PEER ...]`.

A web site in a process of its own shows as many docket pages of 87 KB on twenty hosts. Every program looks at all of
them, round after round: first sight, nothing changed, 304 answers, a nonce in every page, one page in a hundred
changed; all but the first come twice, and the second is measured. The others are started for each round, and of their
CPU seconds those of a round over one page are taken off (the start-up, printed apart). Ours is a daemon that lives
through all rounds: the seconds are its own and its children's, from the hint that has it look to the last alert, with
two seconds more in which it has nothing to do. The floor is a bare `client.get` of all pages on the transport that we
use, by one process and as many at once.

The others are installed by name and version, each into an environment of its own under ~/.cache/docket-monitor-peers.
`--small` leaves them out. The figures go to benchmarks/results/peers.json and, as a plot, to peers.svg beside it.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import httpx
from _page_server import PageServer
from _plot import bars
from _process_costs import bytes_in, memory
from httpx_aiohttp import AiohttpTransport
from scale import Daemon, write_config

from monitor.config import load
from monitor.opening import store_at

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
CACHE = Path.home() / ".cache" / "docket-monitor-peers"
PEERS = {"urlwatch": "2.29", "webchanges": "3.37.0", "changedetection.io": "0.60.10"}
OURS = "Docket Monitor"
MODES = ("first sight", "unchanged", "304", "nonce", "1 % changed")
FEW_MODES = ("first sight", "1 % changed")
"""Those of `--small`, once each, the second with a nonce in every page: our daemon obeys a hint once a minute."""
AT_ONCE = 20
LIMITS = {"unchanged": 0.35, "304": 0.3, "nonce": 0.5, "1 % changed": 0.4}
"""Of urlwatch's CPU seconds, at most (issue 8)."""
MOST_OF_FLOOR = 2.0
LONGEST_ROUND = 1800.0
"""Seconds after which a round is given up."""
QUIET, STILL = 2, 0.03
"""A round of the daemon is over after so many seconds with all done, and less CPU than this in each."""
_NUMBER = re.compile(r"1:21-cv-(\d{5})")
"""The docket numbers in an alert, which name its page (_docket_pages.py)."""


@dataclass(frozen=True)
class Round:
    """What one round of one program cost: seconds, bytes; which pages it reported."""

    cpu: float
    wall: float
    peak: int
    stored: int
    reported: frozenset[int]


@dataclass(frozen=True)
class Tool:
    """A program started for each round: how a folder is made ready (gives its command), and what it reports there."""

    name: str
    prepare: Callable[[Path, PageServer, int], list[str]]
    reported: Callable[[Path], Iterable[int]]


def installed(name: str) -> Path:
    """The environment of a peer, made on first use."""
    place = CACHE / name
    if not (place / "bin" / name).exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        wanted = f"{name}=={PEERS[name]}"
        subprocess.run([place / "bin" / "pip", "install", "--quiet", wanted], check=True)
    return place / "bin"


def urlwatch_command(folder: Path, server: PageServer, pages: int) -> list[str]:
    """urlwatch, with no filter: nothing it does is cheaper."""
    return [*_listed(folder, server, pages, "urlwatch", "urls"), "--cache", "data/cache.db"]


def webchanges_command(folder: Path, server: PageServer, pages: int) -> list[str]:
    """webchanges, likewise."""
    return [*_listed(folder, server, pages, "webchanges", "jobs"), "--database", "data/cache.db"]


def _listed(folder: Path, server: PageServer, pages: int, name: str, option: str) -> list[str]:
    """The beginning of the command of a program that reads its pages from a list."""
    (folder / "data").mkdir()
    jobs = "\n---\n".join(f'kind: url\nname: p{page}\nurl: "{server.url(page)}"' for page in range(pages))
    (folder / "jobs.yaml").write_text(jobs)
    (folder / "config.yaml").write_text(
        "display: {new: true, error: true, unchanged: false}\n"
        "report: {text: {details: true, footer: false, line_length: 75, minimal: false},"
        " stdout: {enabled: true, color: false}}\n"
    )
    return [str(installed(name) / name), f"--{option}", "jobs.yaml", "--config", "config.yaml"]


def listed_report(folder: Path) -> Iterable[int]:
    """The pages named in a report on standard output."""
    return map(int, re.findall(r"CHANGED: p(\d+)", (folder / "out").read_text(errors="replace")))


def changedetection_command(folder: Path, server: PageServer, pages: int) -> list[str]:
    """changedetection.io in its batch mode: the first round adds all pages, each further one asks them again."""
    (folder / "data").mkdir()
    name = "changedetection.io"
    command = f"{installed(name) / name} -C -d {folder}/data -l ERROR -b -p 5999"
    added = " ".join(f"-u {server.url(page)}" for page in range(pages))
    (folder / "round").write_text(
        f"export ALLOW_IANA_RESTRICTED_ADDRESSES=true\n"
        f"if ls data/*/history.txt; then exec {command} -r all; else exec {command} {added}; fi\n"
    )
    return ["sh", "round"]


def changedetection_report(folder: Path) -> Iterable[int]:
    """The pages of which there are more snapshots than after the round before."""
    lines = {str(path): path.read_text().count("\n") for path in folder.glob("data/*/history.txt")}
    known = folder / "known.json"
    before = json.loads(known.read_text()) if known.exists() else lines
    known.write_text(json.dumps(lines))
    for path in (path for path, number in lines.items() if number > before.get(path, 1)):
        yield int(json.loads(Path(path).with_name("watch.json").read_text())["url"].rpartition("/p")[2])


TOOLS = (
    Tool("urlwatch", urlwatch_command, listed_report),
    Tool("changedetection.io", changedetection_command, changedetection_report),
    Tool("webchanges", webchanges_command, listed_report),
)


def run_round(tool: Tool, command: list[str], folder: Path) -> Round:
    """Run a program once over all of its pages."""
    began, peak = time.monotonic(), 0
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err)
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        peak = max(peak, memory(process.pid))
        if time.monotonic() - began > LONGEST_ROUND:
            process.kill()
        time.sleep(0.2)
    if status:
        raise SystemExit(f"{tool.name} failed: {(folder / 'err').read_text(errors='replace')[-2000:]}")
    wall, stored = time.monotonic() - began, bytes_in(folder / "data")
    return Round(used.ru_utime + used.ru_stime, wall, peak, stored, frozenset(tool.reported(folder)))


def measure(tool: Tool, server: PageServer, pages: int) -> tuple[float, dict[str, Round]]:
    """CPU seconds of the start-up, and the round of each mode."""
    with tempfile.TemporaryDirectory(prefix="peers-") as one, tempfile.TemporaryDirectory(prefix="peers-") as many:
        server.answer_with()
        alone, folder = tool.prepare(Path(one), server, 1), Path(many)
        started = [run_round(tool, alone, Path(one)).cpu for _ in range(2)][-1]
        command = tool.prepare(folder, server, pages)
        found = {}
        for mode in walked(server, pages):
            found[mode] = run_round(tool, command, folder)
            found[mode] = replace(found[mode], cpu=found[mode].cpu - started)
            say(tool.name, mode, found[mode])
    return started, found


def measure_ours(server: PageServer, pages: int, *, small: bool) -> tuple[float, dict[str, Round]]:
    """The same of our daemon."""
    grown = changed(pages)
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        server.answer_with()
        path, found, rounds = write_config(Path(folder), server, "24h"), {}, 0
        with Daemon(path) as daemon:
            started, store = daemon.cpu, store_at(load(path).storage)
            for mode in walked(server, pages, small=small):
                if mode != MODES[0]:  # that one comes by itself
                    store.leave_hint(str(time.monotonic()), [f"p{page}" for page in range(pages)], datetime.now(UTC))
                rounds += 1
                found[mode] = our_round(daemon, server, rounds * pages, len(grown) if mode == MODES[-1] else 0)
                say(OURS, mode, found[mode])
                time.sleep(60)  # as often as a daemon obeys a hint
                found[mode] = replace(found[mode], stored=kept(daemon))
            store.close()
    return started, found


def our_round(daemon: Daemon, server: PageServer, asked: int, grown: int) -> Round:
    """Wait until so many pages were asked for in all, so many told, and nothing more is done."""
    told, used, began, peak, quiet = len(server.told()), daemon.cpu, time.monotonic(), 0, 0
    while quiet < QUIET:
        before = daemon.cpu
        time.sleep(1)
        peak = max(peak, daemon.memory)
        done = server.asked().total() >= asked and len(server.told()) >= told + grown
        quiet = quiet + 1 if done and daemon.cpu - before < STILL else 0
        if time.monotonic() - began > LONGEST_ROUND:
            raise SystemExit("our round did not end")
    reported = {int(number) - 10_000 for _, body in server.told()[told:] for number in _NUMBER.findall(body)}
    return Round(daemon.cpu - used, time.monotonic() - began, peak, kept(daemon), frozenset(reported))


def kept(daemon: Daemon) -> int:
    """Bytes of the daemon's database with its log, which is made short when it kept house."""
    return sum(bytes_in(file) for file in daemon.config.parents[1].glob("data/monitor.db*"))


def walked(server: PageServer, pages: int, *, small: bool = False) -> Iterator[str]:
    """The modes in turn, with the server made to answer so; each but the first comes twice, the first time to warm."""
    yield MODES[0]
    for mode in (FEW_MODES if small else MODES)[1:]:
        server.answer_with(etag=mode == "304", nonce=small or mode == "nonce")
        for _ in range(1 if small else 2):
            if mode == "1 % changed":
                server.grow(changed(pages))
            yield mode


def say(name: str, mode: str, found: Round) -> None:
    """Tell what a round cost while the others run."""
    print(f"  {name}, {mode}: {found.cpu:.2f} s CPU", file=sys.stderr, flush=True)


def changed(pages: int) -> list[int]:
    """The pages that change: one in a hundred, at least one."""
    return list(range(0, pages, 100))


async def floor(server: PageServer, pages: int) -> float:
    """CPU seconds of a bare request for each page, as many at once as we ask; the second of two rounds."""
    server.answer_with()
    places = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(transport=AiohttpTransport(client=aiohttp.ClientSession())) as client:

        async def ask(page: int) -> None:
            async with places:
                (await client.get(server.url(page))).raise_for_status()

        for _ in range(2):
            began = time.process_time()
            await asyncio.gather(*map(ask, range(pages)))
    return time.process_time() - began


def table(pages: int, bare: float, found: dict[str, tuple[float, dict[str, Round]]]) -> str:
    """The figures as a table of Markdown."""
    lines = [
        f"| {pages} pages | start-up | {' | '.join(MODES)} | peak | stored a page | reported, and beside |",
        "|---|" + "---|" * (len(MODES) + 4),
    ]
    for name, (started, rounds) in found.items():
        costs = " | ".join(f"{rounds[mode].cpu:.2f}" if mode in rounds else "" for mode in MODES)
        peak = max(one.peak for one in rounds.values()) / 1e6
        right = rounds["1 % changed"].reported & set(changed(pages))
        beside = sum(len(rounds[mode].reported) for mode in ("nonce", "1 % changed") if mode in rounds) - len(right)
        told = f"{len(right)} of {len(changed(pages))}, {beside}"
        stored = rounds["first sight"].stored / pages / 1000
        lines.append(f"| {name} | {started:.2f} | {costs} | {peak:.0f} MB | {stored:.1f} KB | {told} |")
    lines.append(f"| bare `client.get` | | | {bare:.2f} | | | | | | |")
    return "\n".join(lines)


def verdicts(bare: float, found: dict[str, tuple[float, dict[str, Round]]]) -> Iterable[tuple[str, float, float]]:
    """What is asked, how it is, and the most that it may be."""
    _, ours = found[OURS]
    if "unchanged" in ours:
        yield "unchanged, of the floor", ours["unchanged"].cpu / bare, MOST_OF_FLOOR
    if "urlwatch" in found:
        _, theirs = found["urlwatch"]
        for mode, most in LIMITS.items():
            yield f"{mode}, of urlwatch's", ours[mode].cpu / theirs[mode].cpu, most


def main() -> None:
    """Measure, print, keep."""
    small = "--small" in sys.argv
    pages = next((int(word) for word in sys.argv[1:] if word.isdigit()), 30 if small else 1000)
    found = {}
    with PageServer(pages) as server:
        named = [word for word in sys.argv[1:] if word in PEERS]
        found[OURS] = measure_ours(server, pages, small=small)
        bare = asyncio.run(floor(server, pages))  # right after ours: a machine's speed swings
        for tool in () if small else [one for one in TOOLS if not named or one.name in named]:
            found[tool.name] = measure(tool, server, pages)
    print(table(pages, bare, found))
    for what, is_, most in verdicts(bare, found):
        print(f"{what}: {is_:.2f} (at most {most})")
    RESULTS.mkdir(exist_ok=True)
    kept = {
        name: {mode: asdict(one) | {"reported": len(one.reported)} for mode, one in rounds.items()}
        for name, (_, rounds) in found.items()
    }
    (RESULTS / "peers.json").write_text(json.dumps({"pages": pages, "floor": bare, "found": kept}, indent=1))
    shown = FEW_MODES[1:] if small else MODES[1:]
    rows = {name: [rounds[mode].cpu for mode in shown] for name, (_, rounds) in found.items()}
    (RESULTS / "peers.svg").write_text(bars(f"CPU seconds for {pages} pages", shown, rows))


if __name__ == "__main__":
    main()
