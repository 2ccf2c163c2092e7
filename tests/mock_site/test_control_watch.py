"""What the control interface tells for a person to look at: orders in pages, one order whole."""

from typing import Any

import pytest

from tests.mock_site.conftest import BUYER, DAY, OTHER_BUYER, Storefront
from tests.mock_site.control_client import ControlClient

START = "2026-03-02T09:00:00Z"


@pytest.fixture
def control(storefront: Storefront) -> ControlClient:
    return ControlClient(storefront.url)


def _new(control: ControlClient, **spec: Any) -> str:
    return str(control.post("/orders", {"account": BUYER, **spec})["id"])


def _ids(control: ControlClient, query: str) -> list[str]:
    return [order["id"] for order in control.get(f"/watch?{query}")["orders"]["rows"]]


def test_the_newest_orders_are_told_a_page_at_a_time(control: ControlClient) -> None:
    made = [_new(control, age_h=hours) for hours in (3, 1, 2)]
    oldest, newest, middle = made
    assert _ids(control, "limit=2") == [newest, middle]
    assert _ids(control, "limit=2&offset=2") == [oldest]
    beyond = control.get("/watch?limit=2&offset=900")["orders"]
    assert (beyond["offset"], [order["id"] for order in beyond["rows"]]) == (2, [oldest])
    assert control.get("/watch?account=nobody&offset=50")["orders"]["offset"] == 0


def test_orders_are_told_by_account_status_and_text(control: ControlClient) -> None:
    bell = _new(control, items=[{"title": "Brass Bell", "price": "3.00"}])
    shipped = _new(control, status="WAIT_BUYER_ACCEPT_GOODS", seller={"name": "Ada's"})
    others = _new(control, account=OTHER_BUYER)
    assert _ids(control, f"account={OTHER_BUYER}") == [others]
    assert _ids(control, "status=WAIT_BUYER_ACCEPT_GOODS") == [shipped]
    assert _ids(control, "text=brass%20bell") == [bell]
    assert _ids(control, "text=ada%27s") == [shipped]
    assert _ids(control, f"text={others[-7:]}") == [others]
    assert _ids(control, f"status=IN_CANCEL&account={BUYER}") == []
    orders = control.get("/watch?text=brass")["orders"]
    assert (orders["found"], orders["total"]) == (1, 3)
    assert orders["counts"]["PLACE_ORDER_SUCCESS"] == 2


def test_the_log_is_told_from_where_one_has_it(
    control: ControlClient, storefront: Storefront
) -> None:
    for number in range(1003):
        storefront.shop.record("pay", None, str(number), changed=True, answer="x")
    first = control.get("/watch")
    assert (len(first["log"]["entries"]), first["log"]["total"]) == (1000, 1003)
    more = control.get(f"/watch?world={first['world']}&after={first['log']['next']}")["log"]
    assert [entry["order"] for entry in more["entries"]] == ["1000", "1001", "1002"]
    rest = control.get(f"/watch?world={first['world']}&after={more['next']}")["log"]
    assert rest == {"entries": [], "next": 1003, "total": 1003}


def test_a_log_of_another_world_is_told_from_its_beginning(
    control: ControlClient, storefront: Storefront
) -> None:
    before = control.get("/watch")["world"]
    control.post("/reset", {"scenario": "empty"})
    storefront.shop.record("pay", None, None, changed=True, answer="x")
    looked = control.get(f"/watch?world={before}&after=7")
    assert looked["world"] != before
    assert (len(looked["log"]["entries"]), looked["log"]["next"]) == (1, 1)
    assert looked["scenario"]["name"] == "empty"


def test_an_order_is_told_with_what_comes_next_by_itself(control: ControlClient) -> None:
    order = _new(control, status="IN_CANCEL", seller={"answer": "accept", "after_s": 7200})
    told = control.get(f"/orders/{order}")
    assert told["next"]["at"] == "2026-03-02T11:00:00Z"
    assert told["next"]["changes"]["end_reason"] == "cancel_order_close_trade"
    assert told["next"]["changes"]["refund"]["stage"] == "EXPECTED"
    control.post(f"/orders/{order}/platform", {"do": "freeze"})
    assert control.get(f"/orders/{order}")["next"] is None
    assert control.get("/clock")["now"] == START, "looking ahead is no winding"


def test_an_order_is_told_with_its_items_its_seller_and_its_parcel(control: ControlClient) -> None:
    item = {"title": "Bell", "sku": "brass", "price": "3.00", "quantity": 2}
    order = _new(control, status="WAIT_SELLER_SEND_GOODS", items=[item], total="7.50")
    told = control.get(f"/orders/{order}")
    assert (told["items"], told["shipping"], told["parcel"]) == ([item], "1.50", None)
    assert told["seller_will"]["answer"] == "accept"
    assert told["seller_will"]["offers_share"] == "0.5"
    control.post(f"/orders/{order}/seller", {"do": "ship"})
    control.post("/clock", {"advance_s": 3 * DAY})
    parcel = control.get(f"/orders/{order}")["parcel"]
    assert parcel["number"].startswith("LL")
    assert [station["code"] for station in parcel["stations"]][-1] == "accepted"


def test_an_order_tells_whether_its_refund_may_go_to_the_balance(control: ControlClient) -> None:
    order = _new(control, status="FINISH", end_reason="security_close", refund_stage="REFUNDED")
    can = control.get(f"/orders/{order}")["can"]
    assert (can["platform"], can["to_balance"]) == ([], True)
    told = control.post(f"/orders/{order}/platform", {"do": "advance_refund", "to_balance": True})
    assert told["refund"]["stage"] == "ON_BALANCE"
    assert control.get(f"/orders/{order}")["can"]["to_balance"] is False


def test_a_blocked_store_is_told(control: ControlClient) -> None:
    order = _new(control, status="IN_FROZEN", seller={"name": "Ada's"})
    control.post(f"/orders/{order}/platform", {"do": "annul"})
    assert control.get("/watch")["blocked_stores"] == ["Ada's"]


def test_no_order_is_told_where_none_is_known(control: ControlClient) -> None:
    assert control.get("/watch")["order"] is None
    assert control.get("/watch?order=nonsense%00")["order"] is None
