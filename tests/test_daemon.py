"""The daemon as a user runs it: its own process, a real config, a real site and a real sink."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fleet.crew import Crew, write_config
from tests.fleet.town import Town

pytestmark = pytest.mark.slow

CONFIG = """\
storage: {{url: "sqlite:///data/m.db"}}
http: {{per_host: off, allow_private: true}}
web: off
cases:
  - {{id: ctr, name: Center for Taxpayer Rights v. IRS, dockets: ["dcd 1:25-cv-00457"]}}
sources:
  - {{id: dcd-feed, kind: court_feed, court: dcd, url: "{feed}", every: {every}}}
  - {{id: notices, kind: page, url: "{page}", select: main, every: {every}}}
  {more}
channels:
  - {{id: desk, url: "json://127.0.0.1:{port}/sink", bundle: 0s}}
  - {{id: dead, url: "json://127.0.0.1:{port}/dead", bundle: 0s}}
routes:
  - {{to: [desk, dead], events: [ruling, appeal, change]}}
  - {{to: [desk], events: [health]}}
"""
ITEM = """<item><title>1:25-cv-00457 CENTER FOR TAXPAYER RIGHTS v. IRS</title>
<link>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774</link>
<description>[Order on Motion to Stay] (&lt;a href="https://ecf.dcd.uscourts.gov/doc1/04501"&gt;{0}&lt;/a&gt;)</description>
<guid>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774&amp;{0}</guid>
<pubDate>{1:%a, %d %b %Y} 00:{0}:00 GMT</pubDate></item>"""


def feed(*numbers):
    today = datetime.now(UTC)
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>D.D.C.</title>'
        "<link>https://ecf.dcd.uscourts.gov</link><description>Docket entries of type: order</description>"
        f"{''.join(ITEM.format(number, today) for number in numbers)}</channel></rss>"
    )


class Running:
    """A daemon in a process of its own."""

    def __init__(self, folder, site):
        self.folder, self.site = folder, site
        (folder / "config").mkdir(exist_ok=True)
        site.put("/feed", feed(10))
        site.put("/page", "<html><main><p>Nothing yet.</p></main></html>")
        site.put("/dead", status=500)
        self.process = None

    def write(self, every="1s", more=""):
        text = CONFIG.format(
            feed=self.site.url("/feed"),
            page=self.site.url("/page"),
            port=self.site.server.server_port,
            every=every,
            more=more,
        )
        (self.folder / "config" / "monitor.yaml").write_text(text)

    def start(self):
        command = [sys.executable, "-m", "monitor", "--config", str(self.folder / "config/monitor.yaml"), "run"]
        environ = os.environ | {"PYTHONPATH": str(Path.cwd())}
        self.log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(command, stderr=self.log, stdout=subprocess.DEVNULL, env=environ)

    def stop(self, sign=signal.SIGTERM):
        """Send a signal and wait for the end; gives the exit code."""
        self.process.send_signal(sign)
        code = self.process.wait(30)
        self.log.close()
        return code

    def titles(self):
        return [json.loads(body)["title"] for body in self.site.posted]

    def cycles(self, count):
        """Wait until both sources were asked so many times more."""
        goal = {path: self.site.asked.count(path) + count for path in ("/feed", "/page")}
        self.site.wait(lambda: all(self.site.asked.count(path) >= wanted for path, wanted in goal.items()))

    def wait_for_title(self, words, times=1):
        self.site.wait(lambda: sum(words in title for title in self.titles()) >= times)


@pytest.fixture
def daemon(tmp_path, site):
    running = Running(tmp_path, site)
    running.write()
    yield running
    if running.process and running.process.poll() is None:
        running.stop(signal.SIGKILL)


def test_each_change_is_delivered_once_over_several_cycles(daemon, site):
    """Two sources, several cycles, a failing channel beside a good one: each change arrives once; SIGTERM ends it."""
    daemon.start()
    daemon.cycles(2)
    site.put("/feed", feed(10, 11))
    daemon.wait_for_title("Center for Taxpayer Rights")
    site.put("/page", "<html><main><p>The court's calendar is out.</p></main></html>")
    site.wait(lambda: any("calendar" in body.decode() for body in site.posted))
    daemon.cycles(3)
    assert daemon.stop() == 0
    told = [title for title in daemon.titles() if "new and empty" not in title]
    assert len(told) == 2, told


def test_a_killed_daemon_goes_on_where_it_was(daemon, site):
    """After SIGKILL the next daemon tells what changed meanwhile and nothing that was told before."""
    daemon.start()
    daemon.cycles(1)
    site.put("/feed", feed(10, 11))
    daemon.wait_for_title("Center for Taxpayer Rights")
    daemon.stop(signal.SIGKILL)
    site.put("/feed", feed(10, 11, 12))
    daemon.start()
    daemon.wait_for_title("Center for Taxpayer Rights", 2)
    daemon.cycles(2)
    assert daemon.stop() == 0
    assert sum("Center for Taxpayer Rights" in title for title in daemon.titles()) == 2


def test_a_saved_config_takes_effect_and_a_broken_one_does_not(daemon, site):
    """A new source is watched without a restart; a mistake is told with its line and everything goes on as before."""
    site.put("/other", "<html><main><p>Other page.</p></main></html>")
    daemon.start()
    daemon.cycles(1)
    daemon.write(more=f'- {{id: other, kind: page, url: "{site.url("/other")}", select: main, every: 1s}}')
    site.wait(lambda: "/other" in site.asked)
    daemon.write(more="- {id: broken, kind: pagee}")
    daemon.process.send_signal(signal.SIGHUP)
    site.wait(lambda: any("pagee" in body.decode() for body in site.posted))
    count = site.asked.count("/other")
    site.wait(lambda: site.asked.count("/other") > count)
    assert daemon.stop() == 0


def test_channels_come_and_go_with_the_config(daemon, site):
    """A channel taken out of the config ends with its worker only; one put in is served at once."""
    daemon.start()
    daemon.cycles(1)
    text = (daemon.folder / "config/monitor.yaml").read_text()
    text = text.replace("{id: dead,", "{id: late,").replace("/dead", "/late").replace("[desk, dead]", "[desk, late]")
    (daemon.folder / "config/monitor.yaml").write_text(text)
    daemon.process.send_signal(signal.SIGHUP)
    daemon.cycles(3)
    site.put("/feed", feed(10, 11))
    daemon.wait_for_title("Center for Taxpayer Rights", 2)
    assert daemon.stop() == 0


def test_a_failing_source_never_stops_the_others(daemon, site):
    """One source is refused at every try, the other keeps its rhythm and its changes arrive."""
    site.put("/page", "no", status=403)
    daemon.start()
    site.wait(lambda: site.asked.count("/page") >= 2)
    site.wait(lambda: site.asked.count("/feed") >= 3)
    site.put("/feed", feed(10, 11))
    daemon.wait_for_title("Center for Taxpayer Rights")
    daemon.wait_for_title("notices")
    assert daemon.stop() == 0


def test_a_stop_starts_no_check_that_waits_for_its_turn(tmp_path):
    """Ten sources of one slow host: the one that is asked ends, the nine in line are let go, and no error is logged."""
    town = Town(1, 3.0)
    crew = Crew(write_config(tmp_path, f"sqlite:///{tmp_path}/m.db", town, 10, "1s"))
    crew.start("all", "daemon")
    assert town.wait(lambda: town.count() > 1, 60), crew.log("daemon")
    assert crew.stop() == [0]
    asked = town.count()
    town.close()
    assert asked <= 3, "those in line were asked all the same"
    assert "Traceback" not in crew.log("daemon")
