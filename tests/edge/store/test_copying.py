"""From one database to another: nothing lost, nothing doubled, nothing half; backups of either kind."""

from collections import Counter

import pytest

from monitor.edge.store import SqlStore, copy_store, restore
from monitor.errors import StoreDamaged, UsageError
from monitor.model import Item, Learned, Sent, Snapshot


@pytest.fixture
def other(url, tmp_path, postgres) -> str:
    """The address of an empty database of the other kind."""
    return postgres.new() if url.startswith("sqlite") else f"sqlite:///{tmp_path}/other/monitor.db"


@pytest.fixture
def full(store, make, commit) -> SqlStore:
    """A store with a bit of everything, odd characters included: one alert sent, one leased, one waiting."""
    alerts = [make.alert(key=key) for key in ("sent", "leased", "waiting")]
    learned = [Learned("ctr-v-irs", "judge", "Colleen Kollar-Kotelly", "an order", "dcd:1", make.now)]
    odd = Snapshot("dcd", make.now, "whole", tuple(Item(key, "Ünïcode \u202e") for key in ("a", "A", "ä", "Z", "_%")))
    commit(store, make.mark(), odd, [make.development()], learned, alerts)
    store.settle(store.claim_due("desk", make.now), Sent(), make.now)
    store.claim_due("desk", make.now)
    store.note("tempo", "{}")
    return store


def ignored(_table, _rows):
    """Hears of progress."""


def told(store: SqlStore) -> list[object]:
    """All that a store tells."""
    return [
        store.mark("dcd"),
        store.latest("dcd"),
        store.seen("dcd", store.latest("dcd")),
        store.learned(),
        store.developments(),
        store.checks("dcd", 10),
        store.deliveries(),
        store.noted("tempo"),
        store.snapshots("dcd"),
    ]


def test_the_other_kind_of_database_tells_the_same(full, url, other, keep):
    """All of it, and what comes later is numbered after what came with the copy."""
    counts = copy_store(url, other, ignored)
    assert counts["alerts"] == 3
    assert counts["snapshots"] == 1
    there = SqlStore.open(other, keep=keep)
    assert told(there) == told(full)
    assert not there.is_new
    there.close()


def test_work_goes_on_in_the_copy(full, url, other, keep, make, commit):
    """New checks, snapshots and alerts find their place, and an alert with a known key is still made once only."""
    copy_store(url, other, ignored)
    there = SqlStore.open(other, keep=keep)
    commit(there, make.mark(version=1), make.snapshot(1, 2), (), (), [make.alert(key="waiting"), make.alert(key="new")])
    assert [one.state for one in there.deliveries()] == ["sent", "leased", "waiting", "waiting"]
    assert len(there.checks("dcd", 10)) == len(there.snapshots("dcd")) == 2
    there.close()


def test_progress_is_told(full, url, other, make, commit):
    """Every row is counted under its table's name."""
    commit(full, make.mark("many"), make.snapshot(*range(2_600), source="many"))
    commit(full, make.mark("many", version=1), make.snapshot(1, source="many"))
    heard: Counter[str] = Counter()
    counts = copy_store(url, other, lambda table, rows: heard.update({table: rows}))
    assert heard == +Counter(counts)
    assert heard["seen_keys"] > 5_000


def test_a_target_that_holds_something_is_left_alone(full, url, other, keep):
    """A copy over a store in use would mix the two."""
    copy_store(url, other, ignored)
    with pytest.raises(UsageError, match=r"holds .* already"):
        copy_store(url, other, ignored)


def test_a_source_that_is_not_there_is_told(tmp_path, other):
    """An address mistyped makes no empty store."""
    nowhere = tmp_path / "nowhere.db"
    with pytest.raises(UsageError, match="no such store"):
        copy_store(f"sqlite:///{nowhere}", other, ignored)
    assert not nowhere.exists()


def test_a_backup_is_a_file_and_restores_into_an_empty_database(full, url, other, tmp_path, keep, postgres):
    """Whichever kind was backed up, either kind takes it back, with its alerts held until they are released."""
    full.backup(tmp_path / "backup.db")
    target = postgres.new()
    assert restore(tmp_path / "backup.db", target) == 2
    there = SqlStore.open(target, keep=keep)
    assert [one.state for one in there.deliveries()] == ["sent", "held", "held"]
    assert there.latest("dcd") == full.latest("dcd")
    there.close()
    with pytest.raises(UsageError, match="name an empty database"):
        restore(tmp_path / "backup.db", target)


def test_a_damaged_backup_is_not_put_into_a_database(full, tmp_path, keep, postgres):
    """It is refused as a whole; the empty database stays empty."""
    copy = tmp_path / "backup.db"
    full.backup(copy)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    target = postgres.new()
    with pytest.raises(StoreDamaged, match="another backup"):
        restore(copy, target)
    there = SqlStore.open(target, keep=keep)
    assert there.is_new
    there.close()


def test_a_moment_of_backup_is_whole(full, open_store, tmp_path, keep, make):
    """A backup taken inside another's write holds what was committed before it, and no half of it."""
    with full.writing() as book:
        book.commit(make.check(), make.mark(version=1), make.snapshot(7), (), (), ())
        open_store().backup(tmp_path / "b.db")
    copy = SqlStore.open(f"sqlite:///{tmp_path}/b.db", keep=keep)
    assert copy.mark("dcd").version == 1
    assert len(copy.checks("dcd", 10)) == 1
    copy.close()
