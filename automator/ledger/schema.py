"""The tables. Times are UTC, sums decimal strings, words those of the contract."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

REVISION = "0007"  # the migration that makes exactly these tables

metadata = MetaData()


class UtcTime(TypeDecorator[datetime]):
    """Aware datetimes in and out; SQLite keeps no zone, so UTC is what is stored."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value and value.replace(tzinfo=UTC)


accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String, nullable=False),
    Column("name", String, nullable=False),
    UniqueConstraint("shop", "name"),
)


def _of_an_order() -> tuple[Column[int], Column[str]]:
    return (
        Column("account_id", ForeignKey("accounts.id"), nullable=False),
        Column("order_id", String, nullable=False),
    )


# An order as last seen.
orders = Table(
    "orders",
    metadata,
    *_of_an_order(),
    Column("status", String, nullable=False),
    Column("end_reason", String),
    Column("seller", String),
    Column("amount", String),
    Column("currency", String),
    Column("placed_at", String),
    Column("method", String),
    Column("ended_at", UtcTime),
    Column("deadline", UtcTime),
    Column("dispute_from", UtcTime),
    Column("dispute_until", UtcTime),
    Column("seen_at", UtcTime, nullable=False),
    Column("seen_on", String, nullable=False),
    UniqueConstraint("account_id", "order_id"),
)

# Every time something was about to be sent, and what became of it.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    *_of_an_order(),
    Column("shop", String, nullable=False),
    Column("act", String, nullable=False),
    Column("what", String, nullable=False),
    Column("reason", String),
    Column("state", String, nullable=False),
    Column("intended_at", UtcTime, nullable=False),
    Column("answer", String),
    Column("settled_at", UtcTime),
)

# At most once: one attempt without a known end, and one that took effect where no second one can.
# An order belongs to one buyer of its shop, so the name that the account goes by does not count.
_OPEN = text("state IN ('intended', 'sent')")
_ACCEPTED = text("state = 'accepted' AND act IN ('cancel', 'purge')")
Index(
    "one_open_attempt",
    attempts.c.shop,
    attempts.c.order_id,
    attempts.c.act,
    attempts.c.what,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index(
    "one_accepted_attempt",
    attempts.c.shop,
    attempts.c.order_id,
    attempts.c.act,
    unique=True,
    sqlite_where=_ACCEPTED,
    postgresql_where=_ACCEPTED,
)

# Orders that are followed: what for, and when to look again (null: nothing left to look for).
followed = Table(
    "followed",
    metadata,
    *_of_an_order(),
    Column("waiting_for", String, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("next_look_at", UtcTime),
    Column("reason", String),
    Column("requested_at", UtcTime),
    Column("answer", String),
    Column("answered_at", UtcTime),
    Column("note", String),
    UniqueConstraint("account_id", "order_id"),
)

# A refund as the shop's page told it; `received_at` is the buyer's own word.
refunds = Table(
    "refunds",
    metadata,
    *_of_an_order(),
    Column("stage", String, nullable=False),
    Column("amount", String),
    Column("currency", String),
    Column("method", String),
    Column("since", UtcTime),
    Column("due", UtcTime),
    Column("received_at", UtcTime),
    UniqueConstraint("account_id", "order_id"),
)

# What was seen or done, in time order; never changed afterwards.
facts = Table(
    "facts",
    metadata,
    Column("id", Integer, primary_key=True),
    *_of_an_order(),
    Column("at", UtcTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("seen_on", String),
    Column("details", JSON, nullable=False),
)
Index("facts_of_order", facts.c.account_id, facts.c.order_id, facts.c.id)

# What was told or is to be told: an incident that lasts is told again only when it got worse or is
# over, and begins a new episode when it comes back.
notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("key", String, nullable=False),
    Column("episode", Integer, nullable=False),
    Column("level", String, nullable=False),
    Column("state", String, nullable=False),
    Column("lasts", Boolean, nullable=False),
    Column("title", String, nullable=False),
    Column("why", String, nullable=False),
    Column("next_step", String),
    Column("order_id", String),
    Column("act_by", UtcTime),
    Column("picture", String),
    Column("opened_at", UtcTime, nullable=False),
    Column("over_at", UtcTime),
    UniqueConstraint("account_id", "key", "episode"),
)

# One message of one notice on its way to one channel; what follows an older one replaces it.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("channel", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("telling", String, nullable=False),
    Column("state", String, nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("intended_at", UtcTime),
    Column("sent_at", UtcTime),
    UniqueConstraint("notice_id", "channel", "revision"),
)

# Up to which fact notices were made of the facts of an account.
notice_marks = Table(
    "notice_marks",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("fact_id", Integer, nullable=False),
    UniqueConstraint("account_id"),
)

# Every run that nobody watches: when it began and how it ended. `due` orders were to be looked at,
# of which `read` could be; `listed` is how many My Orders showed, `next_at` when the schedule runs
# again.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("command", String, nullable=False),
    Column("began_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("outcome", String),
    Column("message", String),
    Column("due", Integer),
    Column("read", Integer),
    Column("next_at", UtcTime),
    Column("listed", Integer),
)
Index("runs_of_account", runs.c.account_id, runs.c.id)

# The latest run of each plan: what was newest in the ledger when it began, to count what it did
# since. `ended_at` is null while it has not come to its end, so that the next one goes on with it.
plan_runs = Table(
    "plan_runs",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("plan", String, nullable=False),
    Column("began_at", UtcTime, nullable=False),
    Column("after_attempt", Integer, nullable=False),
    Column("after_fact", Integer, nullable=False),
    Column("ended_at", UtcTime),
    UniqueConstraint("account_id", "plan"),
)

# How many pages an account loaded in each minute of the last hour.
page_loads = Table(
    "page_loads",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("minute", UtcTime, nullable=False),
    Column("loads", Integer, nullable=False),
    UniqueConstraint("account_id", "minute"),
)

# A shop that did not answer an account's last sweeps: how many in a row, the first of them, and
# when the next one is.
failing_shops = Table(
    "failing_shops",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("look_from", UtcTime, nullable=False),
    Column("why", String, nullable=False),
    UniqueConstraint("account_id"),
)
