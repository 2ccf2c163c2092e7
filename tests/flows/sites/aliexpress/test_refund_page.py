from datetime import UTC, datetime
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from flows.domain.money import Money
from flows.domain.refunds import Method, Refund, RefundStage
from flows.errors import ShopChanged
from flows.sites.aliexpress.refund_page import RefundPage
from tests.flows.sites.aliexpress.conftest import OpenSaved, current

pytestmark = pytest.mark.browser


@pytest.fixture
def page_at(open_saved: OpenSaved) -> Page:
    return open_saved("refund")


def mark(page: Page, stage: int) -> None:
    page.locator("[data-pl=refund_stage]").nth(stage).evaluate(
        "node => node.setAttribute('aria-current', 'step')"
    )


def read(page: Page) -> Refund:
    return RefundPage(current(page, 0.2)).read()


def add_row(page: Page, label: str, value: str) -> None:
    page.locator("dl").evaluate(
        "(node, [label, value]) => node.insertAdjacentHTML('beforeend',"
        " `<div data-pl='refund_row'><dt>${label}</dt><dd>${value}</dd></div>`)",
        [label, value],
    )


@pytest.mark.parametrize(
    ("place", "stage", "since"),
    [
        (0, RefundStage.EXPECTED, datetime(2026, 9, 7, 10, 0, tzinfo=UTC)),
        (1, RefundStage.PROCESSING, datetime(2026, 9, 8, 11, 30, tzinfo=UTC)),
        (2, RefundStage.REFUNDED, None),
    ],
)
def test_each_stage_is_read_with_its_sum_its_method_and_since_when(
    page_at: Page, place: int, stage: RefundStage, since: datetime | None
) -> None:
    mark(page_at, place)
    assert read(page_at) == Refund(
        stage, amount=Money(Decimal("4.99"), "USD"), method=Method.CARD, since=since
    )


def test_a_due_date_that_the_page_names_is_read(page_at: Page) -> None:
    mark(page_at, 1)
    add_row(page_at, "Expected by", "Oct 1, 2026 00:00")
    assert read(page_at).due == datetime(2026, 10, 1, tzinfo=UTC)


def test_no_refund_is_a_stage_of_its_own(page_at: Page) -> None:
    page_at.set_content("<p data-pl='refund_none'>There is no refund for this order.</p>")
    assert read(page_at) == Refund(RefundStage.NONE)


@pytest.mark.parametrize("marked", [[], [0, 2]])
def test_where_not_exactly_one_stage_is_marked_none_is_claimed(
    page_at: Page, marked: list[int]
) -> None:
    for place in marked:
        mark(page_at, place)
    with pytest.raises(ShopChanged, match=f"of its 3 stages {len(marked)} are marked"):
        read(page_at)


def test_a_stage_with_an_unknown_name_is_named(page_at: Page) -> None:
    mark(page_at, 1)
    title = page_at.locator("[data-pl=refund_stage] > :first-child").nth(1)
    title.evaluate("node => { node.textContent = 'Money pending'; }")
    with pytest.raises(ShopChanged, match="Unknown refund stage on the page: 'Money pending'"):
        read(page_at)


def test_a_method_with_an_unknown_name_is_named(page_at: Page) -> None:
    mark(page_at, 1)
    add_row(page_at, "Refunded to", "Sea shells")
    with pytest.raises(ShopChanged, match="Unknown payment method on the page: 'Sea shells'"):
        read(page_at)


def test_a_sum_that_cannot_be_read_is_a_changed_page(page_at: Page) -> None:
    mark(page_at, 1)
    add_row(page_at, "Refund amount", "soon")
    with pytest.raises(ShopChanged, match=r"payment view can't be read: .*'soon'"):
        read(page_at)


def test_another_page_is_not_taken_for_the_payment_view(open_saved: OpenSaved) -> None:
    with pytest.raises(ShopChanged, match=r"titled 'My Orders'.*refund page"):
        read(open_saved("my_orders"))
