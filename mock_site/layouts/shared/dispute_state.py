"""How a dispute stands in words: its state line, what comes next, and the steps it has taken."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from mock_site.disputes import Dispute, DisputeStage
from mock_site.orders import Order
from mock_site.refunds import RefundStage
from mock_site.statuses import OrderStatus
from mock_site.wording import Wording


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `at` is None while it lies ahead."""

    title: str
    at: datetime | None
    is_now: bool = False


def state_line(order: Order, dispute: Dispute) -> str:
    """The key of the one line that says where a dispute stands."""
    if dispute.is_open and order.status is not OrderStatus.IN_ISSUE:
        return "dispute.state.on_hold"
    if dispute.stage is DisputeStage.ENDED and order.refund.stage is not RefundStage.NONE:
        return f"refund.stage.{order.refund.stage}"
    return f"dispute.state.{dispute.stage}"


def explanation(order: Order, dispute: Dispute, wording: Wording, now: datetime) -> str:
    """What is awaited, from whom and for how long; or what came out of it."""
    left = wording.duration(order.deadline - now) if order.deadline else ""
    amount = wording.money(_amount_at_stake(dispute), order.currency)
    return wording.text(
        f"dispute.explained.{_situation(order, dispute)}",
        seller=order.seller_name,
        shop=wording.text("shop.name"),
        left=left,
        amount=amount,
        date=wording.minute(dispute.ended_at or now),
    )


def steps(dispute: Dispute) -> list[Step]:
    """The steps of a dispute in their order; those that it may still skip are left out."""
    is_at = dispute.stage
    taken = [Step("opened", dispute.opened_at), _sellers_step(dispute)]
    if dispute.offered_at:
        answered_at = dispute.escalated_at or dispute.ended_at
        taken.append(Step("buyer", answered_at, is_at is DisputeStage.BUYER))
    if dispute.escalated_at:
        taken.append(Step("platform", dispute.escalated_at, is_at is DisputeStage.PLATFORM))
    is_withdrawn = is_at is DisputeStage.WITHDRAWN
    return [*taken, Step("withdrawn" if is_withdrawn else "ended", dispute.ended_at)]


def _sellers_step(dispute: Dispute) -> Step:
    if dispute.offered_at or dispute.ended_by == "seller":
        return Step("seller", dispute.offered_at or dispute.ended_at)
    if dispute.stage is DisputeStage.SELLER:
        return Step("seller", None, is_now=True)
    return Step("seller_silent", dispute.escalated_at or dispute.ended_at)


def _situation(order: Order, dispute: Dispute) -> str:
    if dispute.is_open and order.status is not OrderStatus.IN_ISSUE:
        return "on_hold"
    match dispute.stage:
        case DisputeStage.BUYER:
            return "offered" if dispute.offered else "refused"
        case DisputeStage.ENDED:
            return f"{dispute.ended_by}_{'granted' if dispute.granted else 'nothing'}"
        case stage:
            return stage


def _amount_at_stake(dispute: Dispute) -> Decimal:
    known = (dispute.granted, dispute.offered)
    return next((amount for amount in known if amount is not None), dispute.wanted)
