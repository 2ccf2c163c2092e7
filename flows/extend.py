"""More time for a seller who asked for it, and only on the buyer's word.

Proven by a new reading of the order: the wish is gone, and the timer ends so many days later.
"""

from datetime import datetime, timedelta

from flows.act_once import Acted, ActWish, Step, act_once, acted, already
from flows.domain.acts import Act
from flows.domain.moments import minute
from flows.domain.orders import Order, Status
from flows.errors import Refused
from flows.ports import Attempt, AttemptState, Ports
from flows.reading import read_order
from flows.send_once import Sending, after_earlier
from flows.storefront import Storefront

_COUNTED_ROUGHLY = timedelta(hours=2)  # a timer on a page may leave the smaller units out


def extend_time(shop: Storefront, wish: ActWish, ports: Ports, days: int) -> Acted:
    """Give the seller of this order so many days more to ship."""
    order = read_order(shop, wish.order_id, ports)
    earlier = ports.attempts.latest(order.id, Act.EXTEND, None)
    if earlier and (ended := _after(shop, wish, ports, order, earlier)):
        return ended
    if why := _why_not(order):
        raise Refused(f"{why} Nothing was sent.")
    what = _what(order, days)
    sending = _sending(shop, ports, order, what)
    asked = f"The seller asked for {_in_days(order.extension_days or 0)}."
    then = f"{asked} The order does not close by itself before {_end(order, days)}."
    verb = f"give the seller {_in_days(days)} more"
    step = Step(order, Act.EXTEND, verb, then, content=str(days), given=str(order.extension_days))
    return act_once(shop, sending, wish, step)


def _after(
    shop: Storefront, wish: ActWish, ports: Ports, order: Order, earlier: Attempt
) -> Acted | None:
    """What an earlier agreement means for this wish; None: the way is free."""
    if earlier.is_open and order.status is not Status.AWAITING_SHIPMENT:
        ports.attempts.settle(earlier, AttemptState.REFUSED, order, ports.clock.now())
        return None
    sending = _sending(shop, ports, order, earlier.what)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    agreed_to_all = earlier.state is AttemptState.ACCEPTED and not order.extension_days
    if not agreed_to_all or order.status is not Status.AWAITING_SHIPMENT:
        return None
    agreed = f"You agreed at {minute(earlier.intended_at)}"
    return already(order, f"{agreed}, and the seller asks for no more; nothing was sent.")


def _why_not(order: Order) -> str | None:
    if order.status is not Status.AWAITING_SHIPMENT:
        return f"The order is {order.status.words}: only before shipping is there time to extend."
    if not order.extension_days:
        return "The seller does not ask for more time to ship this order."
    return None


def _sending(shop: Storefront, ports: Ports, order: Order, what: str) -> Sending:
    def shown(_since: datetime) -> Order | None:
        seen = shop.order(order.id)
        return seen if _is_extended(seen, what) else None

    return Sending(Act.EXTEND, order, shown, ports, what)


def _what(order: Order, days: int) -> str:
    """The days given, and the timer's end before that: what tells one agreement from the next."""
    return f"{days} {order.deadline.isoformat() if order.deadline else ''}".strip()


def _is_extended(seen: Order, what: str) -> bool:
    """Whether the order shows the agreement that `what` tells of."""
    if seen.status is not Status.AWAITING_SHIPMENT or seen.extension_days:
        return False
    days, _, before = what.partition(" ")
    if not before or seen.deadline is None:
        return True
    moved = seen.deadline - datetime.fromisoformat(before)
    return moved > timedelta(days=int(days)) - _COUNTED_ROUGHLY


def _end(order: Order, days: int) -> str:
    if order.deadline is None:
        return "that time is over"
    return minute(order.deadline + timedelta(days=days))


def _in_days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
