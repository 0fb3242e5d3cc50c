"""Snapshots: written only when they say something new, and each older one only as what differs from the next.

The newest stands alone, so it is read as quickly after a hundred thousand changes as after one; so does one of each
MOST_APART others. What is dropped with age is the far end of a chain, on which nothing hangs.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from sqlmodel import Session, col, delete, select

from monitor.edge.store.codec import decode, encode, pack, unpack, utc
from monitor.edge.store.dialects import insert_new
from monitor.edge.store.rows import SnapshotRow, SourceRow, table
from monitor.edge.store.seen import keys_shown, remember_gone
from monitor.errors import UsageError
from monitor.model import Snapshot

_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands in the packed form for the moments, which have columns of their own."""
MOST_APART = 50
"""So many snapshots in a row may be differences; this many steps are taken at most to read one."""
_APART = b"\0"
"""How a difference begins (no frame of zstd does); a byte follows that counts those in a row, itself included."""


class SnapshotLine(NamedTuple):
    """A snapshot in the list of a source's history: its id, when it was taken, the number of its items."""

    id: int
    taken: datetime
    items: int


def keep_snapshot(session: Session, row: SourceRow, after: Snapshot) -> None:
    """Store a snapshot if it says something new, and remember the keys that left; its moments alone are nothing new."""
    said = replace(after, taken=_NO_MOMENT, oldest=None)
    text = encode(said).encode()
    bare = encode(replace(said, newest=None, made=None)).encode() if said.newest or said.made else text
    digest = blake2b(bare, digest_size=16).hexdigest()
    if digest == row.digest:
        return
    row.digest = digest
    _make_way(session, row, after, text)
    session.add(
        SnapshotRow(source=row.id, taken=after.taken, oldest=after.oldest, items=len(after.items), body=pack(text))
    )


def newest_snapshot(session: Session, source: str) -> Snapshot | None:
    """The newest snapshot of a source."""
    newest = _newest_rows(session, source, 1)
    return _snapshot(newest[0], _text(session, newest[0])) if newest else None


def snapshot_of(session: Session, number: int) -> Snapshot:
    """The snapshot with this id; raises UsageError when there is none."""
    row = session.get(SnapshotRow, number)
    if row is None:
        raise UsageError(f"there is no snapshot {number}", "", "`monitor history SOURCE` lists those kept")
    return _snapshot(row, _text(session, row))


def list_snapshots(session: Session, source: str) -> list[SnapshotLine]:
    """All snapshots kept of a source, oldest first."""
    columns = select(SnapshotRow.id, SnapshotRow.taken, SnapshotRow.items).where(SnapshotRow.source == source)
    rows = session.exec(columns.order_by(col(SnapshotRow.id))).all()
    return [SnapshotLine(number, taken, items) for number, taken, items in rows if number is not None]


def all_snapshots(session: Session, source: str) -> list[tuple[SnapshotRow, Snapshot]]:
    """All snapshots kept of a source with their rows, oldest first."""
    of_source = select(SnapshotRow).where(SnapshotRow.source == source).order_by(col(SnapshotRow.id).desc())
    found: list[tuple[SnapshotRow, Snapshot]] = []
    text = b""
    for row in session.exec(of_source):
        text = _unpacked(row, text)
        found.append((row, _snapshot(row, text)))
    return found[::-1]


def rewrite_snapshot(session: Session, row: SnapshotRow, said: Snapshot) -> None:
    """Have a snapshot that is kept say something else; the keys that it loses stay known."""
    before = _snapshot(row, _text(session, row))
    older = select(SnapshotRow).where(SnapshotRow.source == row.source, col(SnapshotRow.id) < row.id)
    hangs_on_it = session.exec(older.order_by(col(SnapshotRow.id).desc()).limit(1)).first()
    if hangs_on_it is not None and hangs_on_it.body.startswith(_APART):
        hangs_on_it.body = pack(_text(session, hangs_on_it))
        session.add(hangs_on_it)
    row.items, row.body = len(said.items), pack(encode(replace(said, taken=_NO_MOMENT, oldest=None)).encode())
    session.add(row)
    remember_gone(session, row.source, keys_shown(before) - keys_shown(said), utc(row.taken).date())


def _make_way(session: Session, row: SourceRow, after: Snapshot, text: bytes) -> None:
    """Keep of the newest snapshot so far only what differs from the one that follows it, and the keys that left.

    Not when the clock went back in between: what is dropped by age must be what others do not hang on.
    """
    day = max(utc(after.taken).date(), row.keys_day or utc(after.taken).date())
    row.keys_day = day
    last = _newest_rows(session, row.id, 2)
    if not last:
        return
    said = _text(session, last[0])
    before = _snapshot(last[0], said)
    remember_gone(session, row.id, keys_shown(before) - keys_shown(after), day - timedelta(days=1))
    in_a_row = last[1].body[1] if len(last) > 1 and last[1].body.startswith(_APART) else 0
    if in_a_row < MOST_APART and before.taken <= utc(after.taken):
        _put_smaller(session, last[0], _APART + bytes([in_a_row + 1]) + pack(said, beside=text))


def _put_smaller(session: Session, row: SnapshotRow, body: bytes) -> None:
    """Write a row anew: SQLite gives back the room of a row that is deleted, but not of one that shrinks."""
    columns = {**row.model_dump(), "body": body}
    session.exec(delete(SnapshotRow).where(col(SnapshotRow.id) == row.id))
    session.expunge(row)
    insert_new(session, table(SnapshotRow), [columns])


def _newest_rows(session: Session, source: str, number: int) -> Sequence[SnapshotRow]:
    of_source = select(SnapshotRow).where(SnapshotRow.source == source)
    return session.exec(of_source.order_by(col(SnapshotRow.id).desc()).limit(number)).all()


def _text(session: Session, row: SnapshotRow) -> bytes:
    """What a row says, from the next one that stands alone on."""
    if not row.body.startswith(_APART):
        return unpack(row.body)
    later = select(SnapshotRow).where(SnapshotRow.source == row.source, col(SnapshotRow.id) >= row.id)
    chain: list[SnapshotRow] = []
    for link in session.exec(later.order_by(col(SnapshotRow.id)).limit(MOST_APART + 1)):
        chain.append(link)
        if not link.body.startswith(_APART):
            break
    text = b""
    for link in reversed(chain):
        text = _unpacked(link, text)
    return text


def _unpacked(row: SnapshotRow, following: bytes) -> bytes:
    """What a row says, given what the one after it says."""
    if row.body.startswith(_APART):
        return unpack(row.body[2:], beside=following)
    return unpack(row.body)


def _snapshot(row: SnapshotRow, text: bytes) -> Snapshot:
    return replace(decode(Snapshot, text), taken=row.taken, oldest=row.oldest)
