from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.result import OrderResult
from automator.watch.sweep import Watch
from automator.watch.swept import Swept
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.money import Money
from flows.domain.orders import EndReason, SellerAnswer, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Method, Refund, RefundStage
from flows.errors import FlowError, NeedsPerson, ShopChanged, Unreachable
from flows.ports import AttemptState
from flows.seller_answer import AnswerKind
from flows.send_once import SHOWS_CHANGES_WITHIN
from tests.automator.watch.conftest import WoundClock
from tests.flows.fakes import ID, FakeShop, order_in
from tests.flows.moments import NOW

OTHER_ID = "8190000000020001"
MONEY = Money(Decimal("4.99"), "USD")
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def requested(shop: FakeShop, ledger: AccountLedger) -> None:
    """A paid order whose cancellation was sent, seen as requested, and is due to be looked at."""
    request(shop, ledger, ID)


def request(shop: FakeShop, ledger: AccountLedger, order_id: str) -> None:
    before = order_in(Status.AWAITING_SHIPMENT, order_id)
    attempt = ledger.attempts.intend(before, Act.CANCEL, NOW, reason=Reason.NOT_NEEDED)
    attempt = ledger.attempts.sent(attempt, "Done", NOW)
    seen = shop.put(order_in(Status.CANCEL_REQUESTED, order_id))
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, seen, NOW)
    shop.events.clear()


def only(swept: Swept) -> OrderResult:
    (result,) = swept.orders
    return result


def entry_of(ledger: AccountLedger, order_id: str = ID) -> Followed:
    (entry,) = ledger.followed([order_id])
    return entry


def facts(ledger: AccountLedger, kind: str) -> list[str | None]:
    """The details' first entry of each fact of this kind."""
    return [next(iter(f.details.values())) for f in ledger.history(ID) if f.kind == kind]


def state_of_attempt(ledger: AccountLedger) -> AttemptState | None:
    latest = ledger.attempts.latest(ID, Act.CANCEL)
    return latest.state if latest else None


# What is opened


def test_with_nothing_followed_the_shop_is_left_alone(watch: Watch, shop: FakeShop) -> None:
    assert watch.sweep().orders == []
    assert shop.events == []


@pytest.mark.usefixtures("requested")
def test_an_order_that_is_due_is_opened_and_gets_a_later_look(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    result = only(watch.sweep())
    assert (result.outcome, result.answer) == (Outcome.PENDING, AnswerKind.WAITING)
    assert shop.events == ["my_orders", "order"]
    look = entry_of(ledger).next_look_at
    assert look is not None
    assert look > NOW


@pytest.mark.usefixtures("requested")
def test_an_unchanged_order_that_is_not_due_is_only_read_from_the_list(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    watch.sweep()
    before = ledger.history(ID)
    shop.events.clear()
    result = only(watch.sweep())
    assert shop.events == ["my_orders"]
    assert (result.outcome, result.message) == (Outcome.PENDING, "Nothing new.")
    assert (result.reason, result.sent_at) == (Reason.NOT_NEEDED, NOW)
    assert ledger.history(ID) == before


@pytest.mark.usefixtures("requested")
def test_a_changed_order_is_opened_before_it_is_due(watch: Watch, shop: FakeShop) -> None:
    watch.sweep()
    shop.change(Status.SHIPPED)
    shop.events.clear()
    assert only(watch.sweep()).outcome is Outcome.DECLINED
    assert shop.events == ["my_orders", "order"]


@pytest.mark.usefixtures("requested")
def test_an_order_that_the_list_does_not_show_is_looked_up_on_its_own_page(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    watch.sweep()
    shop.truth.clear()
    shop.events.clear()
    assert only(watch.sweep()).outcome is Outcome.REFUSED
    assert shop.events == ["my_orders", "order"]
    assert entry_of(ledger).waiting_for is WaitingFor.SELLER


@pytest.mark.usefixtures("requested")
@pytest.mark.parametrize(
    "trouble", [ShopChanged("No such control."), NeedsPerson("A slider."), Unreachable("Away.")]
)
def test_an_order_that_cannot_be_read_stops_no_other_and_is_tried_again_later(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, trouble: FlowError
) -> None:
    request(shop, ledger, OTHER_ID)
    shop.trouble["order"] = trouble
    failed, read = watch.sweep().orders
    assert (failed.id, failed.outcome, failed.message) == (ID, trouble.outcome, str(trouble))
    assert (read.id, read.outcome) == (OTHER_ID, Outcome.PENDING)
    look = entry_of(ledger).next_look_at
    assert look is not None
    assert NOW < look < NOW + timedelta(minutes=2)


@pytest.mark.usefixtures("requested")
def test_a_list_that_cannot_be_read_stops_the_sweep_and_changes_nothing(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    before = entry_of(ledger)
    shop.trouble["my_orders"] = Unreachable("Away.")
    with pytest.raises(Unreachable):
        watch.sweep()
    assert entry_of(ledger) == before


# The seller's answer


@pytest.mark.usefixtures("requested")
def test_a_seller_who_declines_ends_the_watch_and_the_attempt(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.change(Status.AWAITING_SHIPMENT, answer=SellerAnswer("declined", NOW + AN_HOUR))
    result = only(watch.sweep())
    assert (result.outcome, result.answer) == (Outcome.DECLINED, AnswerKind.DECLINED)
    assert result.answered_at == NOW + AN_HOUR
    assert state_of_attempt(ledger) is AttemptState.DECLINED
    assert watch.sweep().orders == []


@pytest.mark.usefixtures("requested")
@pytest.mark.parametrize("status", [Status.SHIPPED, Status.PARTLY_SHIPPED])
def test_a_seller_who_ships_instead_of_answering_has_declined(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, status: Status
) -> None:
    shop.change(status)
    result = only(watch.sweep())
    assert (result.outcome, result.answer) == (Outcome.DECLINED, AnswerKind.SHIPPED)
    assert state_of_attempt(ledger) is AttemptState.DECLINED


@pytest.mark.usefixtures("requested")
def test_an_answer_is_one_fact_however_often_the_order_is_asked_for(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.change(Status.AWAITING_SHIPMENT)
    for _ in range(3):
        assert only(watch.sweep([ID])).outcome is Outcome.DECLINED
    assert facts(ledger, "seller_answer") == ["declined"]


@pytest.mark.usefixtures("requested")
def test_until_when_the_seller_may_answer_bounds_the_next_look(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    clock.wind(days=1)
    soon = clock.now() + timedelta(minutes=3)
    shop.change(Status.CANCEL_REQUESTED, deadline=soon)
    watch.sweep()
    assert entry_of(ledger).next_look_at == soon + timedelta(minutes=1)


# The money


def cancelled_with(shop: FakeShop, stage: RefundStage) -> None:
    shop.change(Status.CANCELLED, end_reason=EndReason.CANCELLED_WITH_SELLER, ended_at=NOW)
    shop.refunds[ID] = Refund(stage, MONEY, Method.CARD, since=NOW)


@pytest.mark.usefixtures("requested")
def test_a_seller_who_agrees_makes_the_watch_follow_the_money(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    cancelled_with(shop, RefundStage.EXPECTED)
    result = only(watch.sweep())
    assert (result.outcome, result.answer) == (Outcome.DONE, AnswerKind.ACCEPTED)
    assert result.refund is not None
    assert (result.refund.stage, result.refund.amount) == (RefundStage.EXPECTED, MONEY)
    assert result.refund.due is not None
    assert entry_of(ledger).waiting_for is WaitingFor.REFUND
    assert state_of_attempt(ledger) is AttemptState.ACCEPTED


@pytest.mark.usefixtures("requested")
def test_each_stage_of_the_refund_is_recorded_once_and_the_last_ends_the_looks(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    for stage in ("expected", "expected", "processing", "processing", "refunded"):
        cancelled_with(shop, RefundStage(stage))
        watch.sweep()
        clock.wind(days=1)
    assert facts(ledger, "refund") == ["expected", "processing", "refunded"]
    assert facts(ledger, "seller_answer") == ["accepted"]
    assert entry_of(ledger).waiting_for is WaitingFor.ARRIVAL
    assert watch.sweep().orders == []


@pytest.mark.usefixtures("requested")
def test_between_stages_a_refund_is_only_opened_when_due_or_when_the_list_shows_another(
    watch: Watch, shop: FakeShop
) -> None:
    cancelled_with(shop, RefundStage.EXPECTED)
    watch.sweep()
    shop.listed[ID] = order_in(Status.CANCELLED, refund_stage=RefundStage.EXPECTED)
    shop.events.clear()
    assert only(watch.sweep()).refund is not None
    assert shop.events == ["my_orders"]
    shop.listed[ID] = order_in(Status.CANCELLED, refund_stage=RefundStage.PROCESSING)
    shop.events.clear()
    watch.sweep()
    assert shop.events == ["my_orders", "order", "refund"]


@pytest.mark.usefixtures("requested")
def test_an_order_that_the_shop_closed_for_a_late_seller_is_done_and_its_money_followed(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.change(Status.CLOSED, end_reason=EndReason.SHIPPING_TIMEOUT, ended_at=NOW)
    shop.refunds[ID] = Refund(RefundStage.EXPECTED)
    result = only(watch.sweep())
    assert (result.outcome, result.answer) == (Outcome.DONE, AnswerKind.TIMED_OUT)
    assert entry_of(ledger).waiting_for is WaitingFor.REFUND


@pytest.mark.usefixtures("requested")
def test_a_refund_that_is_not_there_yet_is_looked_for_again(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    cancelled_with(shop, RefundStage.NONE)
    assert "no refund yet" in only(watch.sweep()).message
    assert entry_of(ledger).next_look_at is not None


def test_an_order_that_was_never_paid_owes_no_money(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.put(order_in(Status.CANCELLED, end_reason=EndReason.CANCELLED_UNPAID))
    result = only(watch.sweep([ID]))
    assert (result.outcome, result.refund) == (Outcome.DONE, None)
    assert "never paid" in result.message
    assert "refund" not in shop.events
    assert ledger.followed() == []


@pytest.mark.usefixtures("requested")
def test_money_on_the_balance_has_landed_and_is_followed_no_longer(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    cancelled_with(shop, RefundStage.REFUNDED)
    shop.refunds[ID] = replace(shop.refunds[ID], method=Method.BALANCE)
    assert "on your balance in the shop" in only(watch.sweep()).message
    assert entry_of(ledger).waiting_for is WaitingFor.NOTHING
    assert facts(ledger, "refund_landed") == ["balance"]


@pytest.mark.usefixtures("requested")
def test_money_that_was_sent_and_is_not_there_when_due_is_told_once_with_what_to_ask(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    cancelled_with(shop, RefundStage.REFUNDED)
    watch.sweep()
    due = entry_of(ledger).next_look_at
    assert due is not None
    shop.events.clear()
    assert watch.sweep().orders == []
    assert shop.events == []
    clock.pause_until(due)
    late = only(watch.sweep())
    assert "look at your account" in late.message.lower()
    assert late.advice is not None
    assert "has not arrived" in (late.advice.ask_support or "")
    assert len(facts(ledger, "refund_overdue")) == 1
    assert ledger.followed() == []


@pytest.mark.usefixtures("requested")
def test_a_due_date_that_passes_before_the_money_is_sent_is_one_fact(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    cancelled_with(shop, RefundStage.PROCESSING)
    shop.refunds[ID] = replace(shop.refunds[ID], due=NOW + AN_HOUR)
    watch.sweep()
    assert entry_of(ledger).next_look_at == NOW + timedelta(hours=1, minutes=1)
    for _ in range(3):
        clock.wind(days=1)
        assert "Ask support" in only(watch.sweep()).message
    assert facts(ledger, "refund_overdue") == [(NOW + AN_HOUR).isoformat()]
    assert entry_of(ledger).waiting_for is WaitingFor.REFUND


@pytest.mark.usefixtures("requested")
def test_a_refund_that_stalls_is_told_with_what_to_ask(
    watch: Watch, shop: FakeShop, clock: WoundClock
) -> None:
    cancelled_with(shop, RefundStage.EXPECTED)
    watch.sweep()
    clock.wind(days=4)
    assert "has not moved since" in only(watch.sweep()).message


@pytest.mark.usefixtures("requested")
def test_the_buyers_word_ends_the_watch_whatever_the_page_says(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    cancelled_with(shop, RefundStage.PROCESSING)
    watch.sweep()
    with ledger.news(NOW) as news:
        assert news.received(ID)
    assert watch.sweep().orders == []
    asked = only(watch.sweep([ID]))
    assert asked.refund is not None
    assert asked.refund.stage is RefundStage.RECEIVED
    assert entry_of(ledger).waiting_for is WaitingFor.NOTHING


# What the list alone tells


@pytest.mark.usefixtures("requested")
def test_a_due_order_is_not_opened_while_the_list_shows_the_same_and_its_date_is_ahead(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    shop.change(Status.CANCEL_REQUESTED, deadline=NOW + timedelta(days=3))
    watch.sweep()
    shop.events.clear()
    clock.wind(hours=5)
    assert only(watch.sweep()).message == "Nothing new."
    assert shop.events == ["my_orders"]
    look = entry_of(ledger).next_look_at
    assert look is not None
    assert look > clock.now()
    clock.wind(days=3)
    shop.events.clear()
    watch.sweep()
    assert shop.events == ["my_orders", "order"]


def test_a_thousand_orders_that_did_not_change_cost_the_list_and_no_other_page(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    """A week was missed: all of them are due."""
    due = NOW + timedelta(days=30)
    for number in range(1000):
        order = order_in(Status.CANCELLED, f"819{number:013}", refund_stage=RefundStage.PROCESSING)
        shop.put(order)
        with ledger.news(NOW) as news:
            news.order(order)
            news.refund(order.id, Refund(RefundStage.PROCESSING, MONEY, since=NOW, due=due))
            news.follow(Followed(order.id, WaitingFor.REFUND, NOW, NOW))
    clock.wind(days=7)
    assert {result.message for result in watch.sweep().orders} == {"Nothing new."}
    assert shop.events == ["my_orders"]
    assert all(
        entry.next_look_at and entry.next_look_at > clock.now() for entry in ledger.followed()
    )


# What was sent and is not proven


@pytest.fixture
def unproven(shop: FakeShop, ledger: AccountLedger) -> None:
    """A cancellation that was sent and that no page has shown yet."""
    order = shop.put(order_in(Status.AWAITING_SHIPMENT))
    ledger.attempts.sent(ledger.attempts.intend(order, Act.CANCEL, NOW), "Done", NOW)


@pytest.mark.usefixtures("unproven")
def test_what_does_not_show_is_unconfirmed_at_first_and_then_for_a_person(
    watch: Watch, ledger: AccountLedger, clock: WoundClock
) -> None:
    assert only(watch.sweep()).outcome is Outcome.UNCONFIRMED
    clock.wind(seconds=SHOWS_CHANGES_WITHIN.total_seconds() + 1)
    assert only(watch.sweep()).outcome is Outcome.NEEDS_PERSON
    assert state_of_attempt(ledger) is AttemptState.SENT
    assert entry_of(ledger).waiting_for is WaitingFor.PROOF


@pytest.mark.usefixtures("unproven")
def test_a_request_that_shows_late_is_proven_by_the_watch(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    watch.sweep()
    shop.change(Status.CANCEL_REQUESTED)
    assert only(watch.sweep()).outcome is Outcome.PENDING
    assert state_of_attempt(ledger) is AttemptState.ACCEPTED
    assert entry_of(ledger).waiting_for is WaitingFor.SELLER


@pytest.mark.usefixtures("unproven")
def test_a_request_that_was_declined_before_it_was_proven_is_declined_once(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.change(Status.AWAITING_SHIPMENT, answer=SellerAnswer("declined", NOW))
    assert only(watch.sweep()).outcome is Outcome.DECLINED
    assert state_of_attempt(ledger) is AttemptState.DECLINED
    watch.sweep([ID])
    assert [fact.kind for fact in ledger.history(ID)].count("seller_answer") == 1


@pytest.mark.usefixtures("unproven")
def test_a_sending_that_was_overtaken_by_the_parcel_is_declined(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.change(Status.SHIPPED)
    assert only(watch.sweep()).outcome is Outcome.DECLINED
    assert state_of_attempt(ledger) is AttemptState.REFUSED


@pytest.mark.usefixtures("unproven")
def test_a_cancellation_that_shows_late_is_proven_and_its_money_followed(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    cancelled_with(shop, RefundStage.EXPECTED)
    assert only(watch.sweep()).outcome is Outcome.DONE
    assert state_of_attempt(ledger) is AttemptState.ACCEPTED
    assert entry_of(ledger).waiting_for is WaitingFor.REFUND


# Orders asked for by their id


@pytest.mark.usefixtures("requested")
def test_orders_asked_for_are_opened_whether_due_or_not_and_no_others(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    request(shop, ledger, OTHER_ID)
    watch.sweep()
    shop.events.clear()
    assert only(watch.sweep([OTHER_ID])).id == OTHER_ID
    assert shop.events == [f"order {OTHER_ID}"]


def test_a_request_that_was_sent_by_other_means_is_followed_from_now_on(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.put(order_in(Status.CANCEL_REQUESTED))
    assert only(watch.sweep([ID])).outcome is Outcome.PENDING
    assert entry_of(ledger).waiting_for is WaitingFor.SELLER


@pytest.mark.parametrize(
    "status", [Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT, Status.SHIPPED, Status.COMPLETED]
)
def test_of_an_order_without_a_request_no_answer_of_the_seller_is_claimed(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, status: Status
) -> None:
    shop.put(order_in(status))
    result = only(watch.sweep([ID]))
    assert (result.outcome, result.answer) == (Outcome.DONE, None)
    assert result.message == "No cancellation of this order is on its way."
    assert (ledger.history(ID), ledger.followed([ID])) == ([], [])


def test_a_no_to_a_request_that_was_sent_by_other_means_is_recognised(
    watch: Watch, shop: FakeShop
) -> None:
    shop.put(order_in(Status.AWAITING_SHIPMENT, answer=SellerAnswer("declined", NOW)))
    assert only(watch.sweep([ID])).outcome is Outcome.DECLINED


def test_an_unknown_order_is_refused_and_not_followed(watch: Watch, ledger: AccountLedger) -> None:
    assert only(watch.sweep([ID])).outcome is Outcome.REFUSED
    assert ledger.followed([ID]) == []
