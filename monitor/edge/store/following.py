"""What a scheduler reads back of the work that others do: which checks there were since, and what they left."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import literal
from sqlalchemy import select as columns
from sqlmodel import col, func, select

from monitor.edge.store.codec import decode
from monitor.edge.store.database import Database
from monitor.edge.store.migrate import require_current
from monitor.edge.store.outbox import available
from monitor.edge.store.rows import AlertRow, CheckRow, NoteRow, SourceRow, table
from monitor.model import Check, Mark

_MOST = 10_000
"""Checks that are read back at a time."""
_SOME = 5_000
"""Sources whose marks are asked for in one statement."""


class ReadBack(NamedTuple):
    """Checks kept since, oldest first, and the number of the last of them."""

    last: int
    checks: list[Check]


class Following(Database):
    """The part of the store by which several processes follow each other."""

    def newest_check(self) -> int:
        """The number of the newest check; 0 when there is none."""
        with self._reading() as session:
            return session.exec(select(func.max(CheckRow.id))).one() or 0

    def checks_after(self, number: int) -> ReadBack:
        """The checks kept after the one of this number; writers come one by one, so none is kept later with less."""
        checks = table(CheckRow)
        later = columns(checks).where(checks.c.id > number).order_by(checks.c.id).limit(_MOST)
        with self._reading() as session:
            rows = session.connection().execute(later).all()  # below the ORM, which would take several times as long
        return ReadBack(rows[-1].id if rows else number, [Check(*row[1:]) for row in rows])

    def marks(self, sources: Collection[str]) -> Mapping[str, Mark]:
        """What is remembered of these sources; those unknown are left out."""
        ids, found = list(sources), {}
        with self._reading() as session:
            for start in range(0, len(ids), _SOME):
                of_these = col(SourceRow.id).in_(ids[start : start + _SOME])
                rows = session.exec(select(SourceRow.id, SourceRow.mark).where(of_these)).all()
                found.update({id_: decode(Mark, mark) for id_, mark in rows})
        return found

    def read_but_not_noted(self, prefix: str) -> list[str]:
        """The sources that have a snapshot, but no note whose key is this prefix and their id; in one statement."""
        noted = select(NoteRow.key).where(NoteRow.key == literal(prefix) + SourceRow.id)
        unnoted = select(SourceRow.id).where(col(SourceRow.digest).is_not(None), ~noted.exists())
        with self._reading() as session:
            return list(session.exec(unnoted.order_by(SourceRow.id)))

    def channels_due(self, now: datetime) -> list[str]:
        """The channels that have something to send now, or had when its sender died."""
        with self._reading() as session:
            return list(session.exec(select(AlertRow.channel).where(available(now)).distinct()))

    def require_current(self) -> None:
        """Raise StoreError when another version of the program has changed the tables meanwhile."""
        with self._reading() as session:
            require_current(session.connection(), self.where)
