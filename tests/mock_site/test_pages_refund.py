"""The payment view: three stages, sum, method and date."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.mock_site.conftest import DAY, HOUR, Storefront, Visitor

OpenPage = Callable[[str], Page]


def _cancelled(storefront: Storefront, buyer_cancels: Callable[[str], object], **spec: str) -> str:
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept"}, **spec)
    buyer_cancels(order)
    storefront.shop.wind(HOUR)
    return order


def test_the_payment_view_opens_in_a_tab_of_its_own(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("FINISH", end_reason="cancel_order_close_trade", total="12.30")
    page = open_page(storefront.detail(order))
    page.get_by_role("button", name="More").click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Payment").click()
    rows = opened.value.locator("[data-pl=refund_row]")
    expect(rows.first).to_have_text("Refund amountUS $12.30")
    expect(rows.nth(1)).to_have_text("Refunded toCard")


def test_the_three_stages_are_reached_one_after_the_other_as_time_passes(
    storefront: Storefront, buyer: Visitor, open_page: OpenPage
) -> None:
    order = _cancelled(storefront, buyer.cancel)
    page = open_page(storefront.refund(order))
    stages = page.locator("[data-pl=refund_stage]")
    now = page.locator("[data-pl=refund_stage][aria-current=step]")
    expect(stages).to_have_count(3)
    expect(now).to_have_text(re.compile(r"Refund expected\s*Since Mar 2, 2026 10:00"))
    expect(stages.last).to_contain_text("Not yet")
    storefront.shop.wind(DAY)
    page.reload()
    expect(now).to_have_text(re.compile(r"Refund in progress\s*Since Mar 3, 2026 10:00"))
    storefront.shop.wind(3 * DAY)
    page.reload()
    expect(now).to_have_text(re.compile(r"Refund complete\s*Since Mar 6, 2026 10:00"))
    expect(page.locator("[data-pl=refund_hint]")).to_contain_text("up to two weeks")


def test_an_order_without_refund_says_so(storefront: Storefront, open_page: OpenPage) -> None:
    page = open_page(storefront.refund(storefront.order()))
    expect(page.locator("[data-pl=refund_none]")).to_be_visible()
    expect(page.locator("[data-pl=refund_stage]")).to_have_count(0)


def test_hashed_class_names_change_with_the_seed_and_nothing_else_does(
    storefront: Storefront, buyer: Visitor
) -> None:
    titles = []
    for seed in (1, 2, 1):
        storefront.open_anew(seed=seed)
        buyer.sign_in()
        order = storefront.order("FINISH", end_reason="cancel_order_close_trade")
        page = buyer.get(storefront.refund(order)).text()
        titles += re.findall(r"refund--stageTitle--\w{7}", page)[:1]
    assert titles[0] == titles[2] != titles[1]
