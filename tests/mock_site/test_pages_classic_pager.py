"""The pagers of My Orders as it was until 2021: from page to page, and to one by its number."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.mock_site.classic_list import numbers, rows
from tests.mock_site.conftest import CLASSIC, Storefront, Visitor

pytestmark = CLASSIC

OpenPage = Callable[[str], Page]
ORDERS = "/orderList.htm"
DELETED = "/deletedOrderList.htm"


def test_the_pager_leads_through_23_orders_and_says_where_one_is(
    storefront: Storefront, open_page: OpenPage
) -> None:
    orders = [storefront.order() for _ in range(23)][::-1]
    page = open_page(ORDERS)
    label = page.locator("#simple-pager > div > label")
    following = page.locator("#simple-pager a.ui-pagination-next")
    for number, expected in enumerate((orders[:10], orders[10:20], orders[20:]), 1):
        expect(label).to_have_text(f"{number}/3")
        expect(numbers(page)).to_have_text(expected)
        if number < 3:
            following.click()
    expect(following).to_have_count(0)
    expect(page.locator("#simple-pager .ui-pagination-next.ui-pagination-disabled")).to_be_visible()
    page.locator("#full-pager a.ui-goto-page", has_text="2").click()
    expect(label).to_have_text("2/3")


def test_links_to_pages_are_one_more_than_there_are_pages(
    storefront: Storefront, open_page: OpenPage
) -> None:
    for _ in range(23):
        storefront.order()
    expect(open_page(ORDERS).locator(".ui-goto-page")).to_have_count(4)


def test_next_carries_the_blank_at_its_end_that_scripts_looked_for(
    storefront: Storefront, open_page: OpenPage
) -> None:
    for _ in range(11):
        storefront.order()
    link = open_page(ORDERS).locator("xpath=//*[@id='simple-pager']/div/a[text()='Next ']")
    expect(link).to_have_count(1)


def test_a_page_may_hold_more_orders_and_may_be_gone_to_by_its_number(
    storefront: Storefront, open_page: OpenPage
) -> None:
    for _ in range(43):
        storefront.order()
    page = open_page(ORDERS)
    page.locator("#full-pager-page-size").select_option("20/Page")
    expect(page.locator("#simple-pager label")).to_have_text("1/3")
    expect(rows(page)).to_have_count(20)
    page.locator("#gotoPageNum").fill("3")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.locator("#simple-pager label")).to_have_text("3/3")
    expect(rows(page)).to_have_count(3)


def test_of_many_pages_the_ends_and_the_neighbours_have_links(
    storefront: Storefront, open_page: OpenPage
) -> None:
    for _ in range(120):
        storefront.order()
    page = open_page(f"{ORDERS}?pageNum=6")
    expect(page.locator("#full-pager .ui-pagination-navi")).to_have_text(
        re.compile(r"^\s*Previous\s+1\s+…\s+4\s+5\s+6\s+7\s+8\s+…\s+12\s+Next\s*$")
    )


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("pageNum=99", "2/2"),
        ("pageNum=0", "1/2"),
        ("pageNum=-1", "1/2"),
        ("pageNum=two", "1/2"),
        (f"pageNum={'9' * 5000}", "1/2"),
        ("pageNum=²", "1/2"),
        ("pageSize=7", "1/2"),
        ("pageSize=x&pageNum=2", "2/2"),
        ("_fm.o._0.or=NOTHING_LIKE_IT", "1/2"),
    ],
)
def test_nonsense_in_the_address_shows_a_page_all_the_same(
    storefront: Storefront, buyer: Visitor, query: str, label: str
) -> None:
    for _ in range(12):
        storefront.order()
    answer = buyer.get(f"{ORDERS}?{query}")
    assert answer.status == 200
    assert f">{label}<" in answer.text()
