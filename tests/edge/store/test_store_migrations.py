"""The steps to the newest form of the tables."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from monitor.edge.store.migrate import migrate, newest, revision
from monitor.edge.store.rows import Row
from monitor.edge.store.sqlite import connect


def test_the_steps_make_the_tables_that_the_program_uses(tmp_path):
    """After all steps nothing differs between the database and the row classes: no table, column, index or null."""
    engine = connect(tmp_path / "monitor.db")
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


def test_opening_makes_the_folder_and_tells_whether_it_is_new(open_store, url):
    """A store that is not there is made, with its folder; opened again it is not new."""
    folder = Path(url.removeprefix("sqlite:///")).parent
    assert not folder.exists()
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
