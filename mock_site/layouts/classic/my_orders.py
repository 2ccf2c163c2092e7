"""My Orders and the deleted ones: a table in pages, with reminders, search and filter."""

from collections.abc import Callable
from typing import Any

from starlette.datastructures import URL
from starlette.responses import Response

from mock_site.layouts.classic.pager import SIZES, paged
from mock_site.layouts.shared import lists
from mock_site.layouts.shared.acting import DIALOGS
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit

# Known: what the search form of the real shop called its fields.
FIELDS = {
    "number": "_fm.o._0.o",
    "product": "_fm.o._0.p",
    "store": "_fm.o._0.co",
    "status": "_fm.o._0.or",
}
_UNREAD = "NOT_READ_MSG"


def _in(status: OrderStatus) -> Callable[[Order], bool]:
    return lambda order: order.status is status


def _is_unread(order: Order) -> bool:
    """Whether the seller had the last word."""
    return bool(order.messages) and order.messages[-1].sender == "seller"


_FITS = {status.value: _in(status) for status in OrderStatus} | {_UNREAD: _is_unread}
_REMINDERS = {
    "waitBuyerPayment": OrderStatus.UNPAID.value,
    "waitSendGoodsOrders": OrderStatus.TO_SHIP.value,
    "waitBuyerAcceptGoods": OrderStatus.SHIPPED.value,
    "issueOrders": OrderStatus.IN_ISSUE.value,
    "notReadMsg": _UNREAD,
}
"""What the buyer is reminded of, and the state of the orders that it concerns."""


def page(visit: Visit) -> Response:
    mine = [order for order in visit.orders() if order.deleted is None]
    asked = {name: visit.query(field) for name, field in FIELDS.items()}
    return _drawn(
        visit,
        "orders.html",
        _wanted(mine, asked),
        {FIELDS[name]: value for name, value in asked.items() if value},
        asked=asked,
        fields=FIELDS,
        reminders=_reminders(visit, mine),
        states=[status.value for status in OrderStatus],
    )


def deleted(visit: Visit) -> Response:
    mine = [order for order in visit.orders() if order.deleted == "recycle"]
    return _drawn(visit, "deleted_orders.html", mine, {})


def _drawn(
    visit: Visit, template: str, orders: list[Order], filters: dict[str, str], **facts: Any
) -> Response:
    """One page of a list, with the way to its others."""
    pager, on_page = paged(visit, filters, orders)
    rows = lists.rows(visit, on_page)
    return visit.page(
        template,
        places=lists.places(rows),
        rows=rows,
        pager=pager,
        page_sizes=SIZES,
        is_filtered=bool(filters),
        dialogs=DIALOGS,
        **facts,
    )


def _wanted(orders: list[Order], asked: dict[str, str]) -> list[Order]:
    number, product, store = (
        asked[name].strip().casefold() for name in ("number", "product", "store")
    )
    fits = _FITS.get(asked["status"])
    return [
        order
        for order in orders
        if (fits is None or fits(order))
        and number in order.id
        and store in order.seller_name.casefold()
        and any(product in item.title.casefold() for item in order.items)
    ]


def _reminders(visit: Visit, orders: list[Order]) -> list[dict[str, object]]:
    address = URL(visit.addresses.orders)
    return [
        {
            "code": code,
            "count": sum(map(_FITS[state], orders)),
            "url": str(address.include_query_params(**{FIELDS["status"]: state})),
        }
        for code, state in _REMINDERS.items()
    ]
