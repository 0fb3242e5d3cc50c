"""What the metrics count, asked of the database in few statements."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import col, func, select

from monitor.edge.store.database import Database
from monitor.edge.store.rows import AlertRow


class Pile(NamedTuple):
    """The alerts of one channel in one state that is not `sent`; since when the oldest was to go out."""

    channel: str
    state: str
    alerts: int
    oldest: datetime


class Figures(Database):
    """The part of the store that counts."""

    def piles(self) -> list[Pile]:
        """All alerts that are not sent, by channel and state."""
        counted = (
            select(AlertRow.channel, AlertRow.state, func.count(), func.min(AlertRow.wanted))
            .where(col(AlertRow.state).in_(("waiting", "leased", "failed", "held")))
            .group_by(AlertRow.channel, AlertRow.state)
        )
        with self._reading() as session:
            return [Pile(*row) for row in session.exec(counted)]

    def sent_between(self, after: datetime, until: datetime) -> Mapping[str, int]:
        """How many alerts each channel took after the one moment, and until the other."""
        taken = (col(AlertRow.sent) > after, col(AlertRow.sent) <= until)
        counted = select(AlertRow.channel, func.count()).where(*taken).group_by(AlertRow.channel)
        with self._reading() as session:
            return dict(session.exec(counted).all())

    def size(self) -> int:
        """Bytes that the database takes on its disk; of SQLite without the write-ahead log."""
        sqlite = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        postgres = "SELECT pg_database_size(current_database())"
        with self._reading() as session:
            asked = text(sqlite if session.get_bind().dialect.name == "sqlite" else postgres)
            return int(session.connection().execute(asked).scalar_one())
