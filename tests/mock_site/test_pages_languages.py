"""All pages in all languages: nothing is left in English, nothing is never filled in."""

from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import APIResponse, Page, expect

from mock_site import scenarios
from mock_site.specs import LAYOUTS
from mock_site.wording import languages, wording
from mock_site.world import make_world
from tests.mock_site.conftest import BUYER, ORDERS, OTHER_BUYER, Storefront, Visitor
from tests.mock_site.control_client import ControlClient
from tests.mock_site.shown_text import Shown, left_in_english, never_filled_in

_ENOUGH_PAGES = 600
_ALIKE = ("/item/", "/store/", "/category/", "/wholesale", "/w/")
"""Pages that differ in names and numbers only, of each kind of which a few tell enough."""

_FEW = 6


def _open_every_state(storefront: Storefront, **more: str) -> None:
    world = scenarios.load("every-state").model_copy(update=more)
    storefront.world.become(make_world(world, rate=0))


def _sign_in(storefront: Storefront, page: Page) -> None:
    assert Visitor(page.request, storefront.url).sign_in().ok


def _check(html: str, storefront: Storefront, where: str) -> None:
    language = storefront.shop.language
    left = left_in_english(html, language, storefront.shop)
    assert not left, f"left in English at {where}: {sorted(left)}"
    assert never_filled_in(html) == [], where


def _all_pages(visitor: Visitor, *start: str) -> dict[str, APIResponse]:
    """Every page that links lead to from here, by address."""
    seen: dict[str, APIResponse] = {}
    ahead = list(start)
    while ahead:
        address = ahead.pop()
        if address in seen or _is_one_of_many(address, seen):
            continue
        seen[address] = visitor.get(address)
        assert len(seen) < _ENOUGH_PAGES, "do the links never end?"
        if "html" in seen[address].headers["content-type"]:
            links = Shown(seen[address].text()).links
            ahead += [path for link in links if (path := _path(address, link))]
    return seen


def _is_one_of_many(address: str, seen: dict[str, APIResponse]) -> bool:
    kind = next((kind for kind in _ALIKE if address.startswith(kind)), None)
    return kind is not None and sum(other.startswith(kind) for other in seen) >= _FEW


def _path(address: str, link: str) -> str | None:
    url = urlsplit(urljoin(f"http://shop{address}", link))
    if url.netloc != "shop" or url.path.startswith(("/assets", "/img")):
        return None
    return f"{url.path}?{url.query}" if url.query else url.path


@pytest.mark.sampled
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", languages())
def test_every_page_that_links_lead_to_is_in_the_language(
    storefront: Storefront, guest: Visitor, layout: str, language: str
) -> None:
    _open_every_state(storefront, layout=layout, language=language)
    as_guest = _all_pages(guest, "/", "/no-such-page")
    assert guest.sign_in().ok
    as_buyer = _all_pages(guest, "/", "/no-such-page")
    assert len(as_buyer) > len(storefront.shop.orders)
    for address, answer in [*as_guest.items(), *as_buyer.items()]:
        assert answer.status in {200, 404}, address
        if "html" in answer.headers["content-type"]:
            assert Shown(answer.text()).language in {language, None}, address
            _check(answer.text(), storefront, address)


@pytest.mark.parametrize("language", languages())
def test_signing_in_speaks_the_language(storefront: Storefront, page: Page, language: str) -> None:
    storefront.open_anew(language=language)
    words = wording(language).text
    storefront.arm("sign_in", "code")
    page.goto(storefront.url + ORDERS)
    page.get_by_label(words("sign_in.name"), exact=True).fill(BUYER)
    page.get_by_role("button", name=words("sign_in.continue"), exact=True).click()
    password = page.get_by_label(words("sign_in.password"), exact=True)
    password.fill("wrong")
    sign_in = page.get_by_role("button", name=words("sign_in.submit"), exact=True)
    sign_in.click()
    expect(page.get_by_text(words("sign_in.wrong"))).to_be_visible()
    _check(page.content(), storefront, "the complaint about the password")
    password.fill("correct-horse-9")
    sign_in.click()
    expect(page.get_by_text(words("sign_in.code_text"))).to_be_visible()
    _check(page.content(), storefront, "the code")


@pytest.mark.parametrize("language", languages())
def test_cancelling_speaks_the_language(storefront: Storefront, page: Page, language: str) -> None:
    storefront.open_anew(language=language)
    _sign_in(storefront, page)
    words = wording(language).text
    for status, reason, answer in (
        ("PLACE_ORDER_SUCCESS", "cancel.unpaid.buyerCannotPayment", "cancelled"),
        ("WAIT_SELLER_SEND_GOODS", "cancel.paid.productNotEnough", "requested"),
    ):
        page.goto(storefront.url + storefront.detail(storefront.order(status, currency="EUR")))
        page.get_by_role("button", name=words("button.cancel_order"), exact=True).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label(words(reason), exact=True).check()
        _check(page.content(), storefront, f"the dialog of {status}")
        dialog.get_by_role("button", name=words("cancel.send"), exact=True).click()
        expect(dialog).to_contain_text(words(f"cancel.answer.{answer}.title"))
        _check(page.content(), storefront, f"the answer to {status}")


@pytest.mark.parametrize("language", languages())
def test_what_hides_behind_a_click_speaks_the_language(
    storefront: Storefront, page: Page, language: str
) -> None:
    storefront.open_anew(language=language)
    _sign_in(storefront, page)
    words = wording(language).text
    storefront.order("FINISH", end_reason="buyer_accept_goods")
    storefront.order("PLACE_ORDER_SUCCESS")
    storefront.arm("orders.list", "popup")
    page.goto(storefront.url + ORDERS)
    _check(page.content(), storefront, "the advertisement")
    page.get_by_role("button", name=words("popup.close"), exact=True).click()
    page.get_by_role("button", name=words("button.remove"), exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text(words("remove.title"))
    _check(page.content(), storefront, "the delete dialog")


@pytest.mark.parametrize("language", languages())
def test_the_stages_of_a_refund_speak_the_language(
    storefront: Storefront, page: Page, language: str
) -> None:
    storefront.open_anew(language=language)
    _sign_in(storefront, page)
    words = wording(language)
    order = storefront.order(
        "FINISH", end_reason="cancel_order_close_trade", age_h=100, total="1234.56", currency="EUR"
    )
    page.goto(storefront.url + storefront.refund(order))
    expect(page.locator("[data-pl=refund_row]").first).to_contain_text(
        words.money(storefront.truth(order).total, "EUR")
    )
    expect(page.locator(".refund-stage-title")).to_have_text(
        [words.text(f"refund.stage.{stage}") for stage in ("EXPECTED", "PROCESSING", "REFUNDED")]
    )
    _check(page.content(), storefront, "the refund")


@pytest.mark.parametrize("language", languages())
def test_a_reset_gives_its_language_to_all_accounts_that_name_none(
    storefront: Storefront, page: Page, language: str
) -> None:
    control = ControlClient(storefront.url)
    own = {"username": OTHER_BUYER, "password": "correct-horse-9", "language": "pt"}
    scenario = {
        "language": "fr",
        "accounts": [{"username": BUYER, "password": "correct-horse-9"}, own],
    }
    control.post("/reset", {"scenario": scenario, "language": language})
    state = control.get("/state")
    assert state["language"] == language
    assert [account["language"] for account in state["accounts"]] == [language, "pt"]
    _sign_in(storefront, page)
    page.goto(storefront.url + ORDERS)
    expect(page).to_have_title(f"{wording(language).text('orders.title')} · Lantern Lane")
    expect(page.locator("html")).to_have_attribute("lang", language)
