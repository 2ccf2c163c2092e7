"""The refund as the classic layout shows it: a table behind the "Financial" tab of the order."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.mock_site.conftest import CLASSIC, DAY, HOUR, Storefront

pytestmark = CLASSIC

OpenPage = Callable[[str], Page]
STAGES = ["Refund expected", "Refund in progress", "Refund complete"]


def _fund(order: str) -> str:
    return f"/order_fund.htm?orderId={order}"


def _row(page: Page) -> Locator:
    return page.locator("#fund-pnl table#tp-refund-amount-table.refund-product-table tr.order-bd")


def _cancelled(storefront: Storefront) -> str:
    """An order whose seller agreed to its cancellation just now."""
    seller = {"answer": "accept", "after_s": HOUR}
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller=seller, total="12.30")
    storefront.cancel(order)
    storefront.shop.wind(HOUR)
    return order


def test_the_tab_of_a_cancelled_order_shows_sum_way_and_due_date_of_its_refund(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = _cancelled(storefront)
    page = open_page(f"/order_detail.htm?orderId={order}")
    page.get_by_role("tab", name="Financial").click()
    page.wait_for_url(f"**{_fund(order)}")
    row = _row(page)
    expect(row.locator("td.refund-cash")).to_have_text("US $12.30")
    expect(row.locator("td.refund-method")).to_have_text("Card")
    expect(row.locator("td.refund-due")).to_have_text("Mar 16, 2026 10:00")
    title = storefront.truth(order).items[0].title
    expect(row.locator("td.baobei div.desc > a.baobei-name")).to_have_attribute("title", title)


def test_the_stages_come_one_after_another_each_with_its_date(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = _cancelled(storefront)
    page = open_page(_fund(order))
    dates = ["Mar 2, 2026 10:00", "Mar 3, 2026 10:00", "Mar 6, 2026 10:00"]
    steps = _row(page).locator(".refund-status > .ui-step-mission > ol > li")
    for stage, days in enumerate((0, 1, 3)):
        storefront.shop.wind(days * DAY)
        page.reload()
        expect(steps.locator(".state")).to_have_text(STAGES)
        reached, ahead = dates[: stage + 1], ["Not yet"] * (2 - stage)
        expect(steps.locator(".ui-step-label")).to_have_text(reached + ahead)
        now = _row(page).locator("[aria-current=step] .state")
        expect(now).to_have_text(STAGES[stage])
        expect(page.locator("dd.order-reminder .order-refund")).to_have_text(
            f"Refund: {STAGES[stage]}"
        )
    expect(page.locator("#fund-pnl .refund-hint")).to_contain_text("up to two weeks")


def test_money_on_the_balance_says_so(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order(
        "FINISH", end_reason="cancel_order_close_trade", refund_stage="ON_BALANCE", age_h=100
    )
    page = open_page(_fund(order))
    expect(_row(page).locator("td.refund-method")).to_have_text("Shop balance")
    expect(page.locator("#fund-pnl .refund-hint")).to_contain_text("can be spent right away")


def test_an_order_without_refund_says_so(storefront: Storefront, open_page: OpenPage) -> None:
    page = open_page(_fund(storefront.order()))
    expect(page.locator("#fund-pnl .refund-none")).to_be_visible()
    expect(page.locator("#tp-refund-amount-table")).to_have_count(0)


def test_from_the_refund_one_gets_to_the_other_tabs(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(_fund(_cancelled(storefront)))
    expect(page.locator("#order-pnl")).to_be_hidden()
    page.get_by_role("tab", name="Order", exact=True).click()
    expect(page.locator("#TP_ProductTable")).to_be_visible()
    page.get_by_role("tab", name="Financial").click()
    expect(_row(page)).to_be_visible()


def test_the_stages_may_have_other_names_or_the_table_be_gone(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = _cancelled(storefront)
    storefront.arm("refund.view", "renamed")
    storefront.arm("refund.view", "missing")
    page = open_page(_fund(order))
    expect(_row(page).locator(".state").first).to_have_text("Money pending")
    page.reload()
    expect(page.locator("#tp-buyer-order-table")).to_be_visible()
    expect(page.locator("#tp-refund-amount-table")).to_have_count(0)
    page.reload()
    expect(_row(page).locator(".state").first).to_have_text("Refund expected")


@pytest.mark.parametrize("kind", ["renamed", "missing", "popup", "out_of_order"])
def test_what_is_armed_for_the_refund_waits_while_the_order_itself_is_shown(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order = _cancelled(storefront)
    storefront.arm("refund.view", kind)
    page = open_page(f"/order_detail.htm?orderId={order}")
    expect(page.locator("#tp-refund-amount-table .state").first).to_have_text("Refund expected")
    assert len(storefront.shop.faults.listed()) == 1


def test_what_is_armed_for_the_order_waits_while_its_refund_is_shown(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = _cancelled(storefront)
    storefront.arm("order.detail", "missing")
    page = open_page(_fund(order))
    expect(page.get_by_role("tab")).to_have_text(["Order", "Financial", "Operations"])
    assert len(storefront.shop.faults.listed()) == 1
