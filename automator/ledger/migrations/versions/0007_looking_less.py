"""How many pages were loaded when, a shop that fails, and how many orders a run saw listed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "page_loads",
        sa.Column("account_id", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("minute", sa.DateTime, nullable=False),
        sa.Column("loads", sa.Integer, nullable=False),
        sa.UniqueConstraint("account_id", "minute"),
    )
    op.create_table(
        "failing_shops",
        sa.Column("account_id", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("look_from", sa.DateTime, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.UniqueConstraint("account_id"),
    )
    op.add_column("runs", sa.Column("listed", sa.Integer))
