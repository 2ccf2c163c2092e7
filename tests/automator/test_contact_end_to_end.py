"""M6, M13, M14, M18: more time, buying again, parcels, messages; whatever goes wrong, sent once."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from mock_site.faults import Kind, Place
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout, each_language, each_layout
from tests.automator.unbuy import Ended, Unbuy

pytestmark = pytest.mark.browser

TEXT = "Please cancel my order.\nThank you: 谢谢"


def asking_for_time(shop: PracticeShop) -> str:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS")
    shop.seller(order, "ask_extension", days=4)
    return order


def awaiting_shipment(shop: PracticeShop) -> str:
    return shop.new_order("WAIT_SELLER_SEND_GOODS")


def over(shop: PracticeShop) -> str:
    return shop.new_order("FINISH", end_reason="buyer_cancel_notpay_order")


@dataclass(frozen=True)
class Deed:
    """A command after its order, the order that it needs, and what the shop calls it."""

    command: str
    more: tuple[str, ...]
    order: Callable[[PracticeShop], str]
    place: Place
    action: str

    def __str__(self) -> str:
        return self.command

    def done(self, unbuy: Unbuy, order: str, *options: str) -> Ended:
        arguments = (self.command, order, *self.more, *options, "--json")
        return unbuy(*arguments, UNBUY_TIMEOUT_S="3")


DEEDS = [
    Deed("extend", ("--days", "4"), asking_for_time, "extend.submit", "extend"),
    Deed("message", (TEXT,), awaiting_shipment, "message.submit", "message"),
    Deed("buy-again", (), over, "cart.submit", "add_to_cart"),
]
each_deed = pytest.mark.parametrize("deed", DEEDS, ids=[deed.command for deed in DEEDS])
# What can go wrong, how the command ends, and how it ends when it is run again after three minutes.
FAULTS: list[tuple[Kind, int, int]] = [
    ("error_before", 10, 4),
    ("error_after", 0, 0),
    ("drop_before", 10, 4),
    ("drop_after", 0, 0),
    ("lie", 10, 4),
    ("late", 10, 0),
    ("signed_out", 10, 4),
    ("popup", 0, 0),
    ("renamed", 5, 0),
    ("missing", 5, 0),
]
# A cart is never late in this shop.
TROUBLED = [
    (deed, *fault)
    for deed in DEEDS
    for fault in FAULTS
    if (deed.command, fault[0]) != ("buy-again", "late")
]


@pytest.mark.complete
@each_deed
@each_layout
@each_language
def test_it_is_done_once_in_any_language_and_not_again_where_it_is_so_already(
    unbuy: Unbuy, shop: PracticeShop, deed: Deed, layout: Layout, language: str
) -> None:
    shop.reset(language=language, layout=layout)
    order = deed.order(shop)
    tried = deed.done(unbuy, order, "--dry-run")
    assert (tried.code, shop.log(deed.action)) == (0, []), tried.said
    for _ in range(2):
        done = deed.done(unbuy, order, "--yes")
        assert (done.code, done.order["outcome"]) == (0, "done"), done.said
    assert [entry["changed"] for entry in shop.log(deed.action)] == [True]


@pytest.mark.complete
@pytest.mark.parametrize(("deed", "kind", "code", "code_later"), TROUBLED, ids=str)
def test_whatever_goes_wrong_when_it_is_sent_nothing_is_sent_twice(
    unbuy: Unbuy, shop: PracticeShop, deed: Deed, kind: Kind, code: int, code_later: int
) -> None:
    order = deed.order(shop)
    unbuy("sign-in")
    shop.arm(deed.place, kind, times=20 if kind in {"renamed", "missing"} else 1)
    ended = deed.done(unbuy, order, "--yes")
    assert (ended.code, len(shop.log(deed.action))) == (code, 0 if code == 5 else 1), ended.said
    shop.disarm()
    shop.wind(minutes=3)
    later = deed.done(unbuy, order, "--yes")
    assert (later.code, len(shop.log(deed.action))) == (code_later, 1), later.said


@pytest.mark.complete
def test_more_time_for_what_was_shipped_meanwhile_is_refused(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    [extend, *_] = DEEDS
    order = extend.order(shop)
    shop.arm(extend.place, "ships_now")
    refused = extend.done(unbuy, order, "--yes")
    assert (refused.code, refused.order["outcome"]) == (3, "refused"), refused.said
    again = extend.done(unbuy, order, "--yes")
    assert (again.code, again.order["status"]) == (3, "shipped")
    assert "shipped" in again.order["message"]
    assert [entry["changed"] for entry in shop.log("extend")] == [False]


@pytest.mark.complete
@pytest.mark.parametrize("item", [{"title": "No longer sold"}, {"quantity": 99}])
def test_what_is_sold_out_is_refused_with_the_shops_own_words(
    unbuy: Unbuy, shop: PracticeShop, item: dict[str, object]
) -> None:
    thing = {"title": "Desk lamp with clamp", "price": "5.00", "quantity": 1, **item}
    order = shop.new_order("FINISH", items=[thing])
    refused = unbuy("buy-again", order, "--yes", "--json")
    assert (refused.code, refused.order["outcome"]) == (3, "refused"), refused.said
    assert 'The shop refused: "' in refused.order["message"]
    assert [entry["changed"] for entry in shop.log("add_to_cart")] == [False]


@pytest.mark.complete
@pytest.mark.parametrize(("days", "code"), [("6", 0), ("31", 3)])
def test_another_number_of_days_goes_where_the_shops_dialog_lets_one_choose_it(
    unbuy: Unbuy, shop: PracticeShop, days: str, code: int
) -> None:
    order = asking_for_time(shop)
    before = shop.order(order)["deadline"]
    given = unbuy("extend", order, "--days", days, "--yes", "--json")
    assert given.code == code, given.said
    assert (shop.order(order)["deadline"] != before) == (code == 0)
    assert "1 to 30" in given.said or code == 0


@pytest.mark.complete
def test_nobody_gets_more_time_who_does_not_ask(unbuy: Unbuy, shop: PracticeShop) -> None:
    for order, why in (
        (awaiting_shipment(shop), "does not ask for more time"),
        (over(shop), "only before shipping"),
    ):
        refused = unbuy("extend", order, "--days", "4", "--yes", "--json")
        assert (refused.code, why in refused.order["message"]) == (3, True), refused.said
    assert shop.log("extend") == []


@pytest.mark.complete
def test_a_message_is_said_once_more_only_by_intention(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = awaiting_shipment(shop)
    assert unbuy("message", order, TEXT, "--yes").code == 0
    again = unbuy("message", order, TEXT, "--yes", "--send-again", "--json")
    assert (again.code, len(shop.log("message"))) == (0, 2), again.said
    assert [message["text"] for message in again.order["messages"]] == [TEXT] * 2


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_nothing_and_too_much_are_a_wrong_use_and_open_no_browser(
    unbuy: Unbuy, shop: PracticeShop, text: str
) -> None:
    wrong = unbuy("message", over(shop), text, "--yes", "--json")
    assert (wrong.code, shop.log()) == (2, [])


@pytest.mark.complete
def test_a_thread_is_shown_and_each_message_kept_once_with_whoever_wrote_it(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = awaiting_shipment(shop)
    shop.seller(order, "message", text="Dear friend,\nplease [bold]wait[/bold]")
    for command in ("message", "show", "show"):
        told = unbuy(command, order, "--json")
        assert told.code == 0, told.said
        [message] = told.order["messages"]
        assert (message["from"], message["text"]) == (
            "seller",
            "Dear friend,\nplease [bold]wait[/bold]",
        )
        assert message["at"] == shop.now().isoformat().replace("+00:00", "Z")
    facts = unbuy("history", order, "--json").json["facts"]
    assert [fact["details"]["from"] for fact in facts if fact["kind"] == "message"] == ["seller"]
    assert "[bold]wait[/bold]" in unbuy("message", order).said
    assert shop.log("message") == []


@pytest.mark.complete
def test_an_order_is_shown_even_where_its_messages_can_not_be_read(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = awaiting_shipment(shop)
    shop.arm("messages.view", "error_before", times=9)
    told = unbuy("show", order, "--json")
    assert (told.code, told.order["messages"]) == (0, None), told.said
    assert "messages could not be read" in told.order["message"]


@each_layout
@each_language
def test_a_parcel_is_told_with_carrier_number_and_every_station(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout, language: str
) -> None:
    shop.reset(language=language, layout=layout)
    order = shop.new_order("WAIT_BUYER_ACCEPT_GOODS")
    shop.wind(days=9)
    told = unbuy("track", order, "--json")
    [parcel] = told.order["tracking"]
    times = [event["at"] for event in parcel["events"]]
    assert (told.code, parcel["carrier"]) == (0, "Lantern Express"), told.said
    assert (len(parcel["numbers"]), len(times) > 2) == (1, True)
    assert times == sorted(times, reverse=True)
    assert all(event["text"] for event in parcel["events"])


@pytest.mark.complete
@pytest.mark.parametrize("status", ["PLACE_ORDER_SUCCESS", "WAIT_SELLER_SEND_GOODS", "FINISH"])
def test_where_nothing_was_shipped_there_is_nothing_to_track(
    unbuy: Unbuy, shop: PracticeShop, status: str
) -> None:
    order = over(shop) if status == "FINISH" else shop.new_order(status)
    told = unbuy("track", order, "--json")
    assert (told.code, "parcel" in told.json["message"]) == (3, True), told.said


@pytest.mark.complete
def test_a_deleted_order_is_restored_first_and_nothing_is_paid(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = over(shop)
    assert unbuy("delete", order, "--yes").code == 0
    tried = unbuy("buy-again", order, "--dry-run", "--json")
    assert "Would restore the order" in tried.order["message"]
    bought = unbuy("buy-again", order, "--yes", "--json")
    assert (bought.code, shop.orders()[order]["deleted"]) == (0, None), bought.said
    assert shop.actions() == ["sign_in", "delete", "restore", "add_to_cart"]


def test_only_what_is_over_is_bought_again(unbuy: Unbuy, shop: PracticeShop) -> None:
    refused = unbuy("buy-again", awaiting_shipment(shop), "--yes", "--json")
    assert (refused.code, shop.log("add_to_cart")) == (3, []), refused.said
