"""What is dropped with age, some of it at a time, so that nobody waits for the rest."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select
from sqlmodel import Session, func

from monitor.edge.store.rows import AlertRow, CheckRow, HealthRow, SnapshotRow, table

RECORDS = 2_000
"""Records of checks, health and sent alerts that are dropped at a time."""
SNAPSHOTS = 200
"""Snapshots that are dropped at a time; one may be of many pages."""


def drop_old(session: Session, snapshots_before: datetime, records_before: datetime) -> bool:
    """Drop some snapshots, and records of checks, health and sent alerts, of before; true when there may be more."""
    snapshots, checks, health, alerts = (table(row) for row in (SnapshotRow, CheckRow, HealthRow, AlertRow))
    newest = select(func.max(snapshots.c.id)).group_by(snapshots.c.source)
    superseded = (snapshots.c.taken < snapshots_before) & snapshots.c.id.not_in(newest)
    dropped = [
        _drop(session, snapshots, superseded, SNAPSHOTS) == SNAPSHOTS,
        _drop_first(session, checks, checks.c.started < records_before),
        _drop_first(session, health, health.c.at < records_before),
        _drop(session, alerts, alerts.c.sent < records_before, RECORDS) == RECORDS,
    ]
    return any(dropped)


def _drop(session: Session, rows: Table, old: ColumnElement[bool], most: int) -> int:
    chosen = select(rows.c.id).where(old).order_by(rows.c.id).limit(most)  # the oldest first: nothing hangs on them
    return session.connection().execute(delete(rows).where(rows.c.id.in_(chosen))).rowcount


def _drop_first(session: Session, rows: Table, old: ColumnElement[bool]) -> bool:
    """Look at the first rows only: they come in the order of their moments, and there may be millions behind them."""
    first = select(rows).order_by(rows.c.id).limit(RECORDS).subquery()
    last: int | None = session.connection().execute(select(func.max(first.c.id))).scalar()
    if last is None:
        return False
    dropped = session.connection().execute(delete(rows).where(old, rows.c.id <= last)).rowcount
    return dropped == RECORDS
