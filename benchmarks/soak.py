"""Weeks in minutes: `./run bench soak [--small] [--minutes N]`.

One daemon watches 2,000 sources on 2,000 addresses, each asked every 20 s instead of every 15 minutes, so that eight
minutes hold the checks of six hours. One check in a hundred finds a change, which is told; none may fail. The daemon
may open 1,024 files, as many as most systems allow. Measured:

- *memory*: of the daemon with its children, proportional (PSS), as the slope of the line through all readings after
  the first 20,000 checks, in MB for 100,000 checks; *handles*: the daemon's open files, then, at most and at the end.
- *late*: how long after it was due each check began, from the moments that the store has of it: so long after the
  one before began. The first of each source, which is new, is due at no moment.
- *store*: bytes for each check and change beside those that `bench sizing` reckons with.

The exit code is 1 when one is not within its bound. All traffic stays on 127.0.0.0/8.
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from _changing import Changing
from _process_costs import memory
from sizing import BYTES_A_CHECK, KB_A_CHANGE

from tests.fleet.crew import Crew, write_config
from tests.fleet.town import Town

NAME = "daemon"
CHANGED = 0.01
"""The part of the checks that find something."""
MORE_HANDLES = 50
"""Open files at the end beyond those after the warm-up: connections come and go, some more at one moment."""
LATEST = 5.0
"""Seconds after its due time by which each check must have begun."""
LOOK = 2.0
"""Seconds between readings."""


@dataclass(frozen=True)
class Size:
    """How many sources, asked every so many seconds, for how many minutes; after how many checks memory is judged.

    `growth` is the bound in MB for 100,000 checks, `may_open` how many files the daemon may have open.
    """

    sources: int
    every: int
    minutes: float
    warm_up: int
    growth: float
    may_open: int


FULL = Size(2_000, 20, 8, 20_000, 1.0, 1024)
SMALL = Size(200, 8, 0.7, 500, float("inf"), 160)
"""Too short to judge memory; a connection kept to each address would take more files than it may open."""


@dataclass
class Readings:
    """What was read of the process: at how many checks, MB held, open files."""

    checks: list[int] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)

    def read(self, checks: int, process: int) -> None:
        """Read once."""
        self.checks.append(checks)
        self.memory.append(memory(process) / 1e6)
        self.handles.append(len(list(Path(f"/proc/{process}/fd").iterdir())))

    def after(self, checks: int) -> "Readings":
        """Those from so many checks on."""
        first = next(place for place, count in enumerate(self.checks) if count >= checks)
        return Readings(self.checks[first:], self.memory[first:], self.handles[first:])

    def growth(self) -> float:
        """MB for 100,000 checks, by the line through all readings."""
        return statistics.linear_regression(self.checks, self.memory).slope * 100_000


def soak(folder: Path, size: Size) -> bool:
    """Run it, print what was measured; gives whether all is within its bounds."""
    town = Town(size.sources, 0.0)
    changing = Changing(town, size.sources, 9)
    database, readings = folder / "m.db", Readings()
    crew = Crew(write_config(folder, f"sqlite:///{database}", town, size.sources, f"{size.every}s"))
    crew.start("all", NAME, ("prlimit", f"--nofile={size.may_open}"))
    assert town.wait(lambda: town.count() > size.sources, 240), crew.log(NAME)
    end = time.monotonic() + 60 * size.minutes
    while time.monotonic() < end:
        readings.read(town.count(), crew.hands[NAME].pid)
        due = town.count() * CHANGED - len(changing.changes)
        for _ in range(max(0, int(due))):
            changing.change_one()
        time.sleep(LOOK)
    town.wait(lambda: not changing.untold(), 60)
    codes = crew.stop()
    town.close()
    return told(size, readings, changing, database) and codes == [0]


def told(size: Size, readings: Readings, changing: Changing, database: Path) -> bool:
    """Print the figures; gives whether they are within their bounds."""
    settled, late = readings.after(size.warm_up), lateness(database, size.every)
    growth, more = settled.growth(), settled.handles[-1] - settled.handles[0]
    kept, failed, reckoned, bytes_ = store(database)
    print(f"checks: {readings.checks[-1]:,} of {size.sources:,} sources in {size.minutes:g} min; ", end="")
    print(f"{failed} failed; {len(changing.changes)} changes, {len(changing.untold())} not told")
    print(
        f"memory: {settled.memory[0]:.1f} MB after {size.warm_up:,} checks, {settled.memory[-1]:.1f} at the end; ",
        end="",
    )
    print(f"growth {growth:+.2f} MB for 100,000 checks (bound {size.growth:g})")
    print(
        f"handles: {settled.handles[0]} then, {settled.handles[-1]} at the end, {max(readings.handles)} at most ",
        end="",
    )
    print(f"(bounds {MORE_HANDLES} more, {size.may_open} at most)")
    print(f"late: {late[len(late) // 2]:.2f} s the median, {late[int(0.99 * len(late))]:.2f} s of 99 in 100, ", end="")
    print(f"{late[-1]:.2f} s at most (bound {LATEST:g})")
    print(f"store: {bytes_ / 1e6:.1f} MB for {kept:,} checks, {bytes_ / reckoned:.2f} of what is reckoned with")
    within = growth < size.growth and more <= MORE_HANDLES and late[-1] < LATEST
    return within and bytes_ <= reckoned and not failed and not changing.untold()


def lateness(database: Path, every: int) -> list[float]:
    """Seconds from each check's due time to its beginning, the least first; a check is due so long after the last."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT source, started FROM checks ORDER BY source, started").fetchall()
    moments = [(source, datetime.fromisoformat(started).timestamp()) for source, started in rows]
    return sorted(after - before - every for (one, before), (other, after) in pairwise(moments) if one == other)


def store(database: Path) -> tuple[int, int, float, int]:
    """The checks kept, those that failed, the bytes that they and their changes should take, and those they take."""
    with closing(sqlite3.connect(database)) as connection:
        asked = "SELECT count(*), count(error), sum(changes > 0) FROM checks"
        checks, failed, changes = connection.execute(asked).fetchone()
        sources = connection.execute("SELECT count(*) FROM sources").fetchone()[0]
    reckoned = checks * BYTES_A_CHECK + (changes + sources) * KB_A_CHANGE * 1000
    return checks, failed, reckoned, database.stat().st_size


def main() -> None:
    """Soak in a folder of its own."""
    words = argparse.ArgumentParser()
    words.add_argument("--small", action="store_true")
    words.add_argument("--minutes", type=float)
    given = words.parse_args()
    size = SMALL if given.small else FULL
    size = Size(size.sources, size.every, given.minutes or size.minutes, size.warm_up)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        sys.exit(not soak(Path(folder), size))


if __name__ == "__main__":
    main()
