"""A list in pages has no number of all orders: every page and every row of it is accounted for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from flows.domain.orders import OrderList, Status
from flows.errors import ShopChanged, SignedOut
from flows.sites.aliexpress.classic.my_orders_page import MyOrdersPage
from flows.sites.aliexpress.screen import Screen

pytestmark = pytest.mark.browser

SHOP = "https://shop.example"
LIST = f"{SHOP}/orderList.htm"
HEADER = '<div id="nav-user-account"><span class="welcome-name">Hi, Ann</span></div>'
GUEST = '<div id="nav-user-account"><a data-pl="header_sign_in" href="/login">Sign in</a></div>'
GARBLED = '<tbody class="order-item-wraper"><tr><td>This row is having a rest.</td></tr></tbody>'


def row(order_id: int) -> str:
    return f"""<tbody class="order-item-wraper"><tr class="order-head">
      <td class="order-info"><p class="first-row"><span>Order ID:</span> <span>{order_id}</span>
        <a class="view-detail-link" href="/order_detail.htm?orderId={order_id}">View Detail</a></p>
        <p class="second-row"><span>Order time:</span>
        <span class="info-body">Nov 3, 2020 14:05</span></p></td>
      <td class="store-info"><p class="first-row"><span class="info-body">Lamp House</span></p></td>
      <td class="order-amount"><p class="amount-num">US $4.99</p></td></tr>
      <tr class="order-body"><td class="order-status"><span class="f-left">Awaiting payment </span>
      </td><td class="order-action"></td></tr></tbody>"""


def pager(number: int, last: int) -> str:
    links = "".join(
        f'<a class="ui-goto-page" pageNum="{n}" href="{LIST}?pageNum={n}">{n}</a>'
        for n in range(1, last + 1)
        if n != number
    )
    return f'<form id="full-pager"><span class="ui-pagination-active">{number}</span>{links}</form>'


def listed(rows: str, pages: str, *, header: str = HEADER, reminded: int = 0) -> str:
    table = f'<table id="buyer-ordertable">{rows}</table>'
    return f"""<html lang="en">{header}<h1 class="page-title">My Orders</h1>
      <a class="remind-tips" id="remiandTips_x">(<span class="num">{reminded}</span>)</a>
      <form action="{LIST}"><input id="order-no" name="_fm.o._0.o"></form>
      {table if rows else '<p class="order-empty"></p>'}{pages}"""


ListOf = Callable[..., MyOrdersPage]


@pytest.fixture
def list_of(page: Page) -> ListOf:
    """A list whose pages have these bodies, by number from 1; the first one is on the screen."""

    def open_list(*bodies: str, timeout_s: float = 1) -> MyOrdersPage:
        pages = {f"{LIST}?pageNum={number}": body for number, body in enumerate(bodies, 1)}
        page.route(
            "**/*",
            lambda route: route.fulfill(
                body=pages.get(route.request.url, ""), content_type="text/html; charset=utf-8"
            ),
        )
        page.goto(f"{LIST}?pageNum=1")
        return MyOrdersPage(Screen(page, "classic", timeout_s), lambda url: void(page.goto(url)))

    return open_list


def void(_: object) -> None:
    """What a page answered is of no interest here."""


def ids(found: OrderList) -> list[str]:
    return [order.id for order in found.orders]


A, B, C, D, E = (81900000000 + n for n in range(5))


def test_a_row_is_read_with_everything_that_it_tells(list_of: ListOf) -> None:
    [order] = list_of(listed(row(A), pager(1, 1))).read().orders
    assert (order.id, order.status, order.seller) == (str(A), Status.AWAITING_PAYMENT, "Lamp House")
    assert str(order.placed_at) == "2020-11-03 14:05:00+00:00"
    assert order.url == f"{SHOP}/order_detail.htm?orderId={A}"


def test_the_pages_are_turned_up_to_the_last_one(list_of: ListOf) -> None:
    found = list_of(
        listed(row(A) + row(B), pager(1, 3)),
        listed(row(C) + row(D), pager(2, 3)),
        listed(row(E), pager(3, 3)),
    ).read_all()
    assert ids(found) == [str(A), str(B), str(C), str(D), str(E)]
    assert found.is_complete


def test_one_page_of_several_is_not_all(list_of: ListOf) -> None:
    found = list_of(listed(row(A), pager(1, 2))).read()
    assert (ids(found), found.is_complete) == ([str(A)], False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((row(A) + row(B), pager(1, 2)), (row(B) + row(C), pager(2, 2))),
        ((row(A) + row(B), pager(1, 2)), (row(C), pager(2, 3).replace("=3", "=2"))),
        ((row(A), pager(1, 2)), (row(B) + row(C), pager(1, 2))),
    ],
    ids=["a row slid to the next page", "there are more pages now", "the same page again"],
)
def test_a_list_that_moves_while_it_is_read_is_not_proven_whole(
    list_of: ListOf, first: tuple[str, str], second: tuple[str, str]
) -> None:
    assert not list_of(listed(*first), listed(*second)).read_all().is_complete


def test_a_page_in_the_middle_that_is_not_full_is_not_proven_whole(list_of: ListOf) -> None:
    found = list_of(
        listed(row(A) + row(B), pager(1, 3)),
        listed(row(C), pager(2, 3)),
        listed(row(D), pager(3, 3)),
    ).read_all()
    assert not found.is_complete


def test_rows_without_a_pager_are_not_taken_for_all(list_of: ListOf) -> None:
    assert not list_of(listed(row(A), "")).read_all().is_complete


def test_an_empty_list_is_an_account_without_orders(list_of: ListOf) -> None:
    found = list_of(listed("", "")).read_all()
    assert (ids(found), found.is_complete) == ([], True)


def test_an_empty_list_beside_reminders_of_open_orders_is_not_believed(list_of: ListOf) -> None:
    found = list_of(listed("", "", reminded=4)).read_all()
    assert (found.announced, found.is_complete) == (4, False)


def test_an_empty_list_of_a_guest_is_not_an_account_without_orders(list_of: ListOf) -> None:
    with pytest.raises(SignedOut, match="to a guest"):
        list_of(listed("", "", header=GUEST)).read_all()


def test_an_unreadable_row_is_named_by_its_place_in_the_whole_list(list_of: ListOf) -> None:
    found = list_of(
        listed(row(A) + row(B), pager(1, 2)), listed(GARBLED + row(C), pager(2, 2))
    ).read_all()
    [unreadable] = found.unreadable
    assert (unreadable.position, unreadable.text) == (3, "This row is having a rest.")
    assert ids(found) == [str(A), str(B), str(C)]
    assert found.reached_end
    assert not found.is_complete


def test_a_search_is_asked_in_the_words_of_the_lists_own_form(list_of: ListOf, page: Page) -> None:
    found = list_of(listed(row(A), pager(1, 1)))
    page.unroute_all()
    page.route(
        "**/*",
        lambda route: route.fulfill(body=listed(row(B), pager(1, 1)), content_type="text/html"),
    )
    order = found.search(str(B))
    assert order is not None
    assert (order.id, page.url) == (str(B), f"{LIST}?_fm.o._0.o={B}")


def test_a_search_that_brings_other_orders_is_a_changed_shop_and_no_missing_order(
    list_of: ListOf, page: Page
) -> None:
    found = list_of(listed(row(A), pager(1, 1)))
    page.unroute_all()
    page.route(
        "**/*",
        lambda route: route.fulfill(body=listed(row(A), pager(1, 1)), content_type="text/html"),
    )
    with pytest.raises(ShopChanged, match=f"for {B} brought other orders"):
        found.search(str(B))


def test_another_page_is_not_taken_for_my_orders(list_of: ListOf) -> None:
    with pytest.raises(ShopChanged, match="my orders page"):
        list_of("<title>Refund</title>", timeout_s=0.05).read()
