"""How money goes back, per method: days from closing to each stage, and to the account."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from mock_site.refunds import PaidWith, Refund, RefundStage


@dataclass(frozen=True, slots=True)
class Pace:
    """Times after the order was closed."""

    processing: timedelta
    refunded: timedelta
    landed: timedelta


_SLOW = Pace(timedelta(days=1), timedelta(days=5), timedelta(days=12))
PACES = {
    PaidWith.CARD: Pace(timedelta(days=1), timedelta(days=4), timedelta(days=14)),
    PaidWith.WEBMONEY: Pace(timedelta(days=1), timedelta(days=6), timedelta(days=9)),
    PaidWith.QIWI: _SLOW,
    PaidWith.YANDEX: _SLOW,
    PaidWith.MOBILE: _SLOW,
    PaidWith.CASH: _SLOW,
    PaidWith.BALANCE: Pace(timedelta(minutes=10), timedelta(hours=1), timedelta(hours=1)),
}


def begun(amount: Decimal, at: datetime, late: timedelta) -> Refund:
    """A refund that starts now."""
    return Refund(stage=RefundStage.EXPECTED, amount=amount, expected_at=at, late=late)


def next_stage_at(refund: Refund, paid_with: PaidWith) -> datetime | None:
    """When the refund moves on by itself; None where it has no further to go."""
    pace = PACES[paid_with]
    if refund.expected_at is None:
        return None
    if refund.stage is RefundStage.EXPECTED:
        return refund.expected_at + pace.processing
    if refund.stage is RefundStage.PROCESSING and refund.processing_at:
        return refund.processing_at + (pace.refunded - pace.processing) + refund.late
    return None


def advanced(refund: Refund, paid_with: PaidWith, at: datetime) -> Refund:
    """The next stage, begun at this time; a refund at its end stays as it is."""
    if refund.stage is RefundStage.EXPECTED:
        return replace(refund, stage=RefundStage.PROCESSING, processing_at=at)
    if refund.stage is RefundStage.PROCESSING:
        pace = PACES[paid_with]
        lands_at = at + (pace.landed - pace.refunded)
        return replace(refund, stage=RefundStage.REFUNDED, refunded_at=at, lands_at=lands_at)
    return refund


def may_go_to_balance(refund: Refund, at: datetime) -> bool:
    """Whether the money is still on its way, so that it can be sent another one."""
    has_landed = refund.lands_at is not None and refund.lands_at <= at
    return refund.stage in {RefundStage.PROCESSING, RefundStage.REFUNDED} and not has_landed


def put_on_balance(refund: Refund, at: datetime) -> Refund:
    """The money on the shop's balance, where it can be spent at once."""
    return replace(refund, stage=RefundStage.ON_BALANCE, refunded_at=at, lands_at=at)


def due(refund: Refund, paid_with: PaidWith) -> datetime | None:
    """When the shop tells the buyer that the money should be there, however late it will be."""
    return refund.expected_at and refund.expected_at + PACES[paid_with].landed
