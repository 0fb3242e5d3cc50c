"""Holes of coverage are told to people once."""

from datetime import UTC, datetime

import pytest

from monitor.app import desk, open_store
from monitor.config import load
from monitor.core.coverage import Witness, hole, of_cases
from monitor.core.linking import enriched
from monitor.daemon import Daemon
from monitor.following import watched
from monitor.model import Learned
from monitor.oversight import tell_holes

CONFIG = """\
storage: {url: "sqlite:///m.db"}
cases: [{id: ctr, name: Doe v. Roe, dockets: ["dcd 1:25-cv-00457", "cadc 26-5006"]}]
sources:
  - {id: dcd-feed, kind: court_feed, court: dcd, url: "http://127.0.0.1:9/"}
  # MORE
channels: [{id: desk, url: "json://127.0.0.1:9/"}]
routes: [{to: [desk], events: [health]}]
"""
PAGE = '- {id: page, kind: docket, court: cadc, case: ctr, url: "https://www.courtlistener.com/docket/1/a/"}'


@pytest.fixture
def told(tmp_path, clock):
    """Tell the holes of a config, and give all alerts so far."""

    def told(more=""):
        path = tmp_path / "monitor.yaml"
        path.write_text(CONFIG.replace("# MORE", more))
        config = load(path, {})
        store = open_store(config)
        try:
            clock.forward(minutes=1)
            tell_holes(config, store, desk(config), clock)
            return [row.title for row in store.deliveries()]
        finally:
            store.close()

    return told


def test_a_hole_is_told_once(told):
    """The circuit that nobody reads is told, the district whose feed was not read yet is not; nothing is repeated."""
    (title,) = told()
    assert "ctr: an appeal in cadc 26-5006 would go unseen: no source reads D.C. Cir. for this case" in title
    assert told() == [title]


def test_a_hole_for_another_reason_and_one_that_opens_again_are_told_anew(told):
    """A feed that lists too little is another reason; a docket page closes the hole; without it, it is open again."""
    told()
    feed = "- {id: cadc-feed, kind: court_feed, court: cadc}"
    assert "cadc-feed: feeds of circuits list" in told(feed)[1]
    assert len(told(f"{feed}\n  {PAGE}")) == 2
    assert len(told(feed)) == 3


async def test_the_daemon_tells_holes_when_it_starts(tmp_path):
    """Nobody has to ask: the note waits for the channel that takes health."""
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG)
    daemon = Daemon(load(path, {}))
    daemon.start()
    try:
        assert any("cadc 26-5006 would go unseen" in row.title for row in daemon.store.deliveries())
    finally:
        await daemon.stop()


def test_sources_that_follow_an_appeal_by_themselves_count(tmp_path):
    """A docket that an appeal led to is covered by the circuit's feed and opinions: rulings perhaps, no petitions."""
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG.replace(', "cadc 26-5006"', ""))
    config, moment = load(path, {}), datetime(2026, 1, 9, tzinfo=UTC)
    learned = [Learned("ctr", "docket", "cadc 26-5006", "USCA Case Number 26-5006", "dcd-feed", moment)]
    witnesses = [Witness(source) for source in watched(config, learned)]
    circuit = of_cases(enriched(config.cases, learned), witnesses)[1]
    assert circuit.sources == ("cadc-followed", "cadc-opinions-followed")
    assert circuit.shows["rulings"].answer == "unknown"
    assert "at most" in hole(circuit)
