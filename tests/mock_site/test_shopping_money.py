"""However somebody shops, pays, cancels and is refunded: no money is lost, doubled or overspent."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mock_site import control_acts
from mock_site.acts import NotPossible
from mock_site.buying import carts, paying, purchases
from mock_site.buying.cards import Card
from mock_site.buying.paying import Means
from mock_site.calls import PlatformAct
from mock_site.catalogue import catalogue_of
from mock_site.orders import Order
from mock_site.refunds import PaidWith, RefundStage
from mock_site.statuses import OrderStatus
from tests.mock_site.stage import ANNA, NOAH, a_stage

_PRODUCTS = catalogue_of(1).products[:9]
_COUPONS = [*[""] * 4, "TENOFF", "TENOFF", "WELCOME3", "LANTERN5", "LITTLEFOX", "NOSUCH"]
_PAYING = ["4242424242424242", "4000000000000002", "4000000000009995", "4111111111111111"]
_NOTHING = Decimal("0.00")


def _means(method: PaidWith, number: str) -> Means:
    card = Card(number, "09/28", "123") if method is PaidWith.CARD else None
    wallet = "Z123456789012" if method is PaidWith.WEBMONEY else "79991234567"
    return Means(method, wallet, card)


class Shopping(RuleBasedStateMachine):
    """Two buyers; `paid` and `spent` are counted here, as each payment is answered."""

    @initialize(paid=st.sampled_from(["request", "at_once"]))
    def open(self, paid: str) -> None:
        self.stage = a_stage(terms={"cancels_paid": paid, "cancel_after_paying": "PT2M"})
        came_back = self.stage.order(
            "FINISH", end_reason="cancel_order_close_trade", refund_stage="ON_BALANCE",
            age_h=1000, total="90.00",
        )  # fmt: skip
        self.paid = {came_back: Decimal("90.00")}
        self.spent = {ANNA: _NOTHING, NOAH: _NOTHING}
        self.landed: dict[str, Decimal] = {}
        self.tokens: list[tuple[str, str]] = []

    @rule(
        who=st.sampled_from([ANNA, ANNA, NOAH]),
        number=st.integers(0, len(_PRODUCTS) - 1),
        pieces=st.integers(0, 3),
    )
    def fill_the_cart(self, who: str, number: int, pieces: int) -> None:
        product = _PRODUCTS[number]
        line = carts.a_line(product, product.sku, pieces, self.stage.shop.blocked_stores)
        wish = carts.refuse(line) if isinstance(line, str) else carts.add(line)
        self.stage.shop.change_cart(who, wish)

    @rule(
        who=st.sampled_from([ANNA, ANNA, NOAH]),
        numbers=st.sets(st.integers(0, len(_PRODUCTS) - 1), min_size=1, max_size=3),
        coupon=st.sampled_from(_COUPONS),
        method=st.sampled_from(PaidWith),
        way=st.sampled_from(["economy", "standard", "express"]),
    )
    def buy(self, who: str, numbers: set[int], coupon: str, method: PaidWith, way: str) -> None:
        for number in sorted(numbers):
            self.fill_the_cart(who, number, 1)
        checkouts, lines = self.stage.shop.checkouts, self.stage.shop.cart(who).lines
        begun = checkouts.begin(who, lines, is_of_cart=True)
        ways = {line.store.id: way for line in lines}
        checkouts.keep(replace(begun, coupon=coupon, deliveries=ways, paid_with=method))
        self.tokens.append((who, begun.token))
        self.place_an_order(-1)

    @precondition(lambda self: self.tokens)
    @rule(number=st.integers(-20, -1))
    def place_an_order(self, number: int) -> None:
        """Perhaps one that was placed before."""
        shop = self.stage.shop
        who, token = self.tokens[number % len(self.tokens)]
        checkout = shop.checkouts.find(who, token)
        assert checkout
        costs = purchases.costs_of(shop, checkout, shop.clock.now())
        answer, orders = purchases.place(shop, checkout, str(costs.total))
        if answer.changed:
            assert len(orders) == len(costs.parcels)
            assert sum(self.stage.see(it).total for it in orders) == costs.total
        else:
            assert orders == checkout.orders

    @precondition(lambda self: self.stage.shop.orders)
    @rule(
        numbers=st.lists(st.integers(0, 20), min_size=1, max_size=3),
        who=st.sampled_from([ANNA, ANNA, NOAH]),
        method=st.sampled_from([*PaidWith, *[PaidWith.BALANCE] * 5]),
        card=st.sampled_from([_PAYING[0], *_PAYING]),
        fault=st.sampled_from([*[None] * 9, "lie", "late", "declined"]),
        is_of_unpaid=st.sampled_from([True, True, True, False]),
    )
    def pay(
        self,
        numbers: list[int],
        who: str,
        method: PaidWith,
        card: str,
        fault: str | None,
        is_of_unpaid: bool,
    ) -> None:
        """Often for what waits for it, else for any orders, somebody else's among them."""
        orders = sorted({self._order(number) for number in numbers})
        if is_of_unpaid:
            orders = self._unpaid(who) or orders
        costs = sum((self.stage.see(it).total for it in orders), _NOTHING)
        self.stage.shop.settle()
        had = purchases.balance(self.stage.shop, who, "USD")
        if fault:
            self.stage.arm("pay.submit", fault)
        answer = paying.pay(self.stage.shop, who, orders, _means(method, card))
        self.stage.shop.faults.clear()
        if not answer.changed:
            return
        assert method is not PaidWith.CARD or card == _PAYING[0]
        for order in orders:
            assert order not in self.paid
            self.paid[order] = self.stage.see(order).total
        if method is PaidWith.BALANCE:
            assert had >= costs
            self.spent[who] += costs

    @precondition(lambda self: self.stage.shop.orders)
    @rule(number=st.integers(0, 20), who=st.sampled_from([ANNA, ANNA, NOAH]))
    def cancel(self, number: int, who: str) -> None:
        self.stage.cancel(self._order(number), buyer=who)

    @precondition(lambda self: self.stage.shop.orders)
    @rule(number=st.integers(0, 20), to_balance=st.sampled_from([True, True, False]))
    def hurry_a_refund(self, number: int, to_balance: bool) -> None:
        act = PlatformAct(do="advance_refund", to_balance=to_balance)
        try:
            self.stage.shop.change(self._order(number), control_acts.by_platform(act))
        except NotPossible:
            return

    @rule(seconds=st.sampled_from([1, 60, 3600, 86_400, 20 * 86_400]))
    def wind(self, seconds: int) -> None:
        self.stage.wind(timedelta(seconds=seconds))

    @invariant()
    def what_was_paid_is_held_refunded_or_with_the_seller(self) -> None:
        orders = self.stage.shop.orders.values()
        assert {it.id: it.total for it in orders if it.was_paid} == self.paid
        for order in orders:
            is_held = order.was_paid and order.status is not OrderStatus.FINISH
            assert 0 <= order.refund.amount <= self.paid.get(order.id, _NOTHING)
            assert not (is_held and order.refund.amount)

    @invariant()
    def the_balance_is_what_landed_on_it_less_what_was_spent(self) -> None:
        for who, spent in self.spent.items():
            orders = self.stage.shop.all_orders_of(who)
            came = sum((it.refund.amount for it in orders if self._is_on_balance(it)), _NOTHING)
            has = purchases.balance(self.stage.shop, who, "USD")
            assert has == came - spent
            assert has >= 0

    @invariant()
    def nobody_is_refunded_twice(self) -> None:
        now = self.stage.shop.clock.now()
        for order in self.stage.shop.orders.values():
            lands_at = order.refund.lands_at
            came = order.refund.amount if lands_at and lands_at <= now else _NOTHING
            assert came >= self.landed.get(order.id, _NOTHING)
            assert came in {_NOTHING, self.paid.get(order.id)}
            self.landed[order.id] = came

    def _is_on_balance(self, order: Order) -> bool:
        lands_at = order.refund.lands_at
        if lands_at is None or lands_at > self.stage.shop.clock.now():
            return False
        is_moved_there = order.refund.stage is RefundStage.ON_BALANCE
        return is_moved_there or order.paid_with is PaidWith.BALANCE

    def _unpaid(self, who: str) -> list[str]:
        """Some that this buyer has yet to pay; where there are none, they buy something first."""
        self.stage.shop.settle()
        if not any(it.status is OrderStatus.UNPAID for it in self._of(who)):
            self.buy(who, {0}, "", PaidWith.CARD, "economy")
        return [it.id for it in self._of(who) if it.status is OrderStatus.UNPAID][:3]

    def _of(self, who: str) -> list[Order]:
        return self.stage.shop.all_orders_of(who)

    def _order(self, number: int) -> str:
        orders = list(self.stage.shop.orders)
        return orders[number % len(orders)]


Shopping.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestShopping = Shopping.TestCase
