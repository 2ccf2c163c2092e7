"""Whatever buyers, sellers, platform and clock do: no undefined state, no money lost or doubled."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mock_site import acts
from mock_site.acts import Act, NotPossible
from mock_site.faults import Fault
from mock_site.orders import EndReason, Order, OrderStatus, PaidWith, RefundStage, SellerAnswer
from mock_site.shop import PAID_REASONS, UNPAID_REASONS
from tests.mock_site.stage import ANNA, NOAH, a_stage

_ACTS: dict[str, Act] = {
    "accept": acts.accepted,
    "decline": acts.declined,
    "ship": acts.shipped,
    "ask_extension": partial(acts.extension_asked, days=3),
    "message": partial(acts.told_by_seller, text="Hello."),
    "verify_payment": acts.verified,
    "freeze": acts.frozen,
    "clear": acts.cleared,
    "annul": acts.annulled,
    "advance_refund": acts.refund_advanced,
    "to_balance": acts.refund_put_on_balance,
    "settle_dispute": acts.dispute_settled,
}
_TIMED = {
    OrderStatus.UNPAID,
    OrderStatus.VERIFYING,
    OrderStatus.TO_SHIP,
    OrderStatus.IN_CANCEL,
    OrderStatus.SHIPPED,
}
_STAGES = list(RefundStage)


def where_the_money_is(order: Order) -> dict[str, Decimal]:
    """Each cent of an order's total, by who has it."""
    nothing = Decimal("0.00")
    paid = order.total if order.was_paid else nothing
    is_over = order.status is OrderStatus.FINISH
    return {
        "with the buyer": order.total - paid,
        "held by the shop": nothing if is_over else paid,
        "on its way back": order.refund.amount,
        "with the seller": paid - order.refund.amount if is_over else nothing,
    }


class LawfulWorld(RuleBasedStateMachine):
    """Random acts on a few orders; whatever was true before must stay lawful."""

    @initialize(verifying=st.booleans())
    def open(self, verifying: bool) -> None:
        self.stage = a_stage(cancels_while_verifying=verifying)
        self.before: dict[str, Order] = {}
        self.before_at = self.stage.shop.clock.now()
        self.requests = 0

    @rule(
        status=st.sampled_from(OrderStatus),
        seller=st.fixed_dictionaries(
            {
                "answer": st.sampled_from(SellerAnswer),
                "after_s": st.sampled_from([0, 3600, 200_000]),
                "ships_after_s": st.sampled_from([None, None, 5000]),
                "asks_extension_days": st.sampled_from([None, 4]),
            }
        ),
        paid_with=st.sampled_from(PaidWith),
        age_h=st.sampled_from([0, 5, 300]),
    )
    def make_an_order(self, status: str, seller: Any, paid_with: str, age_h: float) -> None:
        if len(self.stage.shop.orders) < 4:
            self.stage.order(status, seller=seller, paid_with=paid_with, age_h=age_h)

    @precondition(lambda self: self.stage.shop.orders)
    @rule(
        number=st.integers(0, 3),
        reason=st.sampled_from([*UNPAID_REASONS, *PAID_REASONS, "nonsense"]),
        buyer=st.sampled_from([ANNA, ANNA, ANNA, NOAH]),
        fault=st.sampled_from([None, None, "lie", "late", "ships_now"]),
    )
    def cancel(self, number: int, reason: str, buyer: str, fault: str | None) -> None:
        order = self._order(number)
        self.stage.shop.settle()
        before = self.stage.see(order)
        if fault:
            self.stage.shop.faults.arm(Fault("cancel.submit", fault))
        answer = self.stage.cancel(order, reason, buyer)
        self.requests += 1
        if fault != "ships_now":
            assert answer.changed == (self.stage.see(order) != before)

    @precondition(lambda self: self.stage.shop.orders)
    @rule(number=st.integers(0, 3), name=st.sampled_from(sorted(_ACTS)))
    def act(self, number: int, name: str) -> None:
        order = self._order(number)
        self.stage.shop.settle()
        before = self.stage.see(order)
        try:
            self.stage.shop.change(order, _ACTS[name])
        except NotPossible:
            assert self.stage.see(order) == before

    @rule(seconds=st.sampled_from([0, 1, 3600, 86_400, 3 * 86_400, 20 * 86_400, 70 * 86_400]))
    def wind(self, seconds: int) -> None:
        self.stage.wind(timedelta(seconds=seconds))

    @invariant()
    def every_order_is_lawful(self) -> None:
        for order in self.stage.shop.orders.values():
            _assert_lawful(order)
            if order.id in self.before:
                _assert_money_moves_forward(self.before[order.id], order, self.before_at)
        self.before = dict(self.stage.shop.orders)
        self.before_at = self.stage.shop.clock.now()

    @invariant()
    def the_log_is_complete(self) -> None:
        assert len(self.stage.shop.log) == self.requests
        dates = [datetime.fromisoformat(entry["at"]) for entry in self.stage.shop.log]
        assert dates == sorted(dates)

    @invariant()
    def nothing_is_overdue(self) -> None:
        now = self.stage.shop.clock.now()
        self.stage.shop.settle()
        for order in self.stage.shop.orders.values():
            assert order.deadline is None or order.deadline > now

    def _order(self, number: int) -> str:
        orders = list(self.stage.shop.orders)
        return orders[number % len(orders)]


def _assert_lawful(order: Order) -> None:
    money = where_the_money_is(order)
    assert sum(money.values()) == order.total
    assert all(amount >= 0 for amount in money.values())
    is_over = order.status is OrderStatus.FINISH
    assert is_over == (order.end_reason is not None) == (order.ended_at is not None)
    assert (order.status in _TIMED) == (order.deadline is not None)
    assert (order.status is OrderStatus.FROZEN) == (order.paused is not None)
    pays_back = order.end_reason is not None and order.end_reason.pays_back and order.was_paid
    assert order.refund.amount == (order.total if pays_back else 0)
    assert (order.refund.stage is not RefundStage.NONE) == pays_back
    if order.end_reason in {EndReason.CANCELLED_UNPAID, EndReason.PAY_TIMEOUT}:
        assert not order.was_paid
    if order.extension_asked_days:
        assert order.status is OrderStatus.TO_SHIP


def _assert_money_moves_forward(before: Order, after: Order, before_at: datetime) -> None:
    """A refund begins once, never goes back a stage, and never moves after it has landed."""
    assert after.total == before.total
    if before.status is OrderStatus.FINISH:
        assert (after.status, after.end_reason) == (before.status, before.end_reason)
        assert after.refund.expected_at == before.refund.expected_at
    if before.refund.lands_at and before.refund.lands_at <= before_at:
        assert after.refund == before.refund
    assert _STAGES.index(after.refund.stage) >= _STAGES.index(before.refund.stage)


LawfulWorld.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
TestWorldIsLawful = LawfulWorld.TestCase
