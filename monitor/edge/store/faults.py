"""What the errors of the database mean for the user; none of SQLAlchemy's or the driver's leaves this room."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, StatementError

from monitor.edge.store.codec import RESTORE
from monitor.errors import MonitorError, StoreAway, StoreBusy, StoreDamaged, StoreError, StoreFull

_FULL = {sqlite3.SQLITE_FULL}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_UNKNOWN = (StoreError, "the database failed", "look at the log of its server, then try again")
_STATES: dict[str, tuple[type[StoreError], str, str]] = {
    "53100": (
        StoreFull,
        "no space is left for the database",
        "free some space on its server; nothing was half written",
    ),
    "55P03": (StoreBusy, "another process holds the database", "try again when it is done"),
    "40001": (StoreBusy, "another process wrote at the same time", "try again"),
    "40P01": (StoreBusy, "another process wrote at the same time", "try again"),
    "25P03": (StoreBusy, "the server ended a transaction that took too long", "try again"),
    "28": (StoreError, "the server does not let us in", "mend user and password in storage.url"),
    "3D": (StoreError, "there is no such database", "make it with createdb, or mend storage.url"),
    "42501": (StoreError, "this user may not do that", "make the user the owner of the database"),
    "25006": (StoreError, "the server is a copy that can only be read", "name the first server in storage.url"),
    "XX001": (StoreDamaged, "the database cannot be read", "restore it with pg_restore from your own dump"),
    "XX002": (StoreDamaged, "the database cannot be read", "repair its indexes with reindexdb"),
    "53": (StoreAway, "the server has no room for us now", "raise max_connections, or run fewer workers"),
    "57": (StoreAway, "the server stops or starts", "nothing to do: it is tried again by itself"),
    "08": (StoreAway, "the server cannot be reached", "nothing to do: it is tried again by itself"),
}
"""What PostgreSQL's error codes mean, by code or by its class, the first two signs (its manual, appendix A)."""
_REFUSALS = {
    "authentication failed": "28000",
    "no pg_hba.conf": "28000",
    "does not exist": "3D000",
    "too many": "53300",
}
"""Words of refusals at connecting, which the driver hands on without their code."""
_PRIMARY = 0xFF
"""The lower byte of an SQLite error code is its family; the rest says more (sqlite.org/rescode.html)."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn every error of the database at `where` into a StoreError that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _meaning(error, where) from error


@contextmanager
def told_of_files(where: str) -> Iterator[None]:
    """Turn every error of the operating system about the file `where` into a StoreError."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StoreFull("no space is left for the file", where, "free some space, then try again") from error
        what = f"the file cannot be used ({error.strerror})"
        raise StoreError(what, where, "name a place that this user can write to") from error


def _meaning(error: Exception, where: str) -> MonitorError:
    cause = error.orig if isinstance(error, StatementError) else error
    if isinstance(cause, MonitorError):
        return cause
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(error, DBAPIError | sqlite3.Error) and code is not None:
        return _by_code(code, str(cause), where)
    if isinstance(error, DBAPIError) and hasattr(cause, "sqlstate"):
        return by_state(cause, where, connecting=isinstance(error, OperationalError))
    return StoreError(str(cause or error).partition("\n")[0], where, "please report this with the log")


def by_state(error: BaseException | None, where: str, *, connecting: bool) -> StoreError:
    """By the code of PostgreSQL's error; what has none failed at connecting, whose refusals only words tell."""
    said, state = str(error).partition("\n")[0], getattr(error, "sqlstate", None) or ""
    if not state and connecting:
        state = next((code for words, code in _REFUSALS.items() if words in str(error)), "08006")
    kind, what, then = _STATES.get(state) or _STATES.get(state[:2]) or _UNKNOWN
    return kind(f"{what} ({said})", where, then)


def _by_code(code: int, said: str, where: str) -> StoreError:
    kind = code & _PRIMARY
    if kind in _FULL or code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the second: no space for the index of the log
        return StoreFull("no space is left for the database", where, "free some space; nothing was half written")
    if kind in BUSY:
        return StoreBusy("another process holds the database", where, "try again when it is done")
    if kind in _DAMAGED:
        return StoreDamaged(f"the database cannot be read ({said})", where, RESTORE)
    if kind in _CLOSED:
        return StoreError(
            f"it cannot be opened or written ({said})", where, "let this user write to the file and to its folder"
        )
    return StoreError(f"the database failed ({said})", where, "look at the disk and the log, then try again")


def family(error: sqlite3.Error) -> int:
    """The family of SQLite's error codes that an error of the driver belongs to; 0 when it says none."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY
