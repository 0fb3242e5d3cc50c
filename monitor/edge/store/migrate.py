"""Bring a database to the form this program knows."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from monitor.edge.store.dialects import for_writing, keep_aside
from monitor.errors import StoreError

MIGRATIONS = files("monitor.edge.migrations")
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
        upgrade(connection, newest())
        return before is None


def upgrade(connection: Connection, step: str) -> None:
    """Take all steps up to this one."""
    # loaded here, where there is something to do: it takes a quarter of the start of a command
    from alembic import command  # noqa: PLC0415 (as said)
    from alembic.config import Config  # noqa: PLC0415 (as said)

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, step)


def revision(connection: Connection) -> str | None:
    """The step a database has reached; None for one that has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    reached: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return reached


def require_ours(connection: Connection, reached: str | None, where: str) -> None:
    """Raise StoreError unless the database is empty or one that this program can bring up to date."""
    if reached is None and inspect(connection).get_table_names():
        raise StoreError("this database is another program's", where, "name another file in storage.url")
    if reached is not None and reached not in steps():
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
    return max(steps())


@cache
def steps() -> frozenset[str]:
    """All steps; each stands in a file of its name."""
    return frozenset(Path(str(file)).stem for file in (MIGRATIONS / "versions").iterdir() if file.name.startswith("v"))
