"""Taking an order out of the basket; My Orders, which lists it again, proves it."""

from flows.act_once import Acted, ActWish, Step, act_once, acted, already
from flows.domain.acts import Act
from flows.ports import Ports
from flows.reading import read_order
from flows.send_once import Sending, after_earlier
from flows.storefront import Storefront


def restore_order(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Restore one deleted order, at most once."""
    order = read_order(shop, wish.order_id, ports)
    sending = Sending(Act.RESTORE, order, lambda _: shop.find(order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if not order.is_deleted:
        return already(order, "The order is not among the deleted ones; nothing was sent.")
    step = Step(order, Act.RESTORE, "restore the order", "My Orders lists it again.")
    return act_once(shop, sending, wish, step)
