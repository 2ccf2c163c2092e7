"""`--step` at a pseudo-terminal: a person reads what comes next, and says how to go on."""

from pathlib import Path

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.terminal import AtTerminal, at_terminal
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

PROMPT = "step> "
ASKED = 'Type "send" to send it: '


@pytest.fixture
def unbuy(tmp_path: Path, shop: PracticeShop) -> Unbuy:
    unbuy = Unbuy(tmp_path / "unbuy-home", shop)
    assert unbuy("sign-in").code == 0
    return unbuy


def stepped(terminal: AtTerminal, *wishes: str) -> None:
    for times, wish in enumerate(wishes, start=1):
        terminal.wait_for(PROMPT, times)
        terminal.type(f"{wish}\n")


def test_each_action_is_told_with_its_line_and_what_sends_is_asked_about_once_more(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("PLACE_ORDER_SUCCESS")
    with at_terminal(unbuy, "cancel", order, "--yes", "--json", "--step") as terminal:
        stepped(terminal, "", "l", "t sending")
        terminal.wait_for(ASKED)
        assert shop.log("cancel.submit") == []
        terminal.type("send\n")
        terminal.wait_for(PROMPT, times=4)
        terminal.type("g\n")
        ended = terminal.ended()
    assert (ended.code, ended.order["status"]) == (0, "cancelled"), ended.said
    assert f"next  goto {shop.url}/p/order/detail.html?orderId={order}" in ended.err
    assert "from  flows/sites/aliexpress/navigation.py:" in ended.err
    assert "<button" in ended.err
    assert f"! this sends the cancellation of order {order}" in ended.err
    assert len(shop.submits(order)) == 1


@pytest.mark.complete
def test_who_does_not_want_to_send_leaves_no_intent_behind(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("PLACE_ORDER_SUCCESS")
    with at_terminal(unbuy, "cancel", order, "--yes", "--json", "--step") as terminal:
        stepped(terminal, "g")
        terminal.wait_for(ASKED)
        terminal.type("no\n")
        ended = terminal.ended()
    assert (ended.code, ended.order["outcome"]) == (3, "refused"), ended.said
    assert "Nothing was sent." in ended.order["message"]
    assert shop.submits() == []
    assert unbuy("ledger", "check", "--json").code == 0
    assert unbuy("cancel", order, "--yes").code == 0


@pytest.mark.complete
def test_quitting_ends_the_run_as_ctrl_c_does_and_saves_what_was_wished(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    with at_terminal(unbuy, "orders", "--json", "--step") as terminal:
        stepped(terminal, "?", "s", "x", "q")
        ended = terminal.ended()
    assert (ended.code, ended.json["outcome"]) == (130, "interrupted")
    assert ended.err.count("go on without stopping") == 3  # told at first, asked for, not known
    assert list(unbuy.home.glob("evidence/*/stopped-here.html"))
    assert shop.actions() == ["sign_in"]


@pytest.mark.complete
def test_what_is_typed_into_a_field_is_never_told(unbuy: Unbuy, shop: PracticeShop) -> None:
    assert unbuy("sign-out").code == 0
    with at_terminal(unbuy, "sign-in", "--step") as terminal:
        stepped(terminal, *["n"] * 5, "g")
        ended = terminal.ended()
    assert ended.code == 0, ended.said
    assert ended.err.count("next  fill\n") == 2
    assert not any(secret in ended.err for secret in (shop.username, shop.password))


@pytest.mark.complete
def test_without_a_terminal_nothing_is_opened(unbuy: Unbuy, shop: PracticeShop) -> None:
    before = len(shop.log())
    ended = unbuy("orders", "--step", "--json")
    assert (ended.code, ended.json["outcome"]) == (2, "usage")
    assert "no terminal" in ended.json["message"]
    assert len(shop.log()) == before
