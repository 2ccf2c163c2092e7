"""The cart: what is in it, and whatever a buyer may do with it."""

from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from mock_site.addresses import CART
from mock_site.buying import carts
from mock_site.buying.carts import Line
from mock_site.catalogue import catalogue_of
from mock_site.endpoints import Endpoints
from mock_site.pictures import picture_url
from mock_site.visits import Visit

_MOST_DIGITS = 4
_ADD = "/p/shoppingcart/add"
_CHANGE = "/p/shoppingcart/change"


def routes(pages: Endpoints) -> list[Route]:
    def sent(path: str, view: Callable[[Visit], Response]) -> Route:
        endpoint = pages.of(view, place="cart.submit", action="cart.change")
        return Route(path, endpoint, methods=["POST"])

    return [Route(CART, pages.of(page)), sent(_ADD, add), sent(_CHANGE, change)]


def page(visit: Visit) -> Response:
    said = "added" if visit.query("said") == "added" else None
    return _drawn(visit, said=said)


def add(visit: Visit) -> Response:
    """Put what a product's page names into the cart, and show it there."""
    line = named_line(visit)
    wish = carts.refuse(line) if isinstance(line, str) else carts.add(line)
    answer = visit.shop.change_cart(visit.username, wish)
    if answer.is_refusal:
        return refused(visit, answer.code)
    return went(visit, f"{CART}?said=added")


def change(visit: Visit) -> Response:
    """Do with the lines what the pressed button says: `update`, or `remove-` and a line's key."""
    verb, _, key = visit.field("do").partition("-")
    wish = carts.remove(key) if verb == "remove" else as_filled_in(visit)
    answer = visit.shop.change_cart(visit.username, wish)
    return refused(visit, answer.code) if answer.is_refusal else went(visit, CART)


def named_line(visit: Visit) -> Line | str:
    """The product, choice and pieces that a form names, or the code of the refusal."""
    product = catalogue_of(visit.shop.seed).find(visit.field("product"))
    quantity = pieces(visit.field("quantity"))
    return carts.a_line(product, visit.field("sku"), quantity, visit.shop.blocked_stores)


def pieces(given: str) -> int | None:
    """A number of pieces as somebody wrote it; None where it is no number."""
    given = given.strip()
    is_number = given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS
    return int(given) if is_number else None


def went(visit: Visit, url: str) -> Response:
    """Lead on to another page after something was done."""
    return JSONResponse({"url": url}) if visit.by_script else RedirectResponse(url, 303)


def refused(visit: Visit, code: str) -> Response:
    """Say on the cart, or to a page's script, what can't be done."""
    trouble = visit.wording.text(f"cart.{code}")
    if visit.by_script:
        return JSONResponse({"trouble": trouble}, 409)
    return _drawn(visit, 409, trouble=trouble)


def shown_line(visit: Visit, line: Line) -> dict[str, Any]:
    """What pages show of a line."""
    price = visit.price(line.product)
    return {
        "key": line.key,
        "url": f"/item/{line.product.id}.html",
        "title": line.product.title,
        "sku": line.sku,
        "picture": picture_url(line.product.title),
        "price": price,
        "cost": price * line.quantity,
        "quantity": line.quantity,
        "at_most": line.product.at_most,
        "is_chosen": line.is_chosen,
    }


def as_filled_in(visit: Visit) -> carts.Wish:
    """The pieces and the choice that the cart's form holds."""
    lines = visit.shop.cart(visit.username).lines
    quantities = {
        line.key: pieces(visit.field(f"quantity-{line.key}"))
        for line in lines
        if f"quantity-{line.key}" in visit.form
    }
    return carts.change(quantities, {str(key) for key in visit.form.getlist("chosen")})


def _drawn(
    visit: Visit, http_status: int = 200, *, said: str | None = None, trouble: str | None = None
) -> Response:
    lines = visit.shop.cart(visit.username).lines
    closed = visit.shop.blocked_stores
    groups = [
        {
            "store": store,
            "is_closed": store.name in closed,
            "lines": [shown_line(visit, line) for line in of_store],
        }
        for store, of_store in carts.by_store(lines).items()
    ]
    to_buy = [line for line in lines if line.is_chosen and line.store.name not in closed]
    return visit.page(
        "cart.html",
        http_status,
        places=("cart.submit",) if lines else (),
        groups=groups,
        total=sum(visit.price(line.product) * line.quantity for line in to_buy),
        pieces=sum(line.quantity for line in to_buy),
        currency=visit.currency,
        said=said,
        trouble=trouble,
    )
