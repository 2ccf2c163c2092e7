"""The press that sends: told as not done only where it was not, and whatever comes, it ends."""

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

from flows.sites.aliexpress.sending import press_and_hear
from flows.storefront import ShopAnswer
from tests.flows.sites.aliexpress.conftest import current


@pytest.fixture
def silent() -> Iterator[str]:
    """An address that takes requests and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def send_on(page: Page, html: str) -> ShopAnswer:
    page.set_default_timeout(500)
    page.set_content(html)
    button = page.get_by_role("button", name="Send")
    return press_and_hear(current(page, 0.5), button, page.get_by_role("alert"))


def test_where_the_next_page_hangs_the_press_was_done_and_has_no_answer(
    page: Page, silent: str
) -> None:
    answer = send_on(page, f"<button onclick=\"location.href = '{silent}'\">Send</button>")
    assert answer == ShopAnswer(None)


def test_a_button_that_goes_with_the_press_needs_no_answer(page: Page) -> None:
    assert send_on(page, "<button onclick='this.remove()'>Send</button>") == ShopAnswer(None)


def test_a_button_that_lies_under_something_is_told_as_not_pressed(page: Page) -> None:
    over = "<div style='position: fixed; inset: 0; background: white'></div>"
    with pytest.raises(NotInTime, match="intercepts pointer events"):
        send_on(page, f"<button onclick='document.title = `pressed`'>Send</button>{over}")
    assert page.title() != "pressed"
