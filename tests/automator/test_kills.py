"""B2: killed with SIGKILL at any instant, the next run finds out, and nothing is sent twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from random import Random
from subprocess import Popen, TimeoutExpired
from typing import Literal

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import part_of
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

Trouble = Literal["none", "error_after", "drop_after", "late", "lie"]
TROUBLES: tuple[Trouble, ...] = ("none", "error_after", "drop_after", "late", "lie")
STEPS = ("Reading order", "Sending", "again in My Orders")
LONGEST_RUN_S = 8.0
BY_CHANCE = Random(20)  # noqa: S311 - the same instants in every run
INSTANTS = [round(BY_CHANCE.uniform(0.2, LONGEST_RUN_S), 3) for _ in range(200)]


@contextmanager
def cancelling(unbuy: Unbuy, *orders: str) -> Iterator[Popen[str]]:
    with unbuy.start("cancel", *orders, "--yes", UNBUY_TIMEOUT_S="4") as run:
        try:
            yield run
        finally:
            run.kill()


def arm(shop: PracticeShop, trouble: Trouble) -> None:
    if trouble != "none":
        shop.arm("cancel.submit", trouble)


def is_settled(unbuy: Unbuy, shop: PracticeShop, orders: list[str]) -> None:
    """What a person finds after the kill: each order as the shop's truth has it, or their turn."""
    shop.disarm()
    shop.wind(minutes=3)
    ended = unbuy("cancel", *orders, "--yes", "--json")
    truth = shop.orders()
    for told in ended.json["orders"]:
        gone = truth[told["id"]]["end_reason"] == "buyer_cancel_notpay_order"
        assert (told["outcome"] == "done") == gone, ended.said
        assert told["outcome"] in {"done", "needs_person"}, ended.said
        sent = shop.submits(told["id"])
        assert sum(entry["changed"] for entry in sent) == gone
        assert len(sent) <= 1 or not any(entry["changed"] for entry in sent[:-1])
    assert {entry["order"] for entry in shop.submits()} <= set(orders)
    assert unbuy("ledger", "check", "--json").code == 0


@pytest.mark.parametrize(("step", "trouble"), part_of(list(product(STEPS, TROUBLES)), 4))
def test_killed_at_a_step_of_the_story_nothing_is_sent_twice_and_the_end_is_known(
    unbuy: Unbuy, shop: PracticeShop, step: str, trouble: Trouble
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    arm(shop, trouble)
    with cancelling(unbuy, order) as run:
        assert run.stderr is not None
        assert any(step in line for line in run.stderr)
    is_settled(unbuy, shop, [order])


def killed_at(unbuy: Unbuy, shop: PracticeShop, instant_s: float, trouble: Trouble) -> None:
    orders = [shop.new_order() for _ in range(3)]
    arm(shop, trouble)
    with cancelling(unbuy, *orders) as run:
        try:
            run.communicate(timeout=instant_s)
        except TimeoutExpired:
            run.kill()
            run.communicate()
    is_settled(unbuy, shop, orders)


@pytest.mark.parametrize(("instant_s", "trouble"), list(zip(INSTANTS, TROUBLES, strict=False)))
def test_killed_at_some_instants_nothing_is_sent_twice_and_the_end_is_known(
    unbuy: Unbuy, shop: PracticeShop, instant_s: float, trouble: Trouble
) -> None:
    killed_at(unbuy, shop, instant_s, trouble)


@pytest.mark.complete
@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("instant_s", INSTANTS)
def test_killed_at_any_of_200_instants_nothing_is_sent_twice_and_the_end_is_known(
    unbuy: Unbuy, shop: PracticeShop, instant_s: float, trouble: Trouble
) -> None:
    killed_at(unbuy, shop, instant_s, trouble)
