"""Attempts of every act: those of an older ledger were all cancellations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

OPEN = "state IN ('intended', 'sent')"
ACCEPTED = "state = 'accepted' AND act IN ('cancel', 'purge')"


def upgrade() -> None:
    for name in ("one_open_attempt", "one_accepted_attempt"):
        op.drop_index(name, "attempts")
    with op.batch_alter_table("attempts") as attempts:
        attempts.add_column(sa.Column("act", sa.String, nullable=False, server_default="cancel"))
        attempts.add_column(sa.Column("what", sa.String, nullable=False, server_default=""))
        attempts.alter_column("reason", existing_type=sa.String, nullable=True)
    with op.batch_alter_table("attempts") as attempts:
        attempts.alter_column("act", existing_type=sa.String, server_default=None)
        attempts.alter_column("what", existing_type=sa.String, server_default=None)
    _index("one_open_attempt", ["act", "what"], OPEN)
    _index("one_accepted_attempt", ["act"], ACCEPTED)


def _index(name: str, more: list[str], condition: str) -> None:
    op.create_index(
        name,
        "attempts",
        ["account_id", "order_id", *more],
        unique=True,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )
