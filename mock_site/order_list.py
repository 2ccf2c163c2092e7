"""The orders of one buyer as lists show them: by date, by state, and counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import overload

from mock_site.orders import Order
from mock_site.statuses import OrderStatus


class OrderList(Sequence[Order]):
    """A buyer's orders at one moment, newest first; they are sorted by state once, when asked."""

    def __init__(self, newest_first: Iterable[Order]) -> None:
        self._orders = tuple(newest_first)
        self._in_states: dict[tuple[OrderStatus, ...], tuple[Order, ...]] = {}

    @overload
    def __getitem__(self, place: int) -> Order: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Order, ...]: ...
    def __getitem__(self, place: int | slice) -> Order | tuple[Order, ...]:
        return self._orders[place]

    def __len__(self) -> int:
        return len(self._orders)

    def in_state(self, *statuses: OrderStatus) -> tuple[Order, ...]:
        """Those in one of these states that were not deleted, newest first."""
        if statuses not in self._in_states:
            places = sorted(chain.from_iterable(self._places[status] for status in statuses))
            self._in_states[statuses] = tuple(self._orders[place] for place in places)
        return self._in_states[statuses]

    @cached_property
    def deleted(self) -> tuple[Order, ...]:
        """Those that can be restored, newest first."""
        return tuple(order for order in self._orders if order.deleted == "recycle")

    @cached_property
    def with_messages(self) -> tuple[Order, ...]:
        """Those about which something was written that can still be read, newest first."""
        return tuple(it for it in self._orders if it.messages and it.deleted != "purged")

    @cached_property
    def _places(self) -> dict[OrderStatus, list[int]]:
        places: dict[OrderStatus, list[int]] = defaultdict(list)
        for place, order in enumerate(self._orders):
            if order.deleted is None:
                places[order.status].append(place)
        return places
