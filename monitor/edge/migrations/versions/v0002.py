"""Developments are looked up by their case."""

from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("developments_by_case", "developments", ["case_id"])
