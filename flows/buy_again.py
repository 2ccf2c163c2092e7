"""What an order was made of, once more into the cart; nothing is paid.

The cart's own page proves it: of each thing there are more pieces than before.
"""

from datetime import datetime

from flows.act_once import Acted, ActWish, Step, act_once, acted, already
from flows.domain.acts import Act
from flows.domain.carts import Cart
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import Refused, ShopChanged
from flows.ports import Ports
from flows.reading import read_order
from flows.restoring import restore_order
from flows.send_once import Sending, after_earlier
from flows.storefront import Storefront


def buy_again(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Add the things of an order that is over to the cart, restoring it first where deleted."""
    order = read_order(shop, wish.order_id, ports)
    if not order.status.is_over:
        raise Refused(
            f"The order is {order.status.words}: only one that is over is bought again from here."
            " Nothing was sent."
        )
    if not order.titles:
        raise ShopChanged(f"The page of order {order.id} does not tell what was bought.")
    if order.is_deleted:
        restored = restore_order(shop, wish, ports)
        if wish.dry_run:
            message = "Would restore the order, and then add its things to the cart."
            return Acted(order, Outcome.DONE, f"{message} Nothing was sent.")
        if restored.outcome is not Outcome.DONE:
            return restored
        order = read_order(shop, wish.order_id, ports)
    return _added(shop, wish, ports, order)


def _added(shop: Storefront, wish: ActWish, ports: Ports, order: Order) -> Acted:
    cart = shop.cart()
    earlier = ports.attempts.latest(order.id, Act.BUY_AGAIN, None)
    if earlier and (
        ended := after_earlier(
            _sending(shop, ports, order, earlier.what), send_again=wish.send_again
        )
    ):
        return acted(ended)
    if all(map(cart.pieces, order.titles)) and not wish.send_again:
        return already(
            order,
            "The cart has the things of this order already; nothing was sent. To add them once"
            " more, add --send-again.",
        )
    sending = _sending(shop, ports, order, _what(order, cart))
    step = Step(
        order, Act.BUY_AGAIN, "add its things to the cart", "They are in the cart; nothing is paid."
    )
    return act_once(shop, sending, wish, step)


def _sending(shop: Storefront, ports: Ports, order: Order, what: str) -> Sending:
    def shown(_since: datetime) -> Order | None:
        return order if _has_more(order, shop.cart(), what) else None

    return Sending(Act.BUY_AGAIN, order, shown, ports, what)


def _what(order: Order, cart: Cart) -> str:
    """How many pieces of each thing were in the cart before."""
    return ",".join(str(cart.pieces(title)) for title in _things(order))


def _has_more(order: Order, cart: Cart, before: str) -> bool:
    pairs = zip(_things(order), map(int, before.split(",")), strict=True)
    return all(cart.pieces(title) > pieces for title, pieces in pairs)


def _things(order: Order) -> list[str]:
    return sorted(set(order.titles))
