"""The note of a planned cancellation, kept with the order until it can be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("followed", sa.Column("note", sa.String))
