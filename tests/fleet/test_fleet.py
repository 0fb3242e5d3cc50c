"""Whole fleets: processes from one config, on a real PostgreSQL, watching a town of sites."""

import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.fleet.crew import ROOT, Crew, write_config
from tests.fleet.town import Town

PATIENCE = 60
SOURCES = 6


class Fleet:
    """A town, a config and a crew that watches it."""

    def __init__(self, folder: Path, url: str, *, per_host: str = "off", every: str = "2s", delay: float = 0.05):
        self.url, self.town = url, Town(3, delay)
        self.config = write_config(folder, url, self.town, SOURCES, every, per_host)
        self.crew = Crew(self.config)

    def until(self, condition, *names) -> None:
        """Wait until it holds; else fail with the logs of these."""
        logs = [self.crew.log(name) for name in names]
        assert self.town.wait(condition, PATIENCE), "\n".join([*logs, str(self.town.told)])

    def settle(self) -> None:
        """Wait until each page was read twice: the first is the baseline."""
        asked = self.town.count() + 2 * SOURCES
        self.until(lambda: self.town.count() > asked)

    def told(self, text: str) -> int:
        """How many alerts hold this text."""
        return sum(count for message, count in list(self.town.told.items()) if text in message)

    def tell(self, number: int, text: str) -> None:
        """Change a page and wait until that is told."""
        self.town.say(number, text)
        self.until(lambda: self.told(text))


@pytest.fixture
def fleet(tmp_path, postgres):
    """A fleet of nobody yet."""
    made = Fleet(tmp_path, postgres.new())
    yield made
    for name in list(made.crew.hands):
        made.crew.kill(name)
    made.town.close()


@pytest.mark.slow
def test_a_change_is_told_once_and_all_end_in_order(fleet):
    """One scheduler, two workers; of a baseline only that the store is new, and SIGTERM ends each with 0."""
    for role, name in (("scheduler", "s0"), ("worker", "w0"), ("worker", "w1")):
        fleet.crew.start(role, name)
    fleet.settle()
    fleet.until(lambda: fleet.told("the store is new and empty"))
    assert len(fleet.town.told) == 1
    fleet.tell(0, "The motion is GRANTED.")
    fleet.settle()
    assert fleet.told("The motion is GRANTED.") == 1
    assert set(fleet.town.at_once.values()) == {1}
    assert fleet.crew.stop() == [0, 0, 0]
    fleet.crew.hands.clear()


@pytest.mark.slow
def test_the_death_of_the_leader_and_of_a_worker_loses_nothing(fleet):
    """Another scheduler takes over, another worker goes on: what changes meanwhile is told."""
    for role, name in (("scheduler", "s0"), ("worker", "w0"), ("worker", "w1")):
        fleet.crew.start(role, name)
    fleet.settle()
    fleet.crew.start("scheduler", "s1")
    fleet.crew.kill("s0")
    fleet.crew.kill("w0")
    fleet.tell(1, "Notice of appeal.")
    assert "this scheduler leads now" in fleet.crew.log("s1")
    assert set(fleet.town.at_once.values()) == {1}


@pytest.mark.slow
def test_the_servers_absence_is_waited_for(fleet, postgres):
    """PostgreSQL dies and comes back: scheduler and worker go on by themselves."""
    fleet.crew.start("scheduler", "s0")
    fleet.crew.start("worker", "w0")
    fleet.settle()
    postgres.stop("immediate")
    fleet.town.say(2, "Told when the database is back.")
    postgres.start()
    fleet.until(lambda: fleet.told("Told when the database is back."), "s0", "w0")
    assert fleet.crew.hands["s0"].poll() is None
    assert fleet.crew.hands["w0"].poll() is None


@pytest.mark.slow
def test_a_leader_that_cannot_read_when_sources_are_due_hands_out_nothing(fleet):
    """It tries to lead again until it can; no source is asked before it is due."""
    fleet.config.write_text(fleet.config.read_text().replace("every: 2s", "every: 1h"))
    check = [sys.executable, "-m", "monitor", "--config", str(fleet.config), "check"]
    subprocess.run(check, cwd=ROOT, check=True, capture_output=True)
    fleet.crew.start("worker", "w0")
    with psycopg.connect(fleet.url, autocommit=True) as database:
        database.execute("ALTER TABLE sources RENAME TO away")
        fleet.crew.start("scheduler", "s0")
        fleet.crew.await_log("s0", "leading is tried again", 2)
        database.execute("ALTER TABLE away RENAME TO sources")
    fleet.crew.await_log("s0", f"watching {SOURCES} sources")
    assert fleet.crew.stop() == [0, 0]
    fleet.crew.hands.clear()
    assert fleet.town.count() == SOURCES


@pytest.mark.slow
def test_a_host_is_asked_no_faster_by_many(tmp_path, postgres):
    """Two workers, two sources on each host, two requests a second: never closer than half a second."""
    fleet = Fleet(tmp_path, postgres.new(), per_host="2/s", every="1s", delay=0.0)
    for role, name in (("scheduler", "s0"), ("worker", "w0"), ("worker", "w1")):
        fleet.crew.start(role, name)
    fleet.settle()
    assert fleet.crew.stop() == [0, 0, 0]
    assert fleet.town.closest() > 0.45
    fleet.town.close()


@pytest.mark.slow
def test_one_process_may_have_all_roles(fleet):
    """`monitor run` without a role, with engine: procrastinate."""
    fleet.crew.start("all", "a0")
    fleet.settle()
    fleet.tell(3, "Judgment AFFIRMED.")
    assert fleet.crew.stop() == [0]
    fleet.crew.hands.clear()


@pytest.mark.slow
def test_an_older_worker_ends_when_the_tables_are_newer(fleet):
    """It says which form it found, and exits with 3 (the store cannot be used)."""
    fleet.crew.start("worker", "w0")
    hand = fleet.crew.hands["w0"]
    while "working" not in fleet.crew.log("w0"):
        assert hand.poll() is None, fleet.crew.log("w0")
    with psycopg.connect(fleet.url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    assert hand.wait(PATIENCE) == 3
    assert "newer Docket Monitor (its form is v9999" in fleet.crew.log("w0")


@pytest.mark.slow
def test_the_pages_have_a_process_of_their_own(fleet):
    """`--role web` serves what the others wrote, and ends with 0."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    fleet.config.write_text(fleet.config.read_text().replace("web: off", f'web: {{listen: "127.0.0.1:{port}"}}'))
    for role in ("scheduler", "worker", "web"):
        fleet.crew.start(role, role)
    fleet.settle()
    with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
        page = client.get(f"http://127.0.0.1:{port}/sources")
    assert page.status_code == 200
    assert "s0" in page.text
    assert "the pages are at" not in fleet.crew.log("scheduler") + fleet.crew.log("worker")
    assert fleet.crew.stop() == [0, 0, 0]
    fleet.crew.hands.clear()


def test_a_role_needs_the_engine(tmp_path):
    """With engine: local there is one process, which has all roles."""
    (tmp_path / "monitor.yaml").write_text(
        'sources: [{id: n, kind: feed, url: "https://news.test/rss.xml"}]\nweb: off\n'
    )
    words = ["--config", str(tmp_path / "monitor.yaml"), "run", "--role", "worker"]
    ended = subprocess.run(
        [sys.executable, "-m", "monitor", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "write engine: procrastinate" in ended.stderr
