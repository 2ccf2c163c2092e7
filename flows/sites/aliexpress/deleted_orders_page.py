"""Deleted orders: the list of what was put into the basket, a list like My Orders."""

from dataclasses import replace

from flows.domain.orders import OrderList
from flows.errors import ShopChanged
from flows.sites.aliexpress.layout import MyOrders
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import says


class DeletedOrdersPage:
    """The list as it stands on the screen, which `listed` reads as it does My Orders."""

    def __init__(self, screen: Screen, listed: MyOrders) -> None:
        self._screen = screen
        self._listed = listed

    def read_all(self) -> OrderList:
        """Every deleted order. Raises `ShopChanged` where another list is shown."""
        reading = self._screen.read("my_orders")
        name = reading.data["listName"] or ""
        if not says(reading.words.deleted_orders, name):
            raise ShopChanged(f"Instead of the deleted orders the shop shows {name.strip()!r}.")
        listed = self._listed.read_all()
        orders = tuple(replace(order, is_deleted=True) for order in listed.orders)
        return replace(listed, orders=orders, announced=None)
