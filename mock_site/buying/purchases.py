"""Placing orders: a checkout becomes one order for each store, and never a second time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from mock_site.buying.balances import balances
from mock_site.buying.carts import Line
from mock_site.buying.checkouts import Checkout
from mock_site.buying.quotes import Parcel, Quote, quote
from mock_site.buying.standing import NotPossibleNow, Standing
from mock_site.buying.standing import is_blocked as has_left_too_many_unpaid
from mock_site.catalogue import Store
from mock_site.contacts import home_of
from mock_site.currencies import converted
from mock_site.faults import STATE_KINDS
from mock_site.orders import Item, Order
from mock_site.postal import PostalAddress
from mock_site.refunds import PaidWith
from mock_site.sellers import Seller, SellerAnswer
from mock_site.shop import Answer, Shop
from mock_site.statuses import OrderStatus

_HOUR = 3600


def place(shop: Shop, checkout: Checkout, seen_total: str) -> tuple[Answer, tuple[str, ...]]:
    """Order what the checkout holds; the answer, and the numbers of the orders.

    `seen_total` is what the buyer was told that it costs. A checkout that was ordered already is
    answered with the orders that it became.
    """
    if checkout.orders:
        _record(shop, checkout.username, checkout.orders, "already_placed", changed=False)
        return Answer(changed=False, code="already_placed"), checkout.orders
    now = shop.settle()
    fault = shop.faults.take("order.submit", STATE_KINDS, checkout.username)
    costs = costs_of(shop, checkout, now)
    if refusal := _refusal(shop, checkout, costs, seen_total):
        _record(shop, checkout.username, (), refusal, changed=False)
        return Answer(changed=False, code=refusal), ()
    if fault and fault.kind == "lie":
        _record(shop, checkout.username, (), "placed", changed=False)
        return Answer(changed=False, code="placed"), ()
    orders = tuple(order.id for order in _put_orders(shop, checkout, costs, now))
    shop.checkouts.keep(replace(checkout, orders=orders))
    if checkout.is_of_cart:
        shop.carts[checkout.username] = shop.cart(checkout.username).without(checkout.lines)
    _record(shop, checkout.username, orders, "placed", changed=True)
    return Answer(changed=True, code="placed"), orders


def costs_of(shop: Shop, checkout: Checkout, now: datetime) -> Quote:
    """What the checkout costs its buyer now."""
    orders = shop.all_orders_of(checkout.username)
    used = {order.coupon for order in orders if not _ended_unpaid(order)}
    return quote(checkout, shop.accounts[checkout.username].currency, now, used)


def home(shop: Shop, username: str) -> PostalAddress:
    """Where a buyer wants parcels to go."""
    return shop.homes.get(username) or home_of(shop.accounts[username])


def may_order(shop: Shop, username: str) -> bool:
    """Whether the account is not blocked."""
    standing = shop.standings.get(username, Standing())
    return not has_left_too_many_unpaid(shop.all_orders_of(username), standing, shop.terms)


def set_blocked(shop: Shop, username: str, *, is_blocked: bool) -> None:
    """Put an account on hold, or lift that; raises NotPossibleNow where it is so already."""
    if is_blocked != may_order(shop, username):
        raise NotPossibleNow(username, is_blocked=is_blocked)
    now = shop.settle()
    shop.standings[username] = Standing(is_held=True) if is_blocked else Standing(False, now)


def balance(shop: Shop, username: str, currency: str) -> Decimal:
    """What a buyer can spend of what lies on the shop's balance."""
    orders = shop.all_orders_of(username)
    return balances(orders, shop.clock.now()).get(currency, Decimal("0.00"))


def _refusal(shop: Shop, checkout: Checkout, costs: Quote, seen_total: str) -> str | None:
    if not may_order(shop, checkout.username):
        return "refused_blocked"
    if any(parcel.store.name in shop.blocked_stores for parcel in costs.parcels):
        return "refused_store"
    if costs.refusal:
        return costs.refusal
    if seen_total != str(costs.total):
        return "refused_changed"
    is_from_balance = checkout.paid_with is PaidWith.BALANCE
    if is_from_balance and balance(shop, checkout.username, costs.currency) < costs.total:
        return "refused_balance"
    return None


def _put_orders(shop: Shop, checkout: Checkout, costs: Quote, now: datetime) -> Iterator[Order]:
    order_id = shop.order_ids.of_a_purchase()
    for number, parcel in enumerate(costs.parcels):
        if number:
            order_id = shop.order_ids.beside(order_id)
        order = _order(shop, checkout, parcel, order_id, now)
        shop.put(order)
        yield order


def _order(shop: Shop, checkout: Checkout, parcel: Parcel, order_id: str, now: datetime) -> Order:
    currency = shop.accounts[checkout.username].currency
    return Order(
        id=order_id,
        account=checkout.username,
        status=OrderStatus.UNPAID,
        status_since=now,
        placed_at=now,
        deadline=now + shop.terms.to_pay,
        items=tuple(_item(line, currency) for line in parcel.lines),
        shipping=parcel.shipping,
        discount=parcel.discount,
        total=parcel.total,
        currency=currency,
        coupon=checkout.coupon if parcel.discount else "",
        delivery=parcel.delivery.name,
        address=home(shop, checkout.username),
        paid_with=checkout.paid_with,
        seller=_seller(parcel.store),
        terms=parcel.delivery.terms(shop.terms),
    )


def _item(line: Line, currency: str) -> Item:
    price = converted(line.product.price, currency)
    return Item(line.product.title, line.sku, price, line.quantity)


def _seller(store: Store) -> Seller:
    """The store's seller, who treats every order of theirs alike."""
    ships_after_h = store.ships_after_h
    return Seller(
        name=store.name,
        answer=SellerAnswer(store.answer),
        after_s=store.after_h * _HOUR,
        ships_after_s=None if ships_after_h is None else ships_after_h * _HOUR,
        asks_extension_days=store.asks_extension_days,
    )


def _ended_unpaid(order: Order) -> bool:
    return order.end_reason is not None and order.end_reason.never_paid


def _record(
    shop: Shop, username: str, orders: tuple[str, ...], code: str, *, changed: bool
) -> None:
    """An entry for each order, or one where there is none."""
    for order_id in orders or (None,):
        shop.record("order.place", username, order_id, changed, code)
