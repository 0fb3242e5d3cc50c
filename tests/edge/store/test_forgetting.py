"""Erasing in the database, of either kind: every table, one transaction, no check that comes too late."""

from dataclasses import replace

import pytest

from monitor.core.forgetting import ERASED, Tombstone
from monitor.errors import Stale
from monitor.model import HealthNote, Learned, Snapshot

WORDS = "SEALED REPORT on the confidential informant of the agency"


@pytest.fixture
def kept(store, make):
    """A store in which the words stand in every table: two snapshots, a development, alerts, a note, a fact."""
    secret = replace(make.snapshot(1).items[0], text=WORDS)
    other = make.snapshot(2).items[0]
    note = HealthNote("dcd/dcd:1", "unread_item", f"an item of dcd could not be judged, read it: {WORDS}", make.now)
    alerts = [
        make.alert(key="ruling:new", development="ruling"),
        make.alert(key="rows", items=("dcd:1", "dcd:2")),
        replace(make.alert(key="quoting"), text=f"health: {WORDS}"),
        make.alert(key="other"),
    ]
    for version, items in enumerate([(secret,), (secret, other)]):
        with store.writing() as book:
            snapshot = Snapshot("dcd", make.now, "whole", items)
            news = [make.development(), note] if version else []
            fact = Learned("ctr", "judge", "Roe", WORDS, "dcd", make.now)
            book.commit(make.check(), make.mark(version=version), snapshot, news, [fact], alerts if version else [])
    return store


def test_the_words_are_gone_from_every_table(kept, make):
    """And what names it stays; what goes out yet is only what tells of other things too."""
    done = kept.forget([Tombstone(make.now, "dcd", frozenset({"dcd:1"}))], {"dcd"}, make.now)
    assert (done.snapshots, done.developments, done.alerts, done.notes, done.facts) == (2, 1, 3, 1, 1)
    assert [item.key for item, _ in kept.shown("dcd")] == ["dcd:2"]
    assert kept.development("ruling").forgotten == make.now
    assert [(row.title[:30], row.state) for row in kept.deliveries()] == [
        (ERASED, "forgotten"),
        ("Docket Monitor: part of this a", "waiting"),
        ("Docket Monitor: part of this a", "waiting"),
        ("Title 4", "waiting"),
    ]
    assert kept.health()[0].text == kept.learned()[0].evidence == ERASED
    assert [one.keys for one in kept.tombstones()] == [frozenset({"dcd:1"})]


def test_a_check_that_read_it_already_comes_too_late(kept, make):
    """It cannot bring the words back; the next check is kept as ever."""
    before, page = kept.mark("dcd"), kept.latest("dcd")
    kept.forget([Tombstone(make.now, "dcd", frozenset({"dcd:1"}))], {"dcd"}, make.now)
    with pytest.raises(Stale), kept.writing() as book:
        book.commit(make.check(), before, page, (), (), ())
    after = kept.latest("dcd")
    with kept.writing() as book:
        book.commit(make.check(), kept.mark("dcd"), after, (), (), ())
    assert [item.key for item in kept.latest("dcd").items] == ["dcd:2"]


def test_an_alert_that_was_forgotten_is_not_made_again(kept, make):
    """Its key stays taken."""
    kept.forget([Tombstone(make.now, "dcd", frozenset({"dcd:1"}))], {"dcd"}, make.now)
    with kept.writing() as book:
        book.post((), [make.alert(key="ruling:new", development="ruling")])
    assert [row.state for row in kept.deliveries()].count("forgotten") == 1
    assert len(kept.deliveries()) == 4
