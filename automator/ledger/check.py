"""Looking through a ledger: what contradicts itself, and what a person may have to see to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from sqlalchemy import Connection, Table, func, inspect, select

from automator.ledger import schema
from automator.ledger.attempts_check import faults_of_attempts, without
from automator.ledger.following import WaitingFor
from automator.ledger.notices import DELIVERY_STATES, TELLINGS
from automator.notify_settings import Level
from flows.domain.acts import Act
from flows.domain.orders import EndReason, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Method, RefundStage
from flows.ports import OPEN_STATES, AttemptState
from flows.seller_answer import AnswerKind

AT_MOST_ONCE = {"one_open_attempt", "one_accepted_attempt"}
_WORDS: list[tuple[Table, str, Iterable[str]]] = [
    (schema.orders, "status", Status),
    (schema.orders, "end_reason", EndReason),
    (schema.orders, "method", Method),
    (schema.attempts, "act", Act),
    (schema.attempts, "state", AttemptState),
    (schema.followed, "waiting_for", WaitingFor),
    (schema.followed, "answer", AnswerKind),
    (schema.refunds, "stage", RefundStage),
    (schema.refunds, "method", Method),
    (schema.notices, "level", Level),
    (schema.deliveries, "telling", TELLINGS),
    (schema.deliveries, "state", DELIVERY_STATES),
    (schema.runs, "outcome", Outcome),
]


@dataclass(frozen=True, slots=True)
class Findings:
    """Sentences. `faults` must not be; `notes` may be, and somebody should know of them."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(connection: Connection) -> Findings:
    """Everything that this program relies on, in any database."""
    faults = [
        *_indexes(connection),
        *_words(connection),
        *_sums(connection),
        *_strays(connection),
        *faults_of_attempts(connection),
        *_marks(connection),
    ]
    return Findings(faults, [*_open_attempts(connection), *_clock(connection)])


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in schema.metadata.sorted_tables
    }


def _indexes(connection: Connection) -> Iterator[str]:
    present = inspect(connection).get_indexes(schema.attempts.name)
    unique = {index["name"] for index in present if index["unique"]}
    for name in sorted(AT_MOST_ONCE - unique):
        yield f"The index {name} is missing, which keeps anything from being sent twice."


def _words(connection: Connection) -> Iterator[str]:
    for table, name, known in _WORDS:
        column = table.c[name]
        strange = select(column).where(column.not_in(list(known))).distinct()
        for word in connection.scalars(strange):
            yield f"The table {table.name} says {word!r} as {name}, which is no such word."


def _sums(connection: Connection) -> Iterator[str]:
    for table in (schema.orders, schema.refunds):
        columns = (table.c.order_id, table.c.amount, table.c.currency)
        for order_id, amount, currency in connection.execute(select(*columns)):
            if amount is not None and not (_is_sum(amount) and currency):
                yield f"The sum of order {order_id} in {table.name} is {amount!r} {currency}."


def _is_sum(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _strays(connection: Connection) -> Iterator[str]:
    told = {
        schema.followed: "is followed, but was never seen",
        schema.refunds: "has a refund, but was never seen",
        schema.attempts: "was sent something, but was never seen",
    }
    for table, what in told.items():
        for order_id in connection.scalars(without(table, schema.orders)):
            yield f"Order {order_id} {what}."


def _marks(connection: Connection) -> Iterator[str]:
    """A mark beyond the newest fact would swallow the notices of those to come."""
    marks, facts = schema.notice_marks.c, schema.facts.c
    newest = select(func.max(facts.id)).where(facts.account_id == marks.account_id)
    beyond = marks.fact_id > func.coalesce(newest.scalar_subquery(), 0)
    for fact_id in connection.scalars(select(marks.fact_id).where(beyond)):
        yield f"Notices are said to be made up to fact {fact_id}, which is not there."


def _open_attempts(connection: Connection) -> Iterator[str]:
    attempts = schema.attempts.c
    query = select(schema.attempts).where(attempts.state.in_(OPEN_STATES)).order_by(attempts.id)
    for row in connection.execute(query):
        yield (
            f"The {Act(row.act).noun} of order {row.order_id} of {row.intended_at:%Y-%m-%d %H:%M}"
            f" UTC is {row.state}, and how it ended is not known: `unbuy watch {row.order_id}` or"
            " the same command again finds out."
        )


def _clock(connection: Connection) -> Iterator[str]:
    facts = schema.facts.c
    query = select(facts.account_id, facts.order_id, facts.at).order_by(
        facts.account_id, facts.order_id, facts.id
    )
    before: tuple[object, object, object] | None = None
    for row in connection.execute(query):
        if before and before[:2] == (row.account_id, row.order_id) and row.at < before[2]:
            yield f"The facts of order {row.order_id} go back in time: the clock was set back."
        before = (row.account_id, row.order_id, row.at)
