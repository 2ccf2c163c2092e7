from datetime import date
from decimal import Decimal

import pytest

from flows.domain.money import Money
from flows.domain.orders import Order, OrderList, Status
from flows.domain.refunds import RefundStage
from flows.errors import ShopChanged, SignedOut
from flows.sites.aliexpress.current.my_orders_page import MyOrdersPage
from tests.flows.sites.aliexpress.conftest import OpenSaved, current

pytestmark = pytest.mark.browser

DETAIL = "https://shop.example/p/order/detail.html"


@pytest.fixture
def listed(open_saved: OpenSaved) -> MyOrdersPage:
    return MyOrdersPage(current(open_saved("my_orders")))


@pytest.fixture
def found(listed: MyOrdersPage) -> OrderList:
    return listed.read()


def test_a_card_with_the_labels_since_2026_is_read(found: OrderList) -> None:
    assert found.orders[0] == Order(
        id="8190000000000001",
        status=Status.AWAITING_PAYMENT,
        seller="Lamp House",
        total=Money(Decimal("93.62"), "USD"),
        placed_at=date(2026, 9, 15),
        titles=("Desk lamp, brass",),
        url=f"{DETAIL}?spm=a2g0o.1&orderId=8190000000000001",
        seen_on="list",
    )


def test_a_card_with_the_older_labels_a_stray_space_and_split_digits_is_read(
    found: OrderList,
) -> None:
    assert found.orders[1] == Order(
        id="8190000000020001",
        status=Status.CANCELLED,
        seller="Cup & Co",
        total=Money(Decimal("1204.99"), "USD"),
        placed_at=date(2024, 6, 2),
        titles=("Cup",),
        refund_stage=RefundStage.REFUNDED,
        url=f"{DETAIL}?orderId=8190000000020001",
        seen_on="list",
    )


def test_a_card_of_several_products_is_read_though_it_names_none(found: OrderList) -> None:
    order = found.orders[2]
    assert (order.id, order.status) == ("8190000000040001", Status.SHIPPED)
    assert (order.titles, order.total) == ((), Money(Decimal("4.99"), "AUD"))


def test_a_list_does_not_tell_what_can_be_pressed(found: OrderList) -> None:
    assert [order.can_cancel for order in found.orders] == [None, None, None]


def test_unreadable_cards_are_named_with_place_text_and_cause_and_hide_no_other(
    found: OrderList,
) -> None:
    garbled, mixed_up, unheard_of = found.unreadable
    assert [order.id[-6:] for order in found.orders] == ["000001", "020001", "040001"]
    assert (garbled.position, garbled.text) == (4, "This card is having a rest.")
    assert garbled.why == "it has no link to an order"
    assert (mixed_up.position, unheard_of.position) == (5, 6)
    assert mixed_up.why == "its link leads to 8190000000080001, its text says 8190000000060001"
    assert unheard_of.why.startswith("Unknown status on the page: 'Lost at sea'.")


def test_the_number_on_the_tab_of_all_orders_is_what_the_shop_announces(found: OrderList) -> None:
    assert found.announced == 7


def test_while_the_shop_has_more_to_show_the_end_is_not_reached(found: OrderList) -> None:
    assert not found.reached_end
    assert not found.is_complete


def test_view_orders_is_pressed_until_there_is_no_more(listed: MyOrdersPage) -> None:
    found = listed.read_all()
    assert found.reached_end
    assert found.orders[-1].id == "8190000000120001"
    assert len(found.orders) + len(found.unreadable) == found.announced


def test_a_button_that_brings_no_more_orders_ends_the_reading_and_not_the_proof(
    open_saved: OpenSaved,
) -> None:
    page = open_saved("my_orders")
    page.set_default_timeout(100)
    page.locator(".order-more").evaluate("node => node.replaceWith(node.cloneNode(true))")
    assert not MyOrdersPage(current(page)).read_all().is_complete


SEARCH_WORKS = """() => document.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    for (const card of document.querySelectorAll(".order-item"))
        if (!card.textContent.includes(event.target.value)) card.remove();
})"""


@pytest.mark.parametrize(
    ("wanted", "status"), [("8190000000020001", Status.CANCELLED), ("8190000000999999", None)]
)
def test_one_order_is_searched_for(
    open_saved: OpenSaved, wanted: str, status: Status | None
) -> None:
    page = open_saved("my_orders")
    page.evaluate(SEARCH_WORKS)
    found = MyOrdersPage(current(page)).search(wanted)
    assert (found and found.status) is status


def test_a_search_without_an_answer_is_a_changed_shop_and_no_missing_order(
    open_saved: OpenSaved,
) -> None:
    page = open_saved("my_orders")
    page.set_default_timeout(100)
    with pytest.raises(ShopChanged, match="for 8190000000020001 brought no answer"):
        MyOrdersPage(current(page)).search("8190000000020001")


def test_a_list_that_is_still_loading_is_waited_for(open_saved: OpenSaved) -> None:
    page = open_saved("my_orders")
    page.locator(".order-main").evaluate(
        "node => { node.ariaBusy = 'true'; setTimeout(() => { node.ariaBusy = 'false'; }, 50); }"
    )
    assert len(MyOrdersPage(current(page)).read().orders) == 3


def test_my_orders_of_a_guest_are_not_an_account_without_orders(open_saved: OpenSaved) -> None:
    with pytest.raises(SignedOut, match="to a guest"):
        MyOrdersPage(current(open_saved("home_guest"))).read()


def test_another_page_is_not_taken_for_my_orders(open_saved: OpenSaved) -> None:
    page = open_saved("refund")
    with pytest.raises(ShopChanged, match=r"titled 'Refund details'.*my orders page"):
        MyOrdersPage(current(page, 0.05)).read()


def test_pages_in_a_language_without_words_are_not_guessed_at(open_saved: OpenSaved) -> None:
    page = open_saved("my_orders")
    page.evaluate("document.documentElement.lang = 'tlh'")
    with pytest.raises(ShopChanged, match="in 'tlh', which has no table of words"):
        MyOrdersPage(current(page)).read()
