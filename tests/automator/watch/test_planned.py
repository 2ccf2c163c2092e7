"""M4b, M12: a planned cancellation is sent by the watch, once, as soon as the shop allows it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.following import WaitingFor
from automator.result import OrderResult
from automator.watch.sweep import Watch
from automator.watch.swept import Swept
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Control, EndReason, Order, Status
from flows.domain.outcomes import Outcome
from flows.errors import ShopChanged, Unreachable
from flows.storefront import ShopAnswer
from tests.automator.watch.conftest import WoundClock
from tests.flows.fakes import ID, FakeShop, order_in
from tests.flows.moments import NOW

NO_CONTROL: frozenset[Control] = frozenset()
Plan = Callable[[Status], Order]


@pytest.fixture
def plan(shop: FakeShop, ledger: AccountLedger) -> Plan:
    """Plan the cancellation of an order in this state, which its page does not offer."""

    def make(status: Status) -> Order:
        order = shop.put(order_in(status, controls=NO_CONTROL))
        with ledger.news(NOW) as news:
            news.order(order)
            news.plan(order, Reason.LATE_DELIVERY, "Too slow")
        return order

    def obey() -> ShopAnswer:
        shop.change(Status.CANCEL_REQUESTED)
        return ShopAnswer("Done")

    shop.on_send = obey
    return make


def allow(shop: FakeShop) -> None:
    shop.put(order_in(Status.AWAITING_SHIPMENT))


def only(swept: Swept) -> OrderResult:
    (result,) = swept.orders
    return result


def waits_for(ledger: AccountLedger) -> WaitingFor:
    (entry,) = ledger.followed([ID])
    return entry.waiting_for


def kinds(ledger: AccountLedger) -> list[str]:
    return [fact.kind for fact in ledger.history(ID)]


WAITING = pytest.mark.parametrize("status", [Status.PAYMENT_VERIFYING, Status.FROZEN])


@WAITING
def test_while_the_shop_does_not_allow_it_the_plan_waits(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, plan: Plan, status: Status
) -> None:
    plan(status)
    result = only(watch.sweep())
    assert (result.outcome, result.planned_at) == (Outcome.PENDING, NOW)
    assert "planned and can't be sent yet" in result.message
    assert waits_for(ledger) is WaitingFor.PERMISSION
    assert shop.sent == []


def test_the_next_look_is_no_later_than_the_end_of_the_verification(
    watch: Watch, clock: WoundClock, ledger: AccountLedger, plan: Plan
) -> None:
    plan(Status.PAYMENT_VERIFYING)
    clock.wind(hours=23, minutes=30)
    watch.sweep()
    (entry,) = ledger.followed([ID])
    assert entry.next_look_at == NOW + timedelta(hours=24, minutes=1)


@WAITING
def test_as_soon_as_the_shop_allows_it_it_is_sent_with_its_reason_and_followed_like_any_other(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, plan: Plan, status: Status
) -> None:
    plan(status)
    allow(shop)
    result = only(watch.sweep())
    assert (result.outcome, result.reason) == (Outcome.PENDING, Reason.LATE_DELIVERY)
    assert "write Too slow" in shop.events
    assert shop.sent == [ID]
    assert waits_for(ledger) is WaitingFor.SELLER
    assert ledger.plan(ID) is None
    watch.sweep()
    assert shop.sent == [ID]


def test_a_plan_is_sent_at_once_where_the_page_begins_to_offer_it_while_verifying(
    watch: Watch, shop: FakeShop, plan: Plan
) -> None:
    plan(Status.PAYMENT_VERIFYING)
    shop.put(order_in(Status.PAYMENT_VERIFYING))
    only(watch.sweep())
    assert shop.sent == [ID]


def test_an_order_that_became_free_is_seen_in_the_list_before_its_look_is_due(
    watch: Watch, shop: FakeShop, plan: Plan
) -> None:
    plan(Status.FROZEN)
    watch.sweep()
    shop.events.clear()
    watch.sweep()
    assert shop.events == ["my_orders"]
    allow(shop)
    watch.sweep()
    assert shop.sent == [ID]


@pytest.mark.parametrize(
    ("status", "end_reason", "outcome", "then"),
    [
        (Status.SHIPPED, None, Outcome.DECLINED, WaitingFor.NOTHING),
        (Status.IN_DISPUTE, None, Outcome.REFUSED, WaitingFor.NOTHING),
        (Status.COMPLETED, EndReason.RECEIVED, Outcome.REFUSED, WaitingFor.NOTHING),
        (Status.CLOSED, EndReason.CLOSED_BY_SHOP, Outcome.DONE, WaitingFor.REFUND),
        (Status.CANCELLED, EndReason.CANCELLED_WITH_SELLER, Outcome.DONE, WaitingFor.REFUND),
        (Status.CANCEL_REQUESTED, None, Outcome.PENDING, WaitingFor.SELLER),
    ],
)
def test_the_plan_of_an_order_that_met_another_fate_ends_with_a_sentence(
    watch: Watch,
    shop: FakeShop,
    ledger: AccountLedger,
    plan: Plan,
    status: Status,
    end_reason: EndReason | None,
    outcome: Outcome,
    then: WaitingFor,
) -> None:
    plan(Status.FROZEN)
    shop.change(status, end_reason=end_reason)
    result = only(watch.sweep())
    assert (result.outcome, waits_for(ledger)) == (outcome, then)
    assert result.message.startswith("The planned cancellation is off. ")
    assert "plan_ended" in kinds(ledger)
    assert shop.sent == []


def test_a_reason_that_the_shop_does_not_offer_ends_the_plan_unsent(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, plan: Plan
) -> None:
    plan(Status.FROZEN)
    allow(shop)
    shop.offers = [Reason.NOT_NEEDED]
    result = only(watch.sweep())
    assert (result.outcome, waits_for(ledger)) == (Outcome.REFUSED, WaitingFor.NOTHING)
    assert "not_needed" in result.message
    assert shop.sent == []


@pytest.mark.parametrize("trouble", [Unreachable("Down."), ShopChanged("Unknown page.")])
def test_a_plan_outlives_a_page_that_can_not_be_read(
    watch: Watch, shop: FakeShop, plan: Plan, trouble: Exception
) -> None:
    plan(Status.FROZEN)
    shop.trouble["order"] = trouble  # type: ignore[assignment]  # a FlowError
    assert only(watch.sweep([ID])).message == str(trouble)
    shop.trouble.clear()
    allow(shop)
    watch.sweep([ID])
    assert shop.sent == [ID]


def test_a_sending_whose_proof_fails_is_not_turned_back_into_a_plan(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, plan: Plan
) -> None:
    plan(Status.FROZEN)
    allow(shop)
    shop.trouble["find"] = Unreachable("Down.")
    assert only(watch.sweep([ID])).outcome is Outcome.UNCONFIRMED
    assert waits_for(ledger) is WaitingFor.PROOF
    shop.trouble.clear()
    watch.sweep([ID])
    assert waits_for(ledger) is WaitingFor.SELLER
    assert shop.sent == [ID]


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("arrives", [True, False])
def test_a_run_killed_at_the_click_leaves_no_plan_and_the_next_ones_send_nothing_on_a_doubt(
    watch: Watch,
    shop: FakeShop,
    clock: WoundClock,
    ledger: AccountLedger,
    plan: Plan,
    arrives: bool,
) -> None:
    plan(Status.FROZEN)
    allow(shop)

    def die() -> ShopAnswer:
        if arrives:
            shop.change(Status.CANCEL_REQUESTED)
        raise Killed

    shop.on_send = die
    with pytest.raises(Killed):
        watch.sweep([ID])
    assert ledger.plan(ID) is None
    for _ in range(3):
        clock.wind(minutes=1)
        watch.sweep([ID])
    assert shop.sent == [ID]


def test_a_run_killed_before_its_intent_leaves_the_plan(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, plan: Plan
) -> None:
    plan(Status.FROZEN)
    allow(shop)

    class Dying:
        def keep(self, moment: str) -> None:
            raise Killed(moment)

    dying = replace(watch, ports=replace(watch.ports, evidence=Dying()))
    with pytest.raises(Killed):
        dying.sweep([ID])
    assert ledger.attempts.latest(ID, Act.CANCEL) is None
    watch.sweep([ID])
    assert shop.sent == [ID]
