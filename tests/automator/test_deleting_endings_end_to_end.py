"""M9: what is typed at a terminal, a kill at the click, a shop that is gone, refusals by rule."""

import os
import pty
import subprocess
import sys

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

ENDED_UNPAID = "buyer_cancel_notpay_order"
QUESTION = "Type the order id to delete the order for ever: "
AT_MOST_S = 60


def at_terminal(unbuy: Unbuy, answer: str, *arguments: str) -> tuple[int, str]:
    """The exit code and all that a person saw who typed this once they were asked."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "automator", *arguments]
    with subprocess.Popen(
        command, env=unbuy.environment(), stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        seen, is_asked = "", False
        while chunk := _read(ours):
            seen += chunk
            if QUESTION in seen and not is_asked:
                is_asked = True
                os.write(ours, f"{answer}\n".encode())
        code = process.wait(AT_MOST_S)
    os.close(ours)
    return code, seen


def _read(terminal: int) -> str:
    """Empty once the other end is closed, which Linux tells as an error."""
    try:
        return os.read(terminal, 4096).decode()
    except OSError:
        return ""


def deleted(shop: PracticeShop) -> str:
    return shop.new_order("FINISH", end_reason=ENDED_UNPAID, deleted="recycle")


@pytest.mark.parametrize(("typed", "code"), [("the id", 0), ("y", 3), ("8190000000000002", 3)])
def test_for_ever_takes_the_order_id_typed_and_nothing_else(
    unbuy: Unbuy, shop: PracticeShop, typed: str, code: int
) -> None:
    order = deleted(shop)
    ended, seen = at_terminal(unbuy, order if typed == "the id" else typed, "purge", order)
    assert (ended, QUESTION in seen) == (code, True), seen
    assert len(shop.log("purge")) == (1 if code == 0 else 0)


@pytest.mark.complete
def test_after_a_kill_at_the_click_the_order_is_found_out_about_and_nothing_sent_twice(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("FINISH", end_reason=ENDED_UNPAID)
    unbuy("sign-in")
    shop.arm("delete.submit", "hang")
    with unbuy.start("delete", order, "--yes") as process:
        while shop.armed():  # until the request that hangs has come
            assert process.poll() is None
        process.kill()
        process.wait(AT_MOST_S)
    sent = len(shop.log("delete"))
    soon = unbuy("delete", order, "--yes", "--json")
    assert (soon.code, len(shop.log("delete"))) == (10, sent), soon.said
    shop.wind(minutes=3)
    later = unbuy("delete", order, "--yes", "--json")
    assert later.code in {0, 4}, later.said
    assert sum(entry["changed"] for entry in shop.log("delete")) <= 1


@pytest.mark.complete
@pytest.mark.parametrize("act", ["delete", "restore", "purge"])
def test_from_a_shop_that_is_cut_off_nothing_is_claimed(
    unbuy: Unbuy, shop: PracticeShop, act: str
) -> None:
    order = deleted(shop)
    unbuy("sign-in")
    shop.arm("any", "drop_before", times=None)
    ended = unbuy(act, order, "--yes", "--json")
    assert (ended.code, ended.order["outcome"]) == (9, "unreachable"), ended.said
    assert shop.log(act) == []


def test_what_is_disputed_or_not_refunded_is_not_deleted(unbuy: Unbuy, shop: PracticeShop) -> None:
    orders = {
        shop.new_order("IN_ISSUE"): "dispute is open",
        shop.new_order("FINISH", end_reason="seller_send_goods_timeout"): "money is not back",
        shop.new_order("WAIT_BUYER_ACCEPT_GOODS"): "only one that is over",
    }
    refused = unbuy("delete", *orders, "--yes", "--json")
    assert refused.code == 3, refused.said
    for order in refused.json["orders"]:
        assert (order["outcome"], orders[order["id"]] in order["message"]) == ("refused", True)
        assert order["status"]
        assert order["advice"]["next_step"]
    assert shop.log("delete") == []
