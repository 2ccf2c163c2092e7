"""A form in a frame is filled in as one in the page; its own address decides, not the page's."""

import pytest
from playwright.sync_api import Page, Route

from flows.errors import NeedsPerson, ShopChanged
from flows.ports import NobodyOnCall
from flows.sites.aliexpress.classic.sign_in_page import FramedSignInPage
from flows.sites.aliexpress.screen import Screen
from flows.storefront import Credentials

pytestmark = pytest.mark.browser

SHOP = "https://www.shop.example"
ANN = Credentials("ann@example.com", "correct-horse-9")
FORM = """<form class="fm-login"><p class="comet-alert-error" {hidden}>Wrong, says the shop.</p>
  <input id="fm-login-id"><input id="fm-login-password" type="password">
  <button id="fm-login-submit" type="button" onclick="{pressed}">Sign in</button>
  <p {code_hidden}><input data-id="0"></p></form>"""
SHOWS_ERROR = "document.querySelector('.comet-alert-error').hidden = false"
SHOWS_CODE = "document.querySelector('[data-id]').parentElement.hidden = false"
GOES_ON = f"top.location = '{SHOP}/home'"


def framed(page: Page, box: str, pressed: str = GOES_ON) -> FramedSignInPage:
    """The sign-in page with the form in a frame from this address; anything else is empty."""

    def answer(route: Route) -> None:
        bodies = {
            f"{SHOP}/login": f'<iframe id="alibaba-login-box" src="{box}"></iframe>',
            box: FORM.format(pressed=pressed, hidden="hidden", code_hidden="hidden"),
        }
        body = bodies.get(route.request.url, "<p>Home</p>")
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.set_default_timeout(2000)
    page.route("**/*", answer)
    page.goto(f"{SHOP}/login")
    return FramedSignInPage(Screen(page, "classic", 2), SHOP)


def typed(page: Page) -> list[str]:
    fields = page.frame_locator("iframe").locator("#fm-login-id, #fm-login-password")
    return [field.input_value() for field in fields.all()]


@pytest.mark.parametrize("box", [f"{SHOP}/box", "https://passport.shop.example/mini_login.htm"])
def test_the_shops_own_frame_is_filled_in_and_leads_back_to_the_shop(page: Page, box: str) -> None:
    framed(page, box).sign_in(ANN, NobodyOnCall())
    assert page.url == f"{SHOP}/home"


@pytest.mark.parametrize(
    "box", ["https://evil.example/box", "https://www.shop.example.evil.example/box"]
)
def test_nothing_is_typed_into_a_foreign_frame_of_the_shops_own_page(page: Page, box: str) -> None:
    with pytest.raises(NeedsPerson, match=r"not the shop's own host.*Nothing was typed"):
        framed(page, box).sign_in(ANN, NobodyOnCall())
    assert typed(page) == ["", ""]


def test_what_the_frame_says_to_a_wrong_password_is_told_and_not_tried_again(page: Page) -> None:
    with pytest.raises(NeedsPerson, match=r"'Wrong, says the shop\.'.*not tried again"):
        framed(page, f"{SHOP}/box", SHOWS_ERROR).sign_in(ANN, NobodyOnCall())


def test_a_code_asked_for_in_the_frame_is_for_a_person(page: Page) -> None:
    with pytest.raises(NeedsPerson, match="code that it sent by e-mail"):
        framed(page, f"{SHOP}/box", SHOWS_CODE).sign_in(ANN, NobodyOnCall())


@pytest.mark.parametrize("where", ["location", "top.location"])
def test_a_slider_in_the_frame_or_around_it_is_for_a_person(page: Page, where: str) -> None:
    pressed = f"{where} = '{SHOP}/_____tmd_____/punish?x5secdata=a'"
    with pytest.raises(NeedsPerson, match="slider"):
        framed(page, f"{SHOP}/box", pressed).sign_in(ANN, NobodyOnCall())


def test_a_slider_that_stands_in_the_frame_from_the_start_is_for_a_person(page: Page) -> None:
    with pytest.raises(NeedsPerson, match="slider"):
        framed(page, f"{SHOP}/punish?x5secdata=a").sign_in(ANN, NobodyOnCall())


def test_a_frame_without_the_form_is_a_changed_shop(page: Page) -> None:
    form = framed(page, f"{SHOP}/box")
    page.frame_locator("iframe").locator("form").evaluate("node => node.remove()")
    with pytest.raises(ShopChanged, match="no 'login'"):
        form.sign_in(ANN, NobodyOnCall())
