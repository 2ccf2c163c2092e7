"""The attempts of one account: what makes sending happen at most once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, ScalarSelect, insert, select, update
from sqlalchemy.exc import IntegrityError

from automator.ledger import schema
from automator.ledger.facts import record_fact
from automator.ledger.following import Followed, WaitingFor, follow
from automator.ledger.orders import last_seen, record_order
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Order, Status
from flows.errors import Doubtful
from flows.ports import OPEN_STATES, Attempt, AttemptState
from flows.seller_answer import AnswerKind

_T = schema.attempts


class LedgerAttempts:
    """`flows.ports.Attempts` on the ledger; each method is one committed transaction."""

    def __init__(self, engine: Engine, account_id: int) -> None:
        self._engine = engine
        self._account_id = account_id

    def latest(self, order_id: str, act: Act, what: str | None = "") -> Attempt | None:
        with self._engine.connect() as connection:
            return latest_attempt(connection, self._account_id, order_id, act, what)

    def open_cancellations(self) -> list[str]:
        """The orders for which one was sent, or was to be, whose end is not known."""
        query = select(_T.c.order_id).where(
            _T.c.account_id == self._account_id,
            _T.c.act == Act.CANCEL,
            _T.c.state.in_(OPEN_STATES),
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(query.order_by(_T.c.id)))

    def latest_cancellations(self) -> dict[str, Attempt]:
        """By order, under whatever name the account went."""
        query = select(_T).where(_T.c.shop == _shop_of(self._account_id), _T.c.act == Act.CANCEL)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(_T.c.id))
            return {row.order_id: _attempt(row) for row in rows}

    def intend(
        self, order: Order, act: Act, at: datetime, *, reason: Reason | None = None, what: str = ""
    ) -> Attempt:
        """Raises `Doubtful` where another run has such an attempt open on this order."""
        new = insert(_T).values(
            account_id=self._account_id,
            shop=_shop_of(self._account_id),
            order_id=order.id,
            act=act,
            what=what,
            reason=reason,
            state=AttemptState.INTENDED,
            intended_at=at,
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(new)
                record_order(connection, self._account_id, order, at)
                self._fact(connection, order.id, at, act, "intended", reason=reason)
                if act is Act.CANCEL:
                    follow(connection, self._account_id, _to_be_proven(order.id, reason, at))
        except IntegrityError as error:
            raise Doubtful(
                f"Another {act.noun} of order {order.id} is open already. Nothing was sent."
            ) from error
        return self._known(order.id, act, what)

    def sent(self, attempt: Attempt, answer: str | None, at: datetime) -> Attempt:
        change = update(_T).where(_T.c.id == attempt.id)
        with self._engine.begin() as connection:
            connection.execute(change.values(state=AttemptState.SENT, answer=answer))
            self._fact(connection, attempt.order_id, at, attempt.act, "sent", answer=answer)
        return self._known(attempt.order_id, attempt.act, attempt.what)

    def settle(
        self, attempt: Attempt, state: AttemptState, order: Order | None, at: datetime
    ) -> None:
        with self._engine.begin() as connection:
            settle_attempt(connection, self._account_id, attempt, state, order, at)
            if order is None:
                return
            if attempt.act is Act.CANCEL:
                entry = _after(connection, self._account_id, attempt, state, order, at)
                follow(connection, self._account_id, entry)
            record_order(connection, self._account_id, order, at)

    def _known(self, order_id: str, act: Act, what: str) -> Attempt:
        attempt = self.latest(order_id, act, what)
        if attempt is None:
            raise LookupError(order_id)
        return attempt

    def _fact(
        self,
        connection: Connection,
        order_id: str,
        at: datetime,
        act: Act,
        state: str,
        **details: str | None,
    ) -> None:
        kind = fact_kind(act, state)
        record_fact(connection, self._account_id, order_id, at, kind, details=details)


def latest_attempt(
    connection: Connection, account_id: int, order_id: str, act: Act, what: str | None = ""
) -> Attempt | None:
    """The newest attempt at this on this order by whatever name the account goes.

    An order belongs to one buyer of the shop: a mistyped account name must not send it twice.
    """
    query = (
        select(_T)
        .where(_T.c.shop == _shop_of(account_id), _T.c.order_id == order_id)
        .where(_T.c.act == act)
        .order_by(_T.c.id.desc())
    )
    if what is not None:
        query = query.where(_T.c.what == what)
    row = connection.execute(query).first()
    return _attempt(row) if row else None


def _shop_of(account_id: int) -> ScalarSelect[str]:
    names = schema.accounts
    return select(names.c.shop).where(names.c.id == account_id).scalar_subquery()


def settle_attempt(
    connection: Connection,
    account_id: int,
    attempt: Attempt,
    state: AttemptState,
    order: Order | None,
    at: datetime,
) -> None:
    """Close an attempt, within the caller's transaction; without an order, no page shows it."""
    connection.execute(update(_T).where(_T.c.id == attempt.id).values(state=state, settled_at=at))
    record_fact(
        connection,
        account_id,
        attempt.order_id,
        at,
        fact_kind(attempt.act, state),
        seen_on=order.seen_on if order else None,
        details={"status": order.status.value if order else None},
    )


def fact_kind(act: Act, state: str) -> str:
    """What the fact is called that tells of an attempt which came to this state."""
    return f"{act.noun} {state}".replace(" ", "_")


def _after(
    connection: Connection,
    account_id: int,
    attempt: Attempt,
    state: AttemptState,
    order: Order,
    at: datetime,
) -> Followed:
    """What to follow after a cancellation ended like this."""
    waiting_for = _next_wait(connection, account_id, state, order)
    return replace(
        _to_be_proven(order.id, attempt.reason, attempt.intended_at),
        waiting_for=waiting_for,
        next_look_at=None if waiting_for is WaitingFor.NOTHING else at,
        answer=AnswerKind.DECLINED if state is AttemptState.DECLINED else None,
    )


def _to_be_proven(order_id: str, reason: Reason | None, at: datetime) -> Followed:
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
        act=Act(row.act),
        state=AttemptState(row.state),
        intended_at=row.intended_at,
        reason=Reason(row.reason) if row.reason else None,
        what=row.what,
        answer=row.answer,
    )
