"""What one process carries: `./run bench scale [--small] [SOURCES ...]`.

For each number of sources a real daemon runs twice over a store in which all of them have been read before. The first
time nothing is due: start-up, CPU of an idle minute, memory. The second time all are due, and one page in a hundred has
one entry more: CPU of a check, memory with the worker that reads pages, what is told. Then, on stores of their own: a
changed check after 1, 1,000 and 100,000 snapshots, what is kept of pages and checks, and detection's share of a round.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, Self

from _docket_pages import DocketPage
from _page_server import NONCES, PageServer
from _process_costs import bytes_in, cpu_seconds, memory
from sqlmodel import Session, insert
from store import ENTRIES, changed_check, entry

from monitor.config import load
from monitor.core.detect import detect
from monitor.core.diff import diff
from monitor.core.marks import after_success
from monitor.detectors import DETECTORS
from monitor.edge.store import Keep, SqlStore
from monitor.edge.store.codec import encode, pack
from monitor.edge.store.rows import SnapshotRow, table
from monitor.model import Check, Item, Page, Snapshot, Source
from monitor.opening import store_at
from monitor.sources import KINDS

ROOT = Path(__file__).parents[1]
SIZE = 4_000
"""Bytes of a page of the daemon's runs: the server holds all of them."""
LONG = 87_000
"""Bytes of a page whose room is measured."""
ONE_IN = 100
MOST_MEMORY = {1_000: 180e6, 10_000: 400e6}
LONGEST = 600.0
"""Seconds after which a round is given up."""
KEPT = Keep(timedelta(90), timedelta(30))
SEE = [detector.see for detector in DETECTORS if detector.default]


@dataclass
class Daemon:
    """A `monitor run` in a process of its own; use it as a `with`. `started` is seconds until all was planned."""

    config: Path
    started: float = 0.0

    def __enter__(self) -> Self:
        log, began = self.config.parents[1] / "log", time.monotonic()
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "monitor", "--config", str(self.config), "run"],
                cwd=log.parent,
                stdout=out,
                stderr=out,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )
        while "watching" not in log.read_text(errors="replace"):
            if self._process.poll() is not None or time.monotonic() - began > LONGEST:
                raise SystemExit(f"the daemon did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)
        self.started = time.monotonic() - began
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(60)

    @property
    def cpu(self) -> float:
        """CPU seconds until now."""
        return cpu_seconds(self._process.pid)

    @property
    def memory(self) -> int:
        """Proportional set size in bytes."""
        return memory(self._process.pid)


def write_config(folder: Path, server: PageServer, every: str = "1h") -> Path:
    """A config that watches all pages of a server."""
    line = '  - {{id: p{0}, kind: docket, court: dcd, every: {1}, url: "{2}"}}'
    sources = "\n".join(line.format(page, every, server.url(page)) for page in range(server.pages))
    path = folder / "config" / "monitor.yaml"
    path.parent.mkdir()
    path.write_text(
        f"http: {{per_host: off, allow_private: true, budget: off}}\nweb: off\nsources:\n{sources}\n"
        f'channels:\n  - {{id: desk, url: "{server.sink}", bundle: 0s}}\n'
        f"routes:\n  - {{to: [desk], events: [ruling, appeal]}}\n"
    )
    return path


def shown(source: Source[Any], page: DocketPage) -> Page:
    """A page as the server shows it."""
    body = page.body().replace(b"</body>", NONCES.format("0" * 32).encode() + b"</body>")
    return Page(source.url, body, datetime.now(UTC), content_type="text/html; charset=utf-8")


def put_in_store(path: Path, size: int, due: timedelta, changing: Collection[int]) -> None:
    """Have all sources read just now and due so much from now; only of those that will change a snapshot is kept."""
    config, now = load(path), datetime.now(UTC)
    store = store_at(config.storage)
    for number, source in enumerate(config.sources):
        pages = [shown(source, DocketPage(number, size=size))]
        after = KINDS["docket"].parse(source, pages) if number in changing else Snapshot(source.id, now, "whole", ())
        mark = after_success(store.mark(source.id), source, pages, after, now, (), changed=False)
        mark = replace(mark, due=now + due)
        if after.items:
            with store.writing() as book:
                book.commit(Check(source.id, now), mark, after, (), (), ())
        else:
            store.record_unchanged(Check(source.id, now, unchanged=True), mark)
    store.close()


def daemon(sources: int, size: int, idle: float) -> Iterator[tuple[str, float, float]]:
    """Figures of a daemon that watches so many sources, with what is asked of them (infinite: nothing)."""
    most = MOST_MEMORY.get(sources, float("inf"))
    with PageServer(sources, size=size) as server, tempfile.TemporaryDirectory(prefix="scale-") as folder:
        path = write_config(Path(folder), server)
        grown = range(0, sources, ONE_IN)
        put_in_store(path, size, timedelta(hours=1), grown)
        with Daemon(path) as running:
            yield "start-up, seconds", running.started, float("inf")
            yield "start-up, CPU seconds", running.cpu, float("inf")
            time.sleep(5)  # what follows a start is done
            before = running.cpu
            time.sleep(idle)
            still = (running.cpu - before) / idle
            yield "idle, CPU seconds a minute", 60 * still, float("inf")
            yield "memory idle, MB", running.memory / 1e6, most / 1e6
        put_in_store(path, size, timedelta(seconds=-1), grown)
        server.grow(list(grown))
        with Daemon(path) as running:
            used, began, peak = running.cpu, time.monotonic(), 0
            while len(server.asked()) < sources or len(server.rulings()) < len(grown):
                peak = max(peak, running.memory)
                if time.monotonic() - began > LONGEST:
                    break
                time.sleep(1)
            spent = running.cpu - used - still * (time.monotonic() - began)
        yield "a check, CPU milliseconds", 1000 * spent / sources, float("inf")
        yield "memory at most, MB", max(peak, 0) / 1e6, most / 1e6
        yield f"told of {len(grown)} that changed", len(server.rulings()), float("inf")


def history(lengths: list[int]) -> Iterator[tuple[str, float, float]]:
    """CPU milliseconds of keeping a changed check, what is known read first, by the snapshots that there are."""
    entries = [entry(number) for number in range(ENTRIES + 60)]
    for length in lengths:
        with tempfile.TemporaryDirectory() as folder:
            store = SqlStore.open(f"sqlite:///{folder}/monitor.db", keep=KEPT)
            changed_check(store, entries[:ENTRIES], 0)
            _add_snapshots(store, length - 1)
            took = [_cpu_of_check(store, entries[at : at + ENTRIES], at) for at in range(1, 41)]
            store.close()
        yield f"keeping a changed check after {length} snapshots, CPU ms", 1000 * median(took), float("inf")


def _cpu_of_check(store: SqlStore, entries: Sequence[Item], at: int) -> float:
    began = time.process_time()
    changed_check(store, entries, at)
    return time.process_time() - began


def _add_snapshots(store: SqlStore, number: int) -> None:
    """Put many small ones into the history of the source that `changed_check` has."""
    past = datetime(2020, 1, 1, tzinfo=UTC)
    body = pack(encode(Snapshot("docket", past, "whole", ())).encode())
    rows = [{"source": "docket", "taken": past, "oldest": None, "items": 0, "body": body}] * number
    if rows:
        with Session(store._engine) as session:  # noqa: SLF001 (a hundred thousand checks would take an hour)
            session.connection().execute(insert(table(SnapshotRow)), rows)
            session.commit()


def room(pages: int) -> Iterator[tuple[str, float, float]]:
    """Kilobytes kept of a page first seen, of an entry added to it, of checks that found nothing; detection's time."""
    with tempfile.TemporaryDirectory() as folder:
        place, now = Path(folder), datetime.now(UTC)
        with PageServer(pages, size=1) as server:  # for its addresses
            sources = load(write_config(place, server)).sources
        store = SqlStore.open(f"sqlite:///{place}/data.db", keep=KEPT)
        empty = _size(store, place)
        dockets = [DocketPage(number, size=LONG) for number in range(pages)]
        before = {one.id: _keep(store, one, page, now) for one, page in zip(sources, dockets, strict=True)}
        first = _size(store, place)
        yield "a page first seen, KB", (first - empty) / pages / 1000, 10
        for docket in dockets:
            docket.grow()
        after = {one.id: _keep(store, one, page, now) for one, page in zip(sources, dockets, strict=True)}
        added = _size(store, place)
        yield "an entry added, KB", (added - first) / pages / 1000, 2
        for at in range(10_000):
            id_ = f"p{at % pages}"
            store.record_unchanged(Check(id_, now + timedelta(seconds=at), 0.1, unchanged=True), store.mark(id_))
        yield "1,000 checks that found nothing, KB", (_size(store, place) - added) / 10 / 1000, float("inf")
        store.close()
        began = time.process_time()
        for one in sources:
            detect(one, diff(before[one.id], after[one.id], frozenset()), SEE)
        yield "diff and detection of a changed page, CPU ms", 1000 * (time.process_time() - began) / pages, float("inf")


def _keep(store: SqlStore, source: Source[Any], docket: DocketPage, now: datetime) -> Snapshot:
    pages = [shown(source, docket)]
    after = KINDS["docket"].parse(source, pages)
    mark = after_success(store.mark(source.id), source, pages, after, now, (), changed=True)
    with store.writing() as book:
        book.commit(Check(source.id, now, changes=1), mark, after, (), (), ())
    return after


def _size(store: SqlStore, folder: Path) -> int:
    """Bytes of the store's file with all that is gathered in it."""
    store.flush()
    with store._engine.connect() as connection:  # noqa: SLF001 (what stands in the log goes into the file)
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return bytes_in(folder / "data.db")


def figures() -> Iterator[tuple[str, float, float]]:
    """All of them."""
    small = "--small" in sys.argv
    counts = [int(word) for word in sys.argv[1:] if word.isdigit()] or ([30] if small else [1_000, 10_000])
    costs: dict[str, float] = {}
    for name, is_, most in room(5 if small else 50):
        costs[name] = is_
        yield name, is_, most
    yield from history([1, 1_000] if small else [1, 1_000, 100_000])
    for sources in counts:
        for name, is_, most in daemon(sources, SIZE, 5 if small else 60):
            yield f"{sources} sources: {name}", is_, most
            if name.startswith("a check"):
                share = costs["diff and detection of a changed page, CPU ms"] / ONE_IN / is_
                yield f"{sources} sources: detection's share of the round, %", 100 * share, 10


def main() -> int:
    """Print each figure as it is known; 1 when one is not as it must be."""
    well, kept = True, {}
    for name, is_, most in figures():
        bound = f"(at most {most:g})" if most < float("inf") else ""
        print(f"{name}: {is_:.2f} {bound}", flush=True)
        well, kept[name] = well and is_ <= most, is_
    results = ROOT / "benchmarks" / "results"
    results.mkdir(exist_ok=True)
    (results / "scale.json").write_text(json.dumps(kept, indent=1))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
