"""What the shop keeps of an order and its items."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from mock_site.disputes import Dispute
from mock_site.messages import Message
from mock_site.pauses import Paused
from mock_site.postal import PostalAddress
from mock_site.refunds import PaidWith, Refund
from mock_site.sellers import Seller
from mock_site.statuses import EndReason, OrderStatus
from mock_site.terms import Terms

Deleted = Literal["recycle", "purged"]


@dataclass(frozen=True, slots=True)
class Item:
    """One product of an order; `price` is for one piece."""

    title: str
    sku: str
    price: Decimal
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of one seller.

    `deadline` is when the timer of the present state runs out. `to_ship_from` is when the seller's
    time to ship began; a freeze moves it by as long as it lasted. The total is that of all items
    and the shipping, less the `discount`; `from_balance` is what was paid with money that lay on
    the shop's balance. An order that a world is made with has no address of its own. `shipped_at`
    is when the latest parcel left, `extended_days` what the buyer agreed to in all and
    `extended_times` how often, and `refund_late` how much longer than usual a refund will take.
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
    terms: Terms = field(compare=False)
    discount: Decimal = Decimal("0.00")
    coupon: str = ""
    delivery: str | None = None
    address: PostalAddress | None = None
    from_balance: Decimal = Decimal("0.00")
    deadline: datetime | None = None
    paid_at: datetime | None = None
    end_reason: EndReason | None = None
    ended_at: datetime | None = None
    cancel_reason: str | None = None
    declined_at: datetime | None = None
    to_ship_from: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    returned_at: datetime | None = None
    extension_asked_days: int | None = None
    extended_days: int = 0
    extended_times: int = 0
    paused: Paused | None = None
    dispute: Dispute | None = None
    refund_late: timedelta = timedelta(0)
    refund: Refund = field(default_factory=Refund)
    messages: tuple[Message, ...] = ()
    deleted: Deleted | None = None

    @property
    def seller_name(self) -> str:
        return self.seller.name

    @property
    def was_paid(self) -> bool:
        return self.paid_at is not None
