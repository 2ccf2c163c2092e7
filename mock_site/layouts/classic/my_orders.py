"""My Orders and the deleted ones: a table in pages, with reminders, search and filter."""

from collections.abc import Callable, Sequence
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
_REMINDERS = {
    "waitBuyerPayment": OrderStatus.UNPAID,
    "waitSendGoodsOrders": OrderStatus.TO_SHIP,
    "waitBuyerAcceptGoods": OrderStatus.SHIPPED,
    "issueOrders": OrderStatus.IN_ISSUE,
    "notReadMsg": _UNREAD,
}
"""What the buyer is reminded of, and the state of the orders that it concerns."""

_Fits = Callable[[Order], bool]


def _numbered(asked: str) -> _Fits:
    return lambda order: asked.strip() in order.id


def _sells(asked: str) -> _Fits:
    product = asked.strip().casefold()
    return lambda order: any(product in item.title.casefold() for item in order.items)


def _sold_by(asked: str) -> _Fits:
    return lambda order: asked.strip().casefold() in order.seller_name.casefold()


_FILTERS: dict[str, Callable[[str], _Fits]] = {
    "number": _numbered,
    "product": _sells,
    "store": _sold_by,
}


def page(visit: Visit) -> Response:
    asked = {name: visit.query(field) for name, field in FIELDS.items()}
    return _drawn(
        visit,
        "orders.html",
        _wanted(visit, asked),
        {FIELDS[name]: value for name, value in asked.items() if value},
        asked=asked,
        fields=FIELDS,
        reminders=_reminders(visit),
        states=[status.value for status in OrderStatus],
    )


def deleted(visit: Visit) -> Response:
    return _drawn(visit, "deleted_orders.html", visit.orders().deleted, {})


def _drawn(
    visit: Visit, template: str, orders: Sequence[Order], filters: dict[str, str], **facts: Any
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


def _wanted(visit: Visit, asked: dict[str, str]) -> Sequence[Order]:
    orders = _in_state(visit, asked["status"])
    for fits in [kind(asked[name]) for name, kind in _FILTERS.items() if asked[name]]:
        orders = [order for order in orders if fits(order)]
    return orders


def _in_state(visit: Visit, asked: str) -> Sequence[Order]:
    """Those in this state, or with a message to read; all of them where it is neither."""
    mine = visit.orders()
    if asked == _UNREAD:
        written = [order for order in mine.with_messages if order.deleted is None]
        return [order for order in written if visit.shop.inbox.unread([order])]
    states = (OrderStatus(asked),) if asked in tuple(OrderStatus) else tuple(OrderStatus)
    return mine.in_state(*states)


def _reminders(visit: Visit) -> list[dict[str, object]]:
    address = URL(visit.addresses.orders)
    return [
        {
            "code": code,
            "count": len(_in_state(visit, state)),
            "url": str(address.include_query_params(**{FIELDS["status"]: state})),
        }
        for code, state in _REMINDERS.items()
    ]
