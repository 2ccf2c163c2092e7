"""Deleted orders: the tab of My Orders that holds what was put into the basket."""

from dataclasses import replace

from flows.domain.orders import OrderList
from flows.errors import ShopChanged
from flows.sites.aliexpress.current.my_orders_page import MyOrdersPage
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import says


class DeletedOrdersPage:
    """The tab as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read_all(self) -> OrderList:
        """Every deleted order. Raises `ShopChanged` where another tab is shown: it lists others."""
        reading = self._screen.read("my_orders")
        chosen = reading.data["chosenTab"] or ""
        if not says(reading.words.deleted_orders, chosen):
            raise ShopChanged(f"Instead of the deleted orders the shop shows {chosen.strip()!r}.")
        listed = MyOrdersPage(self._screen).read_all()
        orders = tuple(replace(order, is_deleted=True) for order in listed.orders)
        return replace(listed, orders=orders, announced=None)
