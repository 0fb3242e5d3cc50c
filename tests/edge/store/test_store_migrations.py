"""The steps to the newest form of the tables."""

import sqlite3
from datetime import timedelta

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from monitor.edge.store import Keep, SqlStore, Wanted, dialects
from monitor.edge.store.migrate import migrate, newest, revision
from monitor.edge.store.rows import Row
from monitor.edge.store.sqlite import connect

KEEP = Keep(timedelta(days=90), timedelta(days=30))


def test_the_steps_make_the_tables_that_the_program_uses(url):
    """After all steps nothing differs between the database and the row classes: no table, column, index or null."""
    engine, _ = dialects.connect(url)
    assert migrate(engine, "here")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
        assert revision(connection) == newest()
    engine.dispose()


def test_migrating_again_does_nothing(tmp_path):
    """The second time the database is not new, and its file stays byte for byte."""
    path = tmp_path / "monitor.db"
    engine = connect(path)
    migrate(engine, "here")
    before = path.read_bytes()
    assert not migrate(engine, "here")
    assert path.read_bytes() == before
    engine.dispose()


def test_opening_tells_whether_it_is_new(open_store):
    """The first that opens an empty database makes the tables; opened again it is not new."""
    assert open_store().is_new
    assert not open_store().is_new


def test_a_percent_sign_in_the_path_is_no_trouble(tmp_path):
    """Paths are not taken for formats or URLs."""
    folder = tmp_path / "100% sure?#"
    folder.mkdir()
    engine = connect(folder / "monitor.db")
    assert migrate(engine, "here")
    assert (folder / "monitor.db").exists()
    engine.dispose()


def test_a_store_of_the_first_schema_keeps_what_it_holds(tmp_path, make):
    """A database of the oldest form is brought up to date with its alert and its developments still in it."""
    path = tmp_path / "monitor.db"
    store = SqlStore.open(f"sqlite:///{path}", keep=KEEP)
    with store.writing() as book:
        book.post([make.development(f"ruling-{n}") for n in range(3)], [make.alert(key="a")])
    store.close()
    raw = sqlite3.connect(path)
    _make_old(raw)
    raw.execute("UPDATE alembic_version SET version_num = 'v0001'")
    raw.commit()
    raw.close()
    store = SqlStore.open(f"sqlite:///{path}", keep=KEEP)
    assert [delivery.alert.key for delivery in store.claim_due("desk", make.now)] == ["a"]
    assert len(store.list_developments(Wanted(court="dcd", kind="ruling", disposition="granted"), None, 10).found) == 3
    assert store.pulse().developments == 3
    store.close()
    engine = connect(path)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    engine.dispose()


def _make_old(raw):
    """Take out of a database of today what the first form did not have."""
    new = "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '%\\_%' ESCAPE '\\' AND sql IS NOT NULL"
    first = {"snapshots_of_source", "checks_of_source", "alerts_due"}
    for (index,) in raw.execute(new).fetchall():
        if index not in first:
            raw.execute(f"DROP INDEX {index}")
    for column in ("kind", "court", "disposition", "written"):
        raw.execute(f"ALTER TABLE developments DROP COLUMN {column}")
    raw.execute("ALTER TABLE alerts DROP COLUMN rests")
    raw.execute("CREATE INDEX developments_by_time ON developments (first_seen)")
