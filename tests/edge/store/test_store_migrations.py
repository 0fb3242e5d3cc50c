"""The steps to the newest form of the tables."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from monitor import __version__
from monitor.edge.store import Keep, SqlStore, Wanted, dialects, restore
from monitor.edge.store.migrate import MIGRATIONS, migrate, newest, revision, steps
from monitor.edge.store.rows import Row
from monitor.edge.store.sqlite import connect
from monitor.errors import StoreError
from monitor.model import HealthNote, Learned, Sent
from tests.edge.store.forms import FORMS, make_form, take_back

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


@pytest.fixture
def old_store(tmp_path, make, commit):
    """Makes a store of an earlier form with a bit of everything in it; gives its file and what it holds."""

    def made(form):
        path = tmp_path / "monitor.db"
        store = SqlStore.open(f"sqlite:///{path}", keep=KEEP)
        fact = Learned("ctr-v-irs", "docket", "cadc 26-5006", "No. 26-5006", "dcd", make.now)
        news = [make.development(), HealthNote("dcd", "failing", "403", make.now)]
        alerts = [make.alert(key=key) for key in ("sent", "next", "last")]
        commit(store, make.mark(etag="x"), make.snapshot(1, 2), news, [fact], alerts)
        store.settle(store.claim_due("desk", make.now), Sent(), make.now)
        held = contents(store)
        store.close()
        take_back(path, form)
        return path, held

    return made


def contents(store):
    """All that a store tells."""
    told = (
        store.mark("dcd"),
        store.latest("dcd"),
        store.seen("dcd", store.latest("dcd")),
        store.developments(),
        store.learned(),
    )
    return *told, store.health(), store.checks("dcd", 9), store.deliveries()


@pytest.mark.parametrize("form", FORMS[:-1])
def test_a_store_of_every_released_form_keeps_what_it_holds(old_store, make, form):
    """It is brought to the present form with every row; its alerts still go out; what it was lies beside it."""
    path, held = old_store(form)
    store = SqlStore.open(f"sqlite:///{path}", keep=KEEP)
    assert not store.is_new
    assert contents(store) == held
    assert store.list_developments(Wanted(court="dcd", kind="ruling", disposition="granted"), None, 10).found
    assert store.pulse().developments == 1
    assert [one.alert.key for one in store.claim_due("desk", make.now)] == ["next"]
    store.close()
    engine = connect(path)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    engine.dispose()
    assert form_of(path.with_name("monitor.db.before-upgrade")) == form
    url = f"sqlite:///{path.parent}/restored/monitor.db"
    restore(path.with_name("monitor.db.before-upgrade"), url)
    again = SqlStore.open(url, keep=KEEP)
    assert contents(again)[:-1] == held[:-1]
    again.close()


def form_of(path):
    """The form that an SQLite file has."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_no_copy_is_made_where_nothing_changes(tmp_path):
    """Neither of a new store, nor of one that has the present form; and of upgrades the last copy is kept only."""
    path = tmp_path / "monitor.db"
    for _ in range(2):
        SqlStore.open(f"sqlite:///{path}", keep=KEEP).close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["monitor.db"]
    for form in ("v0001", "v0002"):
        take_back(path, form)
        SqlStore.open(f"sqlite:///{path}", keep=KEEP).close()
        assert form_of(tmp_path / "monitor.db.before-upgrade") == form
    assert sorted(file.name for file in tmp_path.iterdir()) == ["monitor.db", "monitor.db.before-upgrade"]


def test_an_upgrade_that_cannot_be_kept_aside_is_not_made(tmp_path):
    """Where no copy can be written (here a folder is in its place) the store stays as it was, and the place is told."""
    path = tmp_path / "monitor.db"
    make_form(path, "v0001")
    (tmp_path / "monitor.db.before-upgrade").mkdir()
    with pytest.raises(StoreError, match=r"monitor\.db\.before-upgrade: .*name a place"):
        SqlStore.open(f"sqlite:///{path}", keep=KEEP)
    assert form_of(path) == "v0001"


def test_a_newer_store_names_the_version_it_needs(tmp_path):
    """The program notes its version in the store; an older one says which to install."""
    path = tmp_path / "monitor.db"
    SqlStore.open(f"sqlite:///{path}", keep=KEEP).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT value FROM notes WHERE key = 'program'").fetchone() == (__version__,)
        connection.execute("UPDATE notes SET value = '7.1.0' WHERE key = 'program'")
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
        connection.commit()
    with pytest.raises(StoreError, match=r"v9999.*install version 7\.1\.0 or a newer one"):
        SqlStore.open(f"sqlite:///{path}", keep=KEEP)


def test_each_step_stands_in_a_file_of_its_name():
    """So the newest is known without loading Alembic, which takes a quarter of a command's start."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    folder = ScriptDirectory.from_config(config)
    assert steps() == {step.revision for step in folder.walk_revisions()}
    assert newest() == folder.get_current_head()
