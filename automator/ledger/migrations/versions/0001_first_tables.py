"""The first tables, written out: a migration must not change when the schema does."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

OPEN = "state IN ('intended', 'sent')"
ACCEPTED = "state = 'accepted'"


def _of_an_order() -> tuple[sa.Column[int], sa.Column[str]]:
    return (
        sa.Column("account_id", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("order_id", sa.String, nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("shop", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.UniqueConstraint("shop", "name"),
    )
    op.create_table(
        "orders",
        *_of_an_order(),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("end_reason", sa.String),
        sa.Column("seller", sa.String),
        sa.Column("amount", sa.String),
        sa.Column("currency", sa.String),
        sa.Column("placed_at", sa.String),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("seen_on", sa.String, nullable=False),
        sa.UniqueConstraint("account_id", "order_id"),
    )
    _attempts()
    _following()
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer, primary_key=True),
        *_of_an_order(),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("seen_on", sa.String),
        sa.Column("details", sa.JSON, nullable=False),
    )
    op.create_index("facts_of_order", "facts", ["account_id", "order_id", "id"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        *_of_an_order(),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("intended_at", sa.DateTime, nullable=False),
        sa.Column("answer", sa.String),
        sa.Column("settled_at", sa.DateTime),
    )
    for name, condition in (("one_open_attempt", OPEN), ("one_accepted_attempt", ACCEPTED)):
        op.create_index(
            name,
            "attempts",
            ["account_id", "order_id"],
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )


def _following() -> None:
    op.create_table(
        "followed",
        *_of_an_order(),
        sa.Column("waiting_for", sa.String, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("next_look_at", sa.DateTime),
        sa.Column("reason", sa.String),
        sa.Column("requested_at", sa.DateTime),
        sa.Column("answer", sa.String),
        sa.Column("answered_at", sa.DateTime),
        sa.UniqueConstraint("account_id", "order_id"),
    )
    op.create_table(
        "refunds",
        *_of_an_order(),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("amount", sa.String),
        sa.Column("currency", sa.String),
        sa.Column("method", sa.String),
        sa.Column("since", sa.DateTime),
        sa.Column("due", sa.DateTime),
        sa.UniqueConstraint("account_id", "order_id"),
    )
