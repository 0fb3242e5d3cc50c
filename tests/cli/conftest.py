"""A user who types verbs in a folder of their own, against a site of their own."""

import io
import json
import logging
import sys
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from monitor.cli import main

CONFIG = """\
storage: {{url: "sqlite:///data/m.db"}}
http: {{per_host: off, allow_private: true}}
web: off
cases:
  - {{id: ctr, name: Center for Taxpayer Rights v. IRS, dockets: ["dcd 1:25-cv-00457"]}}
sources:
  - {{id: dcd-feed, kind: court_feed, court: dcd, url: "{feed}"}}
  - {{id: notices, kind: page, url: "{page}", select: main}}
channels:
  - {{id: desk, url: "json://127.0.0.1:{port}/sink?secret=hunter2hunter2"}}
routes:
  - {{to: [desk], events: [ruling, appeal, change, health]}}
"""
FEED = """<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>D.D.C.</title>
<link>https://ecf.dcd.uscourts.gov</link><description>Docket entries of type: order</description>{}</channel></rss>"""
ITEM = """<item><title>1:25-cv-00457 CENTER FOR TAXPAYER RIGHTS v. IRS</title>
<link>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774</link>
<description>[Order on Motion to Stay] (&lt;a href="https://ecf.dcd.uscourts.gov/doc1/04501"&gt;{0}&lt;/a&gt;)</description>
<guid>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774&amp;{0}</guid>
<pubDate>{1}</pubDate></item>"""


class User:
    """Types verbs in a folder of their own, against a site of their own."""

    def __init__(self, folder, site, monkeypatch, capsys):
        self.site, self.monkeypatch, self.capsys = site, monkeypatch, capsys
        self.page("Nothing yet.")
        self.feed(10)
        (folder / "config").mkdir()
        self.config = folder / "config" / "monitor.yaml"
        self.config.write_text(
            CONFIG.format(feed=site.url("/feed"), page=site.url("/page"), port=site.server.server_port)
        )

    def feed(self, *numbers):
        """Let the court's feed hold these entries, of this minute: a feed of old ones would stand still."""
        now = format_datetime(datetime.now(UTC))
        self.site.put("/feed", FEED.format("".join(ITEM.format(number, now) for number in numbers)))

    def page(self, text):
        self.site.put("/page", f"<html><main><p>{text}</p></main></html>")

    def types(self, *words, given="", code=0):
        """Type a verb; gives its standard output. Standard error is in `self.errors`; `given` is a text or a stream.

        The exit code must be `code`, unless that is None.
        """
        self.monkeypatch.setattr(sys, "argv", ["monitor", "--config", str(self.config), *words])
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(given) if isinstance(given, str) else given)
        with pytest.raises(SystemExit) as ended:
            main()
        output, self.errors = self.capsys.readouterr()
        assert code is None or ended.value.code == code, self.errors + output
        return output

    def lines(self, *words, **more):
        """The same, as JSON lines."""
        return [json.loads(line) for line in self.types(*words, "--json", **more).splitlines()]


@pytest.fixture
def user(tmp_path, site, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "200")
    yield User(tmp_path, site, monkeypatch, capsys)
    logging.getLogger().handlers.clear()  # the verb's own handler writes to this test's standard error
