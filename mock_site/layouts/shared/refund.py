"""Where the money of a closed order is: three stages, sum, method and date."""

from starlette.responses import Response

from mock_site import payments
from mock_site.layouts.shared.order import wanted
from mock_site.orders import Order, PaidWith, Refund, RefundStage
from mock_site.visits import Visit

_HINTS = {
    RefundStage.REFUNDED: "refund.refunded_hint",
    RefundStage.ON_BALANCE: "refund.on_balance_hint",
}


def page(visit: Visit) -> Response:
    order = wanted(visit, "refund")
    if order is None:
        return visit.problem("order", 404)
    refund = order.refund
    return visit.page(
        "refund.html",
        places=("refund.view",),
        order=order,
        stages=_stages(refund),
        amount=refund.amount,
        method=_method(order),
        due=refund.lands_at or payments.due(refund, order.paid_with),
        hint=_HINTS.get(refund.stage),
    )


def _method(order: Order) -> str:
    is_on_balance = order.refund.stage is RefundStage.ON_BALANCE
    return PaidWith.BALANCE if is_on_balance else order.paid_with


def _stages(refund: Refund) -> list[dict[str, object]]:
    """The three stages with the time each began; none where nothing is paid back."""
    if refund.stage is RefundStage.NONE:
        return []
    is_on_balance = refund.stage is RefundStage.ON_BALANCE
    begun = (
        (RefundStage.EXPECTED, refund.expected_at),
        (RefundStage.PROCESSING, refund.processing_at),
        (RefundStage.ON_BALANCE if is_on_balance else RefundStage.REFUNDED, refund.refunded_at),
    )
    return [{"code": stage, "since": since, "now": stage is refund.stage} for stage, since in begun]
