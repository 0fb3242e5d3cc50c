"""Bring a database to the form this program knows."""

from functools import cache
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from monitor.edge.store.dialects import for_writing, keep_aside
from monitor.errors import StoreError

PROGRAM = "program"
"""Name of the note in the store that says which version of the program used it last."""


def migrate(engine: Engine, where: str, *, keeping: bool = False) -> bool:
    """Apply the missing steps, all or none; true when the database was empty before.

    With `keeping`, an SQLite file is copied beside itself before that. Of two processes that start at once, one waits
    for the other and finds nothing left to do. Raises StoreError when the database is a newer program's, or no Docket
    Monitor's at all.
    """
    with engine.connect() as connection:
        if revision(connection) == newest():
            return False
    with for_writing(engine).begin() as connection:
        before = revision(connection)
        require_ours(connection, before, where)
        if keeping and before not in {None, newest()}:
            keep_aside(engine)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return before is None


def revision(connection: Connection) -> str | None:
    """The step a database has reached; None for one that has none."""
    return MigrationContext.configure(connection).get_current_revision()


def require_ours(connection: Connection, reached: str | None, where: str) -> None:
    """Raise StoreError unless the database is empty or one that this program can bring up to date."""
    if reached is None and inspect(connection).get_table_names():
        raise StoreError("this database is another program's", where, "name another file in storage.url")
    known = {step.revision for step in _steps().walk_revisions()}
    if reached is not None and reached not in known:
        raise StoreError(
            f"the database was written by a newer Docket Monitor (its form is {reached}, ours {newest()})",
            where,
            f"install {_needed(connection)}, or restore a backup of this version",
        )


def _needed(connection: Connection) -> str:
    """The version that a database needs, as it noted itself; the tables of a newer form may be other ones."""
    try:
        noted = connection.execute(text("SELECT value FROM notes WHERE key = :key"), {"key": PROGRAM}).scalar()
    except DBAPIError:
        noted = None
    return f"version {noted} or a newer one" if noted else "that version"


def require_current(connection: Connection, where: str) -> None:
    """Raise StoreError unless the database is of the form that this program knows."""
    reached = revision(connection)
    if reached != newest():
        require_ours(connection, reached, where)
        older = f"its form is {reached}, ours {newest()}"
        raise StoreError(f"the database is an older Docket Monitor's ({older})", where, "start this version anew")


def newest() -> str:
    """The step that this program's tables are of."""
    head = _steps().get_current_head()
    assert head is not None
    return head


@cache
def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    folder = str(files("monitor.edge.migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
