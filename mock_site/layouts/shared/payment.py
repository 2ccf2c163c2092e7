"""Paying for orders that were placed: the method and what it needs, and what came of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mock_site.addresses import PAY_RESULT, PAYMENT
from mock_site.buying import cards, paying, purchases
from mock_site.buying.cards import Card
from mock_site.buying.paying import Means
from mock_site.endpoints import Endpoints
from mock_site.layouts.shared import states
from mock_site.orders import Order
from mock_site.refunds import PaidWith
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit

_MOST_ORDERS = 50
_LONGEST_FIELD = 60
_NOT_PAID = "declined"


def routes(pages: Endpoints) -> list[Route]:
    submit = pages.of(pay, place="pay.submit", action="pay")
    return [
        Route(PAYMENT, pages.of(page)),
        Route(PAY_RESULT, pages.of(result), methods=["GET"]),
        Route(PAY_RESULT, submit, methods=["POST"]),
    ]


def address(orders: Sequence[str], page: str = PAYMENT) -> str:
    """Where these orders are paid, or told of on another page."""
    return f"{page}?{urlencode([('orderId', order) for order in orders])}"


def methods(has: Decimal, costs: Decimal) -> list[PaidWith]:
    """The ways to pay so much; the balance is one only where it suffices."""
    return [it for it in PaidWith if it is not PaidWith.BALANCE or has >= costs]


def page(visit: Visit) -> Response:
    """The payment of the orders that the address names and that are still unpaid."""
    orders = _orders(visit, visit.request.query_params.getlist("orderId"))
    if not orders:
        return visit.problem("order", 404)
    if not _unpaid(orders):
        return RedirectResponse(address([order.id for order in orders], PAY_RESULT), 302)
    return _drawn(visit, _unpaid(orders), visit.query("method"))


def pay(visit: Visit) -> Response:
    orders = _orders(visit, [str(it) for it in visit.form.getlist("orderId")])
    method = visit.field("method")
    if not orders or method not in tuple(PaidWith):
        visit.record("pay", changed=False, answer="unknown_method" if orders else "unknown_order")
        return visit.problem("order", 404)
    means = _means(visit, PaidWith(method))
    answer = paying.pay(visit.shop, visit.username, [order.id for order in orders], means)
    if answer.code.startswith("refused") and answer.code != "refused_state" and _unpaid(orders):
        return _drawn(visit, _unpaid(orders), method, 409, answer.code)
    if answer.is_refusal:
        outcome = answer.code if answer.code.startswith(_NOT_PAID) else "unpaid"
        return _told(visit, _orders(visit, [it.id for it in orders]), outcome, 409)
    return _told(visit, orders, "paid", means=means)


def result(visit: Visit) -> Response:
    """How it stands with the payment of the orders that the address names."""
    orders = _orders(visit, visit.request.query_params.getlist("orderId"))
    if not orders:
        return visit.problem("order", 404)
    is_open = any(order.status is OrderStatus.UNPAID for order in orders)
    return _told(visit, orders, "unpaid" if is_open else _closed_or_paid(orders))


def placed(visit: Visit) -> Response:
    """What is said of orders that nothing else is known about."""
    return _told(visit, [], "placed")


def _closed_or_paid(orders: Sequence[Order]) -> str:
    return "paid" if all(order.was_paid for order in orders) else "closed"


def _orders(visit: Visit, order_ids: Sequence[str]) -> list[Order]:
    """The buyer's own ones among these, as the pages may show them."""
    wanted = list(dict.fromkeys(order_ids))[:_MOST_ORDERS]
    found = (visit.shop.order(visit.username, order_id) for order_id in wanted)
    return [order for order in found if order]


def _unpaid(orders: Sequence[Order]) -> list[Order]:
    """Those that can be paid together: unpaid, and in one currency."""
    unpaid = [order for order in orders if order.status is OrderStatus.UNPAID]
    return [order for order in unpaid if order.currency == unpaid[0].currency]


def _means(visit: Visit, method: PaidWith) -> Means:
    def given(name: str) -> str:
        return visit.field(name)[:_LONGEST_FIELD]

    if method is PaidWith.CARD:
        return Means(method, card=Card(given("number"), given("expiry"), given("security_code")))
    return Means(method, wallet=given("wallet"))


def _drawn(
    visit: Visit,
    orders: Sequence[Order],
    method: str,
    http_status: int = 200,
    trouble: str | None = None,
) -> Response:
    """The page to pay on; what was typed is not shown again."""
    currency, total = orders[0].currency, _total(orders)
    offered = methods(purchases.balance(visit.shop, visit.username, currency), total)
    wanted = method if method in offered else orders[0].paid_with
    chosen = PaidWith(wanted) if wanted in offered else PaidWith.CARD
    here = address([order.id for order in orders])
    return visit.page(
        "payment.html",
        http_status,
        places=("pay.submit",),
        orders=[_shown(visit, order) for order in orders],
        total=total,
        currency=currency,
        chosen=chosen,
        methods=[{"name": it, "url": f"{here}&method={it}"} for it in offered],
        asks_for_a_number=paying.asks_for_a_number(chosen),
        cards=cards.cards_for_practice(),
        reference=orders[0].id[-8:],
        left=states.time_left(orders[0], visit.shop.clock.now()),
        trouble=trouble,
    )


def _told(
    visit: Visit,
    orders: Sequence[Order],
    outcome: str,
    http_status: int = 200,
    means: Means | None = None,
) -> Response:
    unpaid = _unpaid(orders)
    return visit.page(
        "pay_result.html",
        http_status,
        outcome=outcome,
        orders=[_shown(visit, order) for order in orders],
        total=_total(orders),
        currency=orders[0].currency if orders else visit.currency,
        last_digits=means.card.last_digits if means and means.card else None,
        again=address([order.id for order in unpaid]) if unpaid and outcome != "paid" else None,
    )


def _shown(visit: Visit, order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "url": visit.addresses.of_order("order", order.id),
        "seller": order.seller_name,
        "total": order.total,
        "items": states.pictured_items(order),
    }


def _total(orders: Sequence[Order]) -> Decimal:
    return sum((order.total for order in orders), Decimal("0.00"))
