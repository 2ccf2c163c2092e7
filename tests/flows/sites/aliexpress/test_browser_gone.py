"""Whatever the shop is asked for once its browser has ended: that is told, and nothing else."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from flows.domain.acts import Act
from flows.domain.orders import Status
from flows.errors import BrowserGone
from flows.sites.aliexpress.browser_gone import raise_if_gone
from flows.sites.aliexpress.shop import AliExpress
from tests.flows.fakes import ID, FakeClock, order_in

ORDER = order_in(Status.AWAITING_PAYMENT)


def opened(dialog: AbstractContextManager[object]) -> None:
    with dialog:
        pytest.fail("a dialog without a browser")


ASKED: list[Callable[[AliExpress], object]] = [
    AliExpress.is_signed_in,
    AliExpress.sign_in,
    AliExpress.sign_in_by_hand,
    AliExpress.my_orders,
    AliExpress.deleted_orders,
    AliExpress.cart,
    lambda shop: shop.show("order", ID),
    lambda shop: shop.find(ID),
    lambda shop: shop.order(ID),
    lambda shop: shop.refund(ID),
    lambda shop: shop.thread(ID),
    lambda shop: shop.parcels(ID),
    lambda shop: shop.disputes.read(ID),
    lambda shop: list(shop.walk().stops()),
    lambda shop: opened(shop.cancel_dialog(ORDER)),
    lambda shop: opened(shop.act_dialog(ORDER, Act.DELETE)),
    lambda shop: opened(shop.disputes.form(ORDER, received=False)),
    lambda shop: opened(shop.disputes.argument(ORDER)),
    lambda shop: opened(shop.disputes.answer(ORDER, Act.ACCEPT_OFFER, None)),
]


def test_no_question_blames_the_shop_for_a_browser_that_has_ended(page: Page) -> None:
    shop = AliExpress(page, "http://127.0.0.1:9", FakeClock())
    page.close()
    for ask in ASKED:
        with pytest.raises(BrowserGone, match="the next run looks at it first"):
            ask(shop)


@pytest.mark.parametrize(
    "how", [lambda page: page.evaluate("none()"), lambda page: page.goto("http://127.0.0.1:9")]
)
def test_an_error_in_a_browser_that_is_there_is_none_of_its_end(
    page: Page, how: Callable[[Page], object]
) -> None:
    with pytest.raises(PlaywrightError) as error:
        how(page)
    raise_if_gone(page, error.value)
