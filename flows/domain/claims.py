"""What the shop owes a buyer, or owed: the money of one order, where it is, and whether late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from flows.domain.advice import Advice, advise
from flows.domain.money import Money
from flows.domain.orders import Order
from flows.domain.refunds import Method, Refund, RefundStage, due_date
from flows.domain.situations import Known, Situation

_OVERDUE = {Situation.MONEY_OVERDUE, Situation.MONEY_MISSING}


class Whereabouts(StrEnum):
    """Where the money is; `on_its_way` is what the page calls refunded."""

    SHOP = "shop"
    ON_ITS_WAY = "on_its_way"
    BALANCE = "balance"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Claim:
    """The money of one order, as the shop's pages and the buyer last told it."""

    order: Order
    refund: Refund
    advice: Advice

    @property
    def owed(self) -> Money | None:
        """What comes back; where the shop has not told it yet, what was paid."""
        return self.refund.amount or self.order.total

    @property
    def paid(self) -> Money | None:
        """What was paid, where only a part of it comes back."""
        total, back = self.order.total, self.refund.amount
        if total is None or back is None or total.currency != back.currency:
            return None
        return total if back.amount < total.amount else None

    @property
    def method(self) -> Method | None:
        return self.refund.method or self.order.method

    @property
    def due(self) -> datetime | None:
        """When it should be there; a refund that has not begun has no such date."""
        if self.refund.due or self.refund.stage is RefundStage.NONE or not self.order.ended_at:
            return self.refund.due
        return due_date(self.method, self.order.ended_at)

    @property
    def where(self) -> Whereabouts:
        if self.refund.stage is RefundStage.RECEIVED:
            return Whereabouts.RECEIVED
        if self.refund.is_on_balance:
            return Whereabouts.BALANCE
        is_sent = self.refund.stage is RefundStage.REFUNDED
        return Whereabouts.ON_ITS_WAY if is_sent else Whereabouts.SHOP

    @property
    def has_landed(self) -> bool:
        """By the buyer's word, or on the shop's balance."""
        return self.where in {Whereabouts.BALANCE, Whereabouts.RECEIVED}

    @property
    def is_overdue(self) -> bool:
        return self.advice.situation in _OVERDUE

    @property
    def is_stalled(self) -> bool:
        """It has stayed at one stage for longer than is usual."""
        return self.advice.situation is Situation.MONEY_STALLED


def claim(order: Order, refund: Refund, now: datetime, since: datetime | None = None) -> Claim:
    """`since` is when the order was first seen in its present state."""
    return Claim(order, refund, advise(order, now, Known(since=since, refund=refund)))


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one currency: what is still owed, what of it is late, what landed, what of it on balance.

    What the shop owes or owed altogether is `owed + landed`.
    """

    owed: Decimal = Decimal("0.00")
    overdue: Decimal = Decimal("0.00")
    landed: Decimal = Decimal("0.00")
    on_balance: Decimal = Decimal("0.00")

    def with_claim(self, one: Claim, amount: Decimal) -> "Sums":
        is_on_balance = one.where is Whereabouts.BALANCE
        return Sums(
            self.owed + (0 if one.has_landed else amount),
            self.overdue + (amount if one.is_overdue else 0),
            self.landed + (amount if one.has_landed else 0),
            self.on_balance + (amount if is_on_balance else 0),
        )


def sums_of(claims: Iterable[Claim]) -> dict[str, Sums]:
    """By currency; claims whose sum nobody knows are in none of them."""
    sums: dict[str, Sums] = {}
    for one in claims:
        if one.owed:
            currency = one.owed.currency
            sums[currency] = sums.get(currency, Sums()).with_claim(one, one.owed.amount)
    return dict(sorted(sums.items()))
