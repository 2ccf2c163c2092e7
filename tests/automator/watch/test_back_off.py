"""A slow or failing shop makes the watch look less often, not more, until it answers once."""

from datetime import datetime, timedelta

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.watch.back_off import BackOff
from automator.watch.follow import follow_until_done
from automator.watch.sweep import Watch
from flows.domain.orders import EndReason, OrderList, Status
from flows.domain.outcomes import Outcome
from flows.errors import ShopChanged, Unreachable
from flows.storefront import GoOn, to_the_end
from tests.automator.watch.conftest import WoundClock
from tests.automator.watch.test_follow import Heard
from tests.automator.watch.test_page_limits import follow
from tests.flows.fakes import FakeShop, order_in
from tests.flows.moments import NOW

A_QUARTER = timedelta(minutes=15)


@pytest.fixture
def back_off(ledger: AccountLedger, clock: WoundClock) -> BackOff:
    return BackOff(ledger, clock)


def fail_until(back_off: BackOff, clock: WoundClock, times: int) -> list[timedelta]:
    """The pauses after that many failures in a row."""
    pauses = []
    for _ in range(times):
        look_from = back_off.failed("Away.").look_from
        pauses.append(look_from - clock.now())
        clock.pause_until(look_from)
    return pauses


@pytest.mark.complete
def test_the_pauses_double_up_to_four_hours_however_long_it_lasts(
    back_off: BackOff, clock: WoundClock
) -> None:
    pauses = fail_until(back_off, clock, 2000)
    for doubled, pause in zip((1, 2, 4, 8, 16), pauses, strict=False):
        assert 0.8 * doubled * A_QUARTER <= pause <= doubled * A_QUARTER
    assert max(pauses) <= timedelta(hours=4)
    assert len(set(pauses[10:])) > 1, "never at the same time as everybody else"


def test_a_look_that_somebody_wished_for_meanwhile_lengthens_no_pause(back_off: BackOff) -> None:
    assert back_off.failed("Away.") == back_off.failed("Away, still.")


def test_the_first_answer_ends_it(back_off: BackOff, clock: WoundClock) -> None:
    fail_until(back_off, clock, 4)
    back_off.answered()
    assert back_off.failing() is None
    assert back_off.failed("Away.").failures == 1


def test_it_is_kept_in_the_ledger_until_then(
    back_off: BackOff, ledger: AccountLedger, clock: WoundClock
) -> None:
    back_off.failed("Away.")
    in_another_run = BackOff(ledger, clock)
    pausing = in_another_run.pausing()
    assert pausing is not None
    assert "The shop failed once since 2026-" in pausing.told
    clock.pause_until(pausing.look_from)
    assert in_another_run.pausing() is None
    assert in_another_run.failing() is not None


@pytest.mark.parametrize(
    ("waiting_for", "deadline", "look_at"),
    [
        (WaitingFor.PERMISSION, None, NOW + timedelta(hours=3)),
        (WaitingFor.WINDOW, None, NOW + timedelta(hours=3)),
        (WaitingFor.SELLER, NOW + timedelta(hours=4), NOW),
    ],
)
def test_a_deadline_is_not_slept_through(
    back_off: BackOff,
    ledger: AccountLedger,
    clock: WoundClock,
    waiting_for: WaitingFor,
    deadline: datetime | None,
    look_at: datetime,
) -> None:
    """A planned cancellation, the reminder of a window, and an hour before a date of the shop."""
    order = order_in(Status.AWAITING_SHIPMENT, deadline=deadline)
    with ledger.news(NOW) as news:
        news.order(order)
        news.follow(Followed(order.id, waiting_for, NOW, look_at))
    fail_until(back_off, clock, 3)
    assert clock.now() < NOW + timedelta(hours=2)
    assert back_off.failed("Away.").look_from == NOW + timedelta(hours=3)


# In a sweep


def test_a_list_that_does_not_answer_is_a_failure_and_says_when_it_is_looked_at_again(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    follow(shop, ledger, 1)
    shop.trouble["my_orders"] = Unreachable("Away.")
    with pytest.raises(Unreachable) as away:
        watch.sweep()
    assert "looked at again from" in " ".join(away.value.__notes__)
    shop.trouble.clear()
    watch.sweep()
    assert watch.back_off.failing() is None


def test_three_orders_in_a_row_without_an_answer_break_a_sweep_off(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    orders = follow(shop, ledger, 50)
    shop.trouble |= {f"order {order.id}": Unreachable("Away.") for order in orders}
    swept = watch.sweep()
    assert (len(swept.orders), len(swept.left)) == (3, 47)
    assert swept.outcome is Outcome.UNREACHABLE
    assert watch.back_off.pausing() is not None


def test_other_trouble_and_single_failures_break_nothing_off(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    orders = follow(shop, ledger, 9)
    for number, order in enumerate(orders):
        if number % 3:
            shop.trouble[f"order {order.id}"] = Unreachable("Away.")
        else:
            shop.trouble[f"order {order.id}"] = ShopChanged("Unknown page.")
    assert len(watch.sweep().orders) == len(orders)
    assert watch.back_off.failing() is None


def test_a_watch_that_goes_on_outlasts_a_shop_that_is_away_and_looks_seldom_meanwhile(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    [order] = follow(shop, ledger, 1)
    comes_back = NOW + timedelta(days=1)
    tries = []

    def listed(go_on: GoOn = to_the_end) -> OrderList:
        del go_on
        if NOW < clock.now() < comes_back:
            tries.append(clock.now())
            raise Unreachable("Away.")
        if clock.now() >= comes_back:
            shop.change(Status.CANCELLED, order.id, end_reason=EndReason.CANCELLED_UNPAID)
        return OrderList(tuple(shop.truth.values()))

    shop.my_orders = listed  # type: ignore[method-assign]  # away for a day
    heard = Heard()
    swept = follow_until_done(watch, clock, heard)
    assert [result.id for result in swept.orders] == [order.id]
    assert 5 < len(tries) < 15
    assert any("looked at again from" in one.why_left for one in heard.sweeps)


def test_a_watch_that_finds_the_shop_away_at_once_ends(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    follow(shop, ledger, 1)
    shop.trouble["my_orders"] = Unreachable("Away.")
    with pytest.raises(Unreachable):
        follow_until_done(watch, clock, Heard())
