"""The basket: put an order that is over into it, or delete it for ever.

Each reads the order, asks the rules first, and is proven on another page: the basket shows a
deleted order, and no page shows one that is deleted for ever. `restoring.py` takes it out again.
"""

from collections.abc import Collection

from flows.act_once import Acted, ActWish, Step, act_once, acted, already
from flows.domain.acts import Act
from flows.domain.deleting import Risk, risks_of_purging, why_not_deleted
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import Refused, UnknownOrder
from flows.ports import AttemptState, Ports
from flows.reading import read_order
from flows.send_once import Sending, after_earlier
from flows.storefront import Storefront


def delete_order(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Put one order among the deleted ones; it can be restored from there."""
    order = read_order(shop, wish.order_id, ports)
    sending = Sending(Act.DELETE, order, lambda _: _in_basket(shop, order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if order.is_deleted:
        return already(order, "The order is among the deleted ones already; nothing was sent.")
    refund = shop.refund(order.id) if order.status.is_over else None
    if why := why_not_deleted(order, refund):
        raise Refused(f"{why} Nothing was sent.")
    step = Step(order, Act.DELETE, "delete the order", "It can be restored from deleted orders.")
    return act_once(shop, sending, wish, step)


def purge_order(shop: Storefront, wish: ActWish, ports: Ports, forced: Collection[Risk]) -> Acted:
    """Delete one order for ever; `forced` are the risks that the buyer has named."""
    try:
        order = read_order(shop, wish.order_id, ports)
    except UnknownOrder:
        return _gone_before(shop, wish, ports)
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


def _gone_before(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """What an earlier run tried to delete for ever, and no page shows any more.

    Raises `UnknownOrder` where no run did, or where the basket still has it.
    """
    attempt = ports.attempts.latest(wish.order_id, Act.PURGE)
    if attempt is None or not _is_gone_from_basket(shop, wish.order_id):
        raise UnknownOrder(f"This account has no order {wish.order_id}.")
    if attempt.is_open:
        ports.attempts.settle(attempt, AttemptState.ACCEPTED, None, ports.clock.now())
    message = "The order was deleted for ever before: the shop has it no more. Nothing was sent."
    return Acted(None, Outcome.DONE, message)


def _in_basket(shop: Storefront, order_id: str) -> Order | None:
    return next((o for o in shop.deleted_orders().orders if o.id == order_id), None)


def _gone(shop: Storefront, order: Order) -> Order | None:
    """The order as it was, where the basket, read whole, and its own page have it no more."""
    if not _is_gone_from_basket(shop, order.id):
        return None
    try:
        shop.order(order.id)
    except UnknownOrder:
        return order
    return None


def _is_gone_from_basket(shop: Storefront, order_id: str) -> bool:
    basket = shop.deleted_orders()
    return basket.is_complete and all(kept.id != order_id for kept in basket.orders)
