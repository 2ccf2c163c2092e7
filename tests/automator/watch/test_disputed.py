"""M11: a dispute is followed to the money, and the buyer is reminded once of each date."""

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
from flows.domain.disputes import Dispute, DisputeStage
from flows.domain.limits import REMIND_OF_OFFER, REMIND_OF_WINDOW
from flows.domain.money import Money
from flows.domain.orders import EndReason, Order, SellerAnswer, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Refund, RefundStage
from flows.ports import AttemptState
from flows.seller_answer import AnswerKind
from tests.automator.watch.conftest import WoundClock
from tests.flows.fakes import ID, FakeShop, order_in
from tests.flows.moments import NOW

DAY = timedelta(days=1)
WANTED, OFFER, NOTHING = (Money(Decimal(sum_), "USD") for sum_ in ("40.00", "10.00", "0.00"))
WITH_SELLER = Dispute(
    stage=DisputeStage.SELLER,
    state="Waiting",
    told="The seller has 5 days.",
    answer_by=NOW + 5 * DAY,
    wanted=WANTED,
    opened_at=NOW,
)
OFFERED = replace(WITH_SELLER, stage=DisputeStage.BUYER, offered=OFFER, told="10 are offered.")


def put(shop: FakeShop, dispute: Dispute) -> Order:
    shop.disputes.truth[ID] = dispute
    shown = {"dispute_stage": dispute.stage, "deadline": dispute.answer_by}
    return shop.put(order_in(Status.IN_DISPUTE, ID, total=WANTED, **shown))


@pytest.fixture
def followed(watch: Watch, shop: FakeShop) -> None:
    """A dispute that waits for its seller, followed since it was shown."""
    put(shop, WITH_SELLER)
    watch.look_at_dispute(ID)
    shop.events.clear()


def only(swept: Swept) -> OrderResult:
    (result,) = swept.orders
    return result


def entry_of(ledger: AccountLedger) -> Followed:
    (entry,) = ledger.followed([ID])
    return entry


def details(ledger: AccountLedger, kind: str, name: str) -> list[str | None]:
    return [fact.details[name] for fact in ledger.history(ID) if fact.kind == kind]


def settle(shop: FakeShop, granted: Money, stage: RefundStage) -> None:
    shop.disputes.truth[ID] = replace(
        OFFERED, stage=DisputeStage.ENDED, granted=granted, answer_by=None, told="It is settled."
    )
    shop.change(Status.CLOSED, end_reason=EndReason.DISPUTE_ENDED, dispute_stage=None)
    shop.refunds[ID] = Refund(stage, granted if granted.amount else None)


@pytest.mark.usefixtures("followed")
def test_a_dispute_that_was_shown_is_followed_and_not_opened_again_while_the_list_shows_no_news(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    clock.wind(minutes=5)
    result = only(watch.sweep())
    assert (result.outcome, result.message) == (Outcome.PENDING, "Nothing new.")
    assert shop.events == ["my_orders"]
    assert entry_of(ledger).waiting_for is WaitingFor.DISPUTE


@pytest.mark.usefixtures("followed")
def test_each_change_of_stage_is_a_fact_once(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    for dispute in (WITH_SELLER, OFFERED, OFFERED, replace(OFFERED, stage=DisputeStage.SHOP)):
        put(shop, dispute)
        watch.sweep()
        watch.sweep([ID])
    assert details(ledger, "dispute", "stage") == ["seller", "buyer", "shop"]


@pytest.mark.usefixtures("followed")
def test_the_buyer_is_reminded_once_before_silence_accepts_the_offer(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    put(shop, OFFERED)
    watch.sweep([ID])
    clock.wind(seconds=(5 * DAY - REMIND_OF_OFFER).total_seconds())
    assert only(watch.sweep()).message.startswith("Reminder: Answer by")
    assert not only(watch.sweep([ID])).message.startswith("Reminder")
    assert details(ledger, "reminder", "of") == ["answer_in_dispute"]


@pytest.mark.usefixtures("followed")
def test_in_the_sellers_own_time_nobody_is_reminded(
    watch: Watch, ledger: AccountLedger, clock: WoundClock
) -> None:
    clock.wind(days=4)
    watch.sweep()
    assert details(ledger, "reminder", "of") == []


@pytest.mark.usefixtures("followed")
def test_a_dispute_settled_with_money_goes_on_to_the_refund(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    settle(shop, OFFER, RefundStage.EXPECTED)
    result = only(watch.sweep())
    assert (result.outcome, result.answer) == (Outcome.DONE, AnswerKind.SETTLED)
    assert entry_of(ledger).waiting_for is WaitingFor.REFUND
    shop.refunds[ID] = Refund(RefundStage.REFUNDED, OFFER)
    clock.wind(days=1)
    assert only(watch.sweep()).outcome is Outcome.DONE
    assert entry_of(ledger).waiting_for is WaitingFor.ARRIVAL


@pytest.mark.usefixtures("followed")
def test_a_dispute_that_paid_nothing_is_followed_no_further(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    settle(shop, NOTHING, RefundStage.NONE)
    watch.sweep()
    assert entry_of(ledger).waiting_for is WaitingFor.NOTHING
    assert watch.sweep().orders == []


@pytest.mark.usefixtures("followed")
def test_a_frozen_order_keeps_its_dispute_in_sight(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.disputes.truth[ID] = replace(WITH_SELLER, stage=DisputeStage.ON_HOLD, answer_by=None)
    shop.change(Status.FROZEN)
    assert only(watch.sweep()).outcome is Outcome.PENDING
    assert entry_of(ledger).waiting_for is WaitingFor.DISPUTE
    shop.events.clear()
    watch.sweep()
    assert shop.events == ["my_orders"]


def decline(shop: FakeShop, ledger: AccountLedger, status: Status, **facts: object) -> None:
    """A request to cancel that the seller has answered with a no."""
    before = order_in(Status.AWAITING_SHIPMENT)
    attempt = ledger.attempts.intend(before, Act.CANCEL, NOW, reason=Reason.NOT_NEEDED)
    attempt = ledger.attempts.sent(attempt, "Done", NOW)
    asked = order_in(Status.CANCEL_REQUESTED)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, asked, NOW)
    shop.put(order_in(status, ID, **facts))


def test_a_shipped_order_is_reminded_of_once_before_its_dispute_window_closes(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    closes = NOW + 60 * DAY
    decline(shop, ledger, Status.SHIPPED, dispute_from=NOW + 5 * DAY, dispute_until=closes)
    assert only(watch.sweep()).outcome is Outcome.DECLINED
    assert watch.sweep().orders == []
    assert entry_of(ledger).next_look_at == closes - REMIND_OF_WINDOW
    clock.wind(seconds=(closes - REMIND_OF_WINDOW - NOW).total_seconds())
    assert only(watch.sweep()).message.startswith("Reminder: A dispute can be opened now until")
    assert details(ledger, "reminder", "of") == ["open_dispute"]
    clock.wind(days=6)
    watch.sweep()
    assert details(ledger, "reminder", "of") == ["open_dispute"]
    assert entry_of(ledger).waiting_for is WaitingFor.NOTHING


def test_a_declined_order_is_looked_at_when_its_time_to_ship_is_over(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    """M6: it closes by itself then, and the money comes back."""
    facts = {"deadline": NOW + 3 * DAY, "answer": SellerAnswer("declined", NOW)}
    decline(shop, ledger, Status.AWAITING_SHIPMENT, **facts)
    assert only(watch.sweep()).outcome is Outcome.DECLINED
    clock.wind(days=3, minutes=2)
    shop.change(Status.CLOSED, end_reason=EndReason.SHIPPING_TIMEOUT)
    shop.refunds[ID] = Refund(RefundStage.EXPECTED, WANTED)
    result = only(watch.sweep())
    assert (result.outcome, result.answer) == (Outcome.DONE, AnswerKind.TIMED_OUT)
    assert entry_of(ledger).waiting_for is WaitingFor.REFUND


def test_without_a_date_on_the_page_there_is_nothing_to_keep(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    decline(shop, ledger, Status.SHIPPED)
    watch.sweep()
    assert entry_of(ledger).waiting_for is WaitingFor.NOTHING


def test_an_order_without_a_dispute_is_told_about_and_not_followed(
    watch: Watch, shop: FakeShop, ledger: AccountLedger
) -> None:
    shop.put(order_in(Status.SHIPPED, dispute_until=NOW + DAY))
    assert watch.look_at_dispute(ID).message.startswith("A dispute can be opened now until")
    assert ledger.followed([ID]) == []
