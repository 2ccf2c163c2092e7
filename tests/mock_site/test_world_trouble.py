"""Worlds in which something goes wrong: all of what they name turns up, and the job can be done."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from mock_site.addresses import SLIDER
from mock_site.faults import POP_UPS
from mock_site.statuses import EndReason
from tests.mock_site.conftest import ORDERS, Storefront, Visitor
from tests.mock_site.direct import DirectVisitor
from tests.mock_site.opened import PASSWORD, Opened, username

_READINGS = 40


def test_the_slider_wall_stands_before_each_third_look_at_the_list() -> None:
    world = Opened("walls")
    visitor = world.visitor("slider-wall")
    token = visitor.csrf().encode()
    for _ in range(2):
        assert [visitor.get(ORDERS).status for _ in range(2)] == [200, 200]
        assert visitor.get(ORDERS).headers["location"].startswith(SLIDER)
        assert visitor.get("/").headers["location"].startswith(SLIDER), "nothing but the wall"
        visitor.ask("POST", f"{SLIDER}/solve", headers=[(b"x-csrf-token", token)])


def test_the_email_code_is_asked_for_and_told_by_the_state() -> None:
    world = Opened("walls")
    account = username("email-code")
    visitor = DirectVisitor(world.app)
    for answered in ("step", "url"):
        accounts = world.control("GET", "state")["accounts"]
        (code,) = (it["code"] for it in accounts if it["username"] == account)
        sent = {"code": code} if answered == "url" else {}
        reply = visitor.post("/login/submit", loginId=account, password=PASSWORD, **sent)
        assert f'"{answered}"' in reply.text
    assert visitor.get(ORDERS).status == 200


def test_the_short_session_ends_at_each_eighth_request() -> None:
    world = Opened("walls")
    visitor = world.visitor("short-session")
    looks = [visitor.get(ORDERS) for _ in range(8)]
    ends = [look.status for look in looks].index(302)
    assert looks[ends].headers["location"].startswith("/login.html")
    assert {look.status for look in looks[ends:]} == {302}, "until signed in again"
    visitor.sign_in(username("short-session"), PASSWORD)
    assert visitor.get(ORDERS).status == 200


def test_the_list_that_looks_empty_greets_a_guest() -> None:
    world = Opened("walls")
    visitor = world.visitor("looks-empty")
    (order, *_) = world.orders("looks-empty")
    assert order.id in visitor.get(ORDERS).text
    empty = visitor.get(ORDERS)
    assert empty.status == 200
    assert order.id not in empty.text
    assert "Sign in" in empty.text
    visitor.sign_in(username("looks-empty"), PASSWORD)
    assert order.id in visitor.get(ORDERS).text


def test_each_kind_of_pop_up_turns_up_on_about_every_second_page() -> None:
    world = Opened("pop-ups")
    visitor = world.visitor("pop-ups")
    (order, *_) = world.orders()
    paths = (ORDERS, f"/p/order/detail.html?orderId={order.id}")
    pages = [visitor.get(path).text for _ in range(_READINGS // 2) for path in paths]
    seen = [re.findall(r'data-popup="(\w+)"', page) for page in pages]
    shown = [kinds[0] for kinds in seen if kinds]
    assert set(shown) == set(POP_UPS)
    assert _READINGS / 4 < len(shown) < _READINGS * 3 / 4
    assert max(map(len, seen)) == 1


def test_below_the_pop_ups_an_order_is_cancelled_as_ever(
    storefront: Storefront, page: Page
) -> None:
    storefront.open_scenario("pop-ups")
    assert Visitor(page.request, storefront.url).sign_in(username("pop-ups"), PASSWORD).ok
    popup = page.locator("[data-popup]")
    page.add_locator_handler(popup, lambda it: it.locator("[data-popup-close]").first.click())
    (order, *_) = storefront.shop.orders
    page.goto(storefront.url + storefront.detail(order))
    page.get_by_role("button", name="Cancel order").click()
    page.get_by_label("Another reason").check()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-answer]")).to_have_attribute("data-answer", "cancelled")
    assert storefront.truth(order).end_reason is EndReason.CANCELLED_UNPAID


def _read(visitor: Visitor, path: str) -> int:
    """The status of a reading, 0 where the connection was cut."""
    try:
        return visitor.get(path).status
    except PlaywrightError:
        return 0


@pytest.fixture
def flaky(storefront: Storefront, guest: Visitor) -> Visitor:
    """The flaky shop's buyer, signed in in the end."""
    storefront.open_scenario("flaky-shop")
    for _ in range(5):
        try:
            if guest.sign_in(username("flaky-shop"), PASSWORD).ok:
                break
        except (PlaywrightError, AssertionError):
            continue
    return guest


@pytest.mark.complete
def test_the_flaky_shop_is_read_by_reading_again(flaky: Visitor) -> None:
    statuses = Counter(_read(flaky, ORDERS) for _ in range(_READINGS))
    assert statuses[0] > 0
    assert statuses[500] > 0
    assert statuses[200] > _READINGS * 2 / 3


@pytest.mark.complete
def test_the_flaky_shop_lies_errs_and_shows_changes_late(
    storefront: Storefront, flaky: Visitor
) -> None:
    met = set()
    for order in storefront.shop.orders.values():
        if order.end_reason is None:
            met.add(_sent(storefront, flaky, order.id))
    assert {"lie", "error_after", "plain"} <= met


def _sent(storefront: Storefront, visitor: Visitor, order: str) -> str:
    """What became of one cancellation, told by what was answered and by the log."""
    try:
        is_ok = visitor.cancel(order).ok
    except (PlaywrightError, AssertionError):
        is_ok = False
    entries = [it for it in storefront.shop.log if it["order"] == order]
    if not entries:
        return "nothing"
    if not entries[0]["changed"]:
        return "lie" if is_ok else "refused"
    return "plain" if is_ok else "error_after"


def test_drifting_pages_drift_in_each_way_and_are_as_usual_most_of_the_time() -> None:
    world = Opened("drifting-pages")
    visitor = world.visitor("drifting-pages")
    unpaid = world.orders(status="PLACE_ORDER_SUCCESS")[0]
    refunded = world.orders(status="FINISH")[0]
    seen: Counter[str] = Counter()
    for _ in range(_READINGS):
        lists, detail = visitor.get(ORDERS).text, world.page("order", unpaid).text
        refund = world.page("refund", refunded).text
        seen["garbled"] += "order-item-unreadable" in lists
        seen["list_late"] += "list-skeleton" in lists
        seen["renamed"] += "Withdraw from purchase" in detail
        seen["usual"] += ">Cancel order<" in detail
        seen["missing"] += not re.search("Withdraw from purchase|>Cancel order<", detail)
        seen["covered"] += "comet-loading-cover" in detail
        seen["out_of_order"] += "data-late" in detail
        seen["refund out_of_order"] += "data-late" in refund
    assert all(0 < times < _READINGS for times in seen.values()), seen
    assert seen["usual"] > _READINGS / 3
