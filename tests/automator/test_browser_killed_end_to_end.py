"""The browser of a run is killed under it: the run says so, and knows what it sent."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest

from bench.process_tree import kill_tree, tree
from mock_site.faults import Place
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Ended, Unbuy

pytestmark = pytest.mark.browser
Kill = Callable[[Popen[str]], None]
GONE = "The browser was closed or killed, or it crashed"
HELD_WITHIN_S = 60
NOBODY = {"UNBUY_USERNAME": None, "UNBUY_PASSWORD": None}


def started_with(word: str, run: Popen[str]) -> list[int]:
    """The processes of a run that have this word in their command line."""
    lines = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in tree(run.pid)}
    return [pid for pid, line in lines.items() if word.encode() in line]


def kill_browser(run: Popen[str]) -> None:
    kill_tree(started_with("--remote-debugging-pipe", run)[0])


def kill_page(run: Popen[str]) -> None:
    for renderer in started_with("--type=renderer", run):
        kill_tree(renderer)


def kill_driver(run: Popen[str]) -> None:
    """What Playwright itself runs in, and the browser with it."""
    kill_tree(started_with("run-driver", run)[0])


def killed(unbuy: Unbuy, shop: PracticeShop, place: Place, kill: Kill, *words: str) -> Ended:
    """How a run ends that the shop lets wait at this place until its browser is killed."""
    shop.arm(place, "hang")
    with unbuy.start(*words, "--json", "--trace", "on", UNBUY_TIMEOUT_S="50") as run:
        ends = time.monotonic() + HELD_WITHIN_S
        while shop.armed():
            assert run.poll() is None
            assert time.monotonic() < ends
        kill(run)
        out, err = run.communicate(timeout=40)
    assert "Traceback" not in out + err
    return Ended(run.returncode, out, err)


def lost(unbuy: Unbuy) -> list[str]:
    """What the newest run's evidence says is not in it."""
    newest = max((unbuy.home / "evidence").iterdir(), key=lambda folder: folder.stat().st_mtime_ns)
    told: list[str] = json.loads((newest / "run.json").read_text())["lost"]
    return told


@pytest.mark.complete
def test_its_page_killed_while_it_reads_the_shop_is_not_blamed_and_the_session_is_whole(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    assert unbuy("sign-in").code == 0
    ended = killed(unbuy, shop, "orders.list", kill_page, "orders")
    assert (ended.code, ended.json["outcome"]) == (1, "failed"), ended.said
    assert GONE in ended.said
    assert "did not answer" not in ended.said
    assert any("stopped-here.jpg" in what for what in lost(unbuy))
    assert unbuy("orders", **NOBODY).code == 0
    assert shop.actions() == ["sign_in"]


@pytest.mark.complete
def test_killed_at_one_of_several_orders_the_others_are_told_as_not_tried_and_the_next_run_does_all(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    orders = [shop.new_order(), shop.new_order()]
    assert unbuy("sign-in").code == 0
    ended = killed(unbuy, shop, "order.detail", kill_browser, "cancel", *orders, "--yes")
    told = [(order["id"], order["outcome"]) for order in ended.json["orders"]]
    assert (ended.code, told) == (1, [(order, "failed") for order in orders]), ended.said
    assert ended.json["orders"][1]["message"].startswith(f"Not tried: {GONE}")
    assert shop.submits() == []
    assert unbuy("cancel", *orders, "--yes").code == 0


@pytest.mark.complete
def test_killed_after_it_was_sent_it_is_unconfirmed_and_the_next_run_finds_that_it_arrived(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    ended = killed(unbuy, shop, "orders.list", kill_browser, "cancel", order, "--yes")
    assert (ended.code, ended.order["outcome"]) == (10, "unconfirmed"), ended.said
    assert ended.order["cancellation"]["sent_at"]
    assert f"was sent, but is not proven: the second reading failed: {GONE}" in ended.said
    assert any("second-reading.jpg" in what for what in lost(unbuy))
    again = unbuy("cancel", order, "--yes", "--json")
    assert (again.code, "An earlier attempt arrived" in again.said) == (0, True), again.said
    assert len(shop.submits(order)) == 1


def test_killed_while_the_shop_has_not_answered_nothing_is_sent_again_on_a_doubt(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    ended = killed(unbuy, shop, "cancel.submit", kill_driver, "cancel", order, "--yes")
    assert (ended.code, GONE in ended.said) == (10, True), ended.said
    shop.wind(minutes=3)
    again = unbuy("cancel", order, "--yes")
    assert (again.code, "not sent again on a doubt" in again.said) == (4, True), again.said
    assert len(shop.submits(order)) == 1
    assert unbuy("cancel", order, "--yes", "--send-again").code == 0
