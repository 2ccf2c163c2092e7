"""Which run of a plan is under way, and where in the ledger it began."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "plan_runs",
        sa.Column("account_id", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("plan", sa.String, nullable=False),
        sa.Column("began_at", sa.DateTime, nullable=False),
        sa.Column("after_attempt", sa.Integer, nullable=False),
        sa.Column("after_fact", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        sa.UniqueConstraint("account_id", "plan"),
    )
