"""Whether alerts arrive, once, and on time, whatever the other channels do: `./run bench alerts [--small]`.

- *channels*: 2,400 alerts go to six channels, 400 to each: a webhook and a mail server that are well, a webhook that is
  slow (5 s a message), one that answers 429 every other time, one that fails half the time, one that is down until all
  are posted. They come at 2 a second on each channel, which is a steady load and no burst: 12 alerts a second, one
  after the other, through one outbox and one process, its sinks with it. Each channel must get every alert exactly
  once; where all is well each alert goes by itself, as one message (of mail: one connection), and 95 of 100 must be
  there within 2 s. The others bundle. The program's clock runs SPEED times as fast as ours, so that a rest of a minute
  takes seconds; delays are in our own seconds. Memory is what the process holds, its sinks with it, after a tenth of
  the alerts, at its highest since, and at the end.
- *flood*: 2,000 alerts come at once, 400 to each of five channels: two that are well, a slow, a limited, a failing one.
  A channel with the usual window of a minute must get them in few messages, which list every alert once.
- *kills*: a process delivers 300 alerts and is killed by SIGKILL at a random moment within 2 s after its first message,
  30 times; the next goes on. Nothing may be lost; twice may come only what was under way at a kill.

All traffic stays on 127.0.0.1. The exit code is 1 when anything is not as it must be.
"""

import asyncio
import contextlib
import logging
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from _sinks import Log, MailSink, WebSink

from monitor.core.route import Desk
from monitor.edge.send import AppriseSend
from monitor.edge.store import Keep, SqlStore
from monitor.model import Alert, Channel, Pace
from monitor.pipeline import deliver
from monitor.ports import Parts

SPEED = 20
SECONDS_TO_LOAD = 4
"""Apprise is loaded by the first alert; the others come after it."""
SECONDS_TO_DRAIN = 120
WELL = ("webhook", "mail")
P95 = 2.0
"""Seconds within which 95 of 100 alerts must arrive where all is well (the issue's); of a small round, which runs
among other tests, no time is asked."""
MOST_MESSAGES = 12
"""A flood of 400 alerts: the first, two of the largest size, and what is tried again of those."""
MOST_GROWTH = 15.0
"""MB by which the process may grow while it sends: what Python and SQLite keep for themselves."""
KEEP = Keep(timedelta(days=90), timedelta(days=30))
START = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Size:
    """How large a round is: alerts to each channel, how many a second; alerts and kills of the second part."""

    alerts: int
    a_second: float
    killed: int
    kills: int
    p95: float = P95


FULL, SMALL = Size(400, 2, 300, 30), Size(80, 4, 30, 2, p95=float("inf"))


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


async def channels(folder: Path, size: Size) -> bool:
    """Deliver to channels of all tempers; prints what arrived, and gives whether all is well."""
    began = time.monotonic()
    posting, dice = asyncio.Event(), random.Random(5)  # noqa: S311 (the same failures each time)
    posting.set()
    tempers = {
        "webhook": lambda _tries: 200,
        "slow": slow,
        "limited": lambda tries: 429 if tries % 2 else 200,
        "flaky": lambda _tries: dice.choice((200, 500)),
        "down": lambda _tries: 503 if posting.is_set() else 200,
    }
    web, mail = WebSink(tempers), MailSink()
    logs = {"mail": mail.log, **web.logs}
    store = SqlStore.open(f"sqlite:///{folder}/channels.db", keep=KEEP)
    parts = parts_of(store, lambda: START + timedelta(seconds=SPEED * (time.monotonic() - began)))
    lines = [Channel("mail", mail.address)]
    lines += [
        Channel(name, web.address(name), Pace() if name in WELL else Pace(timedelta(minutes=1))) for name in tempers
    ]
    workers = [asyncio.create_task(_work(line, parts)) for line in lines]
    posted, memory = await _post(size, lines, parts)
    posting.clear()
    await _drained(logs, posted)
    memory.append(_memory())
    for worker in workers:
        worker.cancel()
    mail.close()
    return _told(logs, posted, memory, size.p95)


async def flood(folder: Path, size: Size) -> bool:
    """Deliver alerts that come at once; prints in how many messages, and gives whether each came once and in few."""
    began = time.monotonic()
    dice = random.Random(3)  # noqa: S311 (the same failures each time)
    web = WebSink(
        {
            "one": lambda _tries: 200,
            "two": lambda _tries: 200,
            "slow": slow,
            "limited": lambda tries: 429 if tries % 2 else 200,
            "flaky": lambda _tries: dice.choice((200, 500)),
        }
    )
    store = SqlStore.open(f"sqlite:///{folder}/flood.db", keep=KEEP)
    parts = parts_of(store, lambda: START + timedelta(seconds=SPEED * (time.monotonic() - began)))
    lines = [Channel(name, web.address(name), Pace(timedelta(minutes=1))) for name in web.logs]
    numbers = range(size.alerts)
    posted = dict.fromkeys(numbers, time.monotonic())
    with store.writing() as book:
        book.post((), [alert(line.id, number, parts.clock()) for line in lines for number in numbers])
    workers = [asyncio.create_task(_work(line, parts)) for line in lines]
    await _drained(web.logs, posted)
    for worker in workers:
        worker.cancel()
    counts = [log.counted() for log in web.logs.values()]
    once = all(counted.keys() == posted.keys() and max(counted.values()) == 1 for counted in counts)
    messages = [len(log.taken) for log in web.logs.values()]
    print(
        f"flood: {len(posted)} alerts at once to each of {len(lines)} channels, each {'' if once else 'NOT '}once, ",
        end="",
    )
    print(f"in {min(messages)} to {max(messages)} messages")
    return once and max(messages) <= MOST_MESSAGES


async def _drained(logs: dict[str, Log], posted: dict[int, float]) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_DRAIN):
            await _all_arrived(logs, posted)


async def _post(size: Size, lines: list[Channel], parts: Parts) -> tuple[dict[int, float], list[float]]:
    """Put the alerts into the outbox one by one; gives when each was, and the memory after a tenth and its peak."""
    posted: dict[int, float] = {}
    memory: list[float] = []
    began = time.monotonic() + SECONDS_TO_LOAD
    for number in range(size.alerts):
        posted[number] = time.monotonic()
        with parts.store.writing() as book:
            book.post((), [alert(line.id, number, parts.clock()) for line in lines])
        if number == size.alerts // 10:
            memory += [_memory()] * 2
        elif memory:
            memory[1] = max(memory[1], _memory())
        await asyncio.sleep(max(0.0, began + (number + 1) / size.a_second - time.monotonic()))
    return posted, memory


async def _all_arrived(logs: dict[str, Log], posted: dict[int, float]) -> None:
    while any(log.counted().keys() != posted.keys() for log in logs.values()):  # noqa: ASYNC110 (threads take)
        await asyncio.sleep(0.5)


async def _work(channel: Channel, parts: Parts) -> None:
    """The daemon's worker of a channel."""
    while True:
        await deliver(channel, parts)
        await asyncio.sleep(0.1)


def _memory() -> float:
    """What this process holds in memory, in MB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


def _told(logs: dict[str, Log], posted: dict[int, float], memory: list[float], most: float) -> bool:
    """Print what came of each channel; gives whether all is as it must be, the good ones within `most` seconds."""
    tenth, peak, end = memory
    well = peak - tenth < MOST_GROWTH
    for name, log in logs.items():
        counted, delays = log.counted(), log.delays(posted)
        lost, twice = len(posted) - len(counted), sum(count > 1 for count in counted.values())
        p95 = delays[int(0.95 * len(delays))] if delays else float("inf")
        well &= not lost and not twice and (name not in WELL or p95 < most)
        arrived = f"{len(log.taken)} messages in {log.tries} tries, {lost} lost, {twice} twice, p95 {p95:.2f} s"
        print(f"channels: {name:8} {arrived}")
    print(f"channels: memory {tenth:.1f} MB after a tenth, {peak:.1f} MB at most since, {end:.1f} MB at the end")
    return well


def worker(database: str, address: str, hours: int) -> None:
    """The process that is killed: delivers what waits, then ends. Its clock is some hours ahead."""
    store = SqlStore.open(database, keep=KEEP)
    asyncio.run(
        _empty(Channel("desk", address), parts_of(store, lambda: datetime.now(UTC) + timedelta(hours=hours)), store)
    )


async def _empty(channel: Channel, parts: Parts, store: SqlStore) -> None:
    while any(posted.state != "sent" for posted in store.deliveries()):
        await deliver(channel, parts)
        await asyncio.sleep(0.05)


def kills(folder: Path, size: Size) -> bool:
    """Kill a delivering process again and again; prints what was lost or came twice, and gives whether all is well."""
    dice = random.Random(7)  # noqa: S311 (the same moments each time)

    def taken_in_a_while(_tries: int) -> int:
        time.sleep(0.2)
        return 200

    web = WebSink({"desk": taken_in_a_while})
    log, database, now = web.logs["desk"], f"sqlite:///{folder}/kills.db", datetime.now(UTC)
    store = SqlStore.open(database, keep=KEEP)
    with store.writing() as book:
        book.post((), [alert("desk", number, now) for number in range(size.killed)])
    store.close()
    under_way: set[int] = set()
    killed = 0
    for life in range(size.kills):
        process = _life(database, web, life)
        seen = len(log.taken)
        while len(log.taken) == seen and process.poll() is None:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 2))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        time.sleep(0.3)  # what it had handed over is taken all the same
        under_way |= log.begun[-1]
    _life(database, web, size.kills).wait(300)
    counted = log.counted()
    lost, doubled = size.killed - len(counted), {number for number, count in counted.items() if count > 1}
    print(f"kills: {killed} of {size.kills} while delivering; {lost} of {size.killed} alerts lost, ", end="")
    print(f"{len(doubled)} sent again, {len(doubled - under_way)} of them not under way at a kill")
    return killed == size.kills and not lost and doubled <= under_way


def _life(database: str, web: WebSink, life: int) -> "subprocess.Popen[bytes]":
    """One life of the delivering process; each sees the clock an hour later: the leases of the dead have run out."""
    return subprocess.Popen([sys.executable, __file__, "worker", database, web.address("desk"), str(life)])


def main() -> None:
    """Run all parts."""
    if sys.argv[1:2] == ["worker"]:
        worker(sys.argv[2], sys.argv[3], int(sys.argv[4]))
        return
    logging.getLogger("monitor").setLevel(logging.ERROR)  # that a channel failed is what we are here for
    size = SMALL if "--small" in sys.argv else FULL
    with tempfile.TemporaryDirectory() as folder:
        well = [asyncio.run(part(Path(folder), size)) for part in (channels, flood)] + [kills(Path(folder), size)]
    sys.exit(not all(well))


if __name__ == "__main__":
    main()
