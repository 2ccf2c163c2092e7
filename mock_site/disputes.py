"""A dispute about an order: what the buyer wants, what was offered, who has to speak next."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from mock_site.evidence import Evidence
from mock_site.messages import Message, Party
from mock_site.pauses import Paused


class DisputeReason(StrEnum):
    """A guess: "Tracked as returned/canceled/lost" is the only one that a source shows."""

    NOT_RECEIVED = "notReceived"
    RETURNED = "returnedToSender"
    NOT_CANCELLED = "sellerRefusedToCancel"
    NOT_AS_DESCRIBED = "notAsDescribed"
    QUALITY = "qualityProblem"
    WRONG_GOODS = "wrongGoods"


REASONS = {
    False: (DisputeReason.NOT_RECEIVED, DisputeReason.RETURNED, DisputeReason.NOT_CANCELLED),
    True: (
        DisputeReason.NOT_AS_DESCRIBED,
        DisputeReason.QUALITY,
        DisputeReason.WRONG_GOODS,
        DisputeReason.NOT_CANCELLED,
    ),
}
"""What a buyer may choose, by whether the parcel was received."""


class DisputeStage(StrEnum):
    """Who has to speak next; ENDED and WITHDRAWN are over."""

    SELLER = "WAIT_SELLER"
    BUYER = "WAIT_BUYER"
    PLATFORM = "PLATFORM"
    ENDED = "ENDED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One dispute; sums are in the order's currency.

    `before` is what the order was when it began, `offered` what the seller would pay back (0 is a
    refusal, None while there is no word), `granted` what it ended with and `ended_by` whose word
    that was.
    """

    reason: DisputeReason
    received: bool
    wanted: Decimal
    opened_at: datetime
    before: Paused
    stage: DisputeStage = DisputeStage.SELLER
    offered: Decimal | None = None
    offered_at: datetime | None = None
    escalated_at: datetime | None = None
    granted: Decimal | None = None
    ended_at: datetime | None = None
    ended_by: Party | None = None
    talks: tuple[Message, ...] = ()

    @property
    def files(self) -> tuple[Evidence, ...]:
        """All that was handed in."""
        return tuple(file for message in self.talks for file in message.files)

    @property
    def is_open(self) -> bool:
        return self.stage not in {DisputeStage.ENDED, DisputeStage.WITHDRAWN}
