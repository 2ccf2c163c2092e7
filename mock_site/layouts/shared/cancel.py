"""Cancelling: the dialog with its reasons, and the shop's answer to what was sent."""

from starlette.responses import Response

from mock_site import buyer_acts, cancelling
from mock_site.layouts.shared.order import wanted
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit

_MESSAGES = {
    "cancelled": "cancelled",
    "requested": "requested",
    "refused_shipped": "refused_shipped",
    "refused_state": "refused",
}


def dialog(visit: Visit) -> Response:
    """The dialog as a piece of HTML; the refusal where the order can't be cancelled any more."""
    order = wanted(visit, "cancel")
    if order is None:
        return visit.problem("order", 404)
    if refusal := cancelling.refusal(order, visit.shop.clock.now()):
        return _message(visit, _MESSAGES[refusal])
    return visit.page(
        "cancel_dialog.html",
        places=("cancel.submit",),
        order=order,
        asks_seller=cancelling.asks_seller(order),
        reasons=_reasons(visit, order),
    )


def send(visit: Visit) -> Response:
    """Hand the cancellation to the shop, once per request, and show what it says."""
    answer = visit.ask(buyer_acts.cancel(visit.field("reason"), visit.field("note")))
    if answer.code in _MESSAGES:
        return _message(visit, _MESSAGES[answer.code])
    return visit.problem("order", 404) if answer.code == "unknown_order" else Response("", 400)


def _message(visit: Visit, answer: str) -> Response:
    return visit.page("cancel_answer.html", answer=answer)


def _reasons(visit: Visit, order: Order) -> list[tuple[str, str]]:
    kind = "unpaid" if order.status is OrderStatus.UNPAID else "paid"
    codes = cancelling.reasons(order)
    return [(code, visit.wording.text(f"cancel.{kind}.{code}")) for code in codes]
