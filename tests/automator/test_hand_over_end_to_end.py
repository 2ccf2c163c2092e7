"""A person is called to a run, and the run goes on where it stopped, or ends with nothing sent."""

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.terminal import at_terminal
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser
PROMPT = "The code (Ctrl-D gives up): "


def files_with(unbuy: Unbuy, text: str) -> list[str]:
    every = (path for path in unbuy.home.rglob("*") if path.is_file())
    return [str(path) for path in every if text.encode() in path.read_bytes()]


def test_a_code_typed_at_the_prompt_lets_the_run_go_on_to_its_end(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    code = str(shop.accounts()[0]["code"])
    wrong = "000000" if code != "000000" else "111111"
    shop.arm("sign_in", "code")
    with at_terminal(unbuy, "cancel", order, "--yes", "--json") as terminal:
        terminal.wait_for(PROMPT)
        terminal.type(f"{wrong}\n")
        terminal.wait_for(PROMPT, times=2)
        terminal.type(f"{code}\n")
        ended = terminal.ended()
    assert (ended.code, ended.order["status"]) == (0, "cancelled")
    assert "10 minutes" in ended.said
    assert "Solved: the run goes on." in ended.said
    assert len(shop.submits(order)) == 1
    assert code not in ended.said
    assert files_with(unbuy, code) == []


def test_a_code_that_is_not_given_ends_the_run_with_nothing_sent(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    shop.arm("sign_in", "code")
    order = shop.first("PLACE_ORDER_SUCCESS")
    with at_terminal(unbuy, "cancel", order, "--yes", "--json") as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("\x04")
        ended = terminal.ended()
    assert (ended.code, ended.order["outcome"]) == (4, "needs_person")
    assert "code that it sent by e-mail" in ended.order["message"]
    assert shop.submits() == []


def test_nobody_is_waited_for_longer_than_was_set(unbuy: Unbuy, shop: PracticeShop) -> None:
    shop.arm("orders.list", "slider", times=9)
    with at_terminal(unbuy, "orders", "--json", UNBUY_HAND_OVER_S="1") as terminal:
        ended = terminal.ended()
    assert ended.code == 4
    assert "Nobody solved it in time" in ended.said


def test_without_anybody_there_nobody_is_waited_for(unbuy: Unbuy, shop: PracticeShop) -> None:
    shop.arm("orders.list", "slider", times=9)
    ended = unbuy("orders")
    assert ended.code == 4
    assert "minutes for it" not in ended.said
