"""Why the shop does not do what a buyer wants about a dispute, in a sentence."""

from datetime import datetime

from mock_site import buyer_acts
from mock_site.disputes import Dispute, DisputeStage
from mock_site.evidence import LARGEST_FILE, MOST_FILES
from mock_site.messages import LONGEST
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.wording import Wording

_MEGABYTE = 1024 * 1024


def why_not_opened(order: Order, wording: Wording, now: datetime) -> str | None:
    """Why no dispute can be opened about the order now, None where one can."""
    code = buyer_acts.dispute_refusal(order, now)
    return code and sentence(code, order, wording)


def sentence(code: str, order: Order, wording: Wording) -> str:
    """What a decision's code means for this order."""
    begins, ends = buyer_acts.dispute_window(order)
    code = _state(order) if code == "refused_state" else code
    return wording.text(
        f"dispute.refused.{code.removeprefix('refused_')}",
        begins=wording.minute(begins) if begins else "",
        ends=wording.minute(ends) if ends else "",
        total=wording.money(order.total, order.currency),
        **limits(),
    )


def limits() -> dict[str, int]:
    """The limits that sentences speak of."""
    return {
        "characters": LONGEST,
        "files": MOST_FILES,
        "megabytes": LARGEST_FILE // _MEGABYTE,
    }


def _state(order: Order) -> str:
    dispute: Dispute | None = order.dispute
    if order.status in {OrderStatus.IN_ISSUE, OrderStatus.FROZEN}:
        return order.status
    if dispute and dispute.stage is DisputeStage.ENDED:
        return "decided"
    return "closed" if order.end_reason else "not_sent"
