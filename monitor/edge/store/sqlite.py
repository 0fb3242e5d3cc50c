"""All that is particular to SQLite: its address, how a connection is made, how a write begins, "insert or else"."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from monitor.edge.store.faults import told_of_files
from monitor.errors import StoreError

WAIT = 5.0
"""Seconds to wait for another process that writes, before StoreBusy."""

_IMMEDIATE = {"begin": "IMMEDIATE"}


def file_of(url: str) -> Path:
    """The database file that an address `sqlite:///path` names; raises StoreError for any other address."""
    try:
        address = make_url(url)
    except ArgumentError:
        address = URL.create("")
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        raise StoreError("this is no address of an SQLite file", "storage.url", 'write "sqlite:///data/monitor.db"')
    return Path(str(address.database)).absolute()


def make_folder(path: Path) -> None:
    """Make the folder that a database stands in; raises StoreError."""
    with told_of_files(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)


def connect(path: Path) -> Engine:
    """An engine whose transactions begin when SQLAlchemy says so, not when the driver guesses; nothing is opened yet.

    The driver's own transaction control leaves out BEGIN before SELECT and DDL, which would make reads inside a write
    transaction stale and migrations half done.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock when they begin."""
    return engine.execution_options(**_IMMEDIATE)


def prefer_wal(path: Path) -> None:
    """Turn write-ahead logging on, so that readers and a writer do not wait for each other; the file remembers it.

    SQLite does not wait for the lock this takes, so two processes that start at once can fail here: whoever comes next
    turns it on. It is about speed, never about safety.
    """
    connection = sqlite3.connect(path, timeout=WAIT)
    try:
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def insert_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; a row that any unique constraint forbids is already there and stays as it is."""
    if rows:
        session.connection().execute(insert(table).on_conflict_do_nothing(), rows)


def insert_or_update(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where the primary key is there already, the other given columns are overwritten."""
    if not rows:
        return
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    given = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.connection().execute(statement.on_conflict_do_update(index_elements=keys, set_=given), rows)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute("PRAGMA synchronous=NORMAL")  # why this is safe here: docs/why/2026-11-22-store.md


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
