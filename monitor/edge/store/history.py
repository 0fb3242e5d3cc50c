"""What the store tells of the past: snapshots, developments, facts, health."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlmodel import col, select

from monitor.edge.store.book import read_developments
from monitor.edge.store.codec import decode
from monitor.edge.store.database import Database
from monitor.edge.store.rows import DevelopmentRow, HealthRow, LearnedRow
from monitor.edge.store.seen import seen_keys
from monitor.edge.store.snapshots import SnapshotLine, list_snapshots, newest_snapshot, snapshot_of
from monitor.model import Development, HealthNote, Key, Learned, Snapshot


class History(Database):
    """The part of the store that is only read."""

    def latest(self, source: str) -> Snapshot | None:
        """The last good snapshot, taken when its content was first read (`Mark.good` tells when it was read last)."""
        with self._reading() as session:
            return newest_snapshot(session, source)

    def snapshots(self, source: str) -> Sequence[SnapshotLine]:
        """All snapshots kept of a source, oldest first."""
        with self._reading() as session:
            return list_snapshots(session, source)

    def snapshot(self, number: int) -> Snapshot:
        """The snapshot with this id; raises UsageError when there is none."""
        with self._reading() as session:
            return snapshot_of(session, number)

    def seen(self, source: str) -> AbstractSet[Key]:
        """Keys (and aliases) of the items this source ever showed and that are still remembered."""
        with self._reading() as session:
            return seen_keys(session, source)

    def learned(self) -> Sequence[Learned]:
        """All facts learned about cases, oldest first."""
        oldest_first = select(LearnedRow.body).order_by(col(LearnedRow.at), LearnedRow.case_id, LearnedRow.value)
        with self._reading() as session:
            return [decode(Learned, body) for body in session.exec(oldest_first)]

    def developments(
        self, case: str | None = None, since: datetime | None = None, limit: int | None = None
    ) -> Sequence[Development]:
        """Developments, newest first; of one case, first seen at or after `since`, at most `limit`."""
        chosen = select(DevelopmentRow.body)
        if case is not None:
            chosen = chosen.where(DevelopmentRow.case_id == case)
        if since is not None:
            chosen = chosen.where(DevelopmentRow.first_seen >= since)
        with self._reading() as session:
            return read_developments(session, chosen.limit(limit))

    def health(self, limit: int | None = None) -> Sequence[HealthNote]:
        """What was noted about the health of sources and channels, newest first, at most `limit`."""
        newest_first = select(HealthRow.body).order_by(col(HealthRow.id).desc()).limit(limit)
        with self._reading() as session:
            return [decode(HealthNote, body) for body in session.exec(newest_first)]
