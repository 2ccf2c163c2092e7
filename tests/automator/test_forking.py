"""A command that the tests fork ends as one does for which Python was started."""

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

WITHOUT_A_SHOP = (
    ["--help"],
    ["no-such-command"],
    ["cancel", "--help"],
    ["cancel", "not-an-order", "--yes"],
    ["history", "80190007001360000"],
    ["schedule", "install", "--every", "never"],
)


@pytest.mark.parametrize("words", WITHOUT_A_SHOP, ids=" ".join)
def test_a_forked_command_ends_as_a_started_one(unbuy: Unbuy, words: list[str]) -> None:
    assert unbuy(*words) == unbuy.in_a_new_process(*words)


@pytest.mark.complete
@pytest.mark.browser
def test_a_forked_command_tells_of_orders_as_a_started_one(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    unbuy("sign-in")
    order = shop.first("PLACE_ORDER_SUCCESS")
    for words in (["orders"], ["orders", "--json"], ["cancel", order, "--dry-run", "--json"]):
        assert unbuy(*words) == unbuy.in_a_new_process(*words)


def test_a_command_with_what_libraries_may_look_at_is_not_forked(unbuy: Unbuy) -> None:
    assert unbuy.forks is None or not unbuy.forks.can_run(unbuy.environment(NO_COLOR="1"))
