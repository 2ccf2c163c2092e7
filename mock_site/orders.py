"""What the shop keeps: orders, items, refunds, in the words of its interface."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class OrderStatus(StrEnum):
    """The shop's own states; FINISH needs its end reason to be understood."""

    UNPAID = "PLACE_ORDER_SUCCESS"
    VERIFYING = "RISK_CONTROL"
    TO_SHIP = "WAIT_SELLER_SEND_GOODS"
    IN_CANCEL = "IN_CANCEL"
    PARTLY_SHIPPED = "SELLER_PART_SEND_GOODS"
    SHIPPED = "WAIT_BUYER_ACCEPT_GOODS"
    IN_ISSUE = "IN_ISSUE"
    FROZEN = "IN_FROZEN"
    FINISH = "FINISH"


class EndReason(StrEnum):
    """Why an order is finished."""

    CANCELLED_UNPAID = "buyer_cancel_notpay_order"
    CANCELLED_IN_RISK = "buyer_cancel_order_in_risk"
    CANCELLED_PAID = "cancel_order_close_trade"
    PAY_TIMEOUT = "buyer_pay_timeout"
    SHIP_TIMEOUT = "seller_send_goods_timeout"
    ACCEPTED = "buyer_accept_goods"
    ACCEPT_TIMEOUT = "buyer_accept_goods_timeout"
    ISSUE = "end_issue"
    SECURITY = "security_close"

    @property
    def pays_back(self) -> bool:
        """Whether money that was paid goes back to the buyer."""
        return self in {
            EndReason.CANCELLED_IN_RISK,
            EndReason.CANCELLED_PAID,
            EndReason.SHIP_TIMEOUT,
            EndReason.ISSUE,
            EndReason.SECURITY,
        }

    @property
    def never_paid(self) -> bool:
        return self in {EndReason.CANCELLED_UNPAID, EndReason.PAY_TIMEOUT}


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


class SellerAnswer(StrEnum):
    """What a seller does when a cancellation is requested."""

    ACCEPT = "accept"
    DECLINE = "decline"
    IGNORE = "ignore"
    SHIP = "ship"


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller and how they will behave; times count in shop seconds.

    `after_s` from the request to the answer, `ships_after_s` from the payment's verification,
    `asks_extension_days` is asked for shortly before the shipping time ends.
    """

    name: str
    answer: SellerAnswer = SellerAnswer.ACCEPT
    after_s: float = 3600
    ships_after_s: float | None = None
    asks_extension_days: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One product of an order; `price` is for one piece."""

    title: str
    sku: str
    price: Decimal
    quantity: int


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back: when each stage began, None where it has not yet."""

    stage: RefundStage = RefundStage.NONE
    amount: Decimal = Decimal("0.00")
    expected_at: datetime | None = None
    processing_at: datetime | None = None
    refunded_at: datetime | None = None
    lands_at: datetime | None = None

    @property
    def since(self) -> datetime | None:
        """When the present stage began."""
        return self.refunded_at or self.processing_at or self.expected_at


@dataclass(frozen=True, slots=True)
class Message:
    """What buyer and seller write to each other about an order."""

    sender: Literal["buyer", "seller"]
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """The state that a freeze has stopped, how long it had lasted, and what its timer had left."""

    status: OrderStatus
    spent: timedelta
    left: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of one seller.

    `deadline` is when the timer of the present state runs out. `to_ship_from` is when the seller's
    time to ship began; a freeze moves it by as long as it lasted. The total is that of all items
    and the shipping.
    """

    id: str
    account: str
    status: OrderStatus
    status_since: datetime
    placed_at: datetime
    items: tuple[Item, ...]
    shipping: Decimal
    total: Decimal
    currency: str
    paid_with: PaidWith
    seller: Seller
    deadline: datetime | None = None
    paid_at: datetime | None = None
    end_reason: EndReason | None = None
    ended_at: datetime | None = None
    to_ship_from: datetime | None = None
    shipped_at: datetime | None = None
    declined_at: datetime | None = None
    extension_asked_days: int | None = None
    paused: Paused | None = None
    refund: Refund = field(default_factory=Refund)
    messages: tuple[Message, ...] = ()
    deleted: Literal["recycle", "purged"] | None = None

    @property
    def seller_name(self) -> str:
        return self.seller.name

    @property
    def was_paid(self) -> bool:
        return self.paid_at is not None
