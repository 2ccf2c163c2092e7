"""Signing in by the form in a frame: how the classic layout does it, and any world can."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from mock_site.specs import LAYOUTS
from tests.mock_site.conftest import BUYER, CLASSIC, PASSWORD, Storefront, Visitor

BOX = "/mini_login.htm"


def _fill(page: Page, name: str = BUYER, password: str = PASSWORD) -> FrameLocator:
    box = page.frame_locator("#alibaba-login-box")
    box.locator("#fm-login-id").fill(name)
    box.locator("#fm-login-password").fill(password)
    box.locator("#fm-login-submit").click()
    return box


def _sign_in_page(storefront: Storefront) -> str:
    return storefront.url + storefront.addresses.path("sign_in")


@pytest.mark.parametrize(
    ("layout", "sign_in", "is_framed"),
    [
        ("current", "usual", False),
        ("current", "frame", True),
        ("classic", "usual", True),
        ("classic", "page", False),
    ],
)
def test_the_form_stands_where_the_world_has_it(
    storefront: Storefront, page: Page, sign_in: str, is_framed: bool
) -> None:
    storefront.open_anew(variant={"sign_in": sign_in})
    page.goto(_sign_in_page(storefront))
    expect(page.locator("#alibaba-login-box")).to_have_count(int(is_framed))
    expect(page.locator("#fm-login-id")).to_have_count(int(not is_framed))


@CLASSIC
def test_the_frame_leads_the_whole_window_back_to_the_page_that_asked(
    storefront: Storefront, page: Page
) -> None:
    order = storefront.order()
    page.goto(storefront.url + storefront.detail(order))
    _fill(page)
    page.wait_for_url(storefront.url + storefront.detail(order))
    expect(page.locator(".welcome-name")).to_have_text("Hi, Anna")
    assert storefront.answers("sign_in") == [(True, "signed_in")]


@CLASSIC
def test_what_is_wrong_is_said_in_the_frame(storefront: Storefront, page: Page) -> None:
    page.goto(_sign_in_page(storefront))
    said = set()
    for name, password in ((BUYER, "wrong"), ("nobody@example.com", PASSWORD), (BUYER, "")):
        alert = _fill(page, name, password).locator(".fm-login .comet-alert-error")
        expect(alert).to_be_visible()
        said.add(alert.inner_text())
    assert len(said) == 1
    _fill(page, " ")
    expect(alert).to_have_text("Please enter your email or phone number.")
    assert storefront.answers("sign_in") == [(False, "wrong_password")] * 3


@CLASSIC
def test_the_code_is_asked_for_in_the_frame(storefront: Storefront, page: Page) -> None:
    storefront.arm("sign_in", "code")
    page.goto(_sign_in_page(storefront))
    box = _fill(page)
    for place, digit in enumerate(storefront.shop.accounts[BUYER].code):
        box.locator(f"input[data-id='{place}']").fill(digit)
    box.locator("button#j-test").click()
    expect(page.locator(".welcome-name")).to_have_text("Hi, Anna")


@CLASSIC
def test_a_slider_takes_the_whole_window_and_leads_back_to_the_page_with_the_frame(
    storefront: Storefront, page: Page
) -> None:
    storefront.arm("sign_in", "slider")
    start = f"{_sign_in_page(storefront)}?return=%2ForderList.htm%3FpageNum%3D1"
    page.goto(start)
    _fill(page)
    page.wait_for_url("**/punish**")
    handle = page.frame_locator("iframe").locator("#nc_1_n1z")
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 400, y, steps=8)
    page.mouse.up()
    page.wait_for_url(start)
    _fill(page)
    page.wait_for_url("**/orderList.htm?pageNum=1")


@CLASSIC
def test_the_button_in_the_frame_can_be_renamed_or_missing(
    storefront: Storefront, page: Page
) -> None:
    storefront.arm("sign_in", "renamed")
    page.goto(_sign_in_page(storefront))
    button = page.frame_locator("#alibaba-login-box").locator("#fm-login-submit")
    expect(button).to_have_text("Let me in")
    storefront.arm("sign_in", "missing")
    page.reload()
    expect(page.frame_locator("#alibaba-login-box").locator("#fm-login-id")).to_be_visible()
    expect(button).to_have_count(0)


@CLASSIC
def test_a_pop_up_lies_over_the_frame(storefront: Storefront, page: Page) -> None:
    storefront.arm("sign_in", "popup")
    page.goto(_sign_in_page(storefront))
    page.locator("[data-popup] .benifit-cancel").click()
    _fill(page)
    expect(page.locator(".welcome-name")).to_have_text("Hi, Anna")


@CLASSIC
def test_opened_alone_the_form_leads_to_its_page(storefront: Storefront, page: Page) -> None:
    page.goto(f"{storefront.url}{BOX}?return=%2ForderList.htm")
    assert page.url == f"{_sign_in_page(storefront)}?return=%2ForderList.htm"


@CLASSIC
def test_the_frame_leads_to_no_other_site_and_wants_its_token(guest: Visitor) -> None:
    for elsewhere in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:1",
    ):
        box = guest.get(f"{BOX}?return={elsewhere}").text()
        assert 'name="return_url" value="/"' in box
        assert guest.sign_in(return_url=elsewhere).json() == {"url": "/"}
        guest.post("/sign-out")
    fields = {"loginId": BUYER, "password": PASSWORD}
    assert guest.post("/login/submit", csrf="wrong", **fields).status == 403


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_the_shop_frames_its_form_and_its_slider_and_nobody_frames_anything_else(
    buyer: Visitor, storefront: Storefront
) -> None:
    framed = (BOX, "/_____tmd_____/punish/captcha")
    others = ("/", storefront.addresses.orders, storefront.addresses.path("sign_in"), "/nowhere")
    for path in (*framed, *others):
        headers = buyer.get(path).headers
        may = path in framed
        assert headers["x-frame-options"] == ("SAMEORIGIN" if may else "DENY"), path
        ancestors = headers["content-security-policy"].rpartition("frame-ancestors ")[2]
        assert ancestors == ("'self'" if may else "'none'"), path
