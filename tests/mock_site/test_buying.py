"""From the cart to paid orders, over HTTP: what is placed, what is refused, and what is logged."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from mock_site.catalogue import Product, catalogue_of
from mock_site.orders import Order
from tests.mock_site.conftest import BUYER, DAY, EITHER_LAYOUT, OTHER_BUYER, Storefront, Visitor

CARD = {
    "method": "card",
    "number": "4242 4242 4242 4242",
    "expiry": "09/28",
    "security_code": "1234",
}
PAY = "/p/second-payment/pay-result.html"
_PRODUCTS = catalogue_of(1).products


def of_two_stores() -> tuple[Product, Product]:
    return _PRODUCTS[0], next(it for it in _PRODUCTS if it.store is not _PRODUCTS[0].store)


def add(buyer: Visitor, thing: Product, quantity: int = 1) -> None:
    sent = buyer.post(
        "/p/shoppingcart/add", product=thing.id, sku=thing.sku, quantity=str(quantity)
    )
    assert sent.ok


def begin(buyer: Visitor, *things: Product) -> str:
    """Put these into the cart and go to the checkout; returns its token."""
    for thing in things:
        add(buyer, thing)
    answer = buyer._http.post(  # noqa: SLF001 - a field that comes several times
        f"{buyer._url}/p/trade/checkout",  # noqa: SLF001
        headers={"content-type": "application/x-www-form-urlencoded"},
        data="&".join([f"_csrf_token_={buyer.csrf()}", *(f"chosen={it.id}-0" for it in things)]),
    )
    assert answer.ok, answer.text()
    return answer.url.rpartition("=")[2]


def total(buyer: Visitor, token: str) -> str:
    page = buyer.get(f"/p/trade/confirm.html?purchase={token}").text()
    found = re.search(r'name="total" value="([\d.]+)"', page)
    assert found, page
    return found[1]


def place(buyer: Visitor, token: str, **more: str) -> tuple[int, list[str]]:
    """Place the order; the status of the answer, and the numbers of the orders."""
    fields = {"purchase": token, "total": total(buyer, token), **more}
    answer = buyer.post("/p/trade/place", **fields)
    return answer.status, re.findall(r"orderId=(\d+)", answer.text()) if answer.ok else []


def mine(storefront: Storefront) -> list[Order]:
    return storefront.shop.all_orders_of(BUYER)


@EITHER_LAYOUT
def test_one_purchase_becomes_an_order_per_seller_with_neighbouring_numbers(
    buyer: Visitor, storefront: Storefront, layout: str
) -> None:
    assert storefront.shop.layout == layout
    status, orders = place(buyer, begin(buyer, *of_two_stores()))
    assert status == 200
    assert [int(b) - int(a) for a, b in pairwise(orders)] == [20000]
    assert [storefront.truth(it).status for it in orders] == ["PLACE_ORDER_SUCCESS"] * 2
    assert [it.seller_name for it in mine(storefront)] == [p.store.name for p in of_two_stores()]
    assert storefront.answers("order.place") == [(True, "placed")] * 2
    assert storefront.shop.cart(BUYER).lines == ()


def test_the_same_checkout_sent_twice_is_answered_with_the_same_orders(
    buyer: Visitor, storefront: Storefront
) -> None:
    token = begin(buyer, *of_two_stores())
    cost = total(buyer, token)
    _, orders = place(buyer, token)
    again = buyer.post("/p/trade/place", purchase=token, total=cost, coupon="LANTERN5")
    assert re.findall(r"orderId=(\d+)", again.text()) == orders
    assert len(mine(storefront)) == 2
    assert storefront.answers("order.place")[2:] == [(False, "already_placed")] * 2


def test_a_coupon_is_shared_out_over_the_orders_to_the_cent(
    buyer: Visitor, storefront: Storefront
) -> None:
    token = begin(buyer, *of_two_stores())
    buyer.post("/p/trade/confirm.html", purchase=token, coupon=" tenoff ")
    place(buyer, token)
    orders = mine(storefront)
    goods = sum((it.items[0].price for it in orders), Decimal(0))
    off = sum((it.discount for it in orders), Decimal(0))
    assert off == (goods / 10).quantize(Decimal("0.01"), "ROUND_DOWN")
    for order in orders:
        assert order.discount > 0
        assert order.total == order.items[0].price + order.shipping - order.discount


@pytest.mark.parametrize(
    ("coupon", "answer"),
    [
        ("NOSUCH", "refused_coupon"),
        ("NEWYEAR20", "refused_coupon_expired"),
        ("LITTLEFOX", "refused_coupon_store"),
        ("<b>", "refused_coupon"),
    ],
)
def test_a_coupon_that_does_not_count_is_refused_with_its_reason(
    buyer: Visitor, storefront: Storefront, coupon: str, answer: str
) -> None:
    status, _ = place(buyer, begin(buyer, _PRODUCTS[0]), coupon=coupon)
    assert (status, storefront.answers("order.place")) == (409, [(False, answer)])
    assert mine(storefront) == []


def test_what_costs_something_else_than_the_buyer_was_told_is_not_placed(
    buyer: Visitor, storefront: Storefront
) -> None:
    token = begin(buyer, _PRODUCTS[0])
    store = _PRODUCTS[0].store.id
    status, _ = place(buyer, token, **{f"delivery-{store}": "express"})
    assert (status, storefront.answers("order.place")) == (409, [(False, "refused_changed")])
    status, [order] = place(buyer, token)
    assert storefront.truth(order).delivery == "express"


def test_a_paid_purchase_is_verified_and_its_sellers_do_as_their_stores_do(
    buyer: Visitor, storefront: Storefront
) -> None:
    _, orders = place(buyer, begin(buyer, *of_two_stores()))
    for order in orders:
        assert buyer.post(PAY, orderId=order, **CARD).ok
        assert storefront.truth(order).status == "RISK_CONTROL"
    assert storefront.answers("pay") == [(True, "paid")] * 2
    storefront.shop.wind(30 * DAY)
    assert all(storefront.truth(it).status != "RISK_CONTROL" for it in orders)


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ({"number": "4000000000000002"}, "declined"),
        ({"number": "4000 0000 0000 9995"}, "declined_funds"),
        ({"number": "4242424242424241"}, "refused_card_number"),
        ({"number": "4111111111111111"}, "refused_card_real"),
        ({"number": ""}, "refused_card_number"),
        ({"number": "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"}, "refused_card_number"),
        ({"expiry": "02/26"}, "refused_card_expiry"),
        ({"expiry": "13/28"}, "refused_card_expiry"),
        ({"expiry": "28"}, "refused_card_expiry"),
        ({"security_code": "12"}, "refused_card_code"),
        ({"method": "qiwi", "wallet": "me"}, "refused_qiwi"),
        ({"method": "balance"}, "refused_balance"),
    ],
)
def test_a_payment_that_fails_leaves_the_order_unpaid_and_says_why(
    buyer: Visitor, storefront: Storefront, card: dict[str, str], answer: str
) -> None:
    order = storefront.order()
    sent = buyer.post(PAY, orderId=order, **{**CARD, **card})
    assert sent.status == 409
    assert storefront.answers("pay") == [(False, answer)]
    assert storefront.truth(order).status == "PLACE_ORDER_SUCCESS"
    assert 'value="4' not in sent.text()
    assert buyer.post(PAY, orderId=order, **CARD).ok
    assert storefront.truth(order).status == "RISK_CONTROL"


def test_a_cards_number_is_kept_nowhere(buyer: Visitor, storefront: Storefront) -> None:
    order = storefront.order()
    page = buyer.post(PAY, orderId=order, **CARD).text()
    assert "4242" in page
    assert "42424242" not in page.replace(" ", "")
    assert "42424242" not in str([*storefront.shop.log, storefront.truth(order)])


@pytest.mark.parametrize(
    ("kind", "status", "is_paid"),
    [
        ("error_before", 500, False),
        ("error_after", 500, True),
        ("lie", 200, False),
        ("declined", 409, False),
        ("late", 200, True),
    ],
)
def test_trouble_strikes_the_payment(
    buyer: Visitor, storefront: Storefront, kind: str, status: int, *, is_paid: bool
) -> None:
    order = storefront.order()
    storefront.arm("pay.submit", kind)
    assert buyer.post(PAY, orderId=order, **CARD).status == status
    assert (storefront.truth(order).status == "RISK_CONTROL") == is_paid
    assert len(storefront.answers("pay")) == 1


@pytest.mark.parametrize(
    ("kind", "status", "placed"),
    [("error_before", 500, 0), ("error_after", 500, 1), ("lie", 200, 0)],
)
def test_trouble_strikes_the_placing_of_an_order(
    buyer: Visitor, storefront: Storefront, kind: str, status: int, placed: int
) -> None:
    token = begin(buyer, _PRODUCTS[0])
    storefront.arm("order.submit", kind)
    assert place(buyer, token)[0] == status
    assert len(mine(storefront)) == placed


def test_money_on_the_balance_pays_the_next_purchase_and_is_spent_once(
    buyer: Visitor, storefront: Storefront
) -> None:
    storefront.order(
        "FINISH", end_reason="cancel_order_close_trade", refund_stage="ON_BALANCE",
        age_h=1000, total="80.00",
    )  # fmt: skip
    status, [order] = place(buyer, begin(buyer, _PRODUCTS[0]), method="balance")
    assert status == 200
    assert buyer.post(PAY, orderId=order, method="balance").ok
    left = Decimal("80.00") - storefront.truth(order).total
    page = buyer.get("/_control/state").json()
    assert [(it["balance"], it["blocked"]) for it in page["accounts"]] == [
        (str(left), False),
        ("0.00", False),
    ]
    dear = storefront.order(total="79.00")
    assert buyer.post(PAY, orderId=dear, method="balance").status == 409
    assert storefront.truth(dear).status == "PLACE_ORDER_SUCCESS"


def test_too_many_unpaid_orders_block_the_account_until_it_is_unblocked(
    buyer: Visitor, storefront: Storefront
) -> None:
    storefront.open_anew(terms={"most_unpaid": 2})
    buyer.sign_in()
    orders = [storefront.order() for _ in range(3)]
    add(buyer, _PRODUCTS[0])
    fields = {"product": _PRODUCTS[0].id, "sku": _PRODUCTS[0].sku, "quantity": "1"}
    assert buyer.post("/p/trade/buy", **fields).status == 403
    buyer.cancel(orders[0])
    assert buyer.post("/p/trade/buy", **fields).ok


def test_nobody_pays_or_orders_for_somebody_else(buyer: Visitor, storefront: Storefront) -> None:
    theirs = storefront.order(account=OTHER_BUYER)
    assert buyer.post(PAY, orderId=theirs, **CARD).status == 404
    token = storefront.shop.checkouts.begin(OTHER_BUYER, (), is_of_cart=True).token
    assert buyer.post("/p/trade/place", purchase=token, total="0").status == 404
    assert storefront.truth(theirs).status == "PLACE_ORDER_SUCCESS"


def test_an_orders_products_go_into_the_cart_again_and_nothing_is_paid(
    buyer: Visitor, storefront: Storefront
) -> None:
    order = storefront.order("FINISH", end_reason="buyer_accept_goods")
    assert buyer.post("/p/order/add_to_cart", orderId=order).ok
    [line] = storefront.shop.cart(BUYER).lines
    assert line.product.title == storefront.truth(order).items[0].title
    deleted = storefront.order("FINISH", end_reason="buyer_accept_goods", deleted="recycle")
    assert buyer.post("/p/order/add_to_cart", orderId=deleted).status == 409
    assert buyer.post("/p/order/add_to_cart", orderId="1").status == 409
    strange = storefront.order(items=[{"title": "Nobody sells this", "price": "2.00"}])
    assert buyer.post("/p/order/add_to_cart", orderId=strange).status == 409
    assert storefront.answers("add_to_cart") == [
        (True, "added"),
        (False, "refused_deleted"),
        (False, "refused_order"),
        (False, "refused_product"),
    ]
    assert storefront.answers("pay") == []
