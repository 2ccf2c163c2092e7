from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.money import Money
from flows.domain.orders import Control, EndReason, Order, SellerAnswer, Status
from flows.domain.refunds import Method
from flows.errors import ShopChanged
from flows.sites.aliexpress.order_page import OrderPage
from tests.flows.moments import NOW
from tests.flows.sites.aliexpress.conftest import OpenSaved, current

pytestmark = pytest.mark.browser

PAID, CANCELLED = "8190000000000001", "8190000000020001"


def read(page: Page, order_id: str = PAID) -> Order:
    return OrderPage(current(page, 0.2)).read(order_id, NOW)


def add_button(page: Page, label: str) -> None:
    page.locator(".order-status-btns").evaluate(
        "(node, label) => node.append(Object.assign(document.createElement('button'),"
        " { textContent: label }))",
        label,
    )


def test_a_paid_order_is_read_with_everything_that_its_page_tells(open_saved: OpenSaved) -> None:
    page = open_saved("order_awaiting_shipment")
    assert read(page) == Order(
        id=PAID,
        status=Status.AWAITING_SHIPMENT,
        seller="Lamp House",
        total=Money(Decimal("1234.56"), "EUR"),
        placed_at=datetime(2026, 9, 5, 8, 30, tzinfo=UTC),
        titles=("Desk lamp, brass", "Bulb"),
        controls=frozenset({Control.MESSAGE, Control.CANCEL, Control.MORE}),
        deadline=NOW + timedelta(days=6, hours=23, minutes=5),
        method=Method.QIWI,
        answer=SellerAnswer("declined", datetime(2026, 9, 6, 14, 5, tzinfo=UTC)),
        url="about:blank",
        seen_on="detail",
    )


def test_an_order_called_completed_is_cancelled_when_the_reason_of_its_closing_says_so(
    open_saved: OpenSaved,
) -> None:
    order = read(open_saved("order_cancelled"), CANCELLED)
    assert (order.status, order.end_reason) == (Status.CANCELLED, EndReason.CANCELLED_UNPAID)
    assert order.ended_at == datetime(2026, 9, 7, 9, 15, tzinfo=UTC)
    assert order.can_cancel is False


def test_what_a_page_does_not_tell_stays_unknown(open_saved: OpenSaved) -> None:
    order = read(open_saved("order_cancelled"), CANCELLED)
    assert (order.total, order.seller, order.placed_at, order.method) == (None, None, None, None)
    assert (order.deadline, order.answer, order.titles) == (None, None, ())


def test_a_control_with_an_unknown_label_is_named_and_not_skipped(open_saved: OpenSaved) -> None:
    page = open_saved("order_awaiting_shipment")
    add_button(page, "Withdraw from purchase")
    with pytest.raises(ShopChanged, match="'Withdraw from purchase'"):
        read(page)


@pytest.mark.parametrize("asked", ["8190000000000002", "819000000000000", "190000000000001"])
def test_the_page_of_another_order_is_refused(open_saved: OpenSaved, asked: str) -> None:
    with pytest.raises(ShopChanged, match=rf"order {asked} shows the id '{PAID} Copy'"):
        read(open_saved("order_awaiting_shipment"), asked)


def test_a_sum_that_cannot_be_read_is_a_changed_page_and_no_fault_of_ours(
    open_saved: OpenSaved,
) -> None:
    page = open_saved("order_awaiting_shipment")
    total = page.locator(".order-price-item .right-col").last
    total.evaluate("node => { node.textContent = 'to be agreed'; }")
    with pytest.raises(ShopChanged, match=rf"order {PAID} can't be read: .*'to be agreed'"):
        read(page)


def test_another_page_is_not_taken_for_an_order(open_saved: OpenSaved) -> None:
    with pytest.raises(ShopChanged, match="titled 'Refund details'"):
        read(open_saved("refund"))


def test_to_cancel_only_the_control_beside_the_status_is_pressed(open_saved: OpenSaved) -> None:
    page = open_saved("order_awaiting_shipment")
    with pytest.raises(NotInTime):  # no dialog opens here
        OrderPage(current(page)).open_cancel_form(PAID)
    assert page.locator("body").get_attribute("data-pressed") == "cancel"


@pytest.mark.parametrize("label", ["Cancel", "Remove", "Cancel orders"])
def test_no_other_control_is_taken_for_the_one_that_cancels(
    open_saved: OpenSaved, label: str
) -> None:
    page = open_saved("order_cancelled")
    add_button(page, label)
    page.evaluate("document.addEventListener('click', () => { document.title = 'pressed'; })")
    with pytest.raises(ShopChanged, match="not where it was"):
        OrderPage(current(page)).open_cancel_form(PAID)
    assert page.title() == "Order details"


def test_of_two_controls_that_cancel_neither_is_pressed(open_saved: OpenSaved) -> None:
    page = open_saved("order_awaiting_shipment")
    add_button(page, "Cancel order")
    with pytest.raises(ShopChanged, match="not where it was"):
        OrderPage(current(page)).open_cancel_form(PAID)
    assert page.locator("body").get_attribute("data-pressed") is None
