"""The first step of every journey that sends: its order, as the shop shows it now."""

from flows.domain.orders import Order
from flows.ports import Ports
from flows.storefront import Storefront


def read_order(shop: Storefront, order_id: str, ports: Ports) -> Order:
    """The order as its own page shows it; raises `UnknownOrder`."""
    ports.progress.step(f"Reading order {order_id}")
    order = ports.read[order_id] = shop.order(order_id)
    return order
