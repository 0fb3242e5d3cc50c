"""What the two databases do differently, behind one name each: SQLite for one machine, PostgreSQL for many."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.dialects import sqlite as lite
from sqlmodel import Session

from monitor.edge.store import postgres, sqlite


def connect(url: str) -> tuple[Engine, str]:
    """An engine for this address, and the name of the place for messages, without a password; nothing is opened yet.

    The folder of an SQLite file is made. Raises StoreError for an address of anything else.
    """
    if url.startswith("postgresql"):
        return postgres.connect(url), postgres.shown(url)
    path = sqlite.file_of(url)
    sqlite.make_folder(path)
    return sqlite.connect(path), str(path)


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the one write lock of the store when they begin."""
    module = sqlite if engine.dialect.name == "sqlite" else postgres
    return engine.execution_options(**module.WRITING)


def settle_in(engine: Engine) -> None:
    """What a database is told once for all, after its tables are there."""
    if engine.dialect.name == "sqlite":
        sqlite.prefer_wal(Path(str(engine.url.database)))


def keep_aside(engine: Engine) -> None:
    """Copy an SQLite database beside itself before its form changes; PostgreSQL's keeper has dumps of its own."""
    if engine.dialect.name == "sqlite":
        sqlite.keep_aside(engine)


def give_back(engine: Engine) -> bool:
    """Give some of the space that dropped rows left back to the disk; true when more can be given.

    PostgreSQL does that by itself (autovacuum).
    """
    if engine.dialect.name != "sqlite":
        return False
    more = sqlite.give_back(engine)
    if not more:
        sqlite.empty_log(Path(str(engine.url.database)))
    return more


def shorten_log(engine: Engine) -> None:
    """Have the log beside an SQLite file take no more than it needs; PostgreSQL sees to its own."""
    if engine.dialect.name == "sqlite":
        sqlite.shorten_log(Path(str(engine.url.database)))


def overwrite_erased(session: Session) -> None:
    """Have what this transaction erases overwritten, where the database would leave it in unused space."""
    if session.connection().dialect.name == "sqlite":
        session.connection().exec_driver_sql(sqlite.OVERWRITE)


def leave_no_trace(engine: Engine) -> bool:
    """Rid the unused space of a database of what was erased; false when it was in use and that has to be done again.

    A PostgreSQL server does so itself, with its next vacuum.
    """
    return engine.dialect.name != "sqlite" or sqlite.rebuild(Path(str(engine.url.database)))


def insert_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; a row that any unique constraint forbids is already there and stays as it is."""
    if rows:
        session.connection().execute(_insert(session, table).on_conflict_do_nothing(), rows)


def insert_or_update(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where the primary key is there already, the other given columns are overwritten."""
    if not rows:
        return
    statement = _insert(session, table)
    keys = [column.name for column in table.primary_key]
    given = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.connection().execute(statement.on_conflict_do_update(index_elements=keys, set_=given), rows)


def _insert(session: Session, table: Table) -> "lite.Insert | pg.Insert":
    return lite.insert(table) if session.connection().dialect.name == "sqlite" else pg.insert(table)


def first_row(engine: Engine, statement: str, *values: object) -> tuple[Any, ...] | None:
    """The first row of a plain SELECT with a `?` for each value, the cheapest way there is.

    SQLite is asked below SQLAlchemy, which takes twenty times as long as the file. Nothing is converted: the values
    must be of what every driver takes, text and numbers.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection:
            found = connection.exec_driver_sql(statement.replace("?", "%s"), values).first()
            return None if found is None else tuple(found)
    raw = engine.raw_connection()
    try:
        row: tuple[Any, ...] | None = raw.cursor().execute(statement, values).fetchone()
        return row
    finally:
        raw.close()
