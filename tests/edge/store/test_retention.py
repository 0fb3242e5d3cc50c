"""What is dropped with age, what never is, and the file that becomes smaller for it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.edge.store import SqlStore
from monitor.model import Sent

DAY = timedelta(days=1)
CHECKS = 12_000


@pytest.fixture
def url(file) -> str:
    """SQLite only: these are about its file."""
    return f"sqlite:///{file}"


def prune(store: SqlStore, now) -> int:
    """Drop all that is old; gives the number of calls it took."""
    calls = 1
    while store.prune(now):
        calls += 1
    return calls


@pytest.fixture
def aged(store, make):
    """A store with a record of very many checks, all of one day."""
    for number in range(CHECKS):
        check = make.check(f"s{number % 50}", message="x" * 200, unchanged=True)
        store.record_unchanged(check, make.mark(f"s{number % 50}", checked=make.now))
    store.flush()
    return store


def size(path: Path) -> int:
    """Bytes of the database with its log."""
    return sum(file.stat().st_size for file in path.parent.iterdir())


def test_the_file_shrinks_by_and_by(aged, file, make):
    """Dropped rows leave the disk, in several short calls; nothing is dropped before its time."""
    before = size(file)
    assert prune(aged, make.now + 30 * DAY) == 1
    assert len(aged.checks("s1", CHECKS)) == CHECKS // 50
    assert prune(aged, make.now + 31 * DAY) > 2
    assert aged.checks("s1", 5) == []
    assert aged.mark("s1").checked == make.now
    assert size(file) < before / 5


def test_a_file_from_before_shrinks_at_once(aged, file, make):
    """A file that was made without the list of what each page belongs to is written anew, once."""
    aged.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("VACUUM")
    before = size(file)
    prune(aged, make.now + 31 * DAY)
    assert size(file) < before / 5
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    assert aged.mark("s1").checked == make.now


def test_it_shrinks_beside_a_reader(aged, file, make):
    """Somebody who reads meanwhile, as a backup does, is not waited for and sees the state that it began with."""
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM checks").fetchone() == (CHECKS,)
        prune(aged, make.now + 31 * DAY)
        assert reader.execute("SELECT count(*) FROM checks").fetchone() == (CHECKS,)
    assert prune(aged, make.now + 31 * DAY) == 1
    assert size(file) < CHECKS * 200 / 5


def test_the_evidence_of_a_development_outlives_all_else(store, make, commit):
    """Ten years later the words that decided it, its reports and their addresses are there, its alert is not."""
    commit(store, make.mark(), make.snapshot(1), [make.development()], (), [make.alert()])
    store.settle(store.claim_due("desk", make.now), Sent(), make.now)
    commit(store, make.mark(version=1), make.snapshot(2, at=make.now + DAY))
    prune(store, make.now + 3650 * DAY)
    assert store.developments() == [make.development()]
    assert store.developments()[0].event.evidence == "GRANTED"
    assert [line.taken for line in store.snapshots("dcd")] == [make.now + DAY]
    assert store.deliveries() == store.checks("dcd", 5) == []


def test_keep_may_change_while_it_is_open(aged, make, keep):
    """A shorter time takes effect with the next call: nobody need start anew."""
    assert prune(aged, make.now + 8 * DAY) == 1
    aged.keep = type(keep)(keep.snapshots, 7 * DAY)
    prune(aged, make.now + 8 * DAY)
    assert aged.checks("s1", 5) == []


def test_the_log_gives_back_what_it_took(store, file):
    """A log of some megabytes is emptied when asked, and nothing of it lost; beside a reader it waits."""
    log = Path(f"{file}-wal")
    for number in range(300):
        store.note(f"note {number}", "x" * 5_000)
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM notes").fetchone()
        store.note("later", "y")
        store.shorten_log()
        assert log.stat().st_size > 1_000_000
    store.shorten_log()
    assert log.stat().st_size == 0
    assert store.noted("note 299") == "x" * 5_000
    assert store.noted("later") == "y"
