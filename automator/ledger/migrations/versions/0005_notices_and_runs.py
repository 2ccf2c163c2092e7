"""Notices, their deliveries, and runs; what an older ledger knows already is no news."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, primary_key=True),
        _account(),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("episode", sa.Integer, nullable=False),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("lasts", sa.Boolean, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("next_step", sa.String),
        sa.Column("order_id", sa.String),
        sa.Column("act_by", sa.DateTime),
        sa.Column("picture", sa.String),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("over_at", sa.DateTime),
        sa.UniqueConstraint("account_id", "key", "episode"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("notice_id", sa.Integer, sa.ForeignKey("notices.id"), nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("telling", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("not_before", sa.DateTime, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("intended_at", sa.DateTime),
        sa.Column("sent_at", sa.DateTime),
        sa.UniqueConstraint("notice_id", "channel", "revision"),
    )
    _marks_and_runs()


def _marks_and_runs() -> None:
    op.create_table(
        "notice_marks",
        _account(),
        sa.Column("fact_id", sa.Integer, nullable=False),
        sa.UniqueConstraint("account_id"),
    )
    op.execute(
        "INSERT INTO notice_marks (account_id, fact_id)"
        " SELECT account_id, MAX(id) FROM facts GROUP BY account_id"
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        _account(),
        sa.Column("command", sa.String, nullable=False),
        sa.Column("began_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        sa.Column("outcome", sa.String),
        sa.Column("message", sa.String),
        sa.Column("due", sa.Integer),
        sa.Column("read", sa.Integer),
        sa.Column("next_at", sa.DateTime),
    )
    op.create_index("runs_of_account", "runs", ["account_id", "id"])


def _account() -> sa.Column[int]:
    return sa.Column("account_id", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False)
