"""What the money table needs, and attempts by shop instead of by account name.

An order belongs to one buyer of its shop: under whatever name an account goes, it is sent once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OPEN = "state IN ('intended', 'sent')"
ACCEPTED = "state = 'accepted' AND act IN ('cancel', 'purge')"
INDEXES = (
    ("one_open_attempt", ["shop", "order_id", "act", "what"], OPEN),
    ("one_accepted_attempt", ["shop", "order_id", "act"], ACCEPTED),
)
ORDER_DATES = ("ended_at", "deadline", "dispute_from", "dispute_until")


def upgrade() -> None:
    _attempts()
    for name in ORDER_DATES:
        op.add_column("orders", sa.Column(name, sa.DateTime))
    op.add_column("orders", sa.Column("method", sa.String))
    op.add_column("refunds", sa.Column("received_at", sa.DateTime))


def _attempts() -> None:
    for name, _, _ in INDEXES:
        op.drop_index(name, "attempts")
    with op.batch_alter_table("attempts") as attempts:
        attempts.add_column(sa.Column("shop", sa.String, nullable=False, server_default=""))
    op.execute(
        "UPDATE attempts SET shop ="
        " (SELECT shop FROM accounts WHERE accounts.id = attempts.account_id)"
    )
    with op.batch_alter_table("attempts") as attempts:
        attempts.alter_column("shop", existing_type=sa.String, server_default=None)
    for name, columns, condition in INDEXES:
        _leave_the_newest(columns, condition)
        op.create_index(
            name,
            "attempts",
            columns,
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )


def _leave_the_newest(columns: list[str], condition: str) -> None:
    """Two names for one buyer could each have one; an order keeps its newest."""
    attempts = sa.table("attempts", *map(sa.column, ["id", "act", "state", *columns]))
    newer = attempts.alias("newer")
    same = [newer.c[name] == attempts.c[name] for name in columns]
    states = condition.replace("state", "newer.state").replace("act ", "newer.act ")
    is_older = sa.exists().where(newer.c.id > attempts.c.id, *same, sa.text(states))
    op.execute(attempts.update().where(sa.text(condition), is_older).values(state="abandoned"))
