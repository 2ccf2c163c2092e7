"""Money on its way back to a buyer, and the ways that it can take."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class RefundStage(StrEnum):
    """How far the money is on its way back."""

    NONE = "NONE"
    EXPECTED = "EXPECTED"
    PROCESSING = "PROCESSING"
    REFUNDED = "REFUNDED"
    ON_BALANCE = "ON_BALANCE"


class PaidWith(StrEnum):
    """Ways to pay, which are the ways back."""

    CARD = "card"
    WEBMONEY = "webmoney"
    QIWI = "qiwi"
    YANDEX = "yandex"
    MOBILE = "mobile"
    CASH = "cash"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back: when each stage began, None where it has not yet.

    `late` is how much longer than usual the bank keeps it in PROCESSING.
    """

    stage: RefundStage = RefundStage.NONE
    amount: Decimal = Decimal("0.00")
    expected_at: datetime | None = None
    processing_at: datetime | None = None
    refunded_at: datetime | None = None
    lands_at: datetime | None = None
    late: timedelta = timedelta(0)

    @property
    def since(self) -> datetime | None:
        """When the present stage began."""
        return self.refunded_at or self.processing_at or self.expected_at
