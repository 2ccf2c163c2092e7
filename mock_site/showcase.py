"""What the pages may show of the orders: each as it is, or for a while as it was."""

from bisect import insort
from collections.abc import Mapping
from datetime import datetime

from mock_site.order_list import OrderList
from mock_site.orders import Order


class Showcase:
    """Looks at a shop's orders; a buyer's list stays the same until one of theirs changes."""

    def __init__(self, orders: Mapping[str, Order]) -> None:
        self._orders = orders
        self._oldest_first: dict[str, list[tuple[datetime, str]]] = {}
        self._before: dict[str, tuple[datetime, Order]] = {}
        self._lists: dict[str, OrderList] = {}

    def add(self, order: Order) -> None:
        """Give a new order its place."""
        insort(self._oldest_first.setdefault(order.account, []), (order.placed_at, order.id))

    def ids_of(self, username: str) -> list[str]:
        """The numbers of all orders of a buyer, oldest first."""
        return [order_id for _, order_id in self._oldest_first.get(username, [])]

    def refresh(self, username: str) -> None:
        """One of this buyer's orders is another than before."""
        self._lists.pop(username, None)

    def hold_back(self, before: Order, until: datetime) -> None:
        """Show an order as it was before its change, until then."""
        self._before[before.id] = (until, before)

    def order(self, order_id: str, now: datetime) -> Order:
        self._reveal(now)
        return self._shown(order_id)

    def orders_of(self, username: str, now: datetime) -> OrderList:
        """All of a buyer's orders."""
        self._reveal(now)
        if username not in self._lists:
            mine = reversed(self._oldest_first.get(username, []))
            self._lists[username] = OrderList(self._shown(order_id) for _, order_id in mine)
        return self._lists[username]

    def _reveal(self, now: datetime) -> None:
        """Show what was held back until now."""
        over = [order_id for order_id, (until, _) in self._before.items() if until <= now]
        for order_id in over:
            _, before = self._before.pop(order_id)
            self.refresh(before.account)

    def _shown(self, order_id: str) -> Order:
        held_back = self._before.get(order_id)
        return held_back[1] if held_back else self._orders[order_id]
