"""The feeds and calendars of cases in a folder: written when there is news, whoever found it."""

from dataclasses import replace

import feedparser
import icalendar
import pytest

from monitor.app import desk
from monitor.config import load
from monitor.daemon import Daemon
from monitor.opening import open_store
from monitor.publishing import AT_ONCE, publish
from tests.core.storyline import APPEAL, INJUNCTION, RULING

CONFIG = """\
storage: {url: "sqlite:///m.db"}
feeds: {folder: out/feeds}
cases:
  - {id: ctr-v-irs, name: Center for Taxpayer Rights v. IRS, dockets: ["dcd 1:25-cv-00457"]}
  - {id: cedc-v-bessent, name: CEDC v. Bessent}
sources: [{id: dcd-feed, kind: court_feed, court: dcd, url: "http://127.0.0.1:9/"}]
channels: [{id: desk, url: "json://127.0.0.1:9/"}]
routes: [{to: [desk]}]
"""


@pytest.fixture
def opened(tmp_path):
    """A config with a folder for feeds, and its store."""
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG)
    config = load(path, {})
    store = open_store(config)
    yield config, store
    store.close()


def found(store, *developments):
    """Keep developments as a check would."""
    with store.writing() as book:
        book.post(developments, ())


def test_a_case_with_news_is_written(opened, clock):
    """Feed and calendar of that case, read by other programs; the other case is not touched."""
    config, store = opened
    found(store, RULING, APPEAL)
    publish(config, store, desk(config), clock)
    assert sorted(one.name for one in config.feeds.iterdir()) == ["ctr-v-irs.atom", "ctr-v-irs.ics"]
    feed = feedparser.parse((config.feeds / "ctr-v-irs.atom").read_bytes())
    assert [entry.tags[0].term for entry in feed.entries] == ["ruling", "appeal"]
    calendar = icalendar.Calendar.from_ical((config.feeds / "ctr-v-irs.ics").read_bytes())
    assert "notice of appeal, last of 60 days" in calendar.walk("VEVENT")[0]["summary"]


def test_what_was_written_is_not_looked_at_again(opened, clock):
    """Until more is learned: a later revision is written, too."""
    config, store = opened
    found(store, RULING)
    publish(config, store, desk(config), clock)
    (config.feeds / "ctr-v-irs.atom").unlink()
    publish(config, store, desk(config), clock)
    assert not (config.feeds / "ctr-v-irs.atom").exists()
    found(store, replace(RULING, undone="vacated"))
    publish(config, store, desk(config), clock)
    assert b"vacated" in (config.feeds / "ctr-v-irs.atom").read_bytes()


def test_without_a_folder_nothing_is_written(opened, clock, tmp_path):
    """A config that names none."""
    config, store = opened
    found(store, RULING)
    publish(replace(config, feeds=None), store, desk(config), clock)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told_once(opened, clock):
    """And the news waits: it is written when the folder can be."""
    config, store = opened
    config.feeds.parent.mkdir()
    config.feeds.write_text("a file")
    found(store, RULING)
    for _ in range(2):
        clock.forward(minutes=1)
        publish(config, store, desk(config), clock)
    assert ["feeds" in row.title for row in store.deliveries()] == [True]
    config.feeds.unlink()
    publish(config, store, desk(config), clock)
    assert (config.feeds / "ctr-v-irs.atom").exists()


def test_many_cases_are_written_some_at_a_time(opened, clock):
    """What is left is named, so that the next turn goes on."""
    config, store = opened
    cases = tuple(replace(config.cases[1], id=f"case-{number}") for number in range(AT_ONCE + 7))
    many, ids = replace(config, cases=cases), {case.id for case in cases}
    left = publish(many, store, desk(many), clock, ids)
    assert len(left) == 7
    assert not publish(many, store, desk(many), clock, left)
    assert len(list(config.feeds.glob("*.atom"))) == AT_ONCE + 7


async def test_the_daemon_writes_all_cases_at_its_start(opened):
    """Empty ones, too: whoever subscribes finds them; from then on what other processes found."""
    config, store = opened
    daemon = Daemon(config)
    daemon.start()
    try:
        await daemon._keep_house()
        names = {one.name for one in config.feeds.iterdir()}
        assert names == {f"{case.id}.{form}" for case in config.cases for form in ("atom", "ics")}
        found(store, INJUNCTION)
        await daemon._keep_house()
        assert b"injunction GRANTED" in (config.feeds / "cedc-v-bessent.atom").read_bytes()
    finally:
        await daemon.stop()
