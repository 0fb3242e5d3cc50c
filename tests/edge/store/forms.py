"""Stores as earlier versions of the program left them: made by the steps themselves, with rows in them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from monitor.edge.store.dialects import for_writing
from monitor.edge.store.migrate import steps, upgrade
from monitor.edge.store.sqlite import connect

FORMS = sorted(steps())
"""Every form that was released, the oldest first; the last is the present one."""


def make_form(path: Path, form: str) -> None:
    """An empty SQLite store of this form."""
    engine = connect(path)
    with for_writing(engine).begin() as connection:
        upgrade(connection, form)
    engine.dispose()


def take_back(path: Path, form: str) -> None:
    """Make the SQLite store at `path`, which nobody uses, one of an earlier form, with all that it could hold then."""
    older = path.with_name("older.db")
    make_form(older, form)
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("ATTACH ? AS newer", (str(path),))
        tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT IN ('alembic_version')"
        for (table,) in connection.execute(tables).fetchall():
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        connection.commit()
    for companion in ("-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)
    older.replace(path)
