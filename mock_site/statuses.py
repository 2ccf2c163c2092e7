"""The shop's words for what an order is and why it ended, those of its programming interface."""

from enum import StrEnum


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
