"""All that is particular to SQLite: its address, how a connection is made, how a write begins."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from monitor.edge.store.faults import told_of_files
from monitor.errors import StoreError

WAIT = 5.0
"""Seconds to wait for another process that writes, before StoreBusy."""

WRITING = {"begin": "IMMEDIATE"}
"""Execution options of a transaction that takes the write lock when it begins."""


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


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute("PRAGMA synchronous=NORMAL")  # why this is safe here: docs/why/2026-11-22-store.md


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
