"""How fast the pages are over a store that grew for years: `./run bench web [DEVELOPMENTS CHECKS]`.

100,000 developments of 200 cases and 1,000,000 checks of 200 sources. First the site alone, each page and filter asked
again and again; then a daemon that does nothing but check (the storm), its pages asked meanwhile; then Chromium on the
first page: what is transferred, whether anything shifts, axe-core. Times are those of the whole answer over loopback.
"""

import asyncio
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from multiprocessing import Process, Queue
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep

import httpx
from sqlalchemy import insert

from monitor.config import load
from monitor.edge.store import SqlStore
from monitor.edge.store.codec import encode
from monitor.edge.store.rows import AlertRow, CheckRow, DevelopmentRow, table
from monitor.model import Alert, Development, LegalEvent, Matter, Report
from monitor.opening import open_store
from monitor.web.alone import SiteAlone

CASES, SOURCES, ALERTS, WAITING = 200, 200, 20_000, 100
TIMES = 40
STORM, STORM_SECONDS = 100, 30
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
COURTS = ("dcd", "cadc", "mad", "cand", "nysd", "ca9", "ca2", "scotus", "txsd", "mdd")
EVIDENCE = (
    "ORDER granting in part and denying in part 31 Motion to Dismiss for the reasons stated in the memorandum opinion"
)


def config(folder: Path, listen: str, sources: str = "") -> Path:
    """A config with cases, and for the storm with sources."""
    cases = "\n".join(
        f'  - {{id: case-{n}, name: "Plaintiff {n} v. Agency", dockets: ["{COURTS[n % 10]} 1:25-cv-{n:05d}"]}}'
        for n in range(CASES)
        if COURTS[n % 10] not in {"cadc", "ca9", "ca2", "scotus"}
    )
    path = folder / "config" / "monitor.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f'web: {{listen: "{listen}"}}\nhttp: {{per_host: off, allow_private: true, budget: off}}\n'
        f"storage: {{keep: {{checks: 3650d}}}}\ncases:\n{cases}\n{sources}"
    )
    return path


def fill(store: SqlStore, developments: int, checks: int) -> None:
    """Write them in lots, below the road: how they came there is not what is measured."""
    dice = random.Random(7)  # noqa: S311 (the same store each time)
    with store._changing() as session:  # noqa: SLF001 (nothing public writes a million rows)
        connection = session.connection()
        for rows in lots(development_rows(dice, developments), 2_000):
            connection.execute(insert(table(DevelopmentRow)), rows)
        for rows in lots(check_rows(checks), 10_000):
            connection.execute(insert(table(CheckRow)), rows)
        for rows in lots(alert_rows(), 2_000):
            connection.execute(insert(table(AlertRow)), rows)


def lots(rows: Iterator[dict[str, object]], size: int) -> Iterator[list[dict[str, object]]]:
    """The rows, so many at a time."""
    lot: list[dict[str, object]] = []
    for row in rows:
        lot.append(row)
        if len(lot) == size:
            yield lot
            lot = []
    if lot:
        yield lot


def development_rows(dice: random.Random, number: int) -> Iterator[dict[str, object]]:
    """Developments of the last years; a case has more of them the lower its number."""
    for n in range(number):
        case, court = int(CASES * dice.random() ** 2), dice.choice(COURTS)
        kind = dice.choices(("ruling", "appeal", "request", "ended"), (70, 15, 12, 3))[0]
        outcome = dice.choice(("granted", "denied", "granted_in_part", "affirmed", "dismissed", "moot"))
        seen = NOW - timedelta(minutes=15 * (number - n))
        event = LegalEvent(
            kind,  # type: ignore[arg-type]  # one of EventKind
            disposition=outcome if kind == "ruling" else None,
            matters=(Matter("motion to dismiss", outcome, 31),),
            court=court,
            docket_number=f"1:25-cv-{case:05d}",
            entry=str(n % 300),
            judge="Colleen Kollar-Kotelly",
            filed=date(2026, 2, 1),
            title="Memorandum opinion and order",
            evidence=EVIDENCE,
            source="source-1",
            url="https://court.test/doc1/04501",
        )
        docket = Report("source-1", f"n:{n}", "https://court.test/doc1/04501", EVIDENCE, seen, record=True, entry="5")
        news = replace(docket, source="source-2", title="Judge rules on the agency's motion", record=False, entry=None)
        found = Development(f"d{n:08x}", event, (docket, news), seen, f"case-{case}", f"Plaintiff {case} v. Agency")
        yield {
            "id": found.id,
            "case_id": found.case,
            "kind": kind,
            "court": court,
            "disposition": event.disposition,
            "first_seen": seen,
            "written": n + 1,
            "body": encode(found),
        }


def check_rows(number: int) -> Iterator[dict[str, object]]:
    """Checks, of which one in fifty found something and one in a hundred failed."""
    for n in range(number):
        found, failed = n % 50 == 0, n % 100 == 1
        yield {
            "source": f"source-{n % SOURCES}",
            "started": NOW - timedelta(seconds=6 * (number - n)),
            "seconds": 0.3,
            "unchanged": not (found or failed),
            "changes": 2 if found else 0,
            "events": int(found),
            "error": "timed_out" if failed else None,
            "message": "no answer in 30 s" if failed else None,
        }


def alert_rows() -> Iterator[dict[str, object]]:
    """Sent alerts, and some that wait."""
    for n in range(ALERTS):
        at = NOW - timedelta(minutes=n)
        alert = Alert("desk", f"k{n}", f"{EVIDENCE} {n}", "", "", "", "info", "t", at, at)
        sent = at if n > WAITING else None
        yield {
            "channel": "desk",
            "key": alert.key,
            "state": "sent" if sent else "waiting",
            "attempts": 0,
            "wanted": at,
            "due": at,
            "made": at,
            "sent": sent,
            "body": encode(alert),
        }


def serve(path: str, told: "Queue[str]") -> None:
    """The site in a process of its own."""

    async def life() -> None:
        alone = SiteAlone(load(Path(path), {}), asyncio.Event(), lambda: NOW)
        task = asyncio.create_task(alone.run())
        while alone.pages.address is None:  # noqa: ASYNC110 (nothing tells of it)
            await asyncio.sleep(0.05)
        told.put(alone.pages.address)
        await task

    asyncio.run(life())


def times(client: httpx.Client, pid: int, paths: dict[str, str], rounds: int = TIMES) -> None:
    """Each path asked so often: median, 95th of a hundred, the server's own CPU time, size unpacked and as sent."""
    print(f"{'page':28} {'median':>8} {'p95':>8} {'CPU':>8} {'bytes':>8} {'packed':>8}")
    for name, path in paths.items():
        client.get(path).raise_for_status()
        taken, size, packed, before = [], 0, 0, cpu_of(pid)
        for _ in range(rounds):
            begun = perf_counter()
            answer = client.get(path)
            taken.append(perf_counter() - begun)
            answer.raise_for_status()
            size, packed = len(answer.content), int(answer.headers.get("content-length", 0)) or size
        cpu = (cpu_of(pid) - before) / rounds
        print(f"{name:28} {ms(median(taken))} {ms(p95(taken))} {ms(cpu)} {size:8} {packed:8}")


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process took so far (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ms(seconds: float) -> str:
    """Milliseconds in a column."""
    return f"{1000 * seconds:5.1f} ms"


def p95(taken: list[float]) -> float:
    """The time that 95 of 100 do not exceed."""
    return quantiles(taken, n=20)[-1]


def asked(client: httpx.Client) -> dict[str, str]:
    """What is asked for."""
    paths = {
        "first page": "/",
        "by case": "/?case=case-3",
        "by court": "/?court=cadc",
        "by kind": "/?kind=ended",
        "by outcome": "/?disposition=moot",
        "by all four": "/?case=case-3&court=cadc&kind=ruling&disposition=moot",
        "by two, nothing there": "/?kind=appeal&disposition=granted",
        "a development": "/developments/d00000100",
        "cases": "/cases",
        "a case (its newest 200)": "/cases/case-4",
        "sources": "/sources",
        "alerts": "/alerts",
        "alerts waiting": "/alerts?state=waiting",
        "status": "/status",
        "config": "/config",
        "API, 50 developments": "/api/v1/developments",
    }
    deep, after = "/", ""
    for _ in range(20):
        html = client.get(deep).text
        after = html.split('class="on" href="')[1].split('"')[0].replace("&amp;", "&")
        deep = after
    return paths | {"twenty-first page": deep}


class Feed(BaseHTTPRequestHandler):
    """A feed with another story at each request, in a process of its own."""

    number = count()

    def do_GET(self) -> None:
        """Answer."""
        n = next(self.number)
        items = "".join(f"<item><title>Story {k}</title><guid>{k}</guid></item>" for k in range(n, n + 20))
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


def feeds(told: "Queue[str]") -> None:
    """Serve feeds on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    told.put(f"http://127.0.0.1:{server.server_port}")
    server.serve_forever()


def apart(work: Callable[..., None], *given: object) -> tuple[Process, str]:
    """Something in a process of its own, and the address that it tells."""
    told: Queue[str] = Queue()
    process = Process(target=work, args=(*given, told), daemon=True)
    process.start()
    return process, told.get(timeout=120)


def storm(folder: Path) -> None:
    """A daemon that checks feeds every second without end; its pages are asked meanwhile."""
    site, address = apart(feeds)
    listen = f"127.0.0.1:{free_port()}"
    sources = "sources:\n" + "".join(
        f'  - {{id: storm-{n}, kind: feed, url: "{address}/{n}", every: 1s}}\n' for n in range(STORM)
    )
    path = config(folder, listen, sources)
    command = [sys.executable, "-m", "monitor", "--config", str(path), "run"]
    daemon = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://{listen}", timeout=30) as client:
            while not up(client):
                sleep(0.2)
            sleep(10)  # until every source had its first, silent reading
            before, taken, begun = checks_of(path), [], perf_counter()
            while perf_counter() - begun < STORM_SECONDS:
                for page in ("/", "/?kind=ended", "/sources/storm-1", "/alerts", "/cases/case-4"):
                    at = perf_counter()
                    client.get(page).raise_for_status()
                    taken.append(perf_counter() - at)
                sleep(0.05)
            done = (checks_of(path) - before) / (perf_counter() - begun)
        print(
            f"in a storm of {done:.0f} checks/s: median {ms(median(taken))}, p95 {ms(p95(taken))}, {len(taken)} pages"
        )
    finally:
        daemon.terminate()
        daemon.wait(60)
        site.terminate()


def free_port() -> int:
    """A port that was free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def up(client: httpx.Client) -> bool:
    """Whether the pages are served."""
    try:
        return client.get("/").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def checks_of(path: Path) -> int:
    """The number of the newest check in the store."""
    store = open_store(load(path, {}))
    try:
        return store.newest_check()
    finally:
        store.close()


def look(address: str) -> None:
    """The first page in Chromium: bytes of all it asks for, layout shift, axe-core."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no Chromium here: apt-get install chromium")
        return
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 (only where there is a browser)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (as above)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(
            "window.shift = 0; new PerformanceObserver(all => all.getEntries().forEach(one => shift += one.value))"
            ".observe({type: 'layout-shift', buffered: true});"
        )
        page.goto(address)
        page.wait_for_timeout(1_000)
        sizes = "() => performance.getEntries().filter(one => one.transferSize).map(one => one.transferSize)"
        sent = page.evaluate(sizes)
        shift = page.evaluate("shift")
        found = Axe().run(page).violations_count
        browser.close()
    print(
        f"in Chromium: {sum(sent) / 1000:.1f} KB in {len(sent)} requests, layout shift {shift}, {found} axe violations"
    )


def main() -> None:
    """Fill a store, ask, storm, look."""
    developments, checks = (int(number) for number in (sys.argv[1:] or ("100000", "1000000")))
    with tempfile.TemporaryDirectory(prefix="bench-web-") as name:
        folder = Path(name)
        path = config(folder, "127.0.0.1:0")
        begun = perf_counter()
        store = open_store(load(path, {}))
        fill(store, developments, checks)
        store.close()
        size = (folder / "data" / "monitor.db").stat().st_size / 1e6
        print(
            f"{developments:,} developments, {checks:,} checks: {size:.0f} MB, made in {perf_counter() - begun:.0f} s"
        )
        site, address = apart(serve, str(path))
        with httpx.Client(base_url=address, timeout=60) as client:
            times(client, site.pid or 0, asked(client))
        look(address)
        site.terminate()
        site.join()
        storm(folder)


if __name__ == "__main__":
    main()
