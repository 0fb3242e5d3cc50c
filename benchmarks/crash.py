"""Whether sudden death costs anything: `./run bench crash [--small] [--kills N]`.

The daemon watches a town of feeds that change all the time, and is killed by SIGKILL again and again, in seven ways:

- *running*, *starting*: at any moment; within the first second.
- *to send*: an alert is committed, and nobody has taken it yet. *sending*: the sink has it, and has not answered.
- *reloading*: within 0.3 s of a saved config.
- *backing up*: while `monitor backup` writes; every other time it is the backup that is killed.
- *upgrading*: the store was brought back to an earlier form, and the copy of it that precedes the upgrade appears.

After each, the store must be whole (PRAGMA integrity_check), and so must any backup that has its name. At the end every
change must have been told; twice may come only what was in somebody's hands at a kill. The exit code says so, too. What
the dead had in hand goes to the next five minutes later (edge/store/outbox.py); those minutes are left out here.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from _changing import Changing, words_of
from _nursery import Brood

from tests.edge.store.forms import FORMS, take_back
from tests.fleet.crew import write_config
from tests.fleet.town import Town

FEEDS = 40
EVERY = "2s"
FULL, SMALL = 200, 7
"""Kills; each way to die has its turn."""
SECONDS_TO_TELL = 120
A_SECOND = 4
"""Changes; more than the sink can take would only pile up."""
PATIENCE = 60.0
NAME = "daemon"
TABLES = "SELECT name FROM sqlite_master WHERE name = 'sources'"
UNSENT = "state != 'sent'"


class Victim:
    """The daemon with its town; `held` are the words of the alerts that were in its hands at the kills."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.database, self.backup = folder, folder / "m.db", folder / "backup.db"
        self.town = Town(30, 0.02)
        self.town.takes = 0.1
        self.changing = Changing(self.town, FEEDS, 3)
        self.dice = random.Random(4)  # noqa: S311 (a draw to repeat)
        self.crew = Brood(self.configured(FEEDS))
        self.held: set[str] = set()
        self.seen = Counter[str]()
        self.flawed: list[str] = []

    def configured(self, sources: int) -> Path:
        """Write the config for so many sources; gives its path."""
        return write_config(self.folder, f"sqlite:///{self.database}", self.town, sources, EVERY, feeds=True)

    def start(self) -> None:
        """Start a life, and wait until it asks for something."""
        asked = self.town.count()
        self.crew.start("all", NAME)
        assert self.live(PATIENCE, lambda: self.town.count() > asked), self.crew.log(NAME)

    def settle(self) -> None:
        """The first life: until the silent first reading of each feed is kept."""
        self.crew.start("all", NAME)
        read = "SELECT count(*) FROM sources WHERE version > 0"
        while (
            not self.database.exists() or not asked(self.database, TABLES) or asked(self.database, read) != [(FEEDS,)]
        ):
            time.sleep(0.1)

    def live(self, seconds: float, until: Callable[[], object] = lambda: False, step: float = 0.05) -> bool:
        """Let pages change for so long, or until something holds; gives whether it does."""
        end, changed = time.monotonic() + seconds, 0.0
        while time.monotonic() < end:
            if until():
                return True
            if time.monotonic() - changed > 1 / A_SECOND:
                self.changing.change_one()
                changed = time.monotonic()
            time.sleep(step)
        return False

    def kill(self) -> None:
        """End this life, and look at what it leaves."""
        self.crew.kill(NAME)
        for file in (self.database, self.backup):
            if file.exists() and (found := asked(file, "PRAGMA integrity_check")[0][0]) != "ok":
                self.flawed.append(f"{file.name}: {found}")
        leased = asked(self.database, "SELECT body FROM alerts WHERE state = 'leased'")
        self.held |= {word for (body,) in leased for word in words_of(body)}
        asked(self.database, "UPDATE alerts SET lease_until = '2000-01-01 00:00:00.000000' WHERE state = 'leased'")

    def alerts(self, which: str = "1") -> int:
        """How many alerts of some state are committed, of all when none is named."""
        return int(asked(self.database, f"SELECT count(*) FROM alerts WHERE {which}")[0][0])  # noqa: S608 (our words)


def asked(file: Path, question: str) -> list[tuple[object, ...]]:
    """What a database answers; what it is told is kept."""
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as connection:
        return connection.execute(question).fetchall()


def running(victim: Victim) -> None:
    """At any moment."""
    victim.start()
    victim.live(victim.dice.uniform(0, 4))


def starting(victim: Victim) -> None:
    """In the first second, whatever it does then."""
    victim.crew.start("all", NAME)
    victim.live(victim.dice.uniform(0, 1))


def to_send(victim: Victim) -> None:
    """When an alert is committed that was not before."""
    victim.start()
    before = victim.alerts()
    victim.seen["to send"] += victim.live(PATIENCE, lambda: victim.alerts() > before, 0.002)


def sending(victim: Victim) -> None:
    """When the sink has one more alert, which it answers 0.1 s later."""
    victim.start()
    before = sum(victim.town.told.values())
    victim.seen["sending"] += victim.live(PATIENCE, lambda: sum(victim.town.told.values()) > before, 0.005)


def reloading(victim: Victim) -> None:
    """Just after the config was saved with a source more or less, and the daemon told of it."""
    victim.start()
    victim.live(1)
    victim.configured(FEEDS + victim.dice.randint(0, 5))
    victim.crew.reload(NAME)
    victim.live(victim.dice.uniform(0, 0.3), step=0.01)


def backing_up(victim: Victim) -> None:
    """While a backup is made; one that has its name is whole."""
    victim.start()
    victim.backup.unlink(missing_ok=True)
    partial = victim.backup.with_name(f"{victim.backup.name}.partial")
    backup = victim.crew.hatch("backup", str(victim.backup), log="backup")
    victim.seen["backing up"] += victim.live(PATIENCE, lambda: partial.exists() or backup.poll() is not None, 0.001)
    if victim.dice.random() < 0.5:  # noqa: PLR2004 (every other time)
        backup.kill()
    backup.wait(PATIENCE)


def upgrading(victim: Victim) -> None:
    """In the midst of an upgrade from an earlier form."""
    form = victim.dice.choice(FORMS[:-1])
    take_back(victim.database, form)
    aside = victim.database.with_name(f"{victim.database.name}.before-upgrade")
    aside.unlink(missing_ok=True)
    partial = aside.with_name(f"{aside.name}.partial")
    victim.crew.start("all", NAME)
    victim.live(PATIENCE, lambda: partial.exists() or aside.exists(), 0.001)
    time.sleep(victim.dice.uniform(0, 0.06))
    victim.crew.kill(NAME)
    reached = asked(victim.database, "SELECT version_num FROM alembic_version")[0][0]
    victim.seen["upgrading, before its end" if reached == form else "upgrading, after it"] += 1
    victim.start()


WAYS = (running, starting, to_send, sending, reloading, backing_up, upgrading)


def kills(folder: Path, most: int) -> bool:
    """Kill so many times, let the last life tell what is left, print what came of it; gives whether all is well."""
    victim = Victim(folder)
    victim.settle()
    victim.kill()
    for number in range(most):
        WAYS[number % len(WAYS)](victim)
        victim.kill()
        if sys.stderr.isatty():
            print(f"\r{number + 1} of {most}", end="", file=sys.stderr)
    victim.start()
    victim.town.wait(lambda: not victim.changing.untold(), SECONDS_TO_TELL)
    victim.town.wait(lambda: not victim.alerts(UNSENT), PATIENCE)
    codes = victim.crew.stop()
    victim.town.close()
    return told(victim, most, codes)


def told(victim: Victim, most: int, codes: list[int]) -> bool:
    """Print the figures; gives whether they are as they must be."""
    changes, lost, twice = len(victim.changing.changes), victim.changing.untold(), victim.changing.twice()
    unsent = victim.alerts(UNSENT)
    moments = ", ".join(f"{name} {count}" for name, count in sorted(victim.seen.items()))
    print(f"kills: {most}, in {len(WAYS)} ways; caught in the act: {moments}")
    print(f"stores that were not whole: {len(victim.flawed)} {'; '.join(victim.flawed[:3])}")
    print(f"changes: {changes}, {len(lost)} not told; alerts still waiting at the end: {unsent}")
    print(f"told twice: {len(twice)}, of them not in hand at a kill: {len(twice - victim.held)}", end="")
    print(f" (in hand at kills: {len(victim.held)})")
    return not (lost or unsent or victim.flawed or twice - victim.held) and codes == [0]


def main() -> None:
    """Kill in a folder of its own."""
    words = argparse.ArgumentParser()
    words.add_argument("--small", action="store_true")
    words.add_argument("--kills", type=int)
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        sys.exit(not kills(Path(folder), given.kills or (SMALL if given.small else FULL)))


if __name__ == "__main__":
    main()
