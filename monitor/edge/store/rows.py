"""The tables. Private to this room: rows are not validated when made, so they are not the words of the program.

What is only carried stands as JSON in `body` or `mark`; what is searched, sorted or counted has a column.
Every change here needs a migration in monitor/edge/migrations (a test compares the two).
"""

from datetime import UTC, date, datetime

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from monitor.edge.store.codec import clean, utc


class Words(TypeDecorator[str]):
    """Text; what cannot be written as UTF-8 becomes "?" (a page may hold a lone surrogate)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """To the database."""
        return None if value is None else clean(value)


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC and given back aware, also by SQLite, which knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (as above)
        """To the database."""
        return None if value is None else utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (as above)
        """From the database."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


Number = BigInteger().with_variant(Integer(), "sqlite")
"""The number of a row: a fleet writes more checks in two years than fit into 32 bits. SQLite's have no size."""


class Row(SQLModel):
    """Base of all tables, with a catalogue of their own."""

    metadata = MetaData()


class SourceRow(Row, table=True):
    """A source's Mark. `digest` is of its newest snapshot, `keys_day` the UTC day that one was taken."""

    __tablename__ = "sources"

    id: str = Field(primary_key=True, sa_type=Words)
    version: int = 0
    mark: str = Field(sa_type=Words)
    digest: str | None = None
    keys_day: date | None = None


class SnapshotRow(Row, table=True):
    """A snapshot that differs from the one before it; `body` is packed and without its moments."""

    __tablename__ = "snapshots"
    __table_args__ = (Index("snapshots_of_source", "source", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Number)
    source: str = Field(sa_type=Words)
    taken: datetime = Field(sa_type=Moment)
    oldest: datetime | None = Field(default=None, sa_type=Moment)
    items: int
    body: bytes


class SeenRow(Row, table=True):
    """A key or alias that a source showed, with the UTC day it was last known to show it."""

    __tablename__ = "seen_keys"
    __table_args__ = ({"sqlite_with_rowid": False},)

    source: str = Field(primary_key=True, sa_type=Words)
    key: str = Field(primary_key=True, sa_type=Words)
    last_seen: date


_FOUND, _FAILED = text("changes > 0"), text("error IS NOT NULL")


class CheckRow(Row, table=True):
    """A Check, field by field. The few that found something, or failed, are listed among a million of the others."""

    __tablename__ = "checks"
    __table_args__ = (
        Index("checks_of_source", "source", "started"),
        Index("checks_that_found", "source", "started", sqlite_where=_FOUND, postgresql_where=_FOUND),
        Index("checks_that_failed", "source", "started", sqlite_where=_FAILED, postgresql_where=_FAILED),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Number)
    source: str = Field(sa_type=Words)
    started: datetime = Field(sa_type=Moment)
    seconds: float
    unchanged: bool
    changes: int
    events: int
    error: str | None = Field(default=None, sa_type=Words)
    message: str | None = Field(default=None, sa_type=Words)


class DevelopmentRow(Row, table=True):
    """A Development. `written` counts all writings of developments: the highest number is of the last one written."""

    __tablename__ = "developments"
    __table_args__ = (
        Index("developments_by_time", "first_seen", "id"),
        Index("developments_by_case", "case_id", "first_seen", "id"),
        Index("developments_by_court", "court", "first_seen", "id"),
        Index("developments_by_kind", "kind", "first_seen", "id"),
        Index("developments_by_disposition", "disposition", "first_seen", "id"),
        Index("developments_by_writing", "written"),
    )

    id: str = Field(primary_key=True, sa_type=Words)
    case_id: str | None = Field(default=None, sa_type=Words)
    kind: str = Field(sa_type=Words)
    court: str | None = Field(default=None, sa_type=Words)
    disposition: str | None = Field(default=None, sa_type=Words)
    first_seen: datetime = Field(sa_type=Moment)
    written: int = Field(sa_type=Number)
    body: str = Field(sa_type=Words)


class LearnedRow(Row, table=True):
    """A fact learned about a case."""

    __tablename__ = "facts"

    case_id: str = Field(primary_key=True, sa_type=Words)
    fact: str = Field(primary_key=True, sa_type=Words)
    value: str = Field(primary_key=True, sa_type=Words)
    body: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)


class AlertRow(Row, table=True):
    """An alert in the outbox: `wanted` is when it was to go out, `due` when it is tried next.

    `holder` and `lease_until` are set while it is leased; `rests` is until when its last failure keeps the channel
    quiet.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        UniqueConstraint("channel", "key", name="alerts_once"),
        Index("alerts_due", "channel", "state", "due"),
        Index("alerts_sent", "channel", "sent"),
        Index("alerts_by_state", "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Number)
    channel: str = Field(sa_type=Words)
    key: str = Field(sa_type=Words)
    digest: str | None = Field(default=None, sa_type=Words)
    state: str = "waiting"
    attempts: int = 0
    wanted: datetime = Field(sa_type=Moment)
    due: datetime = Field(sa_type=Moment)
    made: datetime = Field(sa_type=Moment)
    sent: datetime | None = Field(default=None, sa_type=Moment)
    last_error: str | None = Field(default=None, sa_type=Words)
    holder: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    rests: datetime | None = Field(default=None, sa_type=Moment)
    body: str = Field(sa_type=Words)


class HealthRow(Row, table=True):
    """A HealthNote."""

    __tablename__ = "health_notes"

    id: int | None = Field(default=None, primary_key=True, sa_type=Number)
    at: datetime = Field(sa_type=Moment)
    body: str = Field(sa_type=Words)


class NoteRow(Row, table=True):
    """What the program notes about itself: its heartbeat, for one."""

    __tablename__ = "notes"

    key: str = Field(primary_key=True, sa_type=Words)
    value: str = Field(sa_type=Words)


def table(row: type[Row]) -> Table:
    """The table of a row class, for statements on many rows."""
    found = row.__table__  # type: ignore[attr-defined]  # SQLModel sets it on table classes without saying so
    assert isinstance(found, Table)
    return found
