"""The checkout: address, delivery, coupon and method of payment, until the order is placed."""

from dataclasses import asdict, replace
from typing import Any

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mock_site.addresses import CART, CHECKOUT
from mock_site.buying import coupons, deliveries, purchases
from mock_site.buying.checkouts import Checkout
from mock_site.buying.quotes import Quote
from mock_site.endpoints import Endpoints
from mock_site.layouts.shared import cart, payment
from mock_site.postal import COUNTRIES, FIELDS, tidied, wrong_fields
from mock_site.refunds import PaidWith
from mock_site.visits import Visit

_KEY = "purchase"
_LONGEST_FIELD = 200


def routes(pages: Endpoints) -> list[Route]:
    placing = pages.of(place, place="order.submit", action="order.place")
    moving = pages.of(move, action="address.change")
    return [
        Route("/p/trade/checkout", pages.of(from_cart, place="cart.submit"), methods=["POST"]),
        Route("/p/trade/buy", pages.of(buy_now, place="cart.submit"), methods=["POST"]),
        Route(CHECKOUT, pages.of(page), methods=["GET"]),
        Route(CHECKOUT, pages.of(choose), methods=["POST"]),
        Route("/p/trade/address", moving, methods=["POST"]),
        Route("/p/trade/place", placing, methods=["POST"]),
    ]


def from_cart(visit: Visit) -> Response:
    """Go on with what is chosen in the cart, as its form shows it."""
    shop, username = visit.shop, visit.username
    if not purchases.may_order(shop, username):
        return _blocked(visit)
    answer = shop.change_cart(username, cart.as_filled_in(visit))
    if answer.is_refusal:
        return cart.refused(visit, answer.code)
    lines = tuple(
        line
        for line in shop.cart(username).lines
        if line.is_chosen and line.store.name not in shop.blocked_stores
    )
    if not lines:
        return cart.refused(visit, "refused_empty")
    return _begun(visit, shop.checkouts.begin(username, lines, is_of_cart=True))


def buy_now(visit: Visit) -> Response:
    """Go on with one product alone."""
    if not purchases.may_order(visit.shop, visit.username):
        return _blocked(visit)
    line = cart.named_line(visit)
    if isinstance(line, str):
        return cart.refused(visit, line)
    return _begun(visit, visit.shop.checkouts.begin(visit.username, (line,), is_of_cart=False))


def page(visit: Visit) -> Response:
    checkout = visit.shop.checkouts.find(visit.username, visit.query(_KEY))
    if checkout is None:
        return RedirectResponse(CART, 302)
    if checkout.orders:
        return visit.go(payment.address(checkout.orders))
    return _drawn(visit, checkout)


def choose(visit: Visit) -> Response:
    """Keep what was chosen, and show what it costs then."""
    checkout = _sent(visit)
    if checkout is None:
        return visit.problem("checkout", 404)
    return _begun(visit, visit.shop.checkouts.keep(_chosen(visit, checkout)))


def move(visit: Visit) -> Response:
    """Send parcels elsewhere from now on."""
    checkout = _sent(visit)
    if checkout is None:
        return visit.problem("checkout", 404)
    given = tidied({name: visit.field(name)[:_LONGEST_FIELD] for name in FIELDS})
    if wrong := wrong_fields(given):
        visit.shop.record("address.change", visit.username, None, False, "refused_address")
        return _drawn(visit, checkout, 409, address=asdict(given), wrong=wrong)
    visit.shop.homes[visit.username] = given
    visit.shop.record("address.change", visit.username, None, True, "changed")
    return _begun(visit, checkout)


def place(visit: Visit) -> Response:
    """Place the orders, and lead to their payment."""
    checkout = _sent(visit)
    if checkout is None:
        visit.record("order.place", changed=False, answer="unknown_checkout")
        return visit.problem("checkout", 404)
    if not checkout.orders:
        checkout = visit.shop.checkouts.keep(_chosen(visit, checkout))
    answer, orders = purchases.place(visit.shop, checkout, visit.field("total"))
    if answer.code == "refused_blocked":
        return _blocked(visit)
    if answer.is_refusal:
        return _drawn(visit, checkout, 409, trouble=answer.code)
    return cart.went(visit, payment.address(orders)) if orders else payment.placed(visit)


def _sent(visit: Visit) -> Checkout | None:
    """The buyer's checkout that a form is about."""
    return visit.shop.checkouts.find(visit.username, visit.field(_KEY))


def _begun(visit: Visit, checkout: Checkout) -> Response:
    return cart.went(visit, f"{CHECKOUT}?{_KEY}={checkout.token}")


def _blocked(visit: Visit) -> Response:
    return visit.page("blocked.html", 403, most=visit.shop.terms.most_unpaid)


def _chosen(visit: Visit, checkout: Checkout) -> Checkout:
    """The checkout with what its form says; what the form does not name stays as it was."""
    stores = {line.store.id: visit.field(f"delivery-{line.store.id}") for line in checkout.lines}
    ways = {store: deliveries.find(name).name for store, name in stores.items() if name}
    method = visit.field("method")
    return replace(
        checkout,
        coupon=coupons.tidy(visit.field("coupon")) if "coupon" in visit.form else checkout.coupon,
        deliveries=checkout.deliveries | ways,
        paid_with=PaidWith(method) if method in tuple(PaidWith) else checkout.paid_with,
    )


def _drawn(
    visit: Visit,
    checkout: Checkout,
    http_status: int = 200,
    *,
    trouble: str | None = None,
    address: dict[str, str] | None = None,
    wrong: list[str] | None = None,
) -> Response:
    shop = visit.shop
    costs = purchases.costs_of(shop, checkout, shop.clock.now())
    has = purchases.balance(shop, visit.username, costs.currency)
    return visit.page(
        "checkout.html",
        http_status,
        places=("order.submit",),
        checkout=checkout,
        costs=costs,
        parcels=[_parcel(visit, costs, number) for number in range(len(costs.parcels))],
        home=asdict(purchases.home(shop, visit.username)),
        address=address or asdict(purchases.home(shop, visit.username)),
        wrong=wrong or [],
        fields=FIELDS,
        countries=COUNTRIES,
        methods=payment.methods(has, costs.total),
        balance=has,
        trouble=trouble if trouble != costs.refusal else None,
        closed=[it.store for it in costs.parcels if it.store.name in shop.blocked_stores],
    )


def _parcel(visit: Visit, costs: Quote, number: int) -> dict[str, Any]:
    """What the page shows of a parcel, with the ways to send it."""
    parcel = costs.parcels[number]
    ways = [
        {
            "name": way.name,
            "price": visit.in_currency(way.price),
            "days": way.days(visit.shop.terms),
            "is_chosen": way is parcel.delivery,
        }
        for way in deliveries.deliveries()
    ]
    lines = [cart.shown_line(visit, line) for line in parcel.lines]
    return {"store": parcel.store, "lines": lines, "ways": ways, "total": parcel.total}
