"""How long a buyer is protected: the sentences about disputes on an order's page."""

from datetime import datetime

from starlette.datastructures import URL

from mock_site.buyer_acts import dispute_window
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit
from mock_site.wording import Wording


def protection(order: Order, wording: Wording, now: datetime) -> list[str]:
    """When a dispute can be opened and until when; nothing for an order that can have none."""
    begins, ends = dispute_window(order)
    if begins is None:
        return []
    sentences = []
    if now < begins:
        sentences.append(wording.text("protection.from", date=wording.minute(begins)))
    if ends is None:
        return sentences
    key = "protection.over" if now >= ends else "protection.until"
    return [*sentences, wording.text(key, date=wording.minute(ends))]


def can_ask_for_return(order: Order) -> bool:
    """Whether "Returns/refunds" stands on the order's page: for what was sent and can be kept."""
    begins, _ = dispute_window(order)
    return begins is not None and order.deleted is None


def return_pages(visit: Visit, order: Order) -> dict[str, str]:
    """Where the answers to "Have you received your package?" lead."""
    url = URL(visit.addresses.of_order("dispute", order.id))
    return {answer: str(url.include_query_params(received=answer)) for answer in ("yes", "no")}


def open_dispute_line(order: Order) -> str | None:
    """The key of the state line of a running dispute, for lists."""
    is_disputed = order.status is OrderStatus.IN_ISSUE and order.dispute is not None
    return f"dispute.state.{order.dispute.stage}" if is_disputed and order.dispute else None
