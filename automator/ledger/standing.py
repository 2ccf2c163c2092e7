"""Which orders are still open in any way, under whatever account: their evidence is needed."""

from datetime import datetime

from sqlalchemy import Connection, Row, Select, select

from automator.ledger.claims import claims_of
from automator.ledger.following import WaitingFor
from automator.ledger.orders import order_of
from automator.ledger.schema import accounts, attempts, facts, followed, orders
from flows.domain.disputes import DisputeStage
from flows.ports import OPEN_STATES

_OVER = (DisputeStage.ENDED, DisputeStage.WITHDRAWN)


def settled_orders(connection: Connection, now: datetime) -> set[str]:
    """Orders of which nothing is left to come.

    They were seen, nothing is followed or disputed or without a known end, their money has landed,
    and no dispute can be opened any more.
    """
    rows = connection.execute(select(orders)).all()
    over = {row.order_id for row in rows if _is_over(row, now)}
    return (
        over
        - _ids(connection, _open_attempts())
        - _ids(connection, _still_followed())
        - (_owed(connection, now) | _disputed(connection))
    )


def _is_over(row: Row[tuple[object, ...]], now: datetime) -> bool:
    can_be_disputed = row.dispute_until is not None and row.dispute_until > now
    return order_of(row).status.is_over and not can_be_disputed


def _ids(connection: Connection, query: Select[tuple[str]]) -> set[str]:
    return set(connection.scalars(query))


def _open_attempts() -> Select[tuple[str]]:
    return select(attempts.c.order_id).where(attempts.c.state.in_(OPEN_STATES))


def _still_followed() -> Select[tuple[str]]:
    is_done = followed.c.waiting_for == WaitingFor.NOTHING
    return select(followed.c.order_id).where(followed.c.next_look_at.is_not(None) | ~is_done)


def _owed(connection: Connection, now: datetime) -> set[str]:
    every = connection.scalars(select(accounts.c.id)).all()
    claims = [claim for account in every for claim in claims_of(connection, account, now)]
    return {claim.order.id for claim in claims if not claim.has_landed}


def _disputed(connection: Connection) -> set[str]:
    query = select(facts).where(facts.c.kind == "dispute").order_by(facts.c.id)
    last = {row.order_id: row.details["stage"] for row in connection.execute(query)}
    return {order_id for order_id, stage in last.items() if stage not in _OVER}
