"""The attempts of one account: what makes sending happen at most once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from automator.ledger import schema
from automator.ledger.facts import record_fact
from automator.ledger.following import Followed, WaitingFor, follow
from automator.ledger.orders import last_seen, record_order
from flows.domain.cancellation import Reason
from flows.domain.orders import Order, Status
from flows.errors import NeedsPerson
from flows.ports import Attempt, AttemptState
from flows.seller_answer import AnswerKind

_T = schema.attempts


class LedgerAttempts:
    """`flows.ports.Attempts` on the ledger; each method is one committed transaction."""

    def __init__(self, engine: Engine, account_id: int) -> None:
        self._engine = engine
        self._account_id = account_id

    def latest(self, order_id: str) -> Attempt | None:
        with self._engine.connect() as connection:
            return latest_attempt(connection, self._account_id, order_id)

    def intend(self, order: Order, reason: Reason, at: datetime) -> Attempt:
        """Raises `NeedsPerson` where another run has an open attempt on this order."""
        new = insert(_T).values(
            account_id=self._account_id,
            order_id=order.id,
            reason=reason,
            state=AttemptState.INTENDED,
            intended_at=at,
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(new)
                record_order(connection, self._account_id, order, at)
                self._fact(connection, order.id, at, "cancellation_intended", reason=reason)
                follow(connection, self._account_id, _to_be_proven(order.id, reason, at))
        except IntegrityError as error:
            raise NeedsPerson(
                f"Another attempt to cancel {order.id} is open already. Nothing was sent."
            ) from error
        return self._known(order.id)

    def sent(self, attempt: Attempt, answer: str | None, at: datetime) -> Attempt:
        change = update(_T).where(_T.c.id == attempt.id)
        with self._engine.begin() as connection:
            connection.execute(change.values(state=AttemptState.SENT, answer=answer))
            self._fact(connection, attempt.order_id, at, "cancellation_sent", answer=answer)
        return self._known(attempt.order_id)

    def settle(self, attempt: Attempt, state: AttemptState, order: Order, at: datetime) -> None:
        with self._engine.begin() as connection:
            settle_attempt(connection, self._account_id, attempt, state, order, at)
            waiting_for = _next_wait(connection, self._account_id, state, order)
            entry = _to_be_proven(order.id, attempt.reason, attempt.intended_at)
            look = None if waiting_for is WaitingFor.NOTHING else at
            answer = AnswerKind.DECLINED if state is AttemptState.DECLINED else None
            entry = replace(entry, waiting_for=waiting_for, next_look_at=look, answer=answer)
            follow(connection, self._account_id, entry)
            record_order(connection, self._account_id, order, at)

    def _known(self, order_id: str) -> Attempt:
        attempt = self.latest(order_id)
        if attempt is None:
            raise LookupError(order_id)
        return attempt

    def _fact(
        self, connection: Connection, order_id: str, at: datetime, kind: str, **details: str | None
    ) -> None:
        record_fact(connection, self._account_id, order_id, at, kind, details=details)


def latest_attempt(connection: Connection, account_id: int, order_id: str) -> Attempt | None:
    """The newest attempt on this order by whatever name the account goes.

    An order belongs to one buyer of the shop: a mistyped account name must not send it twice.
    """
    names = schema.accounts
    shop = select(names.c.shop).where(names.c.id == account_id).scalar_subquery()
    of_this_shop = select(names.c.id).where(names.c.shop == shop)
    query = (
        select(_T)
        .where(_T.c.account_id.in_(of_this_shop), _T.c.order_id == order_id)
        .order_by(_T.c.id.desc())
    )
    row = connection.execute(query).first()
    return _attempt(row) if row else None


def settle_attempt(
    connection: Connection,
    account_id: int,
    attempt: Attempt,
    state: AttemptState,
    order: Order,
    at: datetime,
) -> None:
    """Close an attempt, within the caller's transaction."""
    connection.execute(update(_T).where(_T.c.id == attempt.id).values(state=state, settled_at=at))
    record_fact(
        connection,
        account_id,
        order.id,
        at,
        f"cancellation_{state}",
        seen_on=order.seen_on,
        details={"status": order.status.value},
    )


def _to_be_proven(order_id: str, reason: Reason, at: datetime) -> Followed:
    return Followed(
        order_id, WaitingFor.PROOF, since=at, next_look_at=at, reason=reason, requested_at=at
    )


def _next_wait(
    connection: Connection, account_id: int, state: AttemptState, order: Order
) -> WaitingFor:
    """What to look for after an attempt ended; an order cancelled unpaid owes nothing."""
    if state is not AttemptState.ACCEPTED:
        return WaitingFor.NOTHING
    if not order.status.is_over:
        return WaitingFor.SELLER
    before = last_seen(connection, account_id, order.id)
    unpaid = before is not None and before.status == Status.AWAITING_PAYMENT
    return WaitingFor.NOTHING if unpaid else WaitingFor.REFUND


def _attempt(row: Row[tuple[object, ...]]) -> Attempt:
    return Attempt(
        id=row.id,
        order_id=row.order_id,
        reason=Reason(row.reason),
        state=AttemptState(row.state),
        intended_at=row.intended_at,
        answer=row.answer,
    )
