"""The world of all personas: each account's trouble is its own, and is that of its own world."""

import re
from collections import Counter

import pytest

from mock_site import scenarios
from mock_site.faults import Fault
from mock_site.payments import due
from mock_site.statuses import EndReason
from tests.mock_site.conftest import ORDERS
from tests.mock_site.opened import Opened, username
from tests.mock_site.stage import START

pytestmark = pytest.mark.sampled

_WITH_TROUBLE = ("walls", "pop-ups", "flaky-shop")
_QUIET = ("ordinary", "newcomer", "two-hundred-fifty", "silent-sellers", "german")


def _faults(name: str) -> list[Fault]:
    return scenarios.load(name).faults


def test_each_trouble_is_that_of_a_world_of_its_own() -> None:
    assert _faults("personas") == [fault for name in _WITH_TROUBLE for fault in _faults(name)]


def test_an_account_that_stands_in_another_world_is_the_same_person_there() -> None:
    others = [scenarios.load(name) for name in scenarios.names() if name != "personas"]
    elsewhere = {account.username: account for spec in others for account in spec.accounts}
    shared = [it for it in scenarios.load("personas").accounts if it.username in elsewhere]
    assert len(shared) >= 10
    for account in shared:
        if account.username != username("newcomer"):
            assert account == elsewhere[account.username]


def test_trouble_is_always_somebodys() -> None:
    assert None not in {fault.account for fault in _faults("personas")}


@pytest.mark.parametrize("account", _QUIET)
def test_who_has_no_trouble_meets_none(account: str) -> None:
    world = Opened("personas")
    visitor = world.visitor(account)
    armed = world.shop.faults.listed()
    pages = {visitor.get(ORDERS).text for _ in range(20)}
    assert len(pages) == 1
    assert "data-popup" not in pages.pop()
    assert world.shop.faults.listed() == armed


def test_one_account_has_two_hundred_and_fifty_orders_and_one_has_none() -> None:
    world = Opened("personas")
    number = Counter(order.account for order in world.orders())
    assert number[username("two-hundred-fifty")] == 250
    assert number[username("newcomer")] == 0
    others = set(world.shop.accounts) - {username("two-hundred-fifty"), username("newcomer")}
    assert all(2 <= number[account] <= 5 for account in others)


def test_the_silent_and_the_stubborn_keep_to_what_their_names_say() -> None:
    world = Opened("personas")
    for account in ("silent-sellers", "stubborn-sellers"):
        for order in world.orders(account, "WAIT_SELLER_SEND_GOODS"):
            world.cancel(order)
    world.wind(hours=47)
    silent = world.orders("silent-sellers")
    assert [order.status for order in silent] == ["IN_CANCEL", "FINISH"]
    assert not any(order.messages for order in silent)
    assert {order.status for order in world.orders("stubborn-sellers")} == {
        "WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_ACCEPT_GOODS",
    }  # fmt: skip


def test_one_refund_is_overdue_and_a_new_one_will_be() -> None:
    world = Opened("personas")
    overdue = world.order("88.00")
    assert str(due(overdue.refund, overdue.paid_with)) < str(START)
    (order,) = world.orders("late-refunds", "WAIT_SELLER_SEND_GOODS")
    world.cancel(order)
    world.wind(days=16)
    now = world.now(order)
    assert now.end_reason is EndReason.CANCELLED_PAID
    assert str(due(now.refund, now.paid_with)) < str(world.shop.clock.now())
    assert now.refund.stage == "PROCESSING"


@pytest.mark.parametrize("account", ["russian", "spanish", "portuguese", "german", "french"])
def test_each_language_has_its_buyer(account: str) -> None:
    world = Opened("personas")
    buyer = world.shop.accounts[username(account)]
    html = world.visitor(account).get(ORDERS).text
    assert re.search(f'<html lang="{buyer.language}"', html)
    assert buyer.language != "en"
