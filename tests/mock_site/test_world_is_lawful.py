"""Whatever buyers, sellers, platform and clock do: no undefined state, no money lost or doubled."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mock_site import buyer_acts, control_acts, truth
from mock_site.acts import Act, NotPossible
from mock_site.buyer_acts import Asked
from mock_site.calls import PlatformAct, PlatformDoes, SellerAct, SellerDoes
from mock_site.cancelling import PAID_REASONS, UNPAID_REASONS
from mock_site.disputes import DisputeReason, DisputeStage
from mock_site.evidence import Evidence
from mock_site.orders import Order
from mock_site.refunds import PaidWith, RefundStage
from mock_site.sellers import InDispute, SellerAnswer
from mock_site.statuses import EndReason, OrderStatus
from tests.mock_site.stage import ANNA, NOAH, a_stage

_ACTS: dict[str, Act] = {
    **{f"seller {do}": control_acts.by_seller(SellerAct(do=do)) for do in get_args(SellerDoes)},
    **{do: control_acts.by_platform(PlatformAct(do=do)) for do in get_args(PlatformDoes)},
    "to_balance": control_acts.by_platform(PlatformAct(do="advance_refund", to_balance=True)),
    "settle for nothing": control_acts.by_platform(
        PlatformAct(do="settle_dispute", amount=Decimal("0.00"))
    ),
    "offer a cent": control_acts.by_seller(SellerAct(do="offer", amount=Decimal("0.01"))),
}
_REASONS = sorted({*UNPAID_REASONS, *PAID_REASONS, "nonsense"})


def _cancel(reason: str) -> Callable[[Order], Asked]:
    return lambda _: buyer_acts.cancel(reason, "Please.")


def _dispute(wanted: Decimal) -> Asked:
    return buyer_acts.open_dispute(
        reason=DisputeReason.NOT_RECEIVED, wanted=wanted, received=False, text="Nothing came."
    )


_WISHES: dict[str, Callable[[Order], Asked]] = {
    **{f"cancel {reason}": _cancel(reason) for reason in _REASONS},
    "pay": lambda _: buyer_acts.pay(PaidWith.WEBMONEY),
    "confirm": lambda _: buyer_acts.confirm_receipt(),
    "extend": lambda _: buyer_acts.extend(5),
    "extend absurdly": lambda _: buyer_acts.extend(-3),
    "message": lambda _: buyer_acts.message("When?"),
    "delete": lambda _: buyer_acts.delete(),
    "restore": lambda _: buyer_acts.restore(),
    "purge": lambda _: buyer_acts.purge(),
    "dispute": lambda order: _dispute(order.total),
    "dispute a part": lambda _: _dispute(Decimal("0.50")),
    "dispute too much": lambda order: _dispute(order.total + 1),
    "accept offer": lambda _: buyer_acts.accept_offer(),
    "escalate": lambda _: buyer_acts.escalate(),
    "withdraw": lambda _: buyer_acts.withdraw(),
    "argue": lambda _: buyer_acts.argue("Look.", (Evidence("photo.jpg", 4000, "jpeg"),)),
}
_TIMED = {
    OrderStatus.UNPAID,
    OrderStatus.VERIFYING,
    OrderStatus.TO_SHIP,
    OrderStatus.IN_CANCEL,
    OrderStatus.SHIPPED,
    OrderStatus.IN_ISSUE,
}
_STAGES = list(RefundStage)


def where_the_money_is(order: Order, now: datetime) -> dict[str, Decimal]:
    """Each cent of an order's total, by who has it."""
    nothing = Decimal("0.00")
    paid = order.total if order.was_paid else nothing
    is_over = order.status is OrderStatus.FINISH
    refund = order.refund
    is_there = refund.lands_at is not None and refund.lands_at <= now
    is_on_balance = refund.stage is RefundStage.ON_BALANCE
    return {
        "with the buyer": order.total - paid,
        "held by the shop": nothing if is_over else paid,
        "on its way back": nothing if is_there else refund.amount,
        "on the balance": refund.amount if is_there and is_on_balance else nothing,
        "refunded": refund.amount if is_there and not is_on_balance else nothing,
        "with the seller": paid - refund.amount if is_over else nothing,
    }


class LawfulWorld(RuleBasedStateMachine):
    """Random acts on a few orders; whatever was true before must stay lawful."""

    @initialize(verifying=st.booleans(), paid=st.sampled_from(["request", "at_once"]))
    def open(self, verifying: bool, paid: str) -> None:
        self.stage = a_stage(
            terms={"cancels_while_verifying": verifying, "cancels_paid": paid, "to_deliver": "P9D"}
        )
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
                "ships_part_after_s": st.sampled_from([None, None, 3000]),
                "asks_extension_days": st.sampled_from([None, 4]),
                "asks_extension_times": st.sampled_from([1, 3]),
                "in_dispute": st.sampled_from(InDispute),
                "dispute_after_s": st.sampled_from([0, 100_000]),
                "offers_share": st.sampled_from(["0", "0.333", "1"]),
                "decided_share": st.sampled_from(["0", "0.5", "1"]),
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
        wish=st.sampled_from(sorted(_WISHES)),
        buyer=st.sampled_from([ANNA, ANNA, ANNA, NOAH]),
        fault=st.sampled_from([None, None, "lie", "late", "ships_now"]),
    )
    def ask(self, number: int, wish: str, buyer: str, fault: str | None) -> None:
        shop = self.stage.shop
        shop.settle()
        before = self.stage.see(self._order(number))
        asked = _WISHES[wish](before)
        if fault:
            self.stage.arm(asked.place, fault)
        answer = shop.ask(buyer, before.id, asked)
        self.requests += 1
        if fault != "ships_now":
            assert answer.changed == (self.stage.see(before.id) != before)
        if answer.changed:
            assert buyer == ANNA
            assert before.deleted != "purged"

    @precondition(lambda self: self.stage.shop.orders)
    @rule(number=st.integers(0, 3), name=st.sampled_from(sorted(_ACTS)))
    def act(self, number: int, name: str) -> None:
        shop = self.stage.shop
        shop.settle()
        before = self.stage.see(self._order(number))
        try:
            after = shop.change(before.id, _ACTS[name])
        except NotPossible:
            assert self.stage.see(before.id) == before
        else:
            assert self.stage.see(before.id) == after
            is_asked_again = name == "seller ask_extension" and before.extension_asked_days
            assert is_asked_again or after != before

    @rule(seconds=st.sampled_from([0, 1, 3600, 86_400, 3 * 86_400, 20 * 86_400, 70 * 86_400]))
    def wind(self, seconds: int) -> None:
        self.stage.wind(timedelta(seconds=seconds))

    @invariant()
    def every_order_is_lawful(self) -> None:
        now = self.stage.shop.clock.now()
        for order in self.stage.shop.orders.values():
            _assert_lawful(order, now)
            assert truth.truth_of_order(order)
            assert control_acts.possible(order, now)
            if order.id in self.before:
                _assert_money_moves_forward(self.before[order.id], order, self.before_at)
        self.before = dict(self.stage.shop.orders)
        self.before_at = now

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


def _assert_lawful(order: Order, now: datetime) -> None:
    money = where_the_money_is(order, now)
    assert sum(money.values()) == order.total
    assert all(amount >= 0 for amount in money.values())
    is_over = order.status is OrderStatus.FINISH
    assert is_over == (order.end_reason is not None) == (order.ended_at is not None)
    assert (order.status in _TIMED) == (order.deadline is not None)
    assert (order.status is OrderStatus.FROZEN) == (order.paused is not None)
    _assert_refund_fits(order)
    _assert_dispute_fits(order)
    if order.end_reason in {EndReason.CANCELLED_UNPAID, EndReason.PAY_TIMEOUT}:
        assert not order.was_paid
    if order.extension_asked_days:
        assert order.status is OrderStatus.TO_SHIP
    assert order.deleted is None or is_over
    assert not (order.delivered_at and order.returned_at)


def _assert_refund_fits(order: Order) -> None:
    pays_back = order.end_reason is not None and order.end_reason.pays_back and order.was_paid
    if order.end_reason is EndReason.ISSUE and order.dispute:
        assert order.refund.amount == order.dispute.granted
    else:
        assert order.refund.amount == (order.total if pays_back else 0)
    assert (order.refund.stage is not RefundStage.NONE) == (order.refund.amount > 0)


def _assert_dispute_fits(order: Order) -> None:
    dispute = order.dispute
    was_disputed = order.paused is not None and order.paused.status is OrderStatus.IN_ISSUE
    is_disputed = order.status is OrderStatus.IN_ISSUE or was_disputed
    assert is_disputed == (dispute is not None and dispute.is_open)
    if dispute:
        assert 0 < dispute.wanted <= order.total
        assert (dispute.stage is DisputeStage.ENDED) == (dispute.granted is not None)
        assert dispute.is_open == (dispute.ended_at is None)


def _assert_money_moves_forward(before: Order, after: Order, before_at: datetime) -> None:
    """A refund begins once, never goes back a stage, and never moves after it has landed."""
    assert after.total == before.total
    was_content = before.end_reason in {EndReason.ACCEPTED, EndReason.ACCEPT_TIMEOUT}
    if before.status is OrderStatus.FINISH and not was_content:
        assert (after.status, after.end_reason) == (before.status, before.end_reason)
        assert after.refund.expected_at == before.refund.expected_at
    if before.refund.lands_at and before.refund.lands_at <= before_at:
        assert after.refund == before.refund
    assert _STAGES.index(after.refund.stage) >= _STAGES.index(before.refund.stage)


LawfulWorld.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestWorldIsLawful = LawfulWorld.TestCase
