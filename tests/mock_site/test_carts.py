"""The cart: what goes in, how much of it, and what the shop's log keeps of that."""

import pytest

from mock_site.buying.carts import Line
from mock_site.catalogue import Product, catalogue_of
from tests.mock_site.conftest import EITHER_LAYOUT, OTHER_BUYER, Storefront, Visitor

CART = "/p/shoppingcart/index.html"


def _product(number: int = 0) -> Product:
    return catalogue_of(1).products[number]


def _add(buyer: Visitor, thing: Product, **more: str) -> int:
    fields = {"product": thing.id, "sku": thing.sku, "quantity": "1", **more}
    return buyer.post("/p/shoppingcart/add", **fields).status


def _lines(storefront: Storefront) -> list[tuple[str, str, int]]:
    cart = storefront.shop.cart("buyer@example.com")
    return [(line.product.title, line.sku, line.quantity) for line in cart.lines]


@EITHER_LAYOUT
def test_an_empty_cart_says_so_and_leads_to_the_shop(buyer: Visitor, layout: str) -> None:
    page = buyer.get(CART).text()
    assert 'data-pl="cart_empty"' in page
    assert ("nav-global" in page) == (layout == "classic")


def test_guests_sign_in_before_they_have_a_cart(guest: Visitor) -> None:
    assert "/login.html" in guest.get(CART, follow=False).headers["location"]


def test_the_same_choice_added_twice_is_one_line_and_another_choice_another(
    buyer: Visitor, storefront: Storefront
) -> None:
    product = _product()
    assert _add(buyer, product) == 200
    assert _add(buyer, product, quantity="2") == 200
    assert _add(buyer, product, sku=product.skus[1]) == 200
    assert _lines(storefront) == [
        (product.title, product.skus[0], 3),
        (product.title, product.skus[1], 1),
    ]
    assert storefront.answers("cart.change") == [(True, "added")] * 3


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"product": "1"}, "refused_product"),
        ({"product": ""}, "refused_product"),
        ({"sku": "no such"}, "refused_sku"),
        ({"quantity": "0"}, "refused_quantity"),
        ({"quantity": "-1"}, "refused_quantity"),
        ({"quantity": "many"}, "refused_quantity"),
        ({"quantity": "٣"}, "refused_quantity"),
        ({"quantity": ""}, "refused_quantity"),
        ({"quantity": "999"}, "refused_stock"),
        ({"quantity": "9" * 300}, "refused_quantity"),
    ],
)
def test_what_cannot_be_had_is_refused_and_changes_nothing(
    buyer: Visitor, storefront: Storefront, fields: dict[str, str], answer: str
) -> None:
    assert _add(buyer, _product(), **fields) == 409
    assert storefront.answers("cart.change") == [(False, answer)]
    assert _lines(storefront) == []


def test_nobody_gets_more_pieces_than_one_buyer_can_have(
    buyer: Visitor, storefront: Storefront
) -> None:
    product = _product()
    assert _add(buyer, product, quantity=str(product.at_most)) == 200
    assert _add(buyer, product) == 409
    key = Line(product, product.sku, 1).key
    too_many = {f"quantity-{key}": str(product.at_most + 1), "do": "update", "chosen": key}
    assert buyer.post("/p/shoppingcart/change", **too_many).status == 409
    assert _lines(storefront) == [(product.title, product.sku, product.at_most)]


def test_lines_are_changed_put_by_and_removed(buyer: Visitor, storefront: Storefront) -> None:
    one, other = _product(0), _product(1)
    _add(buyer, one)
    _add(buyer, other)
    key = Line(one, one.sku, 1).key
    buyer.post("/p/shoppingcart/change", **{f"quantity-{key}": "4", "do": "update"})
    assert _lines(storefront)[0] == (one.title, one.sku, 4)
    assert not any(line.is_chosen for line in storefront.shop.cart("buyer@example.com").lines)
    buyer.post("/p/shoppingcart/change", do=f"remove-{key}")
    assert _lines(storefront) == [(other.title, other.sku, 1)]
    assert buyer.post("/p/shoppingcart/change", do=f"remove-{key}").status == 409


def test_a_cart_is_its_buyers_alone(buyer: Visitor, storefront: Storefront) -> None:
    _add(buyer, _product())
    assert storefront.shop.cart(OTHER_BUYER).pieces == 0


def test_products_of_a_blocked_store_stay_in_the_cart_and_cannot_be_bought(
    buyer: Visitor, storefront: Storefront
) -> None:
    product = _product()
    _add(buyer, product)
    storefront.shop.blocked_stores.add(product.store.name)
    assert "cart-line-closed" in buyer.get(CART).text()
    assert _add(buyer, product) == 409
    assert storefront.answers("cart.change")[-1] == (False, "refused_store")


def test_a_lie_shows_the_cart_and_puts_nothing_into_it(
    buyer: Visitor, storefront: Storefront
) -> None:
    storefront.arm("cart.submit", "lie")
    assert _add(buyer, _product()) == 200
    assert _lines(storefront) == []
    assert storefront.answers("cart.change") == [(False, "added")]


@pytest.mark.parametrize(("kind", "pieces"), [("error_before", 0), ("error_after", 1)])
def test_an_error_strikes_before_or_after_the_cart_has_changed(
    buyer: Visitor, storefront: Storefront, kind: str, pieces: int
) -> None:
    storefront.arm("cart.submit", kind)
    assert _add(buyer, _product()) == 500
    assert storefront.shop.cart("buyer@example.com").pieces == pieces
