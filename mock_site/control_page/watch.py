"""`GET /_control/watch`: all that the control page shows, asked for again and again."""

from collections import Counter
from datetime import datetime
from secrets import token_hex
from typing import Any

from pydantic import Field
from starlette.requests import Request

from mock_site import calls
from mock_site.orders import Order
from mock_site.shop import Shop
from mock_site.specs import Spec
from mock_site.statuses import OrderStatus
from mock_site.truth import truth_of_order, truth_of_world
from mock_site.whole_order import whole_order
from mock_site.world import World

_MOST_ENTRIES = 1000
_IN_A_ROW = (
    "id", "account", "status", "end_reason", "total", "currency", "paid_with", "placed_at",
    "deadline", "seller", "refund", "deleted",
)  # fmt: skip


class View(Spec):
    """What somebody looks at: which orders, which one of them whole, and where their log ends.

    `after` is how many log entries of this `world` they have; those of another one are no use.
    """

    account: str | None = None
    status: OrderStatus | None = None
    text: str = Field("", max_length=200)
    offset: int = Field(0, ge=0)
    limit: int = Field(50, ge=1, le=500)
    order: str | None = None
    world: str | None = None
    after: int = Field(0, ge=0)

    def shows(self, order: Order) -> bool:
        if self.account and order.account != self.account:
            return False
        if self.status and order.status is not self.status:
            return False
        return not self.text or self.text.casefold() in _searched(order)


class Watch:
    """Tells what a view shows of the world that is open."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._named: tuple[Shop, str] | None = None

    async def look(self, request: Request) -> dict[str, Any]:
        view = calls.read_query(dict(request.query_params), View)
        shop = self._world.shop
        now = shop.settle()
        name = self._name(shop)
        return {
            "world": name,
            "scenario": {"name": self._world.name, "about": self._world.about},
            **truth_of_world(shop),
            "blocked_stores": sorted(shop.blocked_stores),
            "armed": shop.faults.listed(),
            "orders": _orders(shop, view),
            "order": _whole(shop, view.order, now),
            "log": _log(shop, view.after if view.world == name else 0),
        }

    def _name(self, shop: Shop) -> str:
        """One that no other world has had, neither before a reset nor in an earlier process."""
        if self._named is None or self._named[0] is not shop:
            self._named = (shop, token_hex(6))
        return self._named[1]


def _orders(shop: Shop, view: View) -> dict[str, Any]:
    """One page of those that are shown, newest first, and how many there are in each state."""
    found = [order for order in shop.orders.values() if view.shows(order)]
    found.sort(key=lambda order: (order.placed_at, order.id), reverse=True)
    last_page = max(len(found) - 1, 0) // view.limit * view.limit
    offset = min(view.offset, last_page)
    rows = [_row(order) for order in found[offset : offset + view.limit]]
    counts = Counter(order.status for order in shop.orders.values())
    return {
        "total": len(shop.orders),
        "found": len(found),
        "offset": offset,
        "counts": {status: counts[status] for status in OrderStatus},
        "rows": rows,
    }


def _row(order: Order) -> dict[str, Any]:
    truth = truth_of_order(order)
    dispute = truth["dispute"]
    return {name: truth[name] for name in _IN_A_ROW} | {"dispute": dispute and dispute["stage"]}


def _searched(order: Order) -> str:
    titles = (item.title for item in order.items)
    return "\n".join((order.id, order.account, order.seller_name, *titles)).casefold()


def _whole(shop: Shop, order_id: str | None, now: datetime) -> dict[str, Any] | None:
    order = shop.orders.get(order_id or "")
    return whole_order(order, now) if order else None


def _log(shop: Shop, after: int) -> dict[str, Any]:
    """What was received after so many entries, oldest first; more than the most comes next time."""
    entries = shop.log[after : after + _MOST_ENTRIES]
    return {"entries": entries, "next": after + len(entries), "total": len(shop.log)}
