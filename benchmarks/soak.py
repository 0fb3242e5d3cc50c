"""Weeks in minutes: `./run bench soak [--small] [--minutes N]`.

One daemon watches 2,000 sources on 2,000 addresses, each asked every 20 s instead of every 15 minutes, so that twenty
minutes hold the checks of fifteen hours. One check in a hundred finds a change, which is told; none may fail. The
daemon may open 1,024 files, as many as most systems allow. Measured:

- *memory*: of the daemon with its children, proportional (PSS), as the slope of the line through all readings after
  the first 20,000 checks, in MB for 100,000 checks; *handles*: the daemon's open files, half of the time and at most.
- *late*: how long after it was due each check began, from the moments that the store has of it: so long after the
  one before began; after the warm-up, for in the first rounds 2,000 new sources are read in seconds.
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
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from _changing import Changing
from _process_costs import alone, memory
from sizing import BYTES_A_CHECK, KB_A_CHANGE

from tests.fleet.crew import Crew, write_config
from tests.fleet.town import Town

NAME = "daemon"
CHANGED = 0.01
"""The part of the checks that find something."""
MAY_OPEN = 1024
"""Files of one process: the limit that most systems set where nobody asks for more."""
LOOK = 2.0
"""Seconds between readings."""


@dataclass(frozen=True)
class Size:
    """How many sources, asked every so many seconds, for how many minutes; after how many checks all is judged.

    Bounds: `growth` in MB for 100,000 checks, `handles` open half of the time, `late` in seconds for each check.
    """

    sources: int
    every: int
    minutes: float
    warm_up: int
    growth: float
    handles: int
    late: float


FULL = Size(2_000, 20, 20, 20_000, 1.0, 600, 5.0)
"""So long that 100,000 checks are judged: memory swings by 2 MB, which of 30,000 checks would be 6 MB for 100,000."""
SMALL = Size(200, 8, 0.5, 400, float("inf"), 160, 30.0)
"""Too short to judge memory; a connection kept to each address would be more than 160 handles."""


@dataclass
class Readings:
    """What was read of the process: at how many checks, MB held with its children, MB of it alone, open files."""

    checks: list[int] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)

    def read(self, checks: int, process: int) -> None:
        """Read once."""
        self.checks.append(checks)
        self.memory.append(memory(process) / 1e6)
        self.alone.append(alone(process) / 1e6)
        self.handles.append(len(list(Path(f"/proc/{process}/fd").iterdir())))

    def after(self, checks: int) -> "Readings":
        """Those from so many checks on."""
        first = next(place for place, count in enumerate(self.checks) if count >= checks)
        return Readings(self.checks[first:], self.memory[first:], self.alone[first:], self.handles[first:])

    def growth(self, held: list[float]) -> float:
        """MB for 100,000 checks, by the line through all readings of one kind."""
        return statistics.linear_regression(self.checks, held).slope * 100_000


def soak(folder: Path, size: Size) -> bool:
    """Run it, print what was measured; gives whether all is within its bounds."""
    town = Town(size.sources, 0.0)
    changing = Changing(town, size.sources, 9)
    database, readings = folder / "m.db", Readings()
    crew = Crew(write_config(folder, f"sqlite:///{database}", town, size.sources, f"{size.every}s"))
    crew.start("all", NAME, ("prlimit", f"--nofile={MAY_OPEN}"))
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
    settled, late = readings.after(size.warm_up), lateness(database, size)
    growth, handles = settled.growth(settled.memory), round(statistics.median(settled.handles))
    kept, failed, reckoned, bytes_ = store(database)
    print(f"checks: {readings.checks[-1]:,} of {size.sources:,} sources in {size.minutes:g} min; ", end="")
    print(f"{failed} failed; {len(changing.changes)} changes, {len(changing.untold())} not told")
    print(
        f"memory: {settled.memory[0]:.1f} MB after {size.warm_up:,} checks, {settled.memory[-1]:.1f} at the end; ",
        end="",
    )
    print(f"growth {growth:+.2f} MB for 100,000 checks (bound {size.growth:g})")
    print(f"of it the daemon's own: {settled.alone[0]:.1f} MB, {settled.alone[-1]:.1f} at the end; ", end="")
    print(f"growth {settled.growth(settled.alone):+.2f} MB for 100,000 checks")
    print(f"handles: {handles} half of the time (bound {size.handles}), {settled.handles[-1]} at the end, ", end="")
    print(f"{max(readings.handles)} at most (of {MAY_OPEN})")
    print(f"late: {late[len(late) // 2]:.2f} s the median, {late[int(0.99 * len(late))]:.2f} s of 99 in 100, ", end="")
    print(f"{late[-1]:.2f} s at most (bound {size.late:g})")
    print(f"store: {bytes_ / 1e6:.1f} MB for {kept:,} checks, {bytes_ / reckoned:.2f} of what is reckoned with")
    within = growth < size.growth and handles < size.handles and late[-1] < size.late
    return within and bytes_ <= reckoned and not failed and not changing.untold()


def lateness(database: Path, size: Size) -> list[float]:
    """Seconds from a check's due time to its beginning, the least first; it is due so long after the one before."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT source, started FROM checks ORDER BY started").fetchall()[size.warm_up :]
    moments = sorted((source, datetime.fromisoformat(started).timestamp()) for source, started in rows)
    return sorted(after - before - size.every for (one, before), (other, after) in pairwise(moments) if one == other)


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
    size = replace(size, minutes=given.minutes or size.minutes)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        sys.exit(not soak(Path(folder), size))


if __name__ == "__main__":
    main()
