"""B2: killed with SIGKILL at any instant, the next run finds out, and nothing is sent twice.

An instant is a share of the time that the same command takes when nobody kills it, so that it falls
into the run however slow the machine is. Many are played in one home: each run finds what those
before it left. Every other kill takes the browser along; else the browser has to notice by itself.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from random import Random
from subprocess import Popen, TimeoutExpired
from typing import Literal

import pytest

from bench.process_tree import kill_tree, still_running, tree
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

Trouble = Literal["none", "error_after", "drop_after", "late", "lie"]
Kill = tuple[float, Trouble]
TROUBLES: tuple[Trouble, ...] = ("none", "error_after", "drop_after", "late", "lie")
STEPS = ("Reading order", "Sending", "again in My Orders")
BY_CHANCE = Random(20)  # noqa: S311 - the same instants in every run
INSTANTS = [round(BY_CHANCE.uniform(0.05, 1.0), 3) for _ in range(200)]
IN_ONE_HOME = 10
LAST_PROCESS_ENDS_WITHIN_S = 20

SOME_KILLS: list[Kill] = list(zip(INSTANTS, TROUBLES, strict=False))
ALL_KILLS: list[list[Kill]] = [
    [(instant, trouble) for instant in INSTANTS[first : first + IN_ONE_HOME]]
    for first, trouble in product(range(0, len(INSTANTS), IN_ONE_HOME), TROUBLES)
]


@contextmanager
def cancelling(unbuy: Unbuy, *orders: str) -> Iterator[Popen[str]]:
    with unbuy.start("cancel", *orders, "--yes", UNBUY_TIMEOUT_S="4") as run:
        try:
            yield run
        finally:
            run.kill()


def arm(shop: PracticeShop, trouble: Trouble) -> None:
    shop.disarm()
    if trouble != "none":
        shop.arm("cancel.submit", trouble)


def is_settled(unbuy: Unbuy, shop: PracticeShop, orders: list[str]) -> None:
    """What a person finds after the kills: each order as the shop's truth has it, or their turn."""
    shop.disarm()
    shop.wind(minutes=3)
    ended = unbuy("cancel", *orders, "--yes", "--json")
    truth = shop.orders()
    assert [told["id"] for told in ended.json["orders"]] == orders
    for told in ended.json["orders"]:
        gone = truth[told["id"]]["end_reason"] == "buyer_cancel_notpay_order"
        assert (told["outcome"] == "done") == gone, ended.said
        assert told["outcome"] in {"done", "needs_person"}, ended.said
        sent = shop.submits(told["id"])
        assert sum(entry["changed"] for entry in sent) == gone
        assert len(sent) <= 1 or not any(entry["changed"] for entry in sent[:-1])
    assert {entry["order"] for entry in shop.submits()} <= set(orders)
    assert unbuy("ledger", "check", "--json").json["ledger"]["faults"] == []


@pytest.mark.parametrize(("step", "trouble"), list(product(STEPS, TROUBLES)))
def test_killed_at_a_step_of_the_story_nothing_is_sent_twice_and_the_end_is_known(
    unbuy: Unbuy, shop: PracticeShop, step: str, trouble: Trouble
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    arm(shop, trouble)
    with cancelling(unbuy, order) as run:
        assert run.stderr is not None
        assert any(step in line for line in run.stderr)
    is_settled(unbuy, shop, [order])


def undisturbed_s(unbuy: Unbuy, orders: list[str]) -> float:
    began = time.monotonic()
    with cancelling(unbuy, *orders) as run:
        run.communicate()
    return time.monotonic() - began


def kill_after(run: Popen[str], seconds: float, *, with_browser: bool) -> None:
    """Kill it then, unless it has ended; and see that none of its processes outlives it."""
    try:
        run.communicate(timeout=seconds)
    except TimeoutExpired:
        processes = kill_tree(run.pid) if with_browser else tree(run.pid)
        run.kill()
        run.wait()  # its pipes may be open in what it started
        assert still_running(processes, LAST_PROCESS_ENDS_WITHIN_S) == []


def survives(unbuy: Unbuy, shop: PracticeShop, kills: Sequence[Kill], *, orders_each: int) -> None:
    """One run after the other is killed; `kills` are shares of how long the first kind takes."""
    orders = [shop.new_order() for _ in range(orders_each)]
    _, trouble = kills[0]
    unbuy("sign-in")
    arm(shop, trouble)
    whole_s = undisturbed_s(unbuy, orders)
    for number, (share, trouble) in enumerate(kills):
        new = [shop.new_order() for _ in range(orders_each)]
        orders += new
        arm(shop, trouble)
        with cancelling(unbuy, *new) as run:
            kill_after(run, share * whole_s, with_browser=number % 2 == 0)
    is_settled(unbuy, shop, orders)


def test_killed_at_some_instants_nothing_is_sent_twice_and_the_end_is_known(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    survives(unbuy, shop, SOME_KILLS, orders_each=1)


@pytest.mark.complete
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kills", ALL_KILLS, ids=lambda kills: f"{kills[0][1]}-{kills[0][0]}")
def test_killed_at_any_of_200_instants_nothing_is_sent_twice_and_the_end_is_known(
    unbuy: Unbuy, shop: PracticeShop, kills: list[Kill]
) -> None:
    survives(unbuy, shop, kills, orders_each=2)
