"""The daemon among servers that do everything wrong: those that do not are asked on time."""

import time

import pytest

from tests.edge.fault_town import SOUND, FaultTown, id_of
from tests.edge.faults import FAULTS, has_openssl, self_signed
from tests.fleet.crew import Crew

pytestmark = pytest.mark.slow

LATE = 15.0
"""Seconds by which a sound source may be late here: a page that runs away is given up after 5, on a busy machine."""
LONG = {
    "drips a byte a second",
    "a huge line",
    "200,000 nested tags",
    "200,000 nested tags with text",
    "25,000 items",
    "a PDF that unfolds to 300 MB",
}
"""What may go on for the two minutes of a page or, one after the other, the half minute of a reader: it is begun here,
and its end is that of test_faults.py and `bench faults`."""


@pytest.fixture
def faults(tmp_path):
    """A server for each fault, in pages."""
    if not has_openssl():
        pytest.skip("makes its certificate with openssl")
    town = FaultTown(tmp_path, [("page", name) for name in FAULTS], self_signed(tmp_path))
    yield town
    town.close()


def test_fifty_sound_sources_stay_on_schedule_beside_every_fault(faults):
    """All faults at once: each ends in one of its errors (or the page); no sound source is asked over 15 s late."""
    faults.watch(list(faults.servers))
    crew, started = Crew(faults.config), time.monotonic()
    crew.start("all", "daemon")
    try:
        long = {id_of("page", name) for name in LONG}
        short = {id_of("page", name) for name in FAULTS} - long

        def begun() -> bool:
            sound = len(faults.town.asked) == SOUND
            return sound and long <= faults.asked() and short <= faults.ended().keys()

        assert faults.town.wait(begun, 55), (short - faults.ended().keys(), crew.log("daemon"))
        ended = {name: faults.ended()[id_of("page", name)][0] for name in FAULTS if name not in LONG}
        assert {name: error for name, error in ended.items() if error not in FAULTS[name].ends} == {}
        assert faults.latest(started) < LATE
    finally:
        assert crew.stop() == [0]
