"""An order as the buyer sees it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from flows.domain.disputes import DisputeStage
from flows.domain.moments import whole_minute
from flows.domain.money import Money
from flows.domain.refunds import Method, RefundStage


class Status(StrEnum):
    """Where an order stands; the contract's words."""

    AWAITING_PAYMENT = "awaiting_payment"
    PAYMENT_VERIFYING = "payment_verifying"
    AWAITING_SHIPMENT = "awaiting_shipment"
    CANCEL_REQUESTED = "cancel_requested"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    IN_DISPUTE = "in_dispute"
    FROZEN = "frozen"
    CANCELLED = "cancelled"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """As it stands in a sentence."""
        return self.value.replace("_", " ")

    @property
    def is_over(self) -> bool:
        return self in {Status.COMPLETED, Status.CANCELLED, Status.CLOSED}


class EndReason(StrEnum):
    """Why an order is over, as its own page tells it."""

    CANCELLED_UNPAID = "cancelled_unpaid"
    CANCELLED_IN_VERIFICATION = "cancelled_in_verification"
    CANCELLED_WITH_SELLER = "cancelled_with_seller"
    PAYMENT_TIMEOUT = "payment_timeout"
    SHIPPING_TIMEOUT = "shipping_timeout"
    RECEIVED = "received"
    RECEIVED_BY_TIMEOUT = "received_by_timeout"
    DISPUTE_ENDED = "dispute_ended"
    CLOSED_BY_SHOP = "closed_by_shop"

    @property
    def status(self) -> Status:
        """The reason decides, not the word above it: the shop calls cancelled orders many names."""
        if self.value.startswith("cancelled"):
            return Status.CANCELLED
        if self.value.startswith("received"):
            return Status.COMPLETED
        return Status.CLOSED


class Control(StrEnum):
    """What the shop offers to press on an order's own page."""

    PAY = "pay"
    CANCEL = "cancel"
    CONFIRM_RECEIPT = "confirm_receipt"
    TRACK = "track"
    BUY_AGAIN = "buy_again"
    REMOVE = "remove"
    RETURN = "return"
    MESSAGE = "message"
    REVIEW = "review"
    MORE = "more"
    REFUND = "refund"
    EXTEND = "extend"
    RESTORE = "restore"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class SellerAnswer:
    """What the page tells of the seller's answer to a cancellation request, and when it was given.

    `word` is "accepted", "declined" or "shipped".
    """

    word: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order as read from one page; what that page does not show is None or empty.

    `placed_at` is a date where the page shows only that. `controls` is None on pages that do not
    show what can be done. `deadline` is when the timer on the page runs out. `url` is the page's
    own link to the order.

    `extension_days` is what a seller who asks for more time asks for, `dispute_from` and
    `dispute_until` what the page says of when a dispute can be opened.
    """

    id: str
    status: Status
    seller: str | None = None
    total: Money | None = None
    placed_at: date | datetime | None = None
    titles: tuple[str, ...] = ()
    end_reason: EndReason | None = None
    ended_at: datetime | None = None
    controls: frozenset[Control] | None = None
    deadline: datetime | None = None
    method: Method | None = None
    answer: SellerAnswer | None = None
    refund_stage: RefundStage | None = None
    extension_days: int | None = None
    dispute_from: datetime | None = None
    dispute_until: datetime | None = None
    dispute_stage: DisputeStage | None = None
    is_deleted: bool = False
    url: str | None = None
    seen_on: str

    @property
    def can_cancel(self) -> bool | None:
        """The shop's own opinion; None where the page does not tell."""
        return None if self.controls is None else Control.CANCEL in self.controls

    @property
    def was_cancelled(self) -> bool:
        return self.status is Status.CANCELLED

    def was_declined_since(self, at: datetime) -> bool:
        """Whether the page tells of a seller's "no" to what was requested at this time or later.

        Pages print minutes. A "no" without a time counts: on a doubt nothing is sent again.
        """
        if self.answer is None or self.status is not Status.AWAITING_SHIPMENT:
            return False
        return self.answer.at is None or self.answer.at >= whole_minute(at)

    def with_facts_of(self, earlier: "Order") -> "Order":
        """Take from an earlier reading what the page of this one does not tell."""
        exact = isinstance(earlier.placed_at, datetime) or self.placed_at is None
        return replace(
            self,
            seller=self.seller or earlier.seller,
            total=self.total or earlier.total,
            titles=self.titles or earlier.titles,
            method=self.method or earlier.method,
            placed_at=earlier.placed_at if exact else self.placed_at,
        )


@dataclass(frozen=True, slots=True)
class UnreadableOrder:
    """A card of the list that could not be read: which place in it, its text, and why not."""

    position: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class OrderList:
    """My Orders as read.

    `announced` is how many orders the shop said there are (None: it did not say), `reached_end`
    whether the shop had no more to show.
    """

    orders: tuple[Order, ...]
    unreadable: tuple[UnreadableOrder, ...] = ()
    announced: int | None = None
    reached_end: bool = True

    @property
    def is_complete(self) -> bool:
        """Read to the end, every card readable, and as many as the shop announced."""
        counted = self.announced in {None, len(self.orders)}
        return self.reached_end and counted and not self.unreadable
