"""What the pages do when something has been armed to go wrong, and what a careful shop refuses."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Response, expect

from tests.mock_site.conftest import ORDERS, Storefront, Visitor

OpenPage = Callable[[str], Page]


def _path(storefront: Storefront, place: str) -> str:
    order = storefront.order("WAIT_SELLER_SEND_GOODS")
    return {
        "orders.list": ORDERS,
        "order.detail": storefront.detail(order),
        "cancel.open": f"/p/order/cancel-dialog?orderId={order}",
        "refund.view": storefront.refund(order),
    }[place]


READ_PLACES = ("orders.list", "order.detail", "cancel.open", "refund.view")


@pytest.mark.parametrize("place", READ_PLACES)
@pytest.mark.parametrize("kind", ["error_before", "error_after"])
def test_an_armed_error_strikes_its_place_once(
    buyer: Visitor, storefront: Storefront, place: str, kind: str
) -> None:
    path = _path(storefront, place)
    storefront.arm(place, kind)
    answer = buyer.get(path)
    assert answer.status == 500
    assert "Something broke" in answer.text()
    assert buyer.get(path).status == 200


@pytest.mark.parametrize("place", READ_PLACES)
def test_a_dropped_connection_ends_without_an_answer(
    buyer: Visitor, storefront: Storefront, place: str
) -> None:
    path = _path(storefront, place)
    storefront.arm(place, "drop_before")
    with pytest.raises(PlaywrightError):
        buyer.get(path)
    assert buyer.get(path).status == 200


def test_a_fault_at_another_place_waits_for_its_own(buyer: Visitor, storefront: Storefront) -> None:
    storefront.arm("refund.view", "error_before")
    assert buyer.get(ORDERS).status == 200
    assert buyer.get(_path(storefront, "refund.view")).status == 500


def test_a_hanging_page_is_never_answered(open_page: OpenPage, storefront: Storefront) -> None:
    storefront.arm("orders.list", "hang")
    page = open_page("/")
    with pytest.raises(PlaywrightError, match="Timeout"):
        page.goto(storefront.url + ORDERS, timeout=300)
    assert storefront.shop.faults.listed() == []


def test_a_slow_page_takes_as_long_as_was_armed(buyer: Visitor, storefront: Storefront) -> None:
    storefront.arm("orders.list", "slow", ms=200)
    begun = time.monotonic()
    assert buyer.get(ORDERS).status == 200
    assert time.monotonic() - begun >= 0.2


def test_a_session_that_ends_halfway_sends_the_buyer_to_sign_in(
    open_page: OpenPage, storefront: Storefront
) -> None:
    order = storefront.order()
    page = open_page(storefront.detail(order))
    storefront.arm("cancel.submit", "signed_out")
    page.get_by_role("button", name="Cancel order").click()
    page.get_by_label("Another reason").check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/login.html?**")
    assert storefront.answers("cancel.submit") == [(False, "http_401")]
    assert storefront.truth(order).status == "PLACE_ORDER_SUCCESS"


def test_the_slider_stands_in_the_way_until_a_person_moves_it_to_the_end(
    open_page: OpenPage, storefront: Storefront
) -> None:
    storefront.arm("orders.list", "slider")
    page = open_page(ORDERS)
    assert "/_____tmd_____/punish?x5secdata=" in page.url
    page.goto(storefront.url)
    assert "/_____tmd_____/punish?x5secdata=" in page.url
    page.goto(storefront.url + ORDERS)
    handle = page.frame_locator("iframe").locator("#nc_1_n1z")
    _drag(page, handle.bounding_box(), 80)
    expect(handle).to_have_attribute("style", "left: 1px;")
    _drag(page, handle.bounding_box(), 400)
    page.wait_for_url(storefront.url + ORDERS)
    expect(page.locator(".page-title")).to_have_text("My Orders")


def _drag(page: Page, box: object, way: int) -> None:
    assert isinstance(box, dict)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + way, y, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("place", ["orders.list", "order.detail", "cancel.open", "refund.view"])
def test_a_pop_up_covers_the_page_until_it_is_closed(
    open_page: OpenPage, storefront: Storefront, place: str
) -> None:
    on_page = "order.detail" if place == "cancel.open" else place
    path = _path(storefront, on_page)
    storefront.arm(place, "popup")
    page = open_page(path)
    popup = page.locator(".benefit-popup")
    covered = page.evaluate("() => !!document.elementFromPoint(5, 5).closest('.benefit-popup')")
    assert covered
    popup.locator(".benifit-cancel").click()
    expect(popup).to_have_count(0)


@pytest.mark.parametrize(
    ("place", "usual", "other"),
    [
        ("cancel.open", "Cancel order", "Withdraw from purchase"),
        ("order.detail", "More", "Extras"),
    ],
)
def test_a_control_may_have_another_name_or_be_gone(
    open_page: OpenPage, storefront: Storefront, place: str, usual: str, other: str
) -> None:
    path = storefront.detail(storefront.order())
    storefront.arm(place, "renamed")
    storefront.arm(place, "missing")
    page = open_page(path)
    expect(page.get_by_role("button", name=other)).to_be_visible()
    expect(page.get_by_role("button", name=usual)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name=other)).to_have_count(0)
    expect(page.get_by_role("button", name=usual)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name=usual)).to_be_visible()


@pytest.mark.parametrize(("kind", "name"), [("renamed", "Pass it on"), ("missing", None)])
def test_send_may_have_another_name_or_be_gone(
    open_page: OpenPage, storefront: Storefront, kind: str, name: str | None
) -> None:
    storefront.arm("cancel.submit", kind)
    page = open_page(storefront.detail(storefront.order()))
    page.get_by_role("button", name="Cancel order").click()
    buttons = page.get_by_role("dialog").get_by_role("button")
    expect(buttons).to_have_text(["Not now", name] if name else ["Not now"])


def test_a_lie_shows_success_and_changes_nothing(
    open_page: OpenPage, storefront: Storefront
) -> None:
    order = storefront.order()
    storefront.arm("cancel.submit", "lie")
    page = open_page(storefront.detail(order))
    page.get_by_role("button", name="Cancel order").click()
    page.get_by_label("Another reason").check()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("dialog", name="You've canceled the order").get_by_role("button").click()
    expect(page.locator(".order-block-title")).to_have_text("Awaiting payment")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert storefront.truth(order).status == "PLACE_ORDER_SUCCESS"


def test_a_late_change_shows_on_the_pages_only_after_its_time(
    buyer: Visitor, storefront: Storefront
) -> None:
    order = storefront.order()
    storefront.arm("cancel.submit", "late", s=60)
    buyer.cancel(order)
    assert "Awaiting payment" in buyer.get(storefront.detail(order)).text()
    storefront.shop.wind(61)
    assert "Awaiting payment" not in buyer.get(storefront.detail(order)).text()


@pytest.mark.parametrize("csrf", ["", "0" * 32])
def test_a_form_without_the_sessions_token_is_refused_and_recorded(
    buyer: Visitor, storefront: Storefront, csrf: str
) -> None:
    order = storefront.order()
    answer = buyer.post("/p/order/cancel", csrf=csrf, orderId=order, reason="otherReasons", note="")
    assert answer.status == 403
    assert storefront.answers("cancel.submit") == [(False, "http_403")]
    assert storefront.truth(order).status == "PLACE_ORDER_SUCCESS"


def test_a_guest_can_not_cancel(guest: Visitor, storefront: Storefront) -> None:
    order = storefront.order()
    assert guest.cancel(order).status == 401
    assert storefront.truth(order).status == "PLACE_ORDER_SUCCESS"


def test_a_body_over_the_limit_is_refused(buyer: Visitor, storefront: Storefront) -> None:
    answer = buyer.post("/p/order/cancel", csrf="x", note="a" * 70_000)
    assert answer.status == 413
    assert storefront.answers("cancel.submit") == []


def test_every_page_limits_what_a_browser_may_do_with_it(buyer: Visitor) -> None:
    for path in ("/", ORDERS, "/login.html", "/nowhere"):
        headers = buyer.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_stylesheet_script_and_pictures_may_be_kept_for_ever(
    storefront: Storefront, page: Page
) -> None:
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(storefront.url, wait_until="networkidle")
    kept = [answer for answer in answers if "immutable" in answer.headers["cache-control"]]
    kinds = {answer.headers["content-type"].partition(";")[0] for answer in kept}
    assert kinds == {"text/css", "text/javascript", "image/svg+xml"}
    assert all(answer.status == 200 for answer in answers)


def test_an_unknown_page_says_so_in_the_shops_look(guest: Visitor) -> None:
    answer = guest.get("/no/such/page")
    assert answer.status == 404
    assert "Page not found" in answer.text()
    assert "Lantern Lane" in answer.text()


def test_the_same_seed_and_the_same_visits_give_the_same_pages(
    storefront: Storefront, buyer: Visitor
) -> None:
    pages = []
    for _ in range(2):
        storefront.open_anew(seed=5)
        buyer.sign_in()
        order = storefront.order(items=2)
        pages.append([buyer.get(path).body() for path in ("/", ORDERS, storefront.detail(order))])
    assert pages[0] == pages[1]
