"""A clock that jumps under a running daemon, with a real process and libfaketime (Debian's package faketime)."""

import os
from pathlib import Path

import pytest

from tests.fleet.crew import Crew, write_config
from tests.fleet.town import Town

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
PATIENCE = 300
SOURCES = 4
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not LIBRARIES and "CI" not in os.environ, reason="no libfaketime: apt-get install faketime"),
]


class Watched:
    """A daemon whose clock is `shift` ahead of ours ("-3h", "+30h"), on a town of feeds."""

    def __init__(self, folder):
        self.town, self.shift = Town(2, 0.0), folder / "shift"
        config = write_config(folder, f"sqlite:///{folder}/m.db", self.town, SOURCES, "2s", feeds=True)
        self.crew = Crew(config)

    def start(self):
        said = {"LD_PRELOAD": LIBRARIES[0], "FAKETIME_TIMESTAMP_FILE": self.shift, "FAKETIME_NO_CACHE": 1}
        said |= {"FAKETIME_DONT_FAKE_MONOTONIC": 1, "DONT_FAKE_MONOTONIC": 1}
        self.crew.start("all", "daemon", ["env", *(f"{name}={value}" for name, value in said.items())])

    def until(self, condition):
        assert self.town.wait(condition, PATIENCE), self.crew.log("daemon")

    def settle(self):
        """Wait until each feed was read twice more."""
        asked = self.town.count() + 2 * SOURCES
        self.until(lambda: self.town.count() > asked)

    def tell(self, number, word):
        """Change a feed and wait until that is told."""
        self.town.say(number, word)
        self.until(lambda: self.told(word))

    def told(self, word):
        return sum(times for message, times in list(self.town.told.items()) if word in message)


@pytest.fixture
def watched(tmp_path):
    made = Watched(tmp_path)
    made.shift.write_text("+0")
    yield made
    for name in list(made.crew.hands):
        made.crew.kill(name)
    made.town.close()


def test_a_clock_that_jumps_stops_nothing(watched):
    """Back by three hours, ahead by six, back by a day: checks and alerts go on within seconds, each told once."""
    watched.start()
    watched.settle()
    for number, shift in enumerate(("-3h", "+3h", "-1d")):
        watched.shift.write_text(shift)
        watched.settle()
        watched.tell(number, f"GRANTED-{number}")
    watched.settle()
    assert [watched.told(f"GRANTED-{number}") for number in range(3)] == [1, 1, 1]
    assert watched.crew.log("daemon").count("the clock was set back by") == 2
    assert watched.crew.stop() == [0]
    watched.crew.hands.clear()
