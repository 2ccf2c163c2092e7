"""Pop-ups over the controls: closed by their own button, and nothing else of them is pressed."""

import pytest
from playwright.sync_api import Page

from flows.cancel_order import Wish, cancel_order
from flows.domain.outcomes import Outcome
from flows.errors import ShopChanged
from flows.sites.aliexpress.shop import AliExpress
from flows.storefront import Credentials
from mock_site.faults import PopUp
from mock_site.practice_shop import PracticeShop
from tests.flows.fakes import Machine

pytestmark = pytest.mark.browser

_STRANGE = """
  const cover = document.createElement("div");
  cover.id = "strange";
  cover.style.cssText = "position: fixed; inset: 0; z-index: 9999";
  addEventListener("DOMContentLoaded", () => document.body.append(cover));
"""


@pytest.fixture
def machine() -> Machine:
    return Machine()


def _aliexpress(page: Page, shop: PracticeShop, machine: Machine, timeout_s: float) -> AliExpress:
    credentials = Credentials(shop.username, shop.password)
    return AliExpress(page, shop.url, machine.clock, credentials, timeout_s)


@pytest.mark.parametrize("opens", ["dialog", "tab"])
@pytest.mark.parametrize("which", ["cookies", "coupon", "assistant", "app"])
def test_a_pop_up_over_any_page_is_closed_by_its_own_button(
    page: Page, shop: PracticeShop, machine: Machine, which: PopUp, opens: str
) -> None:
    shop.reset("everyday", variant={"cancel_opens": opens})
    order = shop.first("PLACE_ORDER_SUCCESS")
    for at in ("sign_in", "orders.list", "order.detail", "cancel.open"):
        shop.arm(at, "popup", which=which, times=None)
    ended = cancel_order(_aliexpress(page, shop, machine, 15), Wish(order), machine.ports)
    assert ended.outcome is Outcome.DONE
    assert len(shop.submits(order)) == 1
    assert shop.actions() == ["sign_in", "cancel.submit"]


_DEAF = """
  addEventListener("DOMContentLoaded", () => {
    const close = document.querySelector("#J_xiaomi_dialog .xiaomi-close");
    close?.addEventListener("click", (event) => event.stopImmediatePropagation(), { once: true });
  });
"""


@pytest.mark.complete
def test_a_close_button_that_was_pressed_before_it_worked_is_pressed_again(
    page: Page, shop: PracticeShop, machine: Machine
) -> None:
    page.add_init_script(_DEAF)
    shop.arm("order.detail", "popup", which="assistant", times=None)
    order = shop.first("PLACE_ORDER_SUCCESS")
    ended = cancel_order(_aliexpress(page, shop, machine, 5), Wish(order), machine.ports)
    assert ended.outcome is Outcome.DONE
    assert len(shop.submits(order)) == 1


def test_cookies_are_not_agreed_to_beyond_what_is_needed(
    page: Page, shop: PracticeShop, machine: Machine
) -> None:
    shop.arm("order.detail", "popup", which="cookies", times=None)
    order = shop.first("PLACE_ORDER_SUCCESS")
    cancel_order(_aliexpress(page, shop, machine, 15), Wish(order), machine.ports)
    cookies = {cookie.get("name"): cookie.get("value") for cookie in page.context.cookies()}
    assert cookies["cookie_choice"] == "needed"


def test_what_is_not_known_is_named_and_nothing_is_sent_through_it(
    page: Page, shop: PracticeShop, machine: Machine
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    aliexpress = _aliexpress(page, shop, machine, 3)
    aliexpress.order(order)
    page.add_init_script(_STRANGE)
    with pytest.raises(ShopChanged, match=r"strange.* lies over it"):
        cancel_order(aliexpress, Wish(order), machine.ports)
    assert shop.submits(order) == []
