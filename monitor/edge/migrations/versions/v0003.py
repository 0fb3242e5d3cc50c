"""A channel that failed rests; what it took lately is looked up by channel and moment."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the index."""
    op.add_column("alerts", sa.Column("rests", sa.DateTime(timezone=True), nullable=True))
    op.create_index("alerts_sent", "alerts", ["channel", "sent"])
