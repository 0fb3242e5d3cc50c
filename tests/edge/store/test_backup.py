"""Copies made while the store is in use, and put back."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.edge.store import SqlStore, restore
from monitor.errors import StoreBusy, StoreDamaged, StoreError, UsageError
from monitor.model import Sent

LEASE = timedelta(minutes=5)


@pytest.fixture
def url(file) -> str:
    """SQLite only: these are about its files."""
    return f"sqlite:///{file}"


@pytest.fixture
def path(file) -> Path:
    """The file behind `url`."""
    return file


@pytest.fixture
def copy(tmp_path) -> Path:
    """Where the backup goes."""
    return tmp_path / "backup.db"


@pytest.fixture
def full(store, make, commit) -> SqlStore:
    """A store with a bit of everything: one alert sent, one leased, one waiting."""
    alerts = [make.alert(key=key) for key in ("sent", "leased", "waiting")]
    commit(store, make.mark(), make.snapshot(1, 2), [make.development()], (), alerts)
    store.settle(store.claim_due("desk", make.now), Sent(), make.now)
    store.claim_due("desk", make.now)
    return store


def test_a_backup_while_in_use_is_what_was_committed(full, make, copy, keep):
    """A write that is under way is not in it; what was gathered is; it is one file."""
    full.record_unchanged(make.check(), make.mark(version=1, etag="gathered"))
    full.backup(copy)
    with full.writing() as book:
        book.commit(make.check(), make.mark(version=1), make.snapshot(3), (), (), ())
        full.backup(copy, overwrite=True)
    assert [file.name for file in copy.parent.iterdir() if file.is_file()] == ["backup.db"]
    assert copy.read_bytes()[18:20] == b"\1\1", "it needs no log beside it (sqlite.org/fileformat.html, 1.3)"
    read = SqlStore.open(f"sqlite:///{copy}", keep=keep)
    assert read.mark("dcd").etag == "gathered"
    assert read.latest("dcd") == make.snapshot(1, 2)
    assert read.developments() == [make.development()]
    read.close()


def test_a_backup_overwrites_only_when_told(full, copy):
    """A file that is there is not replaced by mistake."""
    copy.write_text("precious")
    with pytest.raises(UsageError, match=r"backup.db: .*there already"):
        full.backup(copy)
    assert copy.read_text() == "precious"
    full.backup(copy, overwrite=True)
    assert copy.read_bytes().startswith(b"SQLite format 3")


def test_a_backup_into_a_folder_that_is_not_there_is_told(full, tmp_path):
    """The place is named, and nothing is left."""
    with pytest.raises(StoreError, match=r"nowhere/backup\.db"):
        full.backup(tmp_path / "nowhere" / "backup.db")
    assert not (tmp_path / "nowhere").exists()


def test_restoring_brings_back_the_day_of_the_backup(full, make, commit, copy, path, open_store):
    """What came later is gone; what was pending is held; what was sent stays sent; the other one is kept aside."""
    full.backup(copy)
    commit(full, make.mark(version=1), make.snapshot(9), [make.development("later")])
    full.close()
    assert restore(copy, f"sqlite:///{path}") == 2
    store = open_store()
    assert not store.is_new
    assert store.latest("dcd") == make.snapshot(1, 2)
    assert [development.id for development in store.developments()] == ["ruling"]
    assert [(posted.title, posted.state) for posted in store.deliveries()] == [
        ("Title 1", "sent"),
        ("Title 2", "held"),
        ("Title 3", "held"),
    ]
    assert store.claim_due("desk", make.now + LEASE) == ()
    aside = sqlite3.connect(path.with_name("monitor.db.before-restore"))
    assert aside.execute("SELECT count(*) FROM developments").fetchone() == (2,)
    aside.close()


def test_restoring_onto_a_new_machine_makes_the_folder(full, copy, tmp_path):
    """No database there yet: nothing to keep aside, and no leftovers."""
    full.backup(copy)
    restore(copy, f"sqlite:///{tmp_path}/new/monitor.db")
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["monitor.db"]
    assert copy.exists()


def test_restoring_replaces_a_damaged_database(full, copy, path, open_store, make):
    """This is what it is for."""
    full.backup(copy)
    full.close()
    path.write_bytes(b"garbage" * 1000)
    restore(copy, f"sqlite:///{path}")
    assert open_store().latest("dcd") == make.snapshot(1, 2)
    assert path.with_name("monitor.db.before-restore").read_bytes().startswith(b"garbage")


def test_a_database_in_use_is_not_replaced(full, copy, path, make):
    """A daemon would write on into the file moved away: it is to be stopped first; until then it goes on unharmed."""
    full.backup(copy)
    with pytest.raises(StoreBusy, match="stop the daemon"):
        restore(copy, f"sqlite:///{path}")
    assert full.latest("dcd") == make.snapshot(1, 2)
    full.note("heartbeat", "still here")
    assert sorted(file.name for file in path.parent.iterdir()) == ["monitor.db", "monitor.db-shm", "monitor.db-wal"]


def test_a_damaged_backup_is_refused(full, copy, path, make, open_store, commit):
    """It is checked whole before anything is touched."""
    commit(full, make.mark("mad"), make.snapshot(*range(3000), source="mad"))
    full.backup(copy)
    full.close()
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size // 2)  # among the keys, which a restore has no need to look at
        file.write(b"\xff" * 8192)
    with pytest.raises(StoreDamaged, match=r"backup\.db: .*take another backup"):
        restore(copy, f"sqlite:///{path}")
    assert open_store().latest("dcd") == make.snapshot(1, 2)
    assert not path.with_name("monitor.db.before-restore").exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_file_that_is_no_backup_is_refused(copy, url, path, content):
    """An empty file is a valid SQLite database, and yet no backup."""
    copy.write_bytes(content)
    with pytest.raises(StoreError, match=r"backup\.db"):
        restore(copy, url)
    assert not path.exists()


def test_a_backup_that_is_not_there_is_a_wrong_argument(copy, url):
    """The message names it, and the command that makes one."""
    with pytest.raises(UsageError, match=r"backup.db: .*monitor backup"):
        restore(copy, url)


def test_a_newer_programs_backup_is_refused(full, copy, tmp_path):
    """The form of its tables is not known here."""
    full.backup(copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer Docket Monitor"):
        restore(copy, f"sqlite:///{tmp_path}/new/monitor.db")
