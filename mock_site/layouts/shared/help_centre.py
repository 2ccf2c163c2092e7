"""The help centre: questions and answers, with the times of this shop's own terms, and support."""

from typing import Any

from starlette.responses import Response

from mock_site.addresses import HELP_TOPIC
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit

TOPICS = (
    "cancel_unpaid",
    "cancel_verifying",
    "cancel_paid",
    "seller_silent",
    "shipped",
    "refund_when",
    "refund_late",
    "balance",
    "dispute",
    "frozen",
    "deleted",
    "blocked",
)
_TOPIC_OF = {
    OrderStatus.UNPAID: "cancel_unpaid",
    OrderStatus.VERIFYING: "cancel_verifying",
    OrderStatus.TO_SHIP: "cancel_paid",
    OrderStatus.IN_CANCEL: "seller_silent",
    OrderStatus.PARTLY_SHIPPED: "shipped",
    OrderStatus.SHIPPED: "shipped",
    OrderStatus.IN_ISSUE: "dispute",
    OrderStatus.FROZEN: "frozen",
}


def index(visit: Visit) -> Response:
    """All questions, or those that a search finds."""
    search = visit.query("search")
    limits = _limits(visit)
    topics = [_topic(visit, name, limits) for name in TOPICS]
    found = [topic for topic in topics if _matches(topic, search)]
    return visit.page("help_index.html", topics=found, search=search)


def topic(visit: Visit) -> Response:
    name = visit.request.path_params["topic"]
    if name not in TOPICS:
        return visit.problem("not_found", 404)
    return visit.page("help_topic.html", topic=_topic(visit, name, _limits(visit)))


def contact(visit: Visit) -> Response:
    return visit.page(
        "help_contact.html", order=visit.query("orderId"), sent=False, missing_text=False
    )


def ask_support(visit: Visit) -> Response:
    """Take a message to support; nothing follows from it but the thanks."""
    words = visit.field("text").strip()
    answer = "received" if words else "refused_text"
    visit.record("support", changed=bool(words), answer=answer)
    return visit.page(
        "help_contact.html",
        200 if words else 400,
        order=visit.field("orderId"),
        sent=bool(words),
        missing_text=not words,
    )


def topic_url(order: Order) -> str:
    """Where the question about an order in this state is answered."""
    closed = "refund_when" if order.refund.expected_at else "deleted"
    return HELP_TOPIC.format(topic=_TOPIC_OF.get(order.status, closed))


def _topic(visit: Visit, name: str, limits: dict[str, Any]) -> dict[str, str]:
    words = visit.wording
    return {
        "url": HELP_TOPIC.format(topic=name),
        "question": words.text(f"help.topic.{name}.question"),
        "answer": words.text(f"help.topic.{name}.answer", **limits),
    }


def _limits(visit: Visit) -> dict[str, Any]:
    """What this shop's terms are, in words that answers quote."""
    terms, span = visit.shop.terms, visit.wording.span
    return {
        "to_pay": span(terms.to_pay),
        "to_verify": span(terms.to_verify),
        "to_answer": span(terms.to_answer),
        "to_ship": span(terms.to_ship),
        "dispute_after": span(terms.dispute_after_shipping),
        "dispute_until": span(terms.dispute_after_ending),
        "to_answer_dispute": span(terms.to_answer_dispute),
        "most_unpaid": terms.most_unpaid,
    }


def _matches(topic: dict[str, str], search: str) -> bool:
    words = search.casefold().split()
    text = f"{topic['question']} {topic['answer']}".casefold()
    return all(word in text for word in words)
