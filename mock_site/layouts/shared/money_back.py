"""How far the money of a closed order is on its way back, as its buyer sees it."""

from mock_site import payments
from mock_site.orders import Order
from mock_site.refunds import PaidWith, Refund, RefundStage

_HINTS = {
    RefundStage.REFUNDED: "refund.refunded_hint",
    RefundStage.ON_BALANCE: "refund.on_balance_hint",
}


def money_back(order: Order) -> dict[str, object]:
    """Stages, sum, method and due date for a page; no stages where nothing is paid back."""
    refund = order.refund
    return {
        "stages": _stages(refund),
        "amount": refund.amount,
        "method": _method(order),
        "due": refund.lands_at or payments.due(refund, order.paid_with),
        "hint": _HINTS.get(refund.stage),
    }


def _method(order: Order) -> str:
    is_on_balance = order.refund.stage is RefundStage.ON_BALANCE
    return PaidWith.BALANCE if is_on_balance else order.paid_with


def _stages(refund: Refund) -> list[dict[str, object]]:
    """The three stages with the time each began."""
    if refund.stage is RefundStage.NONE:
        return []
    is_on_balance = refund.stage is RefundStage.ON_BALANCE
    begun = (
        (RefundStage.EXPECTED, refund.expected_at),
        (RefundStage.PROCESSING, refund.processing_at),
        (RefundStage.ON_BALANCE if is_on_balance else RefundStage.REFUNDED, refund.refunded_at),
    )
    return [{"code": stage, "since": since, "now": stage is refund.stage} for stage, since in begun]
