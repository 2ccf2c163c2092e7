"""Whether what was sent is followed to its end, and told by facts: they are written together."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from automator.ledger import schema
from automator.ledger.attempts import fact_kind
from automator.ledger.following import WaitingFor
from flows.domain.acts import Act
from flows.ports import OPEN_STATES, AttemptState

_About = tuple[str, str, str]  # the shop, the order, the kind of a fact


def faults_of_attempts(connection: Connection) -> Iterator[str]:
    """Sentences."""
    yield from _not_followed(connection)
    yield from _not_told(connection)


def without(table: Table, other: Table, *conditions: ColumnElement[bool]) -> Select[tuple[str]]:
    """The orders of one table that another one does not have."""
    missing = ~select(other.c.order_id).where(_same_order(table, other)).exists()
    return select(table.c.order_id).where(missing, *conditions).distinct()


def _same_order(table: Table, other: Table) -> ColumnElement[bool]:
    return (other.c.account_id == table.c.account_id) & (other.c.order_id == table.c.order_id)


def _not_followed(connection: Connection) -> Iterator[str]:
    """Whatever was sent is followed, until its end is known or until the money is back."""
    attempts, entries = schema.attempts, schema.followed
    is_cancellation = attempts.c.act == Act.CANCEL
    accepted = attempts.c.state == AttemptState.ACCEPTED
    for order_id in connection.scalars(without(attempts, entries, accepted, is_cancellation)):
        yield f"The cancellation of order {order_id} was accepted, but nothing follows its money."
    is_looked_for = _same_order(attempts, entries), entries.c.waiting_for == WaitingFor.PROOF
    looked_for = select(entries.c.order_id).where(*is_looked_for)
    unwatched = select(attempts.c.order_id).where(
        is_cancellation, attempts.c.state.in_(OPEN_STATES), ~looked_for.exists()
    )
    for order_id in connection.scalars(unwatched):
        yield f"A cancellation of order {order_id} has no known end, and nothing looks for it."


def _not_told(connection: Connection) -> Iterator[str]:
    """An attempt and the facts about it are written together, so neither is there alone."""
    told = Counter(_facts_told(connection))
    wanted = Counter(_facts_wanted(connection))
    for (shop, order_id, kind), count in sorted((wanted - told).items()):
        yield f"{count} fact(s) {kind} about order {order_id} of {shop} are missing."
    intended = {fact_kind(act, AttemptState.INTENDED) for act in Act}
    for (_, order_id, kind), count in sorted((told - wanted).items()):
        if kind in intended:
            yield f"{count} attempt(s) at order {order_id} are missing, but {kind} is a fact."


def _facts_told(connection: Connection) -> list[_About]:
    """Under whatever name an account went."""
    kinds = [fact_kind(act, state) for act in Act for state in AttemptState]
    facts, names = schema.facts.c, schema.accounts.c
    query = (
        select(names.shop, facts.order_id, facts.kind)
        .join_from(schema.facts, schema.accounts, names.id == facts.account_id)
        .where(facts.kind.in_(kinds))
    )
    return [(shop, order_id, kind) for shop, order_id, kind in connection.execute(query)]


def _facts_wanted(connection: Connection) -> Iterator[_About]:
    attempts = schema.attempts.c
    known = attempts.act.in_(list(Act)), attempts.state.in_(list(AttemptState))
    for row in connection.execute(select(schema.attempts).where(*known)):
        act, state = Act(row.act), AttemptState(row.state)
        yield row.shop, row.order_id, fact_kind(act, AttemptState.INTENDED)
        by_a_migration = state is AttemptState.ABANDONED and row.settled_at is None
        if state is not AttemptState.INTENDED and not by_a_migration:
            yield row.shop, row.order_id, fact_kind(act, state)
