"""M10, M11: when a dispute can be opened, and what to do in one."""

from datetime import timedelta
from decimal import Decimal

import pytest

from flows.domain.disputes import Dispute, DisputeReason, DisputeStage
from flows.domain.disputing import advice_on, opening, parcel_came
from flows.domain.limits import DISPUTE_AFTER_RECEIPT
from flows.domain.money import Money
from flows.domain.orders import EndReason, Status
from tests.flows.fakes import order_in
from tests.flows.moments import NOW

DAY = timedelta(days=1)
DISPUTABLE = (Status.SHIPPED, Status.PARTLY_SHIPPED, Status.COMPLETED)


@pytest.mark.parametrize("status", Status)
def test_only_what_was_sent_can_be_disputed_and_a_no_is_a_sentence(status: Status) -> None:
    told = opening(order_in(status), NOW)
    assert (told.why_not is None) is (status in DISPUTABLE)
    assert told.told.endswith(".")


def test_too_early_it_says_from_when() -> None:
    order = order_in(Status.SHIPPED, dispute_from=NOW + DAY, dispute_until=NOW + 9 * DAY)
    told = opening(order, NOW)
    assert f"from {NOW + DAY:%Y-%m-%d %H:%M} UTC on" in told.told
    assert opening(order, NOW + DAY).why_not is None


@pytest.mark.parametrize("status", DISPUTABLE)
def test_when_the_time_is_over_it_says_since_when(status: Status) -> None:
    order = order_in(status, dispute_until=NOW - DAY)
    assert f"ended on {NOW - DAY:%Y-%m-%d %H:%M} UTC" in opening(order, NOW).told


def test_a_completed_order_without_a_date_on_its_page_can_be_disputed_for_our_number_of_days() -> (
    None
):
    order = order_in(Status.COMPLETED, ended_at=NOW - DISPUTE_AFTER_RECEIPT.span)
    assert opening(order, NOW - DAY).why_not is None
    assert opening(order, NOW).why_not is not None


def test_a_deleted_order_has_to_be_restored_first() -> None:
    assert "restore it first" in opening(order_in(Status.SHIPPED, is_deleted=True), NOW).told


def test_a_decided_dispute_is_final() -> None:
    order = order_in(Status.CLOSED, end_reason=EndReason.DISPUTE_ENDED)
    assert "final" in opening(order, NOW).told


def test_the_reason_tells_whether_the_parcel_came_and_else_the_receipt_does() -> None:
    shipped, received = order_in(Status.SHIPPED), order_in(Status.COMPLETED)
    assert [parcel_came(reason, shipped) for reason in DisputeReason] == [
        False,
        False,
        False,
        True,
        True,
        True,
    ]
    assert parcel_came(DisputeReason.NOT_CANCELLED, received)


def at(stage: DisputeStage, **facts: object) -> Dispute:
    known = {"state": "…", "told": "…", "answer_by": NOW}
    return Dispute(stage=stage, **{**known, **facts})  # type: ignore[arg-type]  # named by each test


@pytest.mark.parametrize("stage", DisputeStage)
def test_there_is_advice_at_every_stage(stage: DisputeStage) -> None:
    assert advice_on(at(stage)).endswith(".")
    assert "{" not in advice_on(at(stage, answer_by=None))


def test_silence_on_an_offer_is_told_to_accept_it_and_on_a_refusal_to_end_without_money() -> None:
    offer, nothing = Money(Decimal("5.00"), "USD"), Money(Decimal(0), "USD")
    offered = advice_on(at(DisputeStage.BUYER, offered=offer))
    assert "5.00 USD" in offered
    assert "Silence accepts" in offered
    assert "without money" in advice_on(at(DisputeStage.BUYER, offered=nothing))
    assert "nothing is paid back" in advice_on(at(DisputeStage.ENDED, granted=nothing))
