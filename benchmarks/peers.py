"""What a round of checks costs us and others, in one run: `./run bench peers [--small] [PAGES] [PEER ...]`.

A web site in a process of its own shows as many docket pages of 87 KB on twenty hosts. Every program looks at all of
them, round after round: first sight, nothing changed, 304 answers, a nonce in every page, one page in a hundred
changed. Its CPU seconds are those of the process and all its children in a warm round, less those of a round over one
page (its start-up, printed apart). The floor is a bare `client.get` of all pages on the transport that we use.

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
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import aiohttp
import httpx
from _page_server import PageServer
from _plot import bars
from _process_costs import bytes_in, memory
from httpx_aiohttp import AiohttpTransport

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
CACHE = Path.home() / ".cache" / "docket-monitor-peers"
PEERS = {"urlwatch": "2.29", "webchanges": "3.37.0", "changedetection.io": "0.60.10"}
OURS = "Docket Monitor"
MODES = ("first sight", "unchanged", "304", "nonce", "1 % changed")
AT_ONCE = 20
LIMITS = {"unchanged": 0.35, "304": 0.3, "nonce": 0.5, "1 % changed": 0.4}
"""Of urlwatch's CPU seconds, at most (issue 8)."""
MOST_OF_FLOOR = 2.0
LONGEST_ROUND = 1800.0
"""Seconds after which a round is given up."""


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
    """A program: how its folder is made ready for these pages (gives its command), and what its output reports."""

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


def our_command(folder: Path, server: PageServer, pages: int) -> list[str]:
    """`monitor check` over all pages as dockets."""
    (folder / "config").mkdir()
    sources = "\n".join(
        f'  - {{id: p{page}, kind: docket, court: dcd, url: "{server.url(page)}"}}' for page in range(pages)
    )
    (folder / "config" / "monitor.yaml").write_text(
        f"http: {{per_host: off, allow_private: true, budget: off}}\nweb: off\nsources:\n{sources}\n"
        f'channels:\n  - {{id: desk, url: "{server.sink}"}}\nroutes:\n  - {{to: [desk], events: [ruling, appeal]}}\n'
    )
    return [sys.executable, "-m", "monitor", "--config", "config/monitor.yaml", "check", "--json"]


def our_report(folder: Path) -> Iterable[int]:
    """The pages in which something changed."""
    lines = map(json.loads, (folder / "out").read_text().splitlines())
    return (int(line["source"][1:]) for line in lines if line["changes"])


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
    Tool(OURS, our_command, our_report),
    Tool("urlwatch", urlwatch_command, listed_report),
    Tool("changedetection.io", changedetection_command, changedetection_report),
    Tool("webchanges", webchanges_command, listed_report),
)


def run_round(tool: Tool, command: list[str], folder: Path) -> Round:
    """Run a program once over all of its pages."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} if tool.name == OURS else dict(os.environ)
    began, peak = time.monotonic(), 0
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err, env=environment)
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
    """CPU seconds of the start-up, and the round of each mode; what is not asked for is a round to warm up."""
    with tempfile.TemporaryDirectory(prefix="peers-") as one, tempfile.TemporaryDirectory(prefix="peers-") as many:
        server.answer_with()
        alone = tool.prepare(Path(one), server, 1)
        started = [run_round(tool, alone, Path(one)).cpu for _ in range(2)][-1]
        folder = Path(many)
        command, found = tool.prepare(folder, server, pages), {}

        def go(mode: str) -> None:
            found[mode] = run_round(tool, command, folder)
            print(f"  {tool.name}, {mode}: {found[mode].cpu - started:.2f} s CPU", file=sys.stderr, flush=True)

        go("first sight")
        go("unchanged")
        server.answer_with(etag=True)
        go("304")
        go("304")
        server.answer_with(nonce=True)
        go("nonce")
        go("nonce")
        server.answer_with()
        go("1 % changed")
        server.grow(changed(pages))
        go("1 % changed")
    return started, found


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
        costs = " | ".join(f"{rounds[mode].cpu - started:.2f}" for mode in MODES)
        peak = max(one.peak for one in rounds.values()) / 1e6
        right = rounds["1 % changed"].reported & set(changed(pages))
        beside = len(rounds["1 % changed"].reported - right) + len(rounds["nonce"].reported)
        told = f"{len(right)} of {len(changed(pages))}, {beside}"
        stored = rounds["first sight"].stored / pages / 1000
        lines.append(f"| {name} | {started:.2f} | {costs} | {peak:.0f} MB | {stored:.1f} KB | {told} |")
    lines.append(f"| bare `client.get` | | | {bare:.2f} | | | | | | |")
    return "\n".join(lines)


def verdicts(bare: float, found: dict[str, tuple[float, dict[str, Round]]]) -> Iterable[tuple[str, float, float]]:
    """What is asked, how it is, and the most that it may be."""
    started, ours = found[OURS]
    unchanged = ours["unchanged"].cpu - started
    yield "unchanged, of the floor", unchanged / bare, MOST_OF_FLOOR
    if "urlwatch" in found:
        begun, theirs = found["urlwatch"]
        for mode, most in LIMITS.items():
            yield f"{mode}, of urlwatch's", (ours[mode].cpu - started) / (theirs[mode].cpu - begun), most


def main() -> None:
    """Measure, print, keep."""
    small = "--small" in sys.argv
    pages = next((int(word) for word in sys.argv[1:] if word.isdigit()), 30 if small else 1000)
    found = {}
    with PageServer(pages) as server:
        named = [word for word in sys.argv[1:] if word in PEERS]
        for tool in TOOLS[:1] if small else [one for one in TOOLS if not named or one.name in (OURS, *named)]:
            found[tool.name] = measure(tool, server, pages)
        bare = asyncio.run(floor(server, pages))
    print(table(pages, bare, found))
    for what, is_, most in verdicts(bare, found):
        print(f"{what}: {is_:.2f} (at most {most})")
    RESULTS.mkdir(exist_ok=True)
    kept = {
        name: {mode: asdict(one) | {"reported": len(one.reported)} for mode, one in rounds.items()}
        for name, (_, rounds) in found.items()
    }
    (RESULTS / "peers.json").write_text(json.dumps({"pages": pages, "floor": bare, "found": kept}, indent=1))
    rows = {name: [rounds[mode].cpu - started for mode in MODES[1:]] for name, (started, rounds) in found.items()}
    (RESULTS / "peers.svg").write_text(bars(f"CPU seconds for {pages} pages", MODES[1:], rows))


if __name__ == "__main__":
    main()
