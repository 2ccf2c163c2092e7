"""Cancelling: the reasons, and who is blamed by each."""

from enum import StrEnum

from flows.domain.orders import Status


class Reason(StrEnum):
    """The contract's names; the shop's own words for each stand in the labels tables."""

    NOT_NEEDED = "not_needed"
    OTHER_PRODUCT = "other_product"
    CHANGE_ADDRESS = "change_address"
    CHANGE_COUPON = "change_coupon"
    CHANGE_DELIVERY = "change_delivery"
    CANNOT_PAY = "cannot_pay"
    LATE_DELIVERY = "late_delivery"
    PRICE_RAISED = "price_raised"
    OTHER_DELIVERY = "other_delivery"
    SELLER_SILENT = "seller_silent"
    OUT_OF_STOCK = "out_of_stock"
    OTHER = "other"


class Blame(StrEnum):
    """Against whom the shop counts a reason."""

    BUYER = "buyer"
    SELLER = "seller"


UNPAID_REASONS = (
    Reason.NOT_NEEDED,
    Reason.OTHER_PRODUCT,
    Reason.CHANGE_ADDRESS,
    Reason.CHANGE_COUPON,
    Reason.CHANGE_DELIVERY,
    Reason.CANNOT_PAY,
    Reason.OTHER,
)
PAID_REASONS = (
    Reason.NOT_NEEDED,
    Reason.LATE_DELIVERY,
    Reason.PRICE_RAISED,
    Reason.OTHER_DELIVERY,
    Reason.SELLER_SILENT,
    Reason.OUT_OF_STOCK,
    Reason.OTHER,
)


# An order in one of these can still become cancelled; any other state has overtaken that.
CANCELLABLE = frozenset(
    {Status.AWAITING_PAYMENT, Status.PAYMENT_VERIFYING, Status.AWAITING_SHIPMENT}
)


def reasons_for(status: Status) -> tuple[Reason, ...]:
    """The list the shop offers for an order in this state."""
    return UNPAID_REASONS if status is Status.AWAITING_PAYMENT else PAID_REASONS


def blame(reason: Reason, status: Status) -> Blame:
    """Who is blamed when an order in this state is cancelled for this reason.

    Source: the shop's help page. The buyer's own change of mind counts against the buyer; of a paid
    order every other reason counts against the seller, "other" included.
    """
    if status is Status.AWAITING_PAYMENT or reason is Reason.NOT_NEEDED:
        return Blame.BUYER
    return Blame.SELLER
