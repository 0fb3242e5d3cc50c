"""Copies of the database: one made while it is in use, one put back in its place, one of another kind."""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from monitor.edge.store import dialects
from monitor.edge.store.copying import copy_rows
from monitor.edge.store.faults import BUSY, family, told, told_of_files
from monitor.edge.store.migrate import migrate, require_ours, revision
from monitor.edge.store.outbox import Outbox
from monitor.edge.store.sqlite import connect, copy_file, file_of, make_folder, whole
from monitor.errors import StoreBusy, StoreDamaged, StoreError, UsageError

_COMPANIONS = ("", "-wal", "-shm")
"""An SQLite database is up to three files (sqlite.org/wal.html)."""


def copy_out(engine: Engine, path: Path, *, overwrite: bool) -> None:
    """Copy the database as it is now to one SQLite file, which appears under its name only when whole.

    Raises UsageError when `path` is there and `overwrite` is false.
    """
    if path.exists() and not overwrite:
        raise UsageError("this file is there already", str(path), "name another file")
    with told(str(path)), told_of_files(str(path)), whole(path) as partial:
        (copy_file if engine.dialect.name == "sqlite" else _copy_to_file)(engine, partial)


def _copy_to_file(engine: Engine, partial: Path) -> None:
    file = connect(partial)
    try:
        migrate(file, str(partial))
        copy_rows(engine, file, str(partial))
    finally:
        file.dispose()


def copy_store(source: str, target: str, done: Callable[[str, int], None]) -> dict[str, int]:
    """Copy the store at one address into the empty database at another; gives the number of rows by table.

    Both are brought up to date first. Raises UsageError when there is no source or the target holds anything.
    """
    if source.startswith("sqlite") and not file_of(source).is_file():
        raise UsageError("there is no such store", str(file_of(source)), "name the one to copy from first")
    (old, there), (new, where) = dialects.connect(source), dialects.connect(target)
    try:
        with told(there):
            migrate(old, there)
        with told(where):
            migrate(new, where)
            counts = copy_rows(old, new, where, done)
            dialects.settle_in(new)
    finally:
        old.dispose()
        new.dispose()
    return counts


def restore(path: Path, url: str) -> int:
    """Put a backup in the place of the database at `url`; gives the number of pending deliveries, which are now held.

    An SQLite file that was there is kept beside it as `NAME.before-restore`; a PostgreSQL database must be empty.
    Raises UsageError when there is no such backup, StoreDamaged when it is not whole, StoreError when it is not ours,
    StoreBusy when the database is in use.
    """
    if not path.is_file():
        raise UsageError("there is no such backup", str(path), "`monitor backup FILE` makes one")
    return _restore_file(path, file_of(url)) if url.startswith("sqlite") else _restore_into(path, url)


def _restore_into(path: Path, url: str) -> int:
    engine, where = dialects.connect(url)
    try:
        with tempfile.TemporaryDirectory() as folder, told(where):
            fresh = Path(folder) / path.name
            _copy_sound(path, fresh)
            held = _brought_up_to_date(fresh)
            migrate(engine, where)
            file = connect(fresh)
            try:
                copy_rows(file, engine, where)
            finally:
                file.dispose()
    finally:
        engine.dispose()
    return held


def _restore_file(path: Path, place: Path) -> int:
    make_folder(place)
    fresh = place.with_name(f"{place.name}.restoring")
    _remove(fresh)
    try:
        _copy_sound(path, fresh)
        with told(str(place)), told_of_files(str(place)):
            held = _brought_up_to_date(fresh)
            _require_unused(place)
            _move(place, place.with_name(f"{place.name}.before-restore"))
            fresh.replace(place)
    finally:
        _remove(fresh)
    return held


def _copy_sound(path: Path, fresh: Path) -> None:
    """Copy a backup that is whole and ours."""
    engine = connect(path)
    try:
        with told(str(path)), engine.connect() as connection:
            _require_sound(connection, str(path))
        copy_out(engine, fresh, overwrite=False)
    except StoreDamaged as error:
        raise StoreDamaged(error.what, error.where, "take another backup") from error
    finally:
        engine.dispose()


def _require_sound(connection: Connection, where: str) -> None:
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first()
    if found != "ok":
        raise StoreDamaged(f"it is not whole ({str(found).splitlines()[-1]})", where)
    reached = revision(connection)
    require_ours(connection, reached, where)
    if reached is None:
        raise StoreError("this is no backup of Docket Monitor: it is empty", where, "take another file")


def _brought_up_to_date(fresh: Path) -> int:
    """Migrate the copy and hold what it would send: it may have been sent since the backup was made."""
    engine = connect(fresh)
    try:
        migrate(engine, str(fresh))
        return Outbox(engine, str(fresh)).hold_pending()
    finally:
        engine.dispose()


def _require_unused(place: Path) -> None:
    """Raise StoreBusy when a process has the database open: it would go on writing to the file we move away."""
    if not place.exists():
        return
    try:
        with closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # leaving the log wants the file for itself
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if family(error) in BUSY:
            raise StoreBusy("a process has the database open", str(place), "stop the daemon, then restore") from error
        # a damaged database is what a restore is for: nobody can be using it


def _move(place: Path, aside: Path) -> None:
    _remove(aside)
    for companion in _COMPANIONS:
        file = place.with_name(place.name + companion)
        if file.exists():
            file.replace(aside.with_name(aside.name + companion))


def _remove(database: Path) -> None:
    for companion in _COMPANIONS:
        database.with_name(database.name + companion).unlink(missing_ok=True)
