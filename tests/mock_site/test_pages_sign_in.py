"""Signing in to the shop, by form and over HTTP."""

from playwright.sync_api import Page, expect

from tests.mock_site.conftest import BUYER, DAY, ORDERS, PASSWORD, Storefront, Visitor


def _name_step(page: Page, name: str) -> None:
    page.locator('input[label="Email or phone number"]').fill(name)
    page.locator("button[aria-label='Continue']").click()


def _password_step(page: Page, password: str) -> None:
    page.locator("input#fm-login-password").fill(password)
    page.locator("button.cosmos-btn").click()


def test_a_guest_is_greeted_and_signs_in_in_two_steps(storefront: Storefront, page: Page) -> None:
    page.goto(storefront.url)
    expect(page.locator("#nav-user-account .welcome-name")).to_have_text("Welcome")
    page.locator('a[data-pl="header_sign_in"]').click()
    expect(page.locator("input#fm-login-password")).to_be_hidden()
    _name_step(page, BUYER)
    _password_step(page, PASSWORD)
    expect(page.locator(".welcome-name")).to_have_text("Hi, Anna")
    assert storefront.answers("sign_in") == [(True, "signed_in")]


def test_signing_in_leads_back_to_the_page_that_asked_for_it(
    storefront: Storefront, page: Page
) -> None:
    order = storefront.order()
    page.goto(storefront.url + storefront.detail(order))
    _name_step(page, BUYER)
    _password_step(page, PASSWORD)
    expect(page).to_have_url(storefront.url + storefront.detail(order))


def test_a_wrong_password_and_an_unknown_name_are_told_in_the_same_words(
    storefront: Storefront, page: Page
) -> None:
    said = []
    for name, password in ((BUYER, "wrong"), ("nobody@example.com", PASSWORD)):
        page.goto(f"{storefront.url}/login.html")
        _name_step(page, name)
        _password_step(page, password)
        trouble = page.locator(".nfm-login-input-error-text:visible")
        said.append(trouble.inner_text())
    assert said[0] == said[1] != ""
    assert storefront.answers("sign_in") == [(False, "wrong_password")] * 2


def test_continuing_without_a_name_stays_at_the_first_step(
    storefront: Storefront, page: Page
) -> None:
    page.goto(f"{storefront.url}/login.html")
    _name_step(page, "  ")
    expect(page.locator(".nfm-login-input-error-text:visible")).to_have_count(1)
    expect(page.locator("input#fm-login-password")).to_be_hidden()


def test_a_wary_shop_asks_for_the_code_it_sent_and_takes_no_other(
    storefront: Storefront, page: Page
) -> None:
    storefront.arm("sign_in", "code")
    page.goto(f"{storefront.url}/login.html")
    _name_step(page, BUYER)
    _password_step(page, PASSWORD)
    for place, digit in enumerate("000000"):
        page.locator(f"input[data-id='{place}']").fill(digit)
    page.locator("button#j-test").click()
    expect(page.locator(".nfm-login-input-error-text:visible")).to_have_count(1)
    for place, digit in enumerate(storefront.shop.accounts[BUYER].code):
        page.locator(f"input[data-id='{place}']").fill(digit)
    page.locator("button#j-test").click()
    expect(page.locator(".welcome-name")).to_have_text("Hi, Anna")
    answers = [answer for _, answer in storefront.answers("sign_in")]
    assert answers == ["code_asked", "wrong_code", "signed_in"]


def test_pages_of_a_buyer_send_a_guest_to_sign_in(guest: Visitor, storefront: Storefront) -> None:
    order = storefront.order()
    for path in (ORDERS, storefront.detail(order), storefront.refund(order)):
        answer = guest.get(path, follow=False)
        assert answer.status == 302
        assert answer.headers["location"].startswith("/login.html?return_url=%2Fp%2F")


def test_nobody_is_led_to_another_site_after_signing_in(guest: Visitor) -> None:
    for elsewhere in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:1",
    ):
        answer = guest.sign_in(return_url=elsewhere)
        assert answer.json() == {"url": "/"}
    assert guest.sign_in(return_url="/p/order/index.html?tab=all").json()["url"].endswith("tab=all")


def test_the_session_cookie_is_hidden_from_scripts_and_new_after_signing_in(
    storefront: Storefront, page: Page
) -> None:
    page.goto(storefront.url)
    before = {cookie["name"]: cookie for cookie in page.context.cookies()}
    Visitor(page.request, storefront.url).sign_in()
    after = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert after["xman_t"]["httpOnly"]
    assert after["xman_t"]["value"] != before["xman_t"]["value"]
    assert "sign=y" in after["xman_us_t"]["value"]
    assert "xman_us_t" not in before


def test_signing_out_ends_the_session_on_the_server(buyer: Visitor) -> None:
    buyer.post("/sign-out")
    assert buyer.get(ORDERS, follow=False).status == 302


def test_a_session_ends_by_itself_after_sixty_days_of_shop_time(
    buyer: Visitor, storefront: Storefront
) -> None:
    storefront.shop.wind(59 * DAY)
    assert buyer.get(ORDERS, follow=False).status == 200
    storefront.shop.wind(2 * DAY)
    assert buyer.get(ORDERS, follow=False).status == 302


def test_after_a_reset_everybody_is_a_guest_again(buyer: Visitor, storefront: Storefront) -> None:
    storefront.open_anew()
    assert buyer.get(ORDERS, follow=False).status == 302
