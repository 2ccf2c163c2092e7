"""A dispute about an order: where it stands, what is asked for and offered, who said what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.domain.money import Money


class DisputeStage(StrEnum):
    """Whose turn it is.

    `on_hold`: the shop looks into a complaint about the seller first; `withdrawn`: the buyer gave
    it up and the order goes on; `ended`: it is settled, with or without money.
    """

    SELLER = "seller"
    BUYER = "buyer"
    SHOP = "shop"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"

    @property
    def is_over(self) -> bool:
        return self in {DisputeStage.WITHDRAWN, DisputeStage.ENDED}


class DisputeReason(StrEnum):
    """Our names for what can be wrong; the shop's own words stand in the labels tables."""

    NOT_RECEIVED = "not_received"
    RETURNED = "returned"
    NOT_CANCELLED = "not_cancelled"
    NOT_AS_DESCRIBED = "not_as_described"
    DAMAGED = "damaged"
    WRONG_GOODS = "wrong_goods"


# What each reason says of the parcel; the shop asks for that first and offers its reasons by it.
# That the seller would not cancel says nothing of it.
PARCEL_CAME: dict[DisputeReason, bool | None] = {
    DisputeReason.NOT_RECEIVED: False,
    DisputeReason.RETURNED: False,
    DisputeReason.NOT_CANCELLED: None,
    DisputeReason.NOT_AS_DESCRIBED: True,
    DisputeReason.DAMAGED: True,
    DisputeReason.WRONG_GOODS: True,
}


class Party(StrEnum):
    """Who speaks in a dispute."""

    BUYER = "buyer"
    SELLER = "seller"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file in the talks: what it is called, and its size as the page prints it."""

    name: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One contribution: what a party did, in the shop's words, and what it wrote; either is ""."""

    by: Party
    at: datetime | None
    deed: str = ""
    text: str = ""
    files: tuple[HandedIn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute as its page shows it; what that does not tell is None.

    `state` and `told` are the shop's own sentences: where it stands, and what comes next or came
    out. `answer_by` is when the present turn ends. Sums of 0 are a plain no: the seller offers
    nothing, the decision pays nothing back.
    """

    stage: DisputeStage
    state: str
    told: str
    answer_by: datetime | None = None
    reason: DisputeReason | None = None
    reason_words: str | None = None
    received: bool | None = None
    wanted: Money | None = None
    offered: Money | None = None
    granted: Money | None = None
    opened_at: datetime | None = None
    talks: tuple[Said, ...] = ()

    @property
    def has_offer(self) -> bool:
        """Whether money lies on the table for the buyer to take now."""
        return self.stage is DisputeStage.BUYER and bool(self.offered and self.offered.amount)
