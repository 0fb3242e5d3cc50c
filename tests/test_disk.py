"""A disk that is full, read-only or spoils the store, under a real daemon; small disks of memory are mounted for it."""

import os
import subprocess

import pytest

from tests.fleet.crew import Crew, write_config
from tests.fleet.town import Town

PATIENCE = 120
SOURCES = 3
pytestmark = pytest.mark.slow


@pytest.fixture
def disk(tmp_path):
    """A disk of 16 MB: SQLite lets its log grow to some 4."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a disk, and not in every container")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def town():
    made = Town(1, 0.0)
    yield made
    made.close()


@pytest.fixture
def crew_on(tmp_path, town):
    """Makes the crew whose store stands in a folder; whoever still runs is killed at the end."""
    made = []

    def on(folder):
        made.append(Crew(write_config(tmp_path, f"sqlite:///{folder}/m.db", town, SOURCES, "1s", feeds=True)))
        return made[0]

    yield on
    for name in list(made[0].hands):
        made[0].kill(name)


def until(town, crew, condition):
    """Wait until it holds; else fail with the log."""
    assert town.wait(condition, PATIENCE), crew.log("daemon")


def told(town, word):
    """How many alerts hold this word."""
    return sum(times for message, times in list(town.told.items()) if word in message)


def test_what_changes_on_a_full_disk_is_told_when_there_is_space(disk, town, crew_on):
    """The daemon lives on, says what is wrong, and tells the change once when the disk has space again."""
    crew = crew_on(disk)
    crew.start("all", "daemon")
    until(town, crew, lambda: town.count() > 3 * SOURCES)
    (disk / "ballast").write_bytes(b"\0" * 10)
    with (disk / "ballast").open("ab", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    for number in range(200):
        town.say(0, f"GRANTED-{number}-{'x' * 4000}")
    until(town, crew, lambda: "no space is left" in crew.log("daemon"))
    assert told(town, "GRANTED-199") == 0
    (disk / "ballast").unlink()
    until(town, crew, lambda: told(town, "GRANTED-199"))
    asked = town.count() + 2 * SOURCES
    until(town, crew, lambda: town.count() > asked)
    assert told(town, "GRANTED-199") == 1
    assert crew.stop() == [0]
    crew.hands.clear()


def test_a_read_only_disk_is_told_at_the_start(disk, town, crew_on):
    """Exit code 3, the file named, and what to do."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    crew = crew_on(disk)
    crew.start("all", "daemon")
    assert crew.hands.pop("daemon").wait(PATIENCE) == 3
    assert f"{disk}/m.db: it cannot be opened or written" in crew.log("daemon")
    assert "let this user write to the file and to its folder" in crew.log("daemon")


def test_a_damaged_store_is_told_at_the_start(tmp_path, town, crew_on):
    """Exit code 3, the file named, and the command that puts a backup in its place."""
    (tmp_path / "m.db").write_bytes(b"SQLite format 3\0" + os.urandom(20_000))
    crew = crew_on(tmp_path)
    crew.start("all", "daemon")
    assert crew.hands.pop("daemon").wait(PATIENCE) == 3
    assert f"{tmp_path}/m.db: the database cannot be read" in crew.log("daemon")
    assert "run `monitor restore BACKUP`" in crew.log("daemon")
