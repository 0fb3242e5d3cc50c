"""What the store tells of the past: snapshots, developments, facts, health."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Integer, cast, col, func, select

from monitor.edge.store.book import read_developments
from monitor.edge.store.codec import decode
from monitor.edge.store.database import Database
from monitor.edge.store.rows import CheckRow, DevelopmentRow, HealthRow, LearnedRow
from monitor.edge.store.seen import keys_gone, keys_shown
from monitor.edge.store.snapshots import SnapshotLine, list_snapshots, newest_snapshot, snapshot_of
from monitor.model import Development, HealthNote, Key, Learned, Snapshot


class Tally(NamedTuple):
    """How many checks of a source there were, and how many of them failed."""

    checks: int = 0
    failed: int = 0


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

    def seen(self, source: str, newest: Snapshot | None) -> AbstractSet[Key]:
        """Keys (and aliases) of the items this source ever showed and that are still remembered, given its `latest`."""
        with self._reading() as session:
            return keys_gone(session, source) | (keys_shown(newest) if newest else frozenset())

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

    def cases_since(self, written: int) -> tuple[int, frozenset[str]]:
        """The cases of developments that were written after the one of this number, and the number of the last one."""
        later = select(DevelopmentRow.written, DevelopmentRow.case_id).where(col(DevelopmentRow.written) > written)
        with self._reading() as session:
            found = session.exec(later).all()
        return max((number for number, _ in found), default=written), frozenset(case for _, case in found if case)

    def health(self, limit: int | None = None) -> Sequence[HealthNote]:
        """What was noted about the health of sources and channels, newest first, at most `limit`."""
        newest_first = select(HealthRow.body).order_by(col(HealthRow.id).desc()).limit(limit)
        with self._reading() as session:
            return [decode(HealthNote, body) for body in session.exec(newest_first)]

    def tallies(self, since: datetime) -> Mapping[str, Tally]:
        """How the checks since went, by source; those without a check are left out."""
        failed = func.sum(cast(col(CheckRow.error).is_not(None), Integer))
        counted = (
            select(CheckRow.source, func.count(), failed).where(CheckRow.started >= since).group_by(CheckRow.source)
        )
        with self._reading() as session:
            return {source: Tally(checks, bad) for source, checks, bad in session.exec(counted)}
