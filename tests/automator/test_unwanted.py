"""What a page tries beside showing itself is refused, and told in the log."""

import pytest
from playwright.sync_api import BrowserContext, Page

from automator.browser.unwanted import refuse_unwanted

pytestmark = pytest.mark.browser
SHOP = "https://www.shop.example"


@pytest.fixture
def told(context: BrowserContext, page: Page) -> list[str]:
    context.route("**/*", lambda route: route.fulfill(body="<p>Page", content_type="text/html"))
    page.goto(f"{SHOP}/")
    said: list[str] = []
    refuse_unwanted(context, lambda url: url.startswith(SHOP), said.append)
    return said


def until_alone(page: Page, told: list[str]) -> None:
    for _ in range(200):
        if told and page.context.pages == [page]:
            return
        page.wait_for_timeout(25)
    raise AssertionError(page.context.pages)


@pytest.mark.parametrize(
    ("script", "answer"),
    [("confirm('Money back?')", False), ("prompt('Your card?', '1')", None), ("alert('x')", None)],
)
def test_a_dialog_is_dismissed_and_told_without_its_words(
    page: Page, told: list[str], script: str, answer: object
) -> None:
    assert page.evaluate(script) == answer
    [said] = told
    assert "www.shop.example" in said
    assert "dismissed" in said
    assert not any(word in said for word in ("Money", "card", "'x'"))


def test_a_page_that_asks_whether_to_be_left_is_left(page: Page, told: list[str]) -> None:
    page.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")
    page.mouse.click(5, 5)
    page.goto(f"{SHOP}/other")
    assert (page.url, told) == (f"{SHOP}/other", [])


def test_a_window_of_another_site_is_closed_and_told(page: Page, told: list[str]) -> None:
    page.evaluate("open('https://ads.example/win?who=ann')")
    until_alone(page, told)
    assert told == ["a page opened a window of ads.example; it was closed"]


def test_a_window_that_goes_to_another_site_later_is_closed(page: Page, told: list[str]) -> None:
    with page.expect_popup() as opened:
        page.evaluate(f"open('{SHOP}/tab')")
    opened.value.wait_for_load_state()
    assert told == []
    opened.value.evaluate("location = 'https://ads.example/'")
    until_alone(page, told)
    assert "ads.example" in told[0]


def test_a_download_is_refused_and_told(
    context: BrowserContext, page: Page, told: list[str]
) -> None:
    context.unroute_all()
    page.evaluate(
        "Object.assign(document.createElement('a'), {href: 'data:text/plain,x', download: 'a.txt'})"
        ".click()"
    )
    for _ in range(200):
        if told:
            break
        page.wait_for_timeout(25)
    assert told == ["a page of www.shop.example tried a download; it was refused"]
