"""The keys a source ever showed, each kept for KEPT after it was last there.

Days are fine enough for that and save most writing: a key is written at most once a day, and only if the page changes.
Until then the newest snapshot's keys stand for every day, which the next snapshot makes up for (`_roll`).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select, update

from monitor.edge.store.dialects import insert_or_update
from monitor.edge.store.rows import SeenRow, SourceRow, table
from monitor.model import Item, Key

KEPT = timedelta(days=90)
_DAY = timedelta(days=1)


def seen_keys(session: Session, source: str) -> frozenset[Key]:
    """All keys and aliases remembered of a source."""
    return frozenset(_keys(session, SeenRow.source == source))


def remember(session: Session, row: SourceRow, items: Iterable[Item], day: date) -> None:
    """Note that a source shows these items on this UTC day (or on the last one, should the clock have gone back)."""
    day = max(day, row.keys_day or day)
    _roll(session, row, day)
    keys = {key for item in items for key in (item.key, *item.aliases)}
    keys.difference_update(_keys(session, SeenRow.source == row.id, SeenRow.last_seen >= day))
    rows = [{"source": row.id, "key": key, "last_seen": day} for key in sorted(keys)]
    insert_or_update(session, table(SeenRow), rows)
    row.keys_day = day


def forget_old(session: Session, today: date) -> None:
    """Drop the keys that left their source more than KEPT before its last change (a silent source keeps all)."""
    days = {id_: day for id_, day in session.exec(select(SourceRow.id, col(SourceRow.keys_day))).all() if day}
    oldest = select(SeenRow.source, func.min(SeenRow.last_seen)).group_by(SeenRow.source)
    for source, last_seen in session.exec(oldest).all():
        kept_from = min(days.get(source, today), today) - KEPT
        if last_seen < kept_from:
            gone = col(SeenRow.last_seen) < kept_from
            session.exec(delete(SeenRow).where(col(SeenRow.source) == source, gone))


def _keys(session: Session, *of: ColumnElement[bool] | bool) -> Sequence[Key]:
    """Read below the ORM, which would take four times as long for the thousand keys of a docket."""
    return session.connection().execute(select(SeenRow.key).where(*of)).scalars().all()


def _roll(session: Session, row: SourceRow, day: date) -> None:
    """Count the keys of the snapshot before this one as seen up to yesterday: it stood unchanged until now.

    Not up to today: then a key that has just left would look like one of this snapshot's, and be refreshed for ever.
    """
    if row.keys_day is not None and row.keys_day < day - _DAY:
        of_last = (col(SeenRow.source) == row.id, col(SeenRow.last_seen) == row.keys_day)
        session.exec(update(SeenRow).where(*of_last).values(last_seen=day - _DAY))
