"""What the shop's pages may be like: each way to cancel is gone in the real browser."""

import pytest

from mock_site.faults import Kind, Place
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout, each_layout
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

VARIANTS = [
    {"labels": "ref_number"},
    {"cancel_in": "list"},
    {"cancel_in": "more"},
    {"reasons": "drop_down"},
    {"cancel_opens": "tab"},
    {"cancel_opens": "tab", "reasons": "drop_down", "cancel_in": "more"},
    {"width": "phone"},
    {"width": "phone", "cancel_in": "list", "cancel_opens": "tab"},
]


@pytest.mark.complete
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda it: "-".join(it.values()))
def test_an_unpaid_and_a_paid_order_are_cancelled_whatever_the_pages_are_like(
    unbuy: Unbuy, shop: PracticeShop, variant: dict[str, str]
) -> None:
    shop.reset(variant=variant)
    unpaid, paid = shop.first("PLACE_ORDER_SUCCESS"), shop.first("WAIT_SELLER_SEND_GOODS")
    ended = unbuy(
        "cancel", unpaid, paid, "--yes", "--json", "--note", "Sorry", "--reason", "not_needed"
    )
    assert [order["status"] for order in ended.json["orders"]] == [
        "cancelled",
        "cancel_requested",
    ], ended.said
    assert [entry["order"] for entry in shop.submits()] == [unpaid, paid]


@pytest.mark.complete
def test_where_the_control_stands_in_the_list_the_neighbour_keeps_its_order(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    """Danger 7."""
    shop.reset(variant={"cancel_in": "list"})
    one, neighbour = (
        shop.new_order("PLACE_ORDER_SUCCESS", same_purchase=same) for same in (False, True)
    )
    assert unbuy("cancel", one, "--yes").code == 0
    assert shop.orders()[neighbour]["status"] == "PLACE_ORDER_SUCCESS"


@each_layout
@pytest.mark.parametrize("variant", [{"cancel_in": "list"}, {"cancel_opens": "tab"}])
@pytest.mark.parametrize(
    ("place", "fault", "code"),
    [
        ("cancel.open", "missing", 5),
        ("cancel.open", "renamed", 5),
        ("cancel.submit", "renamed", 5),
        ("cancel.submit", "missing", 5),
    ],
)
def test_in_no_variant_is_a_control_guessed(
    unbuy: Unbuy,
    shop: PracticeShop,
    variant: dict[str, str],
    place: Place,
    fault: Kind,
    code: int,
    layout: Layout,
) -> None:
    shop.reset(layout=layout, variant=variant)
    shop.arm(place, fault, times=9)
    ended = unbuy("cancel", shop.first("PLACE_ORDER_SUCCESS"), "--yes", "--json")
    assert (ended.code, shop.submits()) == (code, []), ended.said


@pytest.mark.complete
@pytest.mark.parametrize(
    ("place", "fault", "code", "sent"),
    [
        ("cancel.submit", "error_after", 0, 1),
        ("cancel.open", "error_before", 9, 0),
        ("cancel.submit", "drop_after", 0, 1),
        ("cancel.open", "slider", 4, 0),
        ("cancel.submit", "lie", 10, 1),
        ("cancel.submit", "hang", 10, 1),
    ],
)
def test_trouble_in_a_tab_ends_as_it_does_in_a_dialog(
    unbuy: Unbuy, shop: PracticeShop, place: Place, fault: Kind, code: int, sent: int
) -> None:
    shop.reset(variant={"cancel_opens": "tab"})
    shop.arm(place, fault)
    ended = unbuy(
        "cancel", shop.first("PLACE_ORDER_SUCCESS"), "--yes", "--json", UNBUY_TIMEOUT_S="4"
    )
    assert (ended.code, len(shop.submits())) == (code, sent), ended.said


@pytest.mark.complete
def test_an_order_that_is_cancelled_at_once_is_done_at_once(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    shop.reset("cancels-at-once")
    paid = shop.first("WAIT_SELLER_SEND_GOODS")
    ended = unbuy("cancel", paid, "--yes", "--json")
    assert (ended.code, ended.order["status"]) == (0, "cancelled"), ended.said
