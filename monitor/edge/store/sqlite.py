"""All that is particular to SQLite: its address, how a connection is made, how a write begins, copies of its file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from monitor.edge.store.faults import told_of_files
from monitor.errors import StoreError

WAIT = 5.0
"""Seconds to wait for another process that writes, before StoreBusy."""

WRITING = {"begin": "IMMEDIATE"}
"""Execution options of a transaction that takes the write lock when it begins."""
BY_AND_BY = "PRAGMA auto_vacuum=INCREMENTAL"
"""Lets a file give back empty pages a few at a time; heeded only when the file is made, or written anew by VACUUM."""
SPARE = 10
"""One part in so many of the file may stand empty: what comes next fills it, and the file need not grow again."""
PAGES = 500
"""Empty pages given back to the disk at a time: some 2 MB, a few milliseconds."""
LONG_LOG = 1_000_000
"""Bytes; after 4 MB SQLite brings by itself what stands in the log into the file."""
OVERWRITE = "PRAGMA secure_delete=ON"
"""Has whatever a connection erases from then on overwritten with zeros."""


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


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a name to write to; the file appears as `path`, over the one that was there, only when all went well."""
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        yield partial
        with told_of_files(str(path)):
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def copy_file(engine: Engine, target: Path) -> None:
    """Copy the database as it is now, also while it is in use, to one file that needs no log beside it."""
    with closing(engine.raw_connection()) as source, closing(sqlite3.connect(target)) as copy:
        original = source.driver_connection
        assert isinstance(original, sqlite3.Connection)
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def keep_aside(engine: Engine) -> None:
    """Copy the database beside itself as `NAME.before-upgrade`, over the copy of the upgrade before."""
    place = Path(str(engine.url.database))
    with whole(place.with_name(f"{place.name}.before-upgrade")) as partial:
        copy_file(engine, partial)


def give_back(engine: Engine) -> bool:
    """Give some of the space that dropped rows left back to the disk; true when more can be given.

    A file of before this was thought of cannot give back by and by: it is written anew, once, when that is worth it.
    """
    with closing(engine.raw_connection()) as held:
        connection = held.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        pages, free, by_and_by = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "auto_vacuum")
        )
        spare = free - pages // SPARE
        if spare <= 0:
            return False
        if by_and_by:
            # as a script, for the driver gives a statement without columns one step only, and each step is one page
            connection.executescript(f"PRAGMA incremental_vacuum({min(spare, PAGES)})")
        else:
            connection.execute(BY_AND_BY)
            connection.execute("VACUUM")
        return bool(by_and_by) and spare > PAGES


def empty_log(path: Path) -> None:
    """Bring what stands in the write-ahead log into the file, so that both take no more than they need.

    While somebody reads it stays as it is, until the next time.
    """
    with closing(sqlite3.connect(path, timeout=0)) as connection, suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def shorten_log(path: Path) -> None:
    """Empty the log where it is longer than LONG_LOG; SQLite itself leaves it as long as it ever was."""
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size > LONG_LOG:
        empty_log(path)


def rebuild(path: Path) -> bool:
    """Write the file anew without its unused space, and empty the log beside it; false when others would not let us."""
    with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as connection:
        try:
            connection.execute("VACUUM")
            blocked, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
    return not blocked


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    if not connection.execute("PRAGMA page_count").fetchone()[0]:  # a file that is made now
        connection.execute(BY_AND_BY)
    connection.execute("PRAGMA synchronous=NORMAL")  # why this is safe here: docs/why/2026-11-22-store.md


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
