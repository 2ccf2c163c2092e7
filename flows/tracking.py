"""Where the parcels of an order are."""

from dataclasses import dataclass

from flows.domain.orders import Order, Status
from flows.domain.parcels import Parcel
from flows.errors import Refused
from flows.storefront import Storefront

_NOT_SHIPPED = {
    Status.AWAITING_PAYMENT,
    Status.PAYMENT_VERIFYING,
    Status.AWAITING_SHIPMENT,
    Status.CANCEL_REQUESTED,
}


@dataclass(frozen=True, slots=True)
class Tracked:
    """The order, and the parcels that were sent of it."""

    order: Order
    parcels: tuple[Parcel, ...]


def track_order(shop: Storefront, order_id: str) -> Tracked:
    """Read where the parcels are; raises `Refused` where nothing was shipped."""
    order = shop.order(order_id)
    if order.status in _NOT_SHIPPED:
        raise Refused(
            f"There is no parcel yet: the order is {order.status.words}. `unbuy advise {order_id}`"
            " tells what can be done meanwhile, and until when."
        )
    return Tracked(order, shop.parcels(order_id))
