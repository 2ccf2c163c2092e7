"""Sellers, and how each of them will behave."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class SellerAnswer(StrEnum):
    """What a seller does when a cancellation is requested."""

    ACCEPT = "accept"
    DECLINE = "decline"
    IGNORE = "ignore"
    SHIP = "ship"


class InDispute(StrEnum):
    """What a seller does when a dispute is opened."""

    ACCEPT = "accept"
    OFFER = "offer"
    REFUSE = "refuse"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller and how they will behave; times count in shop seconds.

    `after_s` from the request to the answer, `ships_after_s` and `ships_part_after_s` from the
    payment's verification, `asks_extension_days` is asked for shortly before the time to ship ends,
    and each time that it was given again, `asks_extension_times` in all.
    In a dispute the seller speaks `dispute_after_s` after it was opened; `offers_share` of what the
    buyer wants is what such a seller offers, `decided_share` what the shop decides on.
    """

    name: str
    answer: SellerAnswer = SellerAnswer.ACCEPT
    after_s: float = 3600
    ships_after_s: float | None = None
    ships_part_after_s: float | None = None
    asks_extension_days: int | None = None
    asks_extension_times: int = 1
    in_dispute: InDispute = InDispute.IGNORE
    dispute_after_s: float = 86_400
    offers_share: Decimal = Decimal("0.5")
    decided_share: Decimal = Decimal(1)
