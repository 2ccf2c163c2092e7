"""Which of the messages about their orders buyers have seen."""

from collections.abc import Iterable

from mock_site.orders import Order


class Inbox:
    """Remembers how far each order's thread was read."""

    def __init__(self) -> None:
        self._read: dict[str, int] = {}

    def look_at(self, order: Order) -> None:
        """The buyer has the whole thread of an order before them."""
        self._read[order.id] = len(order.messages)

    def unread(self, orders: Iterable[Order]) -> int:
        """How many messages of others the buyer has not seen yet."""
        return sum(
            message.sender != "buyer"
            for order in orders
            for message in order.messages[self._read.get(order.id, 0) :]
        )
