"""What counts as a page load: a document that is asked for, in whichever tab."""

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from automator.browser.page_loads import PageLoads
from mock_site.practice_shop import PracticeShop


def test_pages_count_in_each_tab_and_so_do_those_that_fail_or_come_again(
    page: Page, shop: PracticeShop
) -> None:
    loads = PageLoads(page.context)
    page.goto(shop.url)
    assert loads.count == 1
    page.reload()
    assert loads.count == 2
    with page.context.expect_page() as opened:
        page.evaluate("url => void window.open(url)", shop.url)
    opened.value.wait_for_load_state("domcontentloaded")
    assert loads.count == 3
    shop.arm("any", "drop_before")
    try:
        page.goto(shop.url)
    except PlaywrightError:
        assert loads.count == 4


def test_what_a_page_fetches_or_writes_into_its_address_does_not_count(
    page: Page, shop: PracticeShop
) -> None:
    loads = PageLoads(page.context)
    page.goto(shop.url)
    page.evaluate("url => fetch(url)", shop.url)
    page.evaluate("history.pushState({}, '', '/elsewhere')")
    page.evaluate("location.hash = 'there'")
    page.evaluate(
        """url => new Promise(done => {
            const frame = document.createElement("iframe");
            frame.src = url;
            frame.onload = done;
            document.body.append(frame);
        })""",
        shop.url,
    )
    assert loads.count == 1
