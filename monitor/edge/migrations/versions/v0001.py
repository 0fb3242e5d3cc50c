"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    _sources()
    _history()
    _findings()
    _outbox()
    op.create_table("notes", _text("key", key=True), _text("value"))


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=key, nullable=null)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    # PostgreSQL came after this step was released: what it makes there may differ from what it made of SQLite's files.
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite") if key else sa.Integer()
    return sa.Column(name, kind, primary_key=key, nullable=False)


def _sources() -> None:
    op.create_table(
        "sources",
        _text("id", key=True),
        _number("version"),
        _text("mark"),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("keys_day", sa.Date(), nullable=True),
    )
    op.create_table(
        "seen_keys",
        _text("source", key=True),
        _text("key", key=True),
        sa.Column("last_seen", sa.Date(), nullable=False),
        sqlite_with_rowid=False,
    )


def _history() -> None:
    op.create_table(
        "snapshots",
        _number("id", key=True),
        _text("source"),
        _moment("taken"),
        _moment("oldest", null=True),
        _number("items"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_index("snapshots_of_source", "snapshots", ["source", "id"])
    op.create_table(
        "checks",
        _number("id", key=True),
        _text("source"),
        _moment("started"),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
        _number("changes"),
        _number("events"),
        _text("error", null=True),
        _text("message", null=True),
    )
    op.create_index("checks_of_source", "checks", ["source", "started"])


def _findings() -> None:
    op.create_table(
        "developments", _text("id", key=True), _text("case_id", null=True), _moment("first_seen"), _text("body")
    )
    op.create_index("developments_by_time", "developments", ["first_seen"])
    op.create_table(
        "facts",
        _text("case_id", key=True),
        _text("fact", key=True),
        _text("value", key=True),
        _text("body"),
        _moment("at"),
    )
    op.create_table("health_notes", _number("id", key=True), _moment("at"), _text("body"))


def _outbox() -> None:
    op.create_table(
        "alerts",
        _number("id", key=True),
        _text("channel"),
        _text("key"),
        _text("digest", null=True),
        sa.Column("state", sa.String(), nullable=False),
        _number("attempts"),
        _moment("wanted"),
        _moment("due"),
        _moment("made"),
        _moment("sent", null=True),
        _text("last_error", null=True),
        sa.Column("holder", sa.String(), nullable=True),
        _moment("lease_until", null=True),
        _text("body"),
        sa.UniqueConstraint("channel", "key", name="alerts_once"),
    )
    op.create_index("alerts_due", "alerts", ["channel", "state", "due"])
