"""M11: disputes from the first look to the money; whatever goes wrong, nothing is sent twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from mock_site.faults import Kind
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout, each_language, each_layout
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
OPENED = ("--reason", "not_cancelled", "--yes", "--json")
# How the first run ends, and how the next one three minutes later.
FAULTS: list[tuple[Kind, int, int]] = [
    ("error_before", 10, 4),
    ("error_after", 0, 3),
    ("drop_before", 10, 4),
    ("drop_after", 0, 3),
    ("slow", 0, 3),
    ("lie", 10, 4),
    ("late", 10, 0),
    ("signed_out", 10, 4),
    ("slider", 4, 4),
    ("hang", 10, 4),
]


@pytest.fixture
def picture(tmp_path: Path) -> str:
    file = tmp_path / "box.png"
    file.write_bytes(PNG)
    return str(file)


def sent_order(shop: PracticeShop) -> str:
    """An order about which a dispute can be opened."""
    order = shop.new_order(
        "WAIT_BUYER_ACCEPT_GOODS", total="40.00", seller={"in_dispute": "ignore"}
    )
    shop.wind(days=6)
    return order


def truth(shop: PracticeShop, order: str) -> dict[str, object]:
    dispute: dict[str, object] = shop.order(order)["dispute"]
    return dispute


@pytest.mark.complete
@each_layout
@each_language
def test_a_dispute_is_opened_added_to_and_its_offer_taken_in_any_language(
    unbuy: Unbuy, shop: PracticeShop, picture: str, language: str, layout: Layout
) -> None:
    shop.reset(language=language, layout=layout)
    order = sent_order(shop)
    opened = unbuy(
        "dispute", order, *OPENED, "--amount", "30,50", "--text", "No", "--file", picture
    )
    assert opened.code == 0, opened.said
    shown = opened.order["dispute"]
    assert shown["wanted"] == {"amount": "30.50", "currency": "USD"}
    assert (shown["stage"], shown["reason"], shown["received"]) == (
        "seller",
        "not_cancelled",
        False,
    )
    assert shown["answer_by"] == f"{shop.now() + timedelta(days=5):%Y-%m-%dT%H:%M:%SZ}"
    assert [file["name"] for file in shown["talks"][0]["files"]] == ["box.png"]

    added = unbuy("dispute", order, "--text", "Look <b>here</b>", "--yes", "--json")
    assert added.order["dispute"]["talks"][-1]["text"] == "Look <b>here</b>"

    shop.seller(order, "offer", amount="12.00")
    taken = unbuy("dispute", order, "--accept", "--yes", "--json")
    assert taken.code == 0, taken.said
    assert taken.order["dispute"]["granted"] == {"amount": "12.00", "currency": "USD"}
    assert taken.order["refund"]["stage"] == "expected"
    assert shop.actions()[1:] == ["dispute.open", "dispute.argue", "dispute.accept"]


@pytest.mark.complete
@each_layout
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_refusal_is_taken_to_the_shop_and_a_dispute_is_withdrawn_and_opened_again(
    unbuy: Unbuy, shop: PracticeShop, language: str, layout: Layout
) -> None:
    shop.reset(language=language, layout=layout)
    order = sent_order(shop)
    assert unbuy("dispute", order, *OPENED).code == 0
    assert unbuy("dispute", order, "--withdraw", "--yes", "--json").code == 0
    shown = unbuy("dispute", order, "--json").order
    assert (shown["status"], shown["dispute"]["stage"]) == ("shipped", "withdrawn")
    assert unbuy("dispute", order, *OPENED).code == 0
    shop.seller(order, "decline")
    escalated = unbuy("dispute", order, "--escalate", "--yes", "--json")
    assert (escalated.code, escalated.order["dispute"]["stage"]) == (0, "shop"), escalated.said
    assert escalated.order["dispute"]["offered"]["amount"] == "0.00"
    assert shop.actions()[1:] == [
        "dispute.open",
        "dispute.withdraw",
        "dispute.open",
        "dispute.escalate",
    ]


@pytest.mark.complete
@each_layout
@pytest.mark.parametrize(("kind", "code", "then"), FAULTS)
def test_whatever_goes_wrong_when_it_is_opened_nothing_is_sent_twice(
    unbuy: Unbuy, shop: PracticeShop, kind: Kind, code: int, then: int, layout: Layout
) -> None:
    """One that is known to be open is not opened again (3), an earlier attempt is adopted (0)."""
    shop.reset(layout=layout)
    order = sent_order(shop)
    unbuy("sign-in")
    shop.arm("dispute.submit", kind)
    ended = unbuy("dispute", order, *OPENED, UNBUY_TIMEOUT_S="4")
    sent = len(shop.log("dispute.open"))
    assert ended.code == code, ended.said
    shop.disarm()
    shop.wind(minutes=3)
    again = unbuy("dispute", order, *OPENED, UNBUY_TIMEOUT_S="4")
    assert again.code == then, again.said
    assert sent == 0 or len(shop.log("dispute.open")) == sent
    assert sum(entry["changed"] for entry in shop.log("dispute.open")) <= 1


@pytest.mark.complete
@each_layout
@pytest.mark.parametrize("kind", ["renamed", "missing"])
def test_a_control_that_is_not_as_known_is_not_pressed(
    unbuy: Unbuy, shop: PracticeShop, kind: Kind, layout: Layout
) -> None:
    shop.reset(layout=layout)
    order = sent_order(shop)
    shop.arm("dispute.submit", kind, times="always")
    assert unbuy("dispute", order, *OPENED).code == 5
    shop.disarm()
    assert unbuy("dispute", order, *OPENED).code == 0
    shop.seller(order, "offer", amount="12.00")
    shop.arm("dispute.submit", kind, times="always")
    for wish in (("--accept",), ("--escalate",), ("--withdraw",), ("--text", "Look")):
        assert unbuy("dispute", order, *wish, "--yes", "--json").code == 5
    assert shop.actions()[1:] == ["dispute.open"]


@each_layout
def test_a_pop_up_is_closed_and_the_dispute_is_opened(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    order = sent_order(shop)
    shop.arm("dispute.submit", "popup")
    assert unbuy("dispute", order, *OPENED).code == 0


@pytest.mark.complete
@each_layout
def test_what_the_rules_forbid_is_refused_with_its_date_and_nothing_is_sent(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    unpaid = shop.new_order("PLACE_ORDER_SUCCESS")
    early = shop.new_order("WAIT_BUYER_ACCEPT_GOODS")
    long_over = shop.new_order("FINISH", end_reason="buyer_accept_goods", age_h=1500)
    deleted = shop.new_order("FINISH", end_reason="buyer_accept_goods", deleted="recycle")
    for order, says in (
        (unpaid, "not shipped yet"),
        (early, "can be opened from 2026-"),
        (long_over, "ended on 20"),
        (deleted, "restore it first"),
    ):
        ended = unbuy("dispute", order, *OPENED)
        assert ended.code == 3, ended.said
        assert says in ended.order["message"]
        assert says in unbuy("dispute", order, "--json").order["message"]
    assert shop.actions()[1:] == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--reason", "boredom"),
        ("--amount", "5"),
        ("--not-received",),
        ("--reason", "damaged", "--amount", "-1"),
        ("--reason", "damaged", "--amount", "1.234"),
        ("--reason", "damaged", "--amount", "nan"),
        ("--accept", "--withdraw"),
        ("--accept", "--text", "Yes"),
        ("--text", "x" * 2001),
        ("--file", "/nowhere/a.png", "--file", "/nowhere/b.png"),
    ],
)
def test_arguments_that_can_not_be_meant_are_told_before_anything_is_opened(
    unbuy: Unbuy, shop: PracticeShop, wrong: tuple[str, ...]
) -> None:
    ended = unbuy("dispute", "8190000000000001", *wrong, "--json")
    assert (ended.code, ended.json["outcome"]) == (2, "usage")
    assert shop.actions() == []


def test_without_a_terminal_and_without_yes_nothing_is_sent(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = sent_order(shop)
    assert unbuy("dispute", order, "--reason", "damaged").code == 3
    assert shop.log("dispute.open") == []


ANSWERS = {
    "argue": ("--text", "Look"),
    "accept": ("--accept",),
    "escalate": ("--escalate",),
    "withdraw": ("--withdraw",),
}
BAD_ANSWERS: list[tuple[Kind, int, int]] = [("error_after", 0, 0), ("lie", 10, 4)]
ANSWERED_BADLY = [(answer, *bad) for answer in ANSWERS for bad in BAD_ANSWERS]


@pytest.mark.complete
@pytest.mark.parametrize(("answer", "kind", "code", "then"), ANSWERED_BADLY)
def test_whatever_goes_wrong_with_an_answer_it_is_not_sent_twice(
    unbuy: Unbuy, shop: PracticeShop, answer: str, kind: Kind, code: int, then: int
) -> None:
    order = sent_order(shop)
    unbuy("dispute", order, *OPENED)
    shop.seller(order, "offer", amount="12.00")
    shop.arm("dispute.submit", kind)
    wish = ("dispute", order, *ANSWERS[answer], "--yes", "--json")
    ended = unbuy(*wish, UNBUY_TIMEOUT_S="4")
    assert ended.code == code, ended.said
    shop.disarm()
    shop.wind(minutes=3)
    again = unbuy(*wish, UNBUY_TIMEOUT_S="4")
    assert again.code == then, again.said
    assert len(shop.log(f"dispute.{answer}")) == 1


@each_layout
def test_the_watch_tells_of_the_offer_reminds_once_and_goes_on_to_the_money(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    """Silence accepts an offer."""
    shop.reset(layout=layout)
    order = sent_order(shop)
    unbuy("dispute", order, *OPENED)
    shop.seller(order, "offer", amount="12.00")
    told = unbuy("watch", "--once", "--json")
    assert told.code == 6, told.said
    assert "take the 12.00 USD" in told.order["message"]
    shop.wind(days=3, minutes=1)
    messages = [unbuy("watch", "--once", "--json").order["message"] for _ in range(2)]
    assert [message.startswith("Reminder: ") for message in messages] == [True, False]
    shop.wind(days=3)
    settled = unbuy("watch", "--once", "--json")
    assert (settled.code, settled.order["refund"]["amount"]) == (0, "12.00"), settled.said
    assert shop.actions()[1:] == ["dispute.open"]
