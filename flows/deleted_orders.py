"""The basket: put an order that is over into it, take it out again, or delete it for ever.

Each reads the order, asks the rules first, and is proven on another page: the basket shows a
deleted order, My Orders a restored one, and no page shows one that is deleted for ever.
"""

from collections.abc import Collection

from flows.act_once import Acted, ActWish, Step, act_once, acted
from flows.domain.acts import Act
from flows.domain.deleting import Risk, risks_of_purging, why_not_deleted
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import Refused, UnknownOrder
from flows.ports import Ports
from flows.send_once import Sending, after_earlier
from flows.storefront import Storefront


def delete_order(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Put one order among the deleted ones; it can be restored from there."""
    order = _read(shop, wish, ports)
    sending = Sending(Act.DELETE, order, lambda _: _in_basket(shop, order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if order.is_deleted:
        return _already(order, "The order is among the deleted ones already; nothing was sent.")
    refund = shop.refund(order.id) if order.status.is_over else None
    if why := why_not_deleted(order, refund):
        raise Refused(f"{why} Nothing was sent.")
    step = Step(order, Act.DELETE, "delete the order", "It can be restored from deleted orders.")
    return act_once(shop, sending, wish, step)


def restore_order(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Take one order out of the basket."""
    order = _read(shop, wish, ports)
    sending = Sending(Act.RESTORE, order, lambda _: shop.find(order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if not order.is_deleted:
        return _already(order, "The order is not among the deleted ones; nothing was sent.")
    step = Step(order, Act.RESTORE, "restore the order", "My Orders lists it again.")
    return act_once(shop, sending, wish, step)


def purge_order(shop: Storefront, wish: ActWish, ports: Ports, forced: Collection[Risk]) -> Acted:
    """Delete one order for ever; `forced` are the risks that the buyer has named."""
    try:
        order = _read(shop, wish, ports)
    except UnknownOrder:
        if ports.attempts.latest(wish.order_id, Act.PURGE) is None:
            raise
        message = "The order was deleted for ever before: the shop has it no more."
        return Acted(None, Outcome.DONE, message)
    sending = Sending(Act.PURGE, order, lambda _: _gone(shop, order), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if not order.is_deleted:
        raise Refused(
            "Only an order among the deleted ones can be deleted for ever; `unbuy delete` puts it"
            " there. Nothing was sent."
        )
    risks = risks_of_purging(order, shop.refund(order.id), ports.clock.now())
    for risk, why in risks.items():
        if risk not in forced:
            raise Refused(
                f"Nothing was sent, for {why}, and with the order that is lost. Where you mean it,"
                f" add --force {risk}."
            )
    then = "Nobody can see it any more, and no dispute can be opened."
    step = Step(order, Act.PURGE, "delete the order for ever", then)
    return act_once(shop, sending, wish, step)


def _read(shop: Storefront, wish: ActWish, ports: Ports) -> Order:
    ports.progress.step(f"Reading order {wish.order_id}")
    return shop.order(wish.order_id)


def _already(order: Order, message: str) -> Acted:
    return Acted(order, Outcome.DONE, message)


def _in_basket(shop: Storefront, order_id: str) -> Order | None:
    return next((o for o in shop.deleted_orders().orders if o.id == order_id), None)


def _gone(shop: Storefront, order: Order) -> Order | None:
    """The order as it was, where the basket, read whole, and its own page have it no more."""
    basket = shop.deleted_orders()
    if not basket.is_complete or any(kept.id == order.id for kept in basket.orders):
        return None
    try:
        shop.order(order.id)
    except UnknownOrder:
        return order
    return None
