"""Messages with the seller of an order: the thread, all threads, what is refused."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from mock_site import buyer_acts, control_acts
from mock_site.calls import SellerAct
from tests.mock_site import disputed
from tests.mock_site.conftest import EITHER_LAYOUT, HOUR, OTHER_BUYER, Storefront, Visitor

pytestmark = EITHER_LAYOUT

OpenPage = Callable[[str], Page]


def _thread(storefront: Storefront, order: str) -> str:
    return storefront.addresses.of_order("messages", order)


def _says(storefront: Storefront, order: str, text: str) -> None:
    """The seller writes, an hour later."""
    storefront.shop.wind(HOUR)
    storefront.shop.change(order, control_acts.by_seller(SellerAct(do="message", text=text)))


def _write(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()


def _texts(page: Page) -> Locator:
    return page.locator(".talk-text")


def test_a_buyer_writes_to_the_seller_from_the_order_and_reads_the_answer(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS")
    page = open_page(storefront.detail(order))
    page.get_by_role("link", name="Contact seller").click()
    expect(page.get_by_text("have not written to each other yet.")).to_be_visible()
    _write(page, "  When do you ship?\n\n<b>Soon</b>, I hope.  ")
    expect(_texts(page)).to_have_text(
        ["When do you ship?\n\n<b>Soon</b>, I hope."], use_inner_text=True
    )
    _says(storefront, order, "Tomorrow.\nPromised.")
    page.reload()
    expect(_texts(page).last).to_have_text("Tomorrow.\nPromised.", use_inner_text=True)
    expect(page.locator(".talk-head b")).to_have_text(["You", storefront.truth(order).seller_name])
    assert storefront.answers("message") == [(True, "sent")]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_not_sent(storefront: Storefront, open_page: OpenPage, text: str) -> None:
    order = storefront.order()
    page = open_page(_thread(storefront, order))
    _write(page, text)
    expect(page.get_by_role("alert")).to_have_text("Please write something first.")
    assert storefront.truth(order).messages == ()
    assert storefront.answers("message") == [(False, "refused_text")]


def test_a_message_has_2000_characters_at_most(
    storefront: Storefront, open_page: OpenPage, buyer: Visitor
) -> None:
    order = storefront.order()
    page = open_page(_thread(storefront, order))
    expect(page.get_by_label("Your message")).to_have_attribute("maxlength", "2000")
    _write(page, "é\n" * 1000)
    expect(_texts(page)).to_have_count(1)
    answer = buyer.post("/p/order/message", orderId=order, text="x" * 2001)
    assert answer.status == 409
    assert answer.json()["trouble"] == "Please write no more than 2000 characters."
    assert storefront.answers("message") == [(True, "sent"), (False, "refused_text")]


def test_all_threads_stand_together_the_newest_first(
    storefront: Storefront, open_page: OpenPage
) -> None:
    first, second, _ = (storefront.order() for _ in range(3))
    _says(storefront, first, "One")
    _says(storefront, second, "Two")
    storefront.shop.wind(HOUR)
    disputed.ask(storefront, first, buyer_acts.message("Three"))
    page = open_page(storefront.addresses.orders)
    page.locator("[data-pl=header_messages]").click()
    expect(page.locator(".thread-latest")).to_have_text(["You: Three", "Two"])
    page.locator(".thread").last.click()
    expect(page.locator("[data-thread]")).to_have_attribute("data-thread", second)
    page.locator(".crumb").click()
    expect(page).to_have_url(storefront.url + storefront.addresses.inbox)


def test_without_any_message_the_overview_says_where_to_begin(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order()
    page = open_page(storefront.addresses.inbox)
    expect(page.get_by_text("You have no messages yet.")).to_be_visible()
    page.get_by_role("link", name="See your orders").click()
    expect(page).to_have_url(storefront.url + storefront.addresses.orders)


def test_the_header_counts_messages_until_they_are_read(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    disputed.ask(storefront, order, buyer_acts.message("Hello?"))
    for text in ("One", "Two"):
        _says(storefront, order, text)
    page = open_page(storefront.addresses.orders)
    count = page.locator("#nav-user-account .nav-count")
    expect(count).to_have_text("2")
    expect(page.get_by_label("2 unread messages")).to_be_visible()
    page.goto(storefront.url + _thread(storefront, order))
    expect(count).to_have_count(0)
    _says(storefront, order, "Three")
    page.goto(storefront.url + storefront.addresses.inbox)
    expect(page.get_by_label("1 unread message")).to_have_count(2)


def test_only_ones_own_threads_can_be_read_and_written(
    storefront: Storefront, buyer: Visitor
) -> None:
    theirs = storefront.order(account=OTHER_BUYER)
    for order in (theirs, "81"):
        assert buyer.get(_thread(storefront, order)).status == 404
        assert buyer.post("/p/order/message", orderId=order, text="Hi").status == 409
    assert storefront.answers("message") == [(False, "unknown_order")] * 2
    assert storefront.truth(theirs).messages == ()


def test_what_was_written_about_an_order_goes_with_it_when_it_is_deleted_for_ever(
    storefront: Storefront, open_page: OpenPage, buyer: Visitor
) -> None:
    order = storefront.order("FINISH", deleted="recycle")
    _says(storefront, order, "Still there?")
    page = open_page(storefront.addresses.inbox)
    expect(page.locator(".thread")).to_have_count(1)
    assert buyer.post("/p/order/purge", orderId=order).ok
    page.reload()
    expect(page.locator(".thread, .nav-count")).to_have_count(0)
    assert buyer.get(_thread(storefront, order)).status == 404


@pytest.mark.parametrize("kind", ["error_before", "error_after", "drop_before", "drop_after"])
def test_trouble_while_sending_keeps_what_was_written(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order = storefront.order()
    page = open_page(_thread(storefront, order))
    storefront.arm("message.submit", kind)
    _write(page, "Hello")
    expect(page.get_by_role("alert")).to_contain_text("Your message could not be sent.")
    expect(page.get_by_label("Your message")).to_have_value("Hello")
    assert len(storefront.answers("message")) == 1
    assert bool(storefront.truth(order).messages) == kind.endswith("after")


@pytest.mark.parametrize("kind", ["lie", "late"])
def test_a_message_may_seem_sent_and_not_be_seen(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order = storefront.order()
    page = open_page(_thread(storefront, order))
    storefront.arm("message.submit", kind, s=60)
    _write(page, "Hello")
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(_texts(page)).to_have_count(0)
    storefront.shop.wind(61)
    page.reload()
    expect(_texts(page)).to_have_count(1 if kind == "late" else 0)
    assert storefront.answers("message") == [(kind == "late", "sent")]


def test_the_button_that_sends_may_be_missing_or_renamed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    storefront.arm("message.submit", "missing")
    storefront.arm("message.submit", "renamed")
    expect(open_page(_thread(storefront, order)).locator("main button")).to_have_count(0)
    expect(open_page(_thread(storefront, order)).locator("main button")).to_have_text(["Dispatch"])


def test_parts_of_a_thread_may_come_late(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order()
    _says(storefront, order, "Hello")
    storefront.arm("messages.view", "out_of_order", ms=200)
    page = open_page(_thread(storefront, order))
    expect(_texts(page)).to_have_text(["Hello"])
    _write(page, "Hello yourself")
    expect(_texts(page)).to_have_text(["Hello", "Hello yourself"])
