"""A visible browser: its window is the page that the person gets."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright

from automator.browser.find import find_browser
from automator.hand_over.person import PersonOnCall
from flows.errors import NeedsPerson
from flows.sign_in import sign_in_by_hand
from flows.sites.aliexpress.shop import AliExpress
from mock_site.practice_shop import PracticeShop
from tests.automator.hand_over.second_actor import SecondActor, Steps, Told
from tests.automator.layouts import Layout
from tests.automator.unbuy import Unbuy
from tests.automator.xvfb import display
from tests.flows.fakes import FakeClock
from tests.flows.person_at_page import drag_slider, typing_credentials

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    with display() as name:
        yield name


@pytest.fixture
def window(playwright: Playwright, screen: str) -> Iterator[Page]:
    options = find_browser(headless=False).launch_options()
    env: dict[str, str | float | bool] = {**os.environ, "DISPLAY": screen}
    browser = playwright.chromium.launch(headless=False, env=env, **options)
    yield browser.new_page()
    browser.close()


def shop_in(window: Page, shop: PracticeShop, steps: Steps, within_s: float = 30) -> AliExpress:
    on_call = PersonOnCall(window, within_s, [SecondActor(steps)], Told())
    return AliExpress(window, shop.url, FakeClock(), None, 5, on_call=on_call)


@pytest.mark.complete
@pytest.mark.parametrize("layout", ["current", "classic"])
def test_a_person_signs_in_by_hand_and_solves_the_slider_that_comes_then(
    window: Page, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    shop.arm("sign_in", "slider")

    def steps() -> Iterator[None]:
        yield from typing_credentials(window, shop)
        while "punish" not in window.url:
            yield
        drag_slider(window)
        while "punish" in window.url:
            yield
        yield from typing_credentials(window, shop)

    assert sign_in_by_hand(shop_in(window, shop, steps)) is True


def test_a_window_that_is_closed_ends_the_wait(window: Page, shop: PracticeShop) -> None:
    def steps() -> Iterator[None]:
        yield
        window.close()
        yield

    with pytest.raises(NeedsPerson, match="asks for a sign-in"):
        sign_in_by_hand(shop_in(window, shop, steps, within_s=600))


@pytest.mark.complete
def test_a_sign_in_by_hand_that_nobody_makes_keeps_nothing(unbuy: Unbuy, screen: str) -> None:
    nobody = {"UNBUY_USERNAME": None, "UNBUY_PASSWORD": None, "UNBUY_HAND_OVER_S": "1"}
    ended = unbuy("sign-in", "--by-hand", DISPLAY=screen, **nobody)
    assert (ended.code, "in time" in ended.said) == (4, True)
    assert list((unbuy.home / "sessions").glob("*.json")) == []
