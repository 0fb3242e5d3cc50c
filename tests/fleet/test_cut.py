"""A network that is cut: the leading scheduler is in a network namespace of its own, and its only link goes down."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.fleet.crew import Crew, write_config
from tests.fleet.test_fleet import PATIENCE, SOURCES
from tests.fleet.town import Town
from tests.postgres_server import PostgresServer, programs

HERE, THERE = "10.231.7.1", "10.231.7.2"


class Wire:
    """A namespace joined to this one by one link, which can be cut and mended."""

    def __init__(self) -> None:
        self.name = f"dm{os.getpid()}"
        self.link = f"{self.name}a"
        ip("netns", "add", self.name)
        ip("link", "add", self.link, "type", "veth", "peer", "name", "inner", "netns", self.name)
        ip("address", "add", f"{HERE}/30", "dev", self.link)
        ip("-netns", self.name, "address", "add", f"{THERE}/30", "dev", "inner")
        ip("-netns", self.name, "link", "set", "inner", "up")
        self.mend()

    def cut(self) -> None:
        ip("link", "set", self.link, "down")

    def mend(self) -> None:
        ip("link", "set", self.link, "up")

    def take_down(self) -> None:
        ip("link", "delete", self.link)
        ip("netns", "delete", self.name)


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def wire():
    """Two hosts and a link, where this user may make them."""
    if shutil.which("ip") is None or programs() is None:
        pytest.skip("needs iproute2 and PostgreSQL: apt-get install iproute2 postgresql")
    try:
        made = Wire()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no network namespaces may be made here: {error.stderr.decode().strip()}")
    yield made
    made.take_down()


@pytest.fixture
def server(wire):
    """A PostgreSQL that both ends of the link reach."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    folder.chmod(0o755)
    made = PostgresServer(folder / "server", also=HERE)
    yield made
    made.stop("immediate")
    shutil.rmtree(folder)


@pytest.mark.slow
def test_a_leader_that_is_cut_off_is_replaced_and_leads_no_more(tmp_path, wire, server):
    """The other scheduler takes over, changes are told once; the first, joined again, waits its turn."""
    town, url = Town(3, 0.05), server.new()
    near = Crew(write_config(tmp_path / "near", url, town, SOURCES, "2s"))
    far = Crew(write_config(tmp_path / "far", url.replace("127.0.0.1", HERE), town, SOURCES, "2s"))
    try:
        far.start("scheduler", "s0", within=["ip", "netns", "exec", wire.name])
        near.start("worker", "w0")
        assert town.wait(lambda: town.count() > 2 * SOURCES, PATIENCE), far.log("s0") + near.log("w0")
        near.start("scheduler", "s1")
        wire.cut()
        assert town.wait(lambda: "this scheduler leads now" in near.log("s1"), 2 * PATIENCE), near.log("s1")
        town.say(0, "Told by the second leader.")
        assert town.wait(lambda: any("second leader" in text for text in town.told), PATIENCE), near.log("s1")
        wire.mend()
        town.say(1, "Told after the link is mended.")
        assert town.wait(lambda: any("is mended" in text for text in town.told), PATIENCE), near.log("s1")
        assert far.hands["s0"].poll() is None
        assert far.log("s0").count("this scheduler leads now") == 1
        assert near.log("s1").count("this scheduler leads now") == 1
        assert max(town.told.values()) == 1
        assert max(town.at_once.values()) == 1
    finally:
        for crew in (near, far):
            for name in list(crew.hands):
                crew.kill(name)
        town.close()
