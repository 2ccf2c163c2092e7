"""A buyer's acts on one order that need no page: a button, perhaps a dialog, an answer."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from mock_site import buyer_acts
from mock_site.addresses import CART
from mock_site.buyer_acts import Asked
from mock_site.buying import carts
from mock_site.catalogue import catalogue_of
from mock_site.endpoints import Endpoints
from mock_site.layouts.shared import cart, payment
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit


@dataclass(frozen=True, slots=True)
class ActDialog:
    """What asks before an act is sent: `words` holds its texts, `place` is where faults strike."""

    act: str
    words: str
    place: str
    takes_days: bool = False


DIALOGS = (
    ActDialog("confirm_receipt", "receipt", "confirm.submit"),
    ActDialog("delete", "remove", "delete.submit"),
    ActDialog("purge", "purge", "purge.submit"),
    ActDialog("extend", "extend", "extend.submit", takes_days=True),
)
_ACTS: dict[str, Callable[[Visit], Asked]] = {
    "confirm_receipt": lambda _: buyer_acts.confirm_receipt(),
    "delete": lambda _: buyer_acts.delete(),
    "restore": lambda _: buyer_acts.restore(),
    "purge": lambda _: buyer_acts.purge(),
    "extend": lambda visit: buyer_acts.extend(_days(visit)),
}
_IN_CART = f"{CART}?said=added"
_PLACES = {dialog.act: dialog.place for dialog in DIALOGS} | {"restore": "restore.submit"}


def routes(pages: Endpoints) -> list[Route]:
    """One address for each act."""
    acts = [
        Route(
            f"/p/order/{act}",
            pages.of(_sending(asked), place=_PLACES[act], action=act),
            methods=["POST"],
        )
        for act, asked in _ACTS.items()
    ]
    again = pages.of(add_again, place="cart.submit", action="add_to_cart")
    return [
        *acts,
        Route("/p/order/pay", pages.of(to_payment), methods=["POST"]),
        Route("/p/order/add_to_cart", again, methods=["POST"]),
    ]


def to_payment(visit: Visit) -> Response:
    """Lead to the payment of one order; nothing is paid yet."""
    order = visit.shop.order(visit.username, visit.field("orderId"))
    if order is None or order.status is not OrderStatus.UNPAID:
        return PlainTextResponse("", 409)
    return JSONResponse({"url": payment.address([order.id])})


def add_again(visit: Visit) -> Response:
    """Put the products of an order into the cart once more; they are not paid for."""
    order_id = visit.field("orderId")
    wish = _again(visit, visit.shop.order(visit.username, order_id))
    answer = visit.shop.change_cart(visit.username, wish, "add_to_cart", order_id or None)
    return cart.refused(visit, answer.code) if answer.is_refusal else cart.went(visit, _IN_CART)


def _again(visit: Visit, order: Order | None) -> carts.Wish:
    if order is None:
        return carts.refuse("refused_order")
    if order.deleted:
        return carts.refuse("refused_deleted")
    catalogue, closed = catalogue_of(visit.shop.seed), visit.shop.blocked_stores
    lines: list[carts.Line] = []
    for item in order.items:
        line = carts.a_line(catalogue.titled(item.title), item.sku, item.quantity, closed)
        if isinstance(line, str):
            return carts.refuse(line)
        lines.append(line)
    return carts.add_all(lines)


def _sending(asked: Callable[[Visit], Asked]) -> Callable[[Visit], Response]:
    """Answer the page's script: where to go on, or 409 where the shop refuses."""

    def send(visit: Visit) -> Response:
        wish = asked(visit)
        answer = visit.ask(wish)
        if answer.is_refusal:
            return PlainTextResponse(answer.code, 409)
        gone = wish.action == "purge"
        return JSONResponse({"url": visit.addresses.deleted_orders if gone else visit.here()})

    return send


def _days(visit: Visit) -> int:
    days = visit.field("days")
    return int(days) if days.isascii() and days.isdecimal() and len(days) <= len("999") else 0
