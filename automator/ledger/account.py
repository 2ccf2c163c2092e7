"""The ledger as one account of one shop sees it."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from automator.ledger import disputes, following, plans, refunds
from automator.ledger.attempts import LedgerAttempts, latest_attempt, settle_attempt
from automator.ledger.claims import claims_of
from automator.ledger.export import exported
from automator.ledger.facts import Fact, facts_of, record_fact
from automator.ledger.following import Followed
from automator.ledger.known import known_of
from automator.ledger.orders import last_seen, order_of, record_order, seen_orders
from automator.ledger.plan_runs import PlanRuns
from automator.ledger.schema import accounts
from automator.ledger.threads import record_messages
from flows.domain.acts import Act
from flows.domain.advice import Advice, advise
from flows.domain.cancellation import CANCELLABLE, Reason
from flows.domain.claims import Claim
from flows.domain.disputes import Dispute, DisputeStage
from flows.domain.messages import Message
from flows.domain.orders import Order, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Refund
from flows.domain.situations import Known
from flows.ports import OPEN_STATES, AttemptState
from flows.seller_answer import Answer


class AccountLedger:
    """Reads and writes for one account; the account is made known on first use."""

    def __init__(self, engine: Engine, shop: str, name: str) -> None:
        self._engine = engine
        self._id = _account_id(engine, shop, name)
        self.attempts = LedgerAttempts(engine, self._id)
        self.plan_runs = PlanRuns(engine, self._id)

    def history(self, order_id: str) -> list[Fact]:
        with self._engine.connect() as connection:
            return facts_of(connection, self._id, order_id)

    def exported(self, *, every_account: bool = False) -> list[str]:
        """Everything of this account, or of all, as lines of JSON."""
        with self._engine.connect() as connection:
            return list(exported(connection, None if every_account else self._id))

    def followed(self, order_ids: Collection[str] = ()) -> list[Followed]:
        with self._engine.connect() as connection:
            return following.followed_orders(connection, self._id, order_ids)

    def refund(self, order_id: str) -> Refund | None:
        with self._engine.connect() as connection:
            return refunds.refund_of(connection, self._id, order_id)

    def claims(self, now: datetime) -> list[Claim]:
        """What the shop owes this account, or owed."""
        with self._engine.connect() as connection:
            return claims_of(connection, self._id, now)

    def orders(self) -> list[Order]:
        """Every order as last seen."""
        with self._engine.connect() as connection:
            return seen_orders(connection, self._id)

    def seen(self, order_id: str) -> Order | None:
        """The order as last seen; None: it never was."""
        with self._engine.connect() as connection:
            row = last_seen(connection, self._id, order_id)
        return order_of(row) if row else None

    def plan(self, order_id: str) -> Followed | None:
        """The planned cancellation of this order; None: there is none."""
        with self._engine.connect() as connection:
            return plans.plan_of(connection, self._id, order_id)

    def dispute_stage(self, order_id: str) -> DisputeStage | None:
        """Where the dispute about this order stood when it was last seen; None: there was none."""
        with self._engine.connect() as connection:
            return disputes.last_stage(connection, self._id, order_id)

    def known(self, orders: Collection[Order]) -> dict[str, Known]:
        """What the ledger adds to readings of these orders, by id."""
        with self._engine.connect() as connection:
            return known_of(connection, self._id, orders)

    def advice(self, orders: Collection[Order], now: datetime) -> dict[str, Advice]:
        """The advice on readings of these orders with what the ledger adds to them, by id."""
        known = self.known(orders)
        return {order.id: advise(order, now, known.get(order.id)) for order in orders}

    @contextmanager
    def telling(self) -> Iterator[tuple[Connection, int]]:
        """One transaction about notices or runs, and the account's number in the ledger."""
        with self._engine.begin() as connection:
            yield connection, self._id

    @contextmanager
    def news(self, at: datetime) -> Iterator["News"]:
        """One transaction for all that was seen of one order at this time."""
        with self._engine.begin() as connection:
            yield News(connection, self._id, at)


class News:
    """What one look at an order brought; kept whole or not at all."""

    def __init__(self, connection: Connection, account_id: int, at: datetime) -> None:
        self._connection = connection
        self._account_id = account_id
        self._at = at

    def order(self, order: Order) -> None:
        record_order(self._connection, self._account_id, order, self._at)

    def answer(self, order: Order, answer: Answer) -> None:
        """The seller's answer; a "no" also ends the attempt that asked."""
        following.record_answer(self._connection, self._account_id, order.id, answer, self._at)
        if answer.outcome is Outcome.DECLINED:
            self._settle(AttemptState.ACCEPTED, AttemptState.DECLINED, order)

    def prove_attempt(self, order: Order) -> None:
        """The order shows what became of a cancellation: it arrived, or was overtaken.

        What arrived and can be cancelled again was declined.
        """
        arrived = order.status in {Status.CANCELLED, Status.CANCEL_REQUESTED} | CANCELLABLE
        state = AttemptState.ACCEPTED if arrived else AttemptState.REFUSED
        for open_state in OPEN_STATES:
            self._settle(open_state, state, order)

    def _settle(self, present: AttemptState, state: AttemptState, order: Order) -> None:
        attempt = latest_attempt(self._connection, self._account_id, order.id, Act.CANCEL)
        if attempt and attempt.state is present:
            settle_attempt(self._connection, self._account_id, attempt, state, order, self._at)

    def refund(self, order_id: str, refund: Refund) -> None:
        refunds.record_refund(self._connection, self._account_id, order_id, refund, self._at)

    def received(self, order_id: str) -> bool:
        """The buyer says that the money is there; False: that is no news."""
        return refunds.confirm_received(self._connection, self._account_id, order_id, self._at)

    def not_received(self, order_id: str) -> bool:
        """The buyer takes that back; False: it was never said."""
        return refunds.take_back_receipt(self._connection, self._account_id, order_id, self._at)

    def overdue(self, order_id: str, due: datetime) -> bool:
        """The money should have been there by then; False: that is no news."""
        return refunds.record_overdue(self._connection, self._account_id, order_id, due, self._at)

    def dispute(self, order_id: str, dispute: Dispute) -> None:
        disputes.record_dispute(self._connection, self._account_id, order_id, dispute, self._at)

    def remind(self, order_id: str, of: str, deadline: datetime) -> bool:
        """Whether to remind of this now: once per deadline."""
        return disputes.record_reminder(
            self._connection, self._account_id, order_id, of, deadline, self._at
        )

    def messages(self, order_id: str, messages: Iterable[Message]) -> None:
        """Those of a thread that were not read before."""
        record_messages(self._connection, self._account_id, order_id, messages, self._at)

    def plan(self, order: Order, reason: Reason, note: str) -> None:
        """Cancel this order as soon as the shop allows it."""
        plans.make_plan(self._connection, self._account_id, order.id, reason, note, self._at)

    def chosen(self, order_id: str, plan: str, rule: str) -> None:
        """A rule of a plan chose this order to be cancelled."""
        details = {"plan": plan, "rule": rule}
        record_fact(
            self._connection,
            self._account_id,
            order_id,
            self._at,
            "chosen_by_plan",
            details=details,
        )

    def end_plan(self, plan: Followed, why: str) -> Followed:
        return plans.end_plan(self._connection, self._account_id, plan, why, self._at)

    def follow(self, entry: Followed) -> None:
        following.follow(self._connection, self._account_id, entry)


def _account_id(engine: Engine, shop: str, name: str) -> int:
    known = select(accounts.c.id).where(accounts.c.shop == shop, accounts.c.name == name)
    with engine.begin() as connection:
        found: int | None = connection.scalar(known)
        if found is None:
            connection.execute(insert(accounts).values(shop=shop, name=name))
            found = connection.scalar(known)
    if found is None:
        raise LookupError(name)
    return found
