"""B12, M15: a plan as a scheduler runs it, with the shop's own log as the judge."""

from collections import Counter
from pathlib import Path

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout, each_layout
from tests.automator.notify.receivers import webhook
from tests.automator.unbuy import Ended, Unbuy

pytestmark = pytest.mark.browser

PILE = """
[[rule]]
name = "pile"
when.unpaid_more_than = 21
reason = "cannot_pay"
"""
PAID = """
[[rule]]
name = "paid"
when.status = "awaiting_shipment"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.toml"


def write(plan: Path, text: str, limits: str = "") -> str:
    plan.write_text(f"[limits]\n{limits}\n{text}", encoding="utf-8")
    return str(plan)


def actions(ended: Ended) -> Counter[str]:
    return Counter(order["plan"]["action"] for order in ended.json["orders"])


@pytest.mark.complete
@pytest.mark.parametrize("layout", ["current", "classic"])
def test_the_oldest_of_too_many_unpaid_orders_are_cancelled_until_so_many_are_left(
    unbuy: Unbuy, shop: PracticeShop, plan: Path, layout: Layout
) -> None:
    """M15."""
    shop.reset("unpaid-pile-up", layout=layout)
    path = write(plan, PILE)
    unpaid = [it for it in shop.orders().values() if it["status"] == "PLACE_ORDER_SUCCESS"]
    oldest = sorted(it["placed_at"] for it in unpaid)[:3]
    dry = unbuy("run", path, "--dry-run", "--json")
    assert (dry.code, actions(dry)) == (0, {"cancel": 3, "leave": 24}), dry.said
    assert shop.submits() == []
    ended = unbuy("run", path, "--json")
    assert (ended.code, actions(ended)) == (0, {"cancel": 3, "leave": 24}), ended.said
    gone = [shop.orders()[entry["order"]] for entry in shop.submits()]
    assert sorted(it["placed_at"] for it in gone) == oldest
    assert {it["end_reason"] for it in gone} == {"buyer_cancel_notpay_order"}
    again = unbuy("run", path, "--json")
    assert (again.code, actions(again)["cancel"], len(shop.submits())) == (0, 0, 3), again.said
    assert "Nothing to do" in again.json["message"]


def test_a_dry_run_tells_what_would_be_done_and_why_not_of_every_other_order(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("every-state")
    text = PAID + (
        '[[rule]]\nname = "kept"\nkeep = true\nwhen.status = "frozen"\n'
        '[[rule]]\nname = "unpaid"\nwhen.status = "awaiting_payment"\nwhen.older_than = "300d"\n'
    )
    path = write(plan, text, "per_run = 5")
    ended = unbuy("run", path, "--dry-run", "--json")
    told = {order["id"]: order for order in ended.json["orders"]}
    assert ended.code == 0, ended.said
    assert {i for i, it in shop.orders().items() if not it["deleted"]} == set(told)
    for order in told.values():
        step = order["plan"]
        assert step["why_not"] or step["action"] == "cancel"
        if step["action"] == "cancel":
            assert "would be requested" in order["message"]
    unpaid = told[shop.first("PLACE_ORDER_SUCCESS")]["plan"]["why_not"]
    assert unpaid == "paid: it is awaiting payment; unpaid: it is not older than 300d"
    assert told[shop.first("IN_FROZEN")]["plan"]["action"] == "keep"
    assert shop.actions() == ["sign_in"]
    seen = unbuy("run", path, "--dry-run")
    assert "Left alone:" in seen.out
    assert "not older than 300d" in seen.out


def test_a_run_killed_while_it_sends_and_run_again_keeps_to_its_limit_and_sends_nothing_twice(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    path = write(plan, PILE.replace("21", "10"), "per_run = 4")
    with unbuy.start("run", path) as run:
        while len(shop.submits()) < 2:
            assert run.poll() is None
        run.kill()
    ended = unbuy("run", path, "--json")
    assert ended.code == 0, ended.said
    sent = Counter(entry["order"] for entry in shop.submits())
    assert (len(sent), set(sent.values())) == (4, {1})
    unbuy("run", path)
    assert len(shop.submits()) == 8, "a run that came to its end is followed by a new one"


@pytest.mark.complete
def test_the_limit_of_a_day_holds_over_all_runs_and_a_day_later_it_goes_on(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    path = write(plan, PILE.replace("21", "0"), "per_day = 2")
    by_hand = shop.first("PLACE_ORDER_SUCCESS")
    assert unbuy("cancel", by_hand, "--yes").code == 0
    for _ in range(2):
        ended = unbuy("run", path, "--json")
        assert (ended.code, len(shop.submits())) == (0, 2), ended.said
        assert "left to a later run by the limits" in ended.json["message"]
    shop.wind(days=1, minutes=1)
    unbuy("run", path)
    assert len(shop.submits()) == 4


@pytest.mark.complete
def test_a_run_loads_no_more_pages_than_an_hour_has_and_the_next_one_goes_on(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    path = write(plan, PILE.replace("21", "12"))
    few = {"UNBUY_MAX_PAGE_LOADS_PER_HOUR": "50"}
    ended = unbuy("run", path, "--json", **few)
    done = actions(ended)
    assert (ended.code, done["cancel"] + done["hold"]) == (0, 12), ended.said
    assert 0 < done["cancel"] == len(shop.submits()) < 12
    assert f"{done['hold']} more are left to a later run by the limits" in ended.json["message"]
    told = {it["plan"]["why_not"] for it in ended.json["orders"] if it["plan"]["action"] == "hold"}
    assert told == {"The limit of 50 page loads in an hour is reached."}
    unbuy("run", path, **few)
    assert len(shop.submits()) == done["cancel"]
    while len(shop.submits()) < 12:
        before = len(shop.submits())
        shop.wind(hours=1, minutes=1)
        unbuy("run", path, **few)
        assert len(shop.submits()) > before


@pytest.mark.complete
@each_layout
def test_a_seller_who_said_no_is_not_asked_again(
    unbuy: Unbuy, shop: PracticeShop, plan: Path, layout: Layout
) -> None:
    shop.reset("stubborn-sellers", layout=layout)
    path = write(plan, PAID)
    first = unbuy("run", path, "--json")
    asked = len(shop.submits())
    assert (first.code, asked, actions(first)["cancel"]) == (6, 4, 4), first.said
    shop.wind(hours=14)
    unbuy("watch", "--once")
    again = unbuy("run", path, "--json")
    assert (again.code, len(shop.submits())) == (0, asked), again.said
    reasons = [order["plan"]["why_not"] for order in again.json["orders"]]
    assert sum("a plan does not ask again" in why for why in reasons) >= 3


@pytest.mark.complete
def test_a_rule_that_waits_follows_the_seller_it_asked(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset(rate=1)
    for order in list(shop.orders()):
        if shop.orders()[order]["status"] == "WAIT_SELLER_SEND_GOODS":
            shop.seller(order, "ship")
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept", "after_s": 2})
    ended = unbuy("run", write(plan, f'{PAID}wait = "30s"\n'), "--json")
    [told] = (it for it in ended.json["orders"] if it["id"] == order)
    assert (ended.code, told["cancellation"]["answer"]) == (0, "accepted"), ended.said


def test_a_list_that_is_not_whole_sends_nothing(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    shop.arm("orders.list", "garbled", times=9)
    ended = unbuy("run", write(plan, PILE), "--json")
    assert (ended.code, "whole list" in ended.json["message"]) == (5, True), ended.said
    assert shop.submits() == []


@pytest.mark.complete
def test_a_shop_that_is_cut_off_stops_the_run_and_the_next_one_goes_on_with_it(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    path = write(plan, PILE, "per_run = 2")
    shop.arm("cancel.submit", "drop_after")
    shop.arm("order.detail", "drop_before", times=99, after=3)
    unbuy("run", path, UNBUY_TIMEOUT_S="3")
    shop.disarm()
    shop.wind(minutes=3)
    ended = unbuy("run", path, "--json", UNBUY_TIMEOUT_S="5")
    sent = Counter(entry["order"] for entry in shop.submits())
    assert (ended.code, len(sent), set(sent.values())) == (0, 2, {1}), ended.said


@pytest.mark.complete
def test_of_hundreds_of_orders_only_those_that_the_limit_lets_through_are_opened(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("hundreds")
    text = '[[rule]]\nname = "all"\n'
    ended = unbuy("run", write(plan, text, "per_run = 2"), "--json")
    assert ended.code == 6, ended.said
    assert actions(ended) == {"cancel": 2, "hold": 198, "leave": 50}
    assert "Opening 2 order(s)" in ended.err
    assert len(shop.submits()) == 2


@pytest.mark.parametrize("text", ["", "[[rule]]", PAID + "reason = 3", "[[rule"])
def test_a_plan_with_a_mistake_opens_nothing(
    unbuy: Unbuy, shop: PracticeShop, plan: Path, text: str
) -> None:
    ended = unbuy("run", write(plan, text), "--json")
    assert (ended.code, ended.json["outcome"]) == (2, "usage"), ended.said
    assert "Nothing was opened" in ended.json["message"]
    assert shop.actions() == []


@pytest.mark.complete
def test_the_history_of_an_order_tells_the_rule_that_chose_it(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    unbuy("run", write(plan, PILE, "per_run = 1"))
    [sent] = shop.submits()
    facts = unbuy("history", sent["order"], "--json").json["facts"]
    [chosen] = (fact["details"] for fact in facts if fact["kind"] == "chosen_by_plan")
    assert chosen == {"plan": "plan.toml", "rule": "pile"}


@pytest.mark.complete
def test_the_schedule_looks_and_then_runs_the_plan_in_each_round(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    path = write(plan, PILE)
    ended = unbuy("schedule", "run", "--once", "--plan", path, "--json")
    assert (ended.code, "3 done" in ended.json["message"]) == (0, True), ended.said
    assert len(shop.submits()) == 3
    status = unbuy("schedule", "status", "--json").json["schedule"]
    assert (status["last_run"]["command"], status["last_run"]["outcome"]) == ("run", "done")


def test_a_schedule_does_not_begin_with_a_plan_that_has_a_mistake(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    for command in (("run",), ("install", "--print", "cron")):
        ended = unbuy("schedule", *command, "--plan", write(plan, "[[rule]]"), "--json")
        assert (ended.code, "needs a name" in ended.json["message"]) == (2, True), ended.said
    assert shop.actions() == []


@pytest.mark.complete
def test_what_a_plan_sent_is_told_and_what_it_left_alone_ends_no_incident(
    unbuy: Unbuy, shop: PracticeShop, plan: Path
) -> None:
    shop.reset("unpaid-pile-up")
    doubtful = shop.first("PLACE_ORDER_SUCCESS")
    with webhook() as hook:
        unbuy.home.mkdir()
        (unbuy.home / "config.toml").write_text(f'[[notify]]\nurl = "{hook.url}"\n')
        shop.arm("cancel.submit", "lie")
        assert unbuy("cancel", doubtful, "--yes").code == 10
        unbuy("run", write(plan, PILE, "per_run = 1"))
        [sent] = (entry["order"] for entry in shop.submits() if entry["order"] != doubtful)
        assert any("planned cancellation was sent" in it and sent in it for it in hook.subjects)
        assert not any(it.startswith("Over") and doubtful in it for it in hook.subjects)
