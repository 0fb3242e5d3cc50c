"""Snapshots: packed, and written only when they say something new."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import NamedTuple

from sqlmodel import Session, col, select

from monitor.edge.store.codec import decode, encode, pack, unpack, utc
from monitor.edge.store.rows import SnapshotRow, SourceRow
from monitor.edge.store.seen import remember
from monitor.errors import UsageError
from monitor.model import Snapshot

_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands in the packed form for the moments, which have columns of their own."""


class SnapshotLine(NamedTuple):
    """A snapshot in the list of a source's history: its id, when it was taken, the number of its items."""

    id: int
    taken: datetime
    items: int


def keep_snapshot(session: Session, row: SourceRow, after: Snapshot) -> None:
    """Store a snapshot if it says something new, and remember its keys; its moments alone are nothing new."""
    said = replace(after, taken=_NO_MOMENT, oldest=None)
    digest = blake2b(encode(replace(said, newest=None, made=None)).encode(), digest_size=16).hexdigest()
    if digest != row.digest:
        row.digest = digest
        remember(session, row, after.items, utc(after.taken).date())
        body = pack(encode(said))
        session.add(
            SnapshotRow(source=row.id, taken=after.taken, oldest=after.oldest, items=len(after.items), body=body)
        )


def newest_snapshot(session: Session, source: str) -> Snapshot | None:
    """The newest snapshot of a source."""
    of_source = select(SnapshotRow).where(SnapshotRow.source == source)
    row = session.exec(of_source.order_by(col(SnapshotRow.id).desc()).limit(1)).first()
    return None if row is None else _read(row)


def snapshot_of(session: Session, number: int) -> Snapshot:
    """The snapshot with this id; raises UsageError when there is none."""
    row = session.get(SnapshotRow, number)
    if row is None:
        raise UsageError(f"there is no snapshot {number}", "", "`monitor history SOURCE` lists those kept")
    return _read(row)


def list_snapshots(session: Session, source: str) -> list[SnapshotLine]:
    """All snapshots kept of a source, oldest first."""
    columns = select(SnapshotRow.id, SnapshotRow.taken, SnapshotRow.items).where(SnapshotRow.source == source)
    rows = session.exec(columns.order_by(col(SnapshotRow.id))).all()
    return [SnapshotLine(number, taken, items) for number, taken, items in rows if number is not None]


def all_snapshots(session: Session, source: str) -> list[tuple[SnapshotRow, Snapshot]]:
    """All snapshots kept of a source with their rows, oldest first."""
    of_source = select(SnapshotRow).where(SnapshotRow.source == source).order_by(col(SnapshotRow.id))
    return [(row, _read(row)) for row in session.exec(of_source)]


def rewrite_snapshot(session: Session, row: SnapshotRow, said: Snapshot) -> None:
    """Have a snapshot that is kept say something else."""
    row.items, row.body = len(said.items), pack(encode(replace(said, taken=_NO_MOMENT, oldest=None)))
    session.add(row)


def _read(row: SnapshotRow) -> Snapshot:
    return replace(decode(Snapshot, unpack(row.body)), taken=row.taken, oldest=row.oldest)
