"""Never more than a set number of page loads, per sweep and per hour; what is left comes next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.watch.allowance import PageAllowance
from automator.watch.follow import follow_until_done
from automator.watch.sweep import Watch
from flows.domain.orders import Order, OrderList, Status
from flows.domain.outcomes import Outcome
from flows.storefront import GoOn, to_the_end
from tests.automator.watch.conftest import WoundClock
from tests.automator.watch.test_follow import Heard
from tests.flows.fakes import FakeShop, order_in
from tests.flows.moments import NOW

PER_SWEEP, PER_HOUR = 50, 120


@pytest.fixture
def allowance(shop: FakeShop, ledger: AccountLedger, clock: WoundClock) -> PageAllowance:
    """Each reading of the shop is a page."""
    return PageAllowance(ledger, clock, PER_SWEEP, PER_HOUR, since(shop, 0))


def follow(
    shop: FakeShop,
    ledger: AccountLedger,
    count: int,
    late_by: Callable[[int], timedelta] = lambda _: timedelta(0),
) -> list[Order]:
    """That many requests without an answer; the next look at each is as late as is said."""
    orders = [
        shop.put(order_in(Status.CANCEL_REQUESTED, f"818{number:013}")) for number in range(count)
    ]
    for number, order in enumerate(orders):
        with ledger.news(NOW) as news:
            news.order(order)
            look = NOW - late_by(number)
            news.follow(Followed(order.id, WaitingFor.SELLER, NOW - timedelta(days=2), look))
    return orders


def since(shop: FakeShop, earlier: int) -> Callable[[], int]:
    return lambda: len(shop.events) - earlier


def opened(shop: FakeShop) -> list[str]:
    return [event.removeprefix("order ") for event in shop.events if event.startswith("order ")]


def test_a_sweep_stays_within_its_limit_and_the_next_ones_go_on_where_it_stopped(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    orders = follow(shop, ledger, 100)
    clock.wind(minutes=1)
    swept = watch.sweep()
    assert watch.allowance.in_sweep <= PER_SWEEP
    assert swept.outcome is Outcome.PENDING
    assert "limit of 50 page loads in one sweep" in swept.why_left
    assert len(swept.orders) + len(swept.left) == len(orders)
    untouched = ledger.followed(swept.left)
    assert all(entry.next_look_at == NOW for entry in untouched)
    for _ in range(2):
        clock.wind(hours=1)
        swept = watch.sweep()
    assert set(opened(shop)) >= {order.id for order in orders}


def test_the_limit_of_an_hour_holds_across_sweeps_and_processes(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    follow(shop, ledger, 300)
    for _ in range(6):
        clock.wind(minutes=5)
        earlier = len(shop.events)
        allowance = PageAllowance(ledger, clock, PER_SWEEP, PER_HOUR, since(shop, earlier))
        another_process = replace(watch, allowance=allowance)
        swept = another_process.sweep()
    assert len(shop.events) <= PER_HOUR
    assert "limit of 120 page loads in an hour" in swept.why_left
    clock.wind(hours=1)
    before = len(shop.events)
    another_process.sweep()
    assert len(shop.events) > before + 20


@pytest.mark.complete
def test_in_no_hour_however_it_is_cut_are_there_more(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    follow(shop, ledger, 400)
    at = []
    for _ in range(40):
        before = len(shop.events)
        watch.sweep()
        at += [clock.now()] * (len(shop.events) - before)
        clock.wind(minutes=7)
    hours = [sum(start <= one < start + timedelta(hours=1) for one in at) for start in at]
    assert max(hours) <= PER_HOUR


def test_what_must_be_sent_goes_first_then_what_soon_ends_then_what_is_due_longest(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    orders = follow(shop, ledger, 60, late_by=lambda number: timedelta(minutes=number))
    soon = replace(orders[3], deadline=NOW + timedelta(hours=30))
    shop.change(Status.SHIPPED, soon.id)
    unproven = orders[5]
    with ledger.news(NOW) as news:
        news.order(soon)
        news.follow(Followed(unproven.id, WaitingFor.PROOF, NOW, NOW))
    clock.wind(hours=1)
    watch.sweep()
    first, second, third, *_ = opened(shop)
    assert (first, second, third) == (unproven.id, soon.id, orders[-1].id)


def test_a_list_of_many_pages_takes_half_and_leaves_the_rest_for_the_orders(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    orders = follow(shop, ledger, 10)

    def pages(go_on: GoOn = to_the_end) -> OrderList:
        shop.say("my_orders")
        while go_on():
            shop.say("page")
        return OrderList((), reached_end=False)

    shop.my_orders = pages  # type: ignore[method-assign]  # a list without an end
    swept = watch.sweep()
    assert shop.events.count("page") == PER_SWEEP // 2 - 1
    assert [result.id for result in swept.orders] == [order.id for order in orders]
    assert swept.listed is None


def test_an_order_further_down_than_the_list_was_read_is_not_opened_before_it_is_due(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    [order] = follow(shop, ledger, 1, late_by=lambda _: -timedelta(hours=1))

    def first_page(go_on: GoOn = to_the_end) -> OrderList:
        del go_on
        return OrderList((), reached_end=False)

    shop.my_orders = first_page  # type: ignore[method-assign]  # the same
    assert watch.sweep().orders == []
    [entry] = ledger.followed([order.id])
    assert entry.next_look_at == NOW + timedelta(hours=1)


def test_orders_asked_for_by_their_id_keep_to_the_limits_too(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    orders = follow(shop, ledger, 80)
    swept = watch.sweep([order.id for order in orders])
    assert len(shop.events) <= PER_SWEEP
    assert len(swept.left) == len(orders) - len(swept.orders) > 0


def test_a_watch_that_goes_on_reaches_every_order_within_the_limits(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    orders = follow(shop, ledger, 150)
    for order in orders:
        shop.change(Status.SHIPPED, order.id)
    heard = Heard()
    swept = follow_until_done(watch, clock, heard)
    assert {result.id for result in heard.results} == {order.id for order in orders}
    assert (swept.left, len(heard.sweeps) >= 3) == ((), True)
    assert clock.now() - NOW > timedelta(minutes=59)
