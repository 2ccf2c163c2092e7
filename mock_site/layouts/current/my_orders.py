"""My Orders: tabs, search, cards of ten, and the next ten on demand."""

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import URL
from starlette.responses import Response

from mock_site.layouts.shared import lists
from mock_site.layouts.shared.acting import DIALOGS
from mock_site.order_list import OrderList
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit

PAGE = "/p/order/index.html"
NEXT_CARDS = "/p/order/list"
CARDS_PER_PAGE = 10

_TABS = {
    "all": tuple(OrderStatus),
    "unpaid": (OrderStatus.UNPAID,),
    "processing": (OrderStatus.VERIFYING, OrderStatus.TO_SHIP, OrderStatus.IN_CANCEL),
    "shipped": (OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED),
    "completed": (OrderStatus.FINISH,),
}
_DELETED = "recycle"


def page(visit: Visit) -> Response:
    orders = visit.orders()
    shown = _cards(visit, orders)
    return visit.page(
        "orders.html",
        places=lists.places(shown["cards"]),
        search=visit.query("search"),
        dialogs=DIALOGS,
        tabs=_tabs(visit, orders),
        **shown,
    )


def next_cards(visit: Visit) -> Response:
    """The cards after "View orders", for the page's script to append."""
    shown = _cards(visit, visit.orders())
    return visit.page("order_page.html", places=lists.places(shown["cards"]), **shown)


def _tabs(visit: Visit, orders: OrderList) -> list[dict[str, object]]:
    chosen = _chosen_tab(visit)
    return [
        {
            "code": code,
            "active": code == chosen,
            "count": len(orders.in_state(*_TABS[code])) if code in _TABS else None,
            "url": str(URL(PAGE).include_query_params(tab=code)),
        }
        for code in (*_TABS, _DELETED)
    ]


def _cards(visit: Visit, orders: OrderList) -> dict[str, Any]:
    tab, search = _chosen_tab(visit), visit.query("search")
    wanted = _found(_in_tab(orders, tab), search)
    number = lists.page_number(visit.query("page"))
    first = (number - 1) * CARDS_PER_PAGE
    more = URL(NEXT_CARDS).include_query_params(tab=tab, search=search, page=number + 1)
    is_last = len(wanted) <= first + CARDS_PER_PAGE
    return {
        "cards": lists.rows(visit, wanted[first : first + CARDS_PER_PAGE]),
        "next_page": None if is_last else str(more),
    }


def _chosen_tab(visit: Visit) -> str:
    tab = visit.query("tab")
    return tab if tab in _TABS or tab == _DELETED else "all"


def _in_tab(orders: OrderList, tab: str) -> Sequence[Order]:
    return orders.deleted if tab == _DELETED else orders.in_state(*_TABS[tab])


def _found(orders: Sequence[Order], search: str) -> Sequence[Order]:
    """Those with these words in their number, store or a product's title."""
    words = " ".join(search.casefold().split())
    return [order for order in orders if words in _words_of(order)] if words else orders


def _words_of(order: Order) -> str:
    return "\n".join(
        (order.id, order.seller_name, *(item.title for item in order.items))
    ).casefold()
