"""Cancelling: the dialog or page with the reasons, and the shop's answer to what was sent."""

from typing import Any

from starlette.responses import Response

from mock_site import buyer_acts, cancelling
from mock_site.layouts.shared import states
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
        return visit.page("cancel_answer.html", answer=_MESSAGES[refusal])
    return visit.page("cancel_dialog.html", places=("cancel.submit",), **_form(visit, order))


def page(visit: Visit) -> Response:
    """The same as a page of its own, which a new tab shows."""
    order = wanted(visit, "cancel_page")
    if order is None:
        return visit.problem("order", 404)
    if refusal := cancelling.refusal(order, visit.shop.clock.now()):
        return visit.page("cancel_page.html", answer=_MESSAGES[refusal], order_id=order.id)
    facts = _form(visit, order)
    return visit.page("cancel_page.html", places=("cancel.submit",), answer=None, **facts)


def send(visit: Visit) -> Response:
    """Hand the cancellation to the shop, once per request, and show what it says."""
    answer = visit.ask(buyer_acts.cancel(visit.field("reason"), visit.field("note")))
    if answer.code in _MESSAGES:
        return _answer(visit, _MESSAGES[answer.code])
    return visit.problem("order", 404) if answer.code == "unknown_order" else Response("", 400)


def _answer(visit: Visit, answer: str) -> Response:
    """The answer as a piece of HTML, for the dialog or for the page that was sent."""
    if visit.shop.variant.cancel_opens == "tab":
        order_id = visit.field("orderId")
        return visit.page("cancel_page_answer.html", answer=answer, order_id=order_id)
    return visit.page("cancel_answer.html", answer=answer)


def _form(visit: Visit, order: Order) -> dict[str, Any]:
    return {
        "order": order,
        "items": states.pictured_items(order),
        "asks_seller": cancelling.asks_seller(order),
        "reasons": _reasons(visit, order),
    }


def _reasons(visit: Visit, order: Order) -> list[tuple[str, str]]:
    kind = "unpaid" if order.status is OrderStatus.UNPAID else "paid"
    codes = cancelling.reasons(order)
    return [(code, visit.wording.text(f"cancel.{kind}.{code}")) for code in codes]
