"""What the pages filter, sort and page by has columns and indexes: a site asks for fifty of a hundred thousand."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None

_AT_ONCE = 1_000
_KEYS = ("case_id", "court", "kind", "disposition")


def upgrade() -> None:
    """Add columns and indexes, and fill the columns from the stored bodies."""
    op.add_column("developments", sa.Column("kind", sa.Text(), nullable=False, server_default=""))
    op.add_column("developments", sa.Column("court", sa.Text(), nullable=True))
    op.add_column("developments", sa.Column("disposition", sa.Text(), nullable=True))
    count = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("developments", sa.Column("written", count, nullable=False, server_default="0"))
    _fill()
    for index in ("developments_by_time", "developments_by_case"):
        op.drop_index(index, "developments")
    op.create_index("developments_by_time", "developments", ["first_seen", "id"])
    for key in _KEYS:
        op.create_index(f"developments_by_{key.removesuffix('_id')}", "developments", [key, "first_seen", "id"])
    op.create_index("developments_by_writing", "developments", ["written"])
    _index_checks("checks_that_found", "changes > 0")
    _index_checks("checks_that_failed", "error IS NOT NULL")
    op.create_index("alerts_by_state", "alerts", ["state", "id"])


def _index_checks(name: str, where: str) -> None:
    only = sa.text(where)
    op.create_index(name, "checks", ["source", "started"], sqlite_where=only, postgresql_where=only)


def _fill() -> None:
    """Take kind, court and disposition from the bodies; those seen first count as written first."""
    developments = sa.table(
        "developments", *map(sa.column, ("id", "first_seen", "body", "kind", "court", "disposition", "written"))
    )
    connection = op.get_bind()
    by_time = sa.select(developments.c.id).order_by(developments.c.first_seen, developments.c.id)
    ids = connection.execute(by_time).scalars().all()
    change = developments.update().where(developments.c.id == sa.bindparam("_id"))
    for start in range(0, len(ids), _AT_ONCE):
        of_these = sa.select(developments.c.id, developments.c.body)
        some = ids[start : start + _AT_ONCE]
        bodies = {row.id: row.body for row in connection.execute(of_these.where(developments.c.id.in_(some)))}
        connection.execute(change, [_filled(id_, bodies[id_], start + n) for n, id_ in enumerate(some, 1)])


def _filled(id_: str, body: str, written: int) -> dict[str, Any]:
    event = json.loads(body)["event"]
    return {
        "_id": id_,
        "kind": event["kind"],
        "court": event.get("court"),
        "disposition": event.get("disposition"),
        "written": written,
    }
