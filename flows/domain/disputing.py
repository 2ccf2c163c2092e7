"""When a dispute can be opened, and what its buyer has to know and do by when."""

from dataclasses import dataclass
from datetime import datetime

from flows.domain.advice import advise
from flows.domain.disputes import PARCEL_CAME, Dispute, DisputeReason, DisputeStage
from flows.domain.limits import DISPUTE_AFTER_RECEIPT
from flows.domain.moments import minute
from flows.domain.orders import EndReason, Order, Status
from flows.domain.situations import Known, Situation

_SHIPPED = {Status.SHIPPED, Status.PARTLY_SHIPPED}
_DISPUTABLE = {*_SHIPPED, Status.COMPLETED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether a dispute can be opened now.

    `why_not` is a sentence, None where it can; `opens` and `closes` are None where not known.
    """

    why_not: str | None = None
    opens: datetime | None = None
    closes: datetime | None = None

    @property
    def told(self) -> str:
        """A sentence for the buyer."""
        until = f" until {minute(self.closes)}" if self.closes else ""
        return self.why_not or f"A dispute can be opened now{until}."


def opening(order: Order, now: datetime, known: Known | None = None) -> Opening:
    """By the rules, and by the dates on the order's page where it names them."""
    if order.is_deleted:
        return Opening(
            why_not="The order is among the deleted ones: restore it first (unbuy restore)."
        )
    if order.status not in _DISPUTABLE:
        return Opening(why_not=_no_matter_when(order, now))
    advice = advise(order, now, known)
    opens, closes = advice.not_before, _closes(order)
    if opens and now < opens:
        why = f"It is too early: a dispute can be opened from {minute(opens)} on."
        return Opening(why_not=why, opens=opens, closes=closes)
    if closes and closes <= now:
        why = f"It is too late: the time to open a dispute ended on {minute(closes)}."
        return Opening(why_not=why, closes=closes)
    return Opening(closes=closes)


def parcel_came(reason: DisputeReason, order: Order) -> bool:
    """What the reason says of the parcel; where it says nothing, whether the order was received."""
    came = PARCEL_CAME[reason]
    return order.status is Status.COMPLETED if came is None else came


def advice_on(dispute: Dispute) -> str:
    """What the buyer should do now."""
    by = f" by {minute(dispute.answer_by)}" if dispute.answer_by else ""
    return _NEXT[_turn(dispute)].format(by=by, offer=dispute.offered)


def _turn(dispute: Dispute) -> str:
    if dispute.stage is DisputeStage.BUYER and not dispute.has_offer:
        return "refused"
    if dispute.stage is DisputeStage.ENDED and dispute.granted and not dispute.granted.amount:
        return "lost"
    return dispute.stage


_NEXT = {
    "seller": "Wait: the seller has to answer{by}; after that the shop decides.",
    "buyer": "Answer{by}: take the {offer} (--accept) or let the shop decide (--escalate)."
    " Silence accepts the offer.",
    "refused": "The seller pays nothing: let the shop decide{by} (--escalate). Silence ends the"
    " dispute without money.",
    "shop": "Wait: the shop decides{by}. Until then you can add words and files.",
    "on_hold": "Wait: the shop looks into a complaint about the seller first.",
    "withdrawn": "The order goes on; while it is protected, another dispute can be opened.",
    "ended": "It is decided. `unbuy watch` follows the money.",
    "lost": "It is decided: nothing is paid back, and that is final.",
}


def _closes(order: Order) -> datetime | None:
    if order.dispute_until:
        return order.dispute_until
    if order.status in _SHIPPED:
        return order.deadline
    return order.ended_at and order.ended_at + DISPUTE_AFTER_RECEIPT.span


def _no_matter_when(order: Order, now: datetime) -> str:
    if order.status is Status.IN_DISPUTE:
        return "A dispute about this order is open already: --text and --file add to it."
    if order.end_reason is EndReason.DISPUTE_ENDED:
        return "The dispute about this order is decided, and that is final."
    advice = advise(order, now)
    if order.status.is_over:
        return f"The order is closed, so there is nothing to dispute. {advice.why}"
    if advice.situation is Situation.FROZEN:
        return advice.why
    return f"The order is not shipped yet, so there is nothing to dispute. {advice.why}"
