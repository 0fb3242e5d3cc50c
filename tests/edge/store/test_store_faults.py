"""What goes wrong with files and disks: told in our words, and nothing is lost or half written."""

import os
import sqlite3
from pathlib import Path

import pytest

from monitor.edge.store import SqlStore
from monitor.errors import StoreBusy, StoreDamaged, StoreError, StoreFull

LITTLE = 50
"""Milliseconds that a store waits for another here; five seconds are for real life."""


@pytest.fixture
def url(file) -> str:
    """SQLite only: these are about its files."""
    return f"sqlite:///{file}"


@pytest.fixture
def path(file) -> Path:
    """The file behind `url`."""
    return file


def pragma(store: SqlStore, text: str) -> None:
    """Set something on the store's own connection."""
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {text}")


def test_a_file_that_is_no_database_is_damage(url, path, keep):
    """The message names the file and the command that helps; the file is left as it is."""
    path.parent.mkdir()
    path.write_bytes(b"this is not a database, it only has its name" * 100)
    with pytest.raises(StoreDamaged, match=rf"{path}: .*monitor restore"):
        SqlStore.open(url, keep=keep)
    assert path.read_bytes().startswith(b"this is not")


def test_a_spoiled_page_is_damage(url, path, keep, open_store, make, commit):
    """Garbage in the middle of the file is told when it is read."""
    store = open_store()
    commit(store, make.mark(), make.snapshot(*range(2000)))
    store.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    with pytest.raises(StoreDamaged, match="monitor restore"):
        SqlStore.open(url, keep=keep).latest("dcd")


@pytest.mark.parametrize(
    ("column", "read"),
    [
        ("snapshots SET body", lambda store: store.latest("dcd")),
        ("sources SET mark", lambda store: store.mark("dcd")),
        ("developments SET body", lambda store: store.developments()),
        ("alerts SET body", lambda store: store.deliveries()),
    ],
    ids=["snapshot", "mark", "development", "alert"],
)
def test_a_spoiled_row_is_damage(store, path, make, commit, column, read):
    """A value that does not read back is told as damage, whichever it is."""
    commit(store, make.mark(), make.snapshot(1), [make.development()], (), [make.alert()])
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {column} = ?", ("garbage",) if "snapshots" not in column else (b"garbage",))
    connection.close()
    with pytest.raises(StoreDamaged, match="monitor restore"):
        read(store)


def test_a_full_disk_is_told_and_survived(store, make, commit):
    """The commit that does not fit leaves nothing; reading goes on; with space again, so does writing."""
    commit(store, make.mark(), make.snapshot(1))
    pragma(store, "max_page_count = 1")  # SQLite makes that the present size
    with pytest.raises(StoreFull, match="free some space"):
        commit(store, make.mark(version=1), make.snapshot(*range(3000)), [make.development()])
    assert store.mark("dcd").version == 1
    assert store.latest("dcd") == make.snapshot(1)
    assert store.developments() == []
    pragma(store, "max_page_count = 1000000")
    commit(store, make.mark(version=1), make.snapshot(*range(3000)))
    assert len(store.latest("dcd").items) == 3000


def test_unchanged_checks_outlive_a_full_disk(store, make, commit, caplog):
    """They stay gathered, the log tells, nothing is raised; they are written when there is space again."""
    commit(store, make.mark(), make.snapshot(1))
    pragma(store, "max_page_count = 1")
    for number in range(200):
        check = make.check(f"s{number}", message="x" * 1000)
        store.record_unchanged(check, make.mark(f"s{number}", checked=make.now))
    assert "no space is left" in caplog.text
    with pytest.raises(StoreFull):
        store.flush()
    assert store.mark("s7").checked == make.now
    pragma(store, "max_page_count = 1000000")
    store.flush()
    assert store.checks("s7", 5) == [make.check("s7", message="x" * 1000)]


def test_gathered_checks_do_not_fill_the_memory(store, make, commit):
    """While nothing can be written only about the newest 1,000 are kept."""
    pragma(store, "max_page_count = 1")
    for number in range(1_250):
        store.record_unchanged(make.check(seconds=float(number), message="x" * 2000), make.mark())
    kept = store.checks("dcd", 2_000)
    assert 1_000 <= len(kept) <= 1_100
    assert kept[0].seconds == 1_249
    pragma(store, "max_page_count = 1000000")


def test_while_another_writes_a_writer_is_told_busy_and_readers_read(open_store, make, commit):
    """After its patience StoreBusy; what is committed can be read all the while, what is not yet cannot."""
    one, two = open_store(), open_store()
    commit(one, make.mark(), make.snapshot(1))
    pragma(two, f"busy_timeout = {LITTLE}")
    with one.writing() as book:
        with pytest.raises(StoreBusy, match="another process"):
            two.note("heartbeat", "now")
        book.commit(make.check(), make.mark(version=1), make.snapshot(1, 2), (), (), ())
        assert two.latest("dcd") == make.snapshot(1)
    assert two.latest("dcd") == make.snapshot(1, 2)
    two.note("heartbeat", "now")


def test_a_newer_programs_database_is_left_alone(url, path, keep, open_store):
    """The message says which form it has, and what to do."""
    open_store().close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"newer Docket Monitor .*v9999.*backup"):
        SqlStore.open(url, keep=keep)


def test_another_programs_database_is_left_alone(url, path, keep):
    """A database with other tables gets none of ours."""
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    with pytest.raises(StoreError, match="another program's"):
        SqlStore.open(url, keep=keep)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    connection.close()


@pytest.mark.parametrize("url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "monitor.db", ""])
def test_an_address_of_something_else_is_refused(url, keep):
    """Only files of SQLite are taken, and the message shows how to write one."""
    with pytest.raises(StoreError, match=r"sqlite:///data/monitor\.db"):
        SqlStore.open(url, keep=keep)


def test_a_folder_that_cannot_be_made_is_told(tmp_path, keep):
    """A file in the way of the folder is named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file/monitor.db: .*name a place"):
        SqlStore.open(f"sqlite:///{tmp_path}/file/monitor.db", keep=keep)


def test_a_folder_in_place_of_the_file_is_told(tmp_path, keep):
    """SQLite cannot open it; the message says what is wanted."""
    with pytest.raises(StoreError, match="let this user write"):
        SqlStore.open(f"sqlite:///{tmp_path}", keep=keep)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_place_is_told(url, path, keep, open_store, make, commit):
    """Reading goes on, writing is told with what to do."""
    open_store().close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="let this user write"):
            SqlStore.open(url, keep=keep).note("heartbeat", "now")
    finally:
        path.parent.chmod(0o755)
