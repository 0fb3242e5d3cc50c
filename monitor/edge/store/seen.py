"""The keys a source ever showed, each kept for KEPT after it was last there.

Those of its newest snapshot stand in there; written down apart are only the keys that have left it, when they leave.
"""

from collections.abc import Collection
from datetime import date, timedelta

from sqlmodel import Session, col, delete, func, select

from monitor.edge.store.dialects import insert_or_update
from monitor.edge.store.rows import SeenRow, SourceRow, table
from monitor.model import Key, Snapshot

KEPT = timedelta(days=90)


def keys_shown(snapshot: Snapshot) -> frozenset[Key]:
    """All keys and aliases of a snapshot's items."""
    return frozenset(key for item in snapshot.items for key in (item.key, *item.aliases))


def keys_gone(session: Session, source: str) -> frozenset[Key]:
    """Those remembered of what a source shows no more; read below the ORM, which takes four times as long."""
    return frozenset(session.connection().execute(select(SeenRow.key).where(SeenRow.source == source)).scalars())


def remember_gone(session: Session, source: str, keys: Collection[Key], day: date) -> None:
    """Note that a source showed these keys up to this UTC day, and shows them no more."""
    rows = [{"source": source, "key": key, "last_seen": day} for key in sorted(keys)]
    insert_or_update(session, table(SeenRow), rows)


def forget_old(session: Session, today: date) -> None:
    """Drop the keys that left their source more than KEPT before its last change (a silent source keeps all)."""
    days = {id_: day for id_, day in session.exec(select(SourceRow.id, col(SourceRow.keys_day))).all() if day}
    oldest = select(SeenRow.source, func.min(SeenRow.last_seen)).group_by(SeenRow.source)
    for source, last_seen in session.exec(oldest).all():
        kept_from = min(days.get(source, today), today) - KEPT
        if last_seen < kept_from:
            gone = col(SeenRow.last_seen) < kept_from
            session.exec(delete(SeenRow).where(col(SeenRow.source) == source, gone))
