"""From one database into another, of whichever kind, row by row: what was read is read again where it was written."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from monitor.edge.store.dialects import for_writing
from monitor.edge.store.rows import Row
from monitor.errors import StoreDamaged, UsageError

_AT_ONCE = 1_000
"""Rows that are read and written together."""
_DIGEST = 16
"""Bytes of a row's digest; a table's is the sum of its rows', for two databases sort texts differently."""


def copy_rows(
    source: Engine, target: Engine, where: str, done: Callable[[str, int], None] = lambda _table, _rows: None
) -> dict[str, int]:
    """Copy all rows into a database that has the tables and no rows yet; gives their number by table.

    All or nothing; the source is read as it is at one moment, also while it is in use. `done` hears of each lot.
    Raises UsageError when the target holds anything, StoreDamaged when what was written reads otherwise.
    """
    tables = Row.metadata.sorted_tables
    with source.connect() as reader, for_writing(target).begin() as writer:
        _require_empty(writer, tables, where)
        counts = {}
        for table in tables:
            written = _copy(reader, writer, table, done)
            if written != _told(_lots(writer, table)):
                raise StoreDamaged(f"what was written to {table.name} reads otherwise", where, "look at its disk")
            counts[table.name] = written[0]
            _go_on_numbering(writer, table)
    return counts


def _require_empty(connection: Connection, tables: Sequence[Table], where: str) -> None:
    full = [table.name for table in tables if connection.execute(select(func.count()).select_from(table)).scalar()]
    if full:
        raise UsageError(f"it holds {', '.join(full)} already", where, "name an empty database")


def _copy(reader: Connection, writer: Connection, table: Table, done: Callable[[str, int], None]) -> tuple[int, int]:
    """Copy one table; gives what was read."""

    def written() -> Iterator[Sequence[Any]]:
        for lot in _lots(reader, table):
            writer.execute(insert(table), [row._asdict() for row in lot])
            done(table.name, len(lot))
            yield lot

    return _told(written())


def _lots(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    chosen = select(table).execution_options(yield_per=_AT_ONCE)
    yield from connection.execute(chosen).partitions()


def _told(lots: Iterator[Sequence[Any]]) -> tuple[int, int]:
    """The number of rows and the sum of their digests."""
    count = total = 0
    for lot in lots:
        count += len(lot)
        total += sum(int.from_bytes(blake2b(repr(tuple(row)).encode(), digest_size=_DIGEST).digest()) for row in lot)
    return count, total


def _go_on_numbering(connection: Connection, table: Table) -> None:
    """Let new rows of PostgreSQL be numbered after those that came with their numbers; SQLite does so by itself."""
    if connection.dialect.name != "sqlite" and table.autoincrement_column is not None:
        highest = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"  # noqa: S608
        connection.execute(text(highest))
