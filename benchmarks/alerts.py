"""Whether alerts arrive, once, and on time, whatever the other channels do: `./run bench alerts`.

- *channels*: 2,000 alerts go to five channels at 40 a second: one healthy, one slow (5 s a message), one that answers
  429, one that fails half the time, one that is down until all are posted. Each must get every alert exactly once, and
  on the healthy one 95 of 100 must be there within 2 s. The program's clock runs SPEED times as fast as ours, so that a
  rest of a minute takes seconds; delays are in our own seconds. Memory is that of the process after a tenth of the
  alerts and at the end.
- *kills*: a process delivers 300 alerts and is killed by SIGKILL at a random moment within 2 s after its first message,
  30 times; the next goes on. Nothing may be lost; twice may come only what was under way at a kill.

All traffic stays on 127.0.0.1.
"""

import asyncio
import json
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from monitor.core.route import Desk
from monitor.edge.send import AppriseSend
from monitor.edge.store import Keep, SqlStore
from monitor.model import Alert, Channel, Pace
from monitor.pipeline import deliver
from monitor.ports import Parts

ALERTS, A_SECOND, SPEED = 2_000, 40, 20
KILLED, KILLS = 300, 30
KEEP = Keep(timedelta(days=90), timedelta(days=30))
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
_NUMBER = re.compile(r"#(\d+)#")


class Sink(ThreadingHTTPServer):
    """Takes messages and notes which alerts each held, and when; `temper` says how a path answers, by its try."""

    daemon_threads = True

    def __init__(self, tempers: dict[str, Callable[[int], int]]) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.tempers, self.tries = tempers, Counter[str]()
        self.taken: dict[str, list[tuple[float, list[int]]]] = {path: [] for path in tempers}


class Taker(BaseHTTPRequestHandler):
    """One message to a sink."""

    server: Sink

    def do_POST(self) -> None:
        """Answer as the path's temper says; note what was taken."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = self.path.strip("/")
        self.server.tries[path] += 1
        status = self.server.tempers[path](self.server.tries[path])
        if status == 200:  # noqa: PLR2004 (HTTP's OK)
            numbers = {int(number) for number in _NUMBER.findall(f"{body['title']} {body['message']}")}
            self.server.taken[path].append((time.monotonic(), sorted(numbers)))
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def alert(channel: str, number: int, now: datetime) -> Alert:
    """The alert of this number on a channel."""
    title = f"D.D.C. (Roe): injunction GRANTED #{number}#"
    return Alert(channel, f"dev-{number}:new", title, title, title, title, "warning", f"dev-{number}", now, now)


def slow(_tries: int) -> int:
    """Take 5 s, then take it."""
    time.sleep(5)
    return 200


def parts_of(store: SqlStore, clock: Callable[[], datetime]) -> Parts:
    """What delivery needs of a program."""

    async def nothing(*_: object) -> None:
        raise NotImplementedError

    return Parts(nothing, nothing, AppriseSend(), store, clock, (), Desk())  # type: ignore[arg-type]  # asked for nothing


async def channels(folder: Path) -> bool:
    """Deliver to five channels of all tempers; prints what arrived, and gives whether all is well."""
    posting = True
    dice = random.Random(5)  # noqa: S311 (the same failures each time)
    sink = Sink(
        {
            "healthy": lambda _tries: 200,
            "slow": slow,
            "limited": lambda tries: 429 if tries % 2 else 200,
            "flaky": lambda _tries: dice.choice((200, 500)),
            "down": lambda _tries: 503 if posting else 200,
        }
    )
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    began = time.monotonic()
    store = SqlStore.open(f"sqlite:///{folder}/channels.db", keep=KEEP)
    parts = parts_of(store, lambda: START + timedelta(seconds=SPEED * (time.monotonic() - began)))
    pace = Pace(timedelta(seconds=SPEED))  # a second of ours: what comes within it goes together
    lines = [Channel(name, f"json://127.0.0.1:{sink.server_port}/{name}", pace) for name in sink.tempers]
    workers = [asyncio.create_task(_work(line, parts)) for line in lines]
    posted: dict[int, float] = {}
    early = 0
    for number in range(ALERTS):
        with store.writing() as book:
            book.post((), [alert(line.id, number, parts.clock()) for line in lines])
        posted[number] = time.monotonic()
        early = early or (_memory() if number > ALERTS / 10 else 0)
        await asyncio.sleep(max(0.0, began + (number + 1) / A_SECOND - time.monotonic()))
    posting = False
    until = time.monotonic() + 200
    while time.monotonic() < until and any(_counted(sink, line.id).keys() != posted.keys() for line in lines):  # noqa: ASYNC110 (threads take, and know no event of ours)
        await asyncio.sleep(0.5)
    for worker in workers:
        worker.cancel()
    return _told(sink, posted, early)


async def _work(channel: Channel, parts: Parts) -> None:
    """The daemon's worker of a channel."""
    while True:
        await deliver(channel, parts)
        await asyncio.sleep(0.1)


def _memory() -> int:
    """The most memory this process ever used, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _counted(sink: Sink, path: str) -> Counter[int]:
    """How often each alert arrived on a channel."""
    return Counter(number for _when, numbers in sink.taken[path] for number in numbers)


def _told(sink: Sink, posted: dict[int, float], early: int) -> bool:
    well = True
    for path, messages in sink.taken.items():
        counted = _counted(sink, path)
        lost, twice = len(posted) - len(counted), sum(count > 1 for count in counted.values())
        delays = sorted(when - posted[number] for when, numbers in messages for number in numbers)
        p95 = delays[int(0.95 * len(delays))] if delays else float("inf")
        well &= not lost and not twice
        told = f"{len(messages)} messages in {sink.tries[path]} tries, {lost} lost, {twice} twice, p95 {p95:.2f} s"
        print(f"channels: {path:8} {told}")
        well &= path != "healthy" or p95 < 2  # noqa: PLR2004 (seconds, the issue's)
    print(f"channels: memory {early / 1024:.0f} MB after a tenth, {_memory() / 1024:.0f} MB at the end")
    return well


def worker(database: str, port: int) -> None:
    """The process that is killed: delivers what waits, then ends."""
    store = SqlStore.open(database, keep=KEEP)
    parts = parts_of(store, lambda: datetime.now(UTC) + timedelta(seconds=float(sys.argv[4])))
    asyncio.run(_empty(Channel("desk", f"json://127.0.0.1:{port}/desk"), parts))


async def _empty(channel: Channel, parts: Parts) -> None:
    while any(posted.state != "sent" for posted in parts.store.deliveries()):  # type: ignore[attr-defined]  # SqlStore
        await deliver(channel, parts)
        await asyncio.sleep(0.05)


def kills(folder: Path) -> bool:
    """Kill a delivering process again and again; prints what was lost or came twice, and gives whether all is well."""
    dice = random.Random(7)  # noqa: S311 (the same moments each time)

    def taken_in_a_while(_tries: int) -> int:
        time.sleep(0.2)
        return 200

    sink = Sink({"desk": taken_in_a_while})
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    database, now = f"sqlite:///{folder}/kills.db", datetime.now(UTC)
    store = SqlStore.open(database, keep=KEEP)
    with store.writing() as book:
        book.post((), [alert("desk", number, now) for number in range(KILLED)])
    store.close()
    killed = 0
    for life in range(KILLS + 1):
        # Each life sees the clock an hour later, so that the leases of the dead have run out.
        command = [sys.executable, __file__, "worker", database, str(sink.server_port), str(3600 * life)]
        process = subprocess.Popen(command)
        seen = len(sink.taken["desk"])
        if life == KILLS:
            process.wait(300)
            break
        while len(sink.taken["desk"]) == seen and process.poll() is None:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 2))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
    counted = _counted(sink, "desk")
    lost, doubled = KILLED - len(counted), sum(count - 1 for count in counted.values())
    print(f"kills: {killed} of {KILLS} while delivering; {lost} of {KILLED} alerts lost, {doubled} sent again")
    return not lost and doubled <= killed


def main() -> None:
    """Run both parts; exit code 1 when one of them is not well."""
    if len(sys.argv) > 1 and sys.argv[1] == "worker":
        worker(sys.argv[2], int(sys.argv[3]))
        return
    with tempfile.TemporaryDirectory() as folder:
        well = [asyncio.run(channels(Path(folder))), kills(Path(folder))]
    sys.exit(not all(well))


if __name__ == "__main__":
    main()
