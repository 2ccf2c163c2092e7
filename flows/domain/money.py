"""Sums of money as the shop prints them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: `amount` is exact, `currency` an ISO 4217 code such as "USD"."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount:.2f} {self.currency}"
