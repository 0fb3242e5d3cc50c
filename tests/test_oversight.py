"""Holes of coverage are told to people once."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.app import desk
from monitor.config import load
from monitor.core.cases.coverage import Witness, hole, of_cases
from monitor.core.cases.linking import enriched
from monitor.daemon import Daemon
from monitor.following import watched
from monitor.model import About, Check, Item, Learned, Mark, Sent, Snapshot, Source
from monitor.opening import open_store
from monitor.oversight import (
    restart_note,
    roll_of,
    tell_disk,
    tell_first_sights,
    tell_holes,
    tell_new_store,
    tell_roll_call,
)
from monitor.sources import KINDS

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
            asyncio.run(tell_holes(config, store, desk(config), clock))
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
        async with asyncio.timeout(20):
            while not any("cadc 26-5006 would" in one.title for one in daemon.store.deliveries()):  # noqa: ASYNC110 (no event)
                await asyncio.sleep(0)
    finally:
        await daemon.stop()


async def test_others_work_while_holes_are_looked_for(tmp_path, clock):
    """Between any two sources and any two cases: thousands of dockets take seconds to read."""
    path = tmp_path / "monitor.yaml"
    more = "".join(f"\n  {PAGE.replace('page', f'page{number}')}" for number in range(30))
    path.write_text(CONFIG.replace("# MORE", more))
    config, turns = load(path, {}), 0
    store = open_store(config)
    looking = asyncio.create_task(tell_holes(config, store, desk(config), clock))
    while not looking.done():
        turns += 1
        await asyncio.sleep(0)
    store.close()
    assert turns > len(config.sources)
    await looking


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


@pytest.fixture
def opened(tmp_path):
    """A config and its store."""
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG)
    config = load(path, {})
    store = open_store(config)
    yield config, store
    store.close()


def test_a_disk_that_fills_up_is_told_once(opened, clock):
    """Once while it is nearly full, and again only after it was not."""
    config, store = opened
    for least in (10**18, 10**18, 0, 10**18):
        clock.forward(minutes=1)
        tell_disk(config, store, desk(config), clock, least)
    titles = [row.title for row in store.deliveries()]
    assert len(titles) == 2
    assert "is nearly full" in titles[0]


def test_the_first_sight_of_a_docket_is_told_once(opened, clock):
    """Whose docket it is and how far it goes, when its page was read for the first time."""
    config, store = opened
    options = KINDS["docket"].options()
    source = Source("page", "docket", "http://127.0.0.1:9/", options, court="cadc")
    tell_first_sights({"page": source}, store, desk(config), clock)
    assert store.deliveries() == []
    about = About(court="cadc", docket_number="26-5006", case_name="Doe v. Roe")
    denied = Item("1", "ORDER", "ORDER denying motion for stay pending appeal", filed=date(2026, 1, 5), number="7")
    items = (denied, Item("2", "NOTICE", filed=date(2026, 1, 9)))
    with store.writing() as book:
        book.commit(Check("page", clock()), Mark("page"), Snapshot("page", clock(), "whole", items, about), (), (), ())
    for _ in range(2):
        tell_first_sights({"page": source}, store, desk(config), clock)
    (row,) = store.deliveries()
    assert "now following D.C. Cir. 26-5006 Doe v. Roe: 2 entries, the newest of 09 Jan 2026" in row.title
    (delivery,) = store.claim_due("desk", clock())
    assert "Before that, old: 5 Jan 2026, D.C. Cir.: stay pending appeal DENIED" in delivery.alert.text


def test_the_first_sights_of_many_dockets_are_one_note(opened, clock):
    """Who watches hundreds of dockets gets no hundreds of mails on the first day, and none later."""
    config, store = opened
    ids = [f"page-{number}" for number in range(25)]
    options = KINDS["docket"].options()
    sources = {id_: Source(id_, "docket", f"http://127.0.0.1:9/{id_}", options, court="cadc") for id_ in ids}
    entry = Item("1", "ORDER", "ORDER", filed=date(2026, 1, 5), number="7")
    with store.writing() as book:
        for id_ in ids:
            book.commit(Check(id_, clock()), Mark(id_), Snapshot(id_, clock(), "whole", (entry,)), (), (), ())
    for _ in range(2):
        tell_first_sights(sources, store, desk(config), clock)
    (row,) = store.deliveries()
    assert "now following 25 dockets: page-0, page-1, " in row.title
    assert store.read_but_not_noted("sight ") == []


def test_a_new_store_is_told_once_whoever_made_it(tmp_path, clock):
    """A store that another process opened first is announced all the same, by the one who tells, and once."""
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG)
    config = load(path, {})
    open_store(config).close()
    for _ in range(2):
        store = open_store(config)
        tell_new_store(config, 1, store, desk(config), clock)
        titles = [row.title for row in store.deliveries()]
        store.close()
        assert len(titles) == 1
        assert "the store is new and empty" in titles[0]


ROLL_CALL = """\
storage: {url: "sqlite:///m.db"}
timezone: UTC
cases:
  - {id: ctr, name: Doe v. Roe, dockets: ["dcd 1:25-cv-00457"]}
  - {id: other, name: Poe v. Moe, dockets: ["mad 1:25-cv-12822"]}
sources:
  - {id: dcd-feed, kind: court_feed, court: dcd, url: "http://127.0.0.1:9/"}
channels:
  - {id: desk, url: "json://127.0.0.1:9/desk"}
  - {id: mine, url: "json://127.0.0.1:9/mine"}
  - {id: ops, url: "json://127.0.0.1:9/ops"}
routes:
  - {to: [desk]}
  - {to: [mine], cases: [ctr]}
  - {to: [ops], events: [health]}
# MORE
"""
MONDAY = datetime(2026, 1, 12, 8, tzinfo=UTC)


@pytest.fixture
def rolled(tmp_path, clock):
    """Tell the roll call as of a moment, as a process that has just started would; gives the channels and texts."""

    def rolled(moment, more=""):
        path = tmp_path / "monitor.yaml"
        path.write_text(ROLL_CALL.replace("# MORE", more))
        config = load(path, {})
        store = open_store(config)
        clock.now = moment
        try:
            tell_roll_call(config, store, desk(config), clock)
            taken = [store.claim_due(channel, moment) for channel in ("desk", "mine", "ops")]
            store.settle([delivery for one in taken for delivery in one], Sent(), moment)
            return {delivery.alert.channel: delivery.alert for one in taken for delivery in one}
        finally:
            store.close()

    return rolled


def test_the_roll_call_comes_each_monday_at_eight(rolled):
    """Not at the first start; once when its time has come, to whoever hears news, of their cases; then a week later."""
    assert rolled(MONDAY - timedelta(days=3)) == {}
    assert rolled(MONDAY - timedelta(minutes=1)) == {}
    told = rolled(MONDAY)
    assert set(told) == {"desk", "mine"}
    assert told["desk"].title == "Roll call of 12 Jan 2026: 2 of 2 dockets NOT CHECKED"
    assert "Poe v. Moe" not in told["mine"].text
    assert rolled(MONDAY + timedelta(days=6)) == {}
    assert "Alerts to you: 1 since 12 Jan 2026 08:00 UTC" in rolled(MONDAY + timedelta(days=7))["desk"].text


def test_roll_calls_that_were_missed_are_one(rolled):
    """After three weeks without a program the next start tells it once, of all that time."""
    rolled(MONDAY)
    late = rolled(MONDAY + timedelta(days=24, hours=3))
    assert "since 12 Jan 2026 08:00 UTC" in late["desk"].text
    assert rolled(MONDAY + timedelta(days=24, hours=4)) == {}


def test_the_roll_call_has_the_user_s_time_or_none(rolled):
    """A cron line of one's own, in the config's zone; `off`."""
    rolled(MONDAY, 'roll_call: "30 9 * * *"')
    assert set(rolled(MONDAY + timedelta(minutes=90), 'roll_call: "30 9 * * *"')) == {"desk", "mine"}
    assert rolled(MONDAY + timedelta(days=30), "roll_call: off") == {}


def test_two_processes_call_the_roll_once(tmp_path, clock):
    """Who comes second finds that it was told."""
    path = tmp_path / "monitor.yaml"
    path.write_text(ROLL_CALL)
    config = load(path, {})
    stores = [open_store(config) for _ in range(2)]
    for moment in (MONDAY - timedelta(days=1), MONDAY):
        clock.now = moment
        for store in stores:
            tell_roll_call(config, store, desk(config), clock)
    assert [row.channel for row in stores[0].deliveries()] == ["desk", "mine"]
    for store in stores:
        store.close()


def test_the_roll_call_tells_how_checks_went(tmp_path, clock):
    """Entries that a feed shows no more are remembered; checks and failures since the last roll call are counted."""
    path = tmp_path / "monitor.yaml"
    path.write_text(ROLL_CALL)
    config = load(path, {})
    store = open_store(config)
    item = Item(
        "1", "NOTICE OF APPEAL", docket_number="1:25-cv-00457", court="dcd", filed=date(2026, 1, 9), number="55"
    )
    version = 0
    for items in ((item,), ()):
        clock.now = MONDAY + timedelta(days=1, hours=version)
        mark = Mark("dcd-feed", version, good=clock.now)
        with store.writing() as book:
            book.commit(
                Check("dcd-feed", clock.now), mark, Snapshot("dcd-feed", clock.now, "window", items), (), (), ()
            )
        version += 1
    with store.writing() as book:
        failed = Check("dcd-feed", clock.now, error="blocked", message="refused (403)")
        book.commit(failed, Mark("dcd-feed", version, good=clock.now, failures=1), None, (), (), ())
    (one,) = roll_of(config, store, MONDAY, clock.now).present
    store.close()
    assert (one.items, one.checks, one.failed, one.message) == ((item,), 3, 1, "refused (403)")


def test_what_waits_for_a_restart_is_told_once(tmp_path, clock):
    """A saved storage.url or engine is named; one that was told, or goes back to what runs, is not told again."""
    path = tmp_path / "monitor.yaml"

    def saved(text):
        path.write_text(text)
        return load(path, {})

    first, moved = saved(CONFIG), saved(CONFIG.replace("m.db", "other.db"))
    assert "storage.url changed: that takes effect when" in restart_note(first, first, moved, clock()).text
    assert restart_note(first, moved, moved, clock()) is None
    assert restart_note(first, moved, first, clock()) is None
    fleet = saved("engine: procrastinate\n" + CONFIG.replace("sqlite:///m.db", "postgresql://db/m"))
    assert restart_note(first, first, fleet, clock()).text.startswith("storage.url and engine changed")
