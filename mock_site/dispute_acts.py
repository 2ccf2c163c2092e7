"""What happens to an order in dispute, each an act as in `acts`."""

from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from mock_site.acts import NotPossible, finished, moved, only, resumed, stopped
from mock_site.disputes import Dispute, DisputeReason, DisputeStage
from mock_site.evidence import Evidence
from mock_site.messages import Message, Party
from mock_site.orders import Order
from mock_site.statuses import EndReason, OrderStatus

_CENT = Decimal("0.01")
_NOTHING = Decimal("0.00")


def opened(
    order: Order,
    at: datetime,
    *,
    reason: DisputeReason,
    wanted: Decimal,
    received: bool = False,
    text: str = "",
    files: tuple[Evidence, ...] = (),
) -> Order:
    """The buyer wants money back; whatever timer ran stands still until the dispute is over."""
    dispute = Dispute(
        reason=reason,
        received=received,
        wanted=wanted,
        opened_at=at,
        before=stopped(order, at),
        talks=(Message("buyer", text, at, files),) if text or files else (),
    )
    disputed = moved(order, OrderStatus.IN_ISSUE, at, order.terms.to_answer_dispute)
    return replace(disputed, dispute=dispute, end_reason=None, ended_at=None)


def accepted(order: Order, at: datetime) -> Order:
    """The seller pays back all that is wanted."""
    dispute = _in(order, "accept", DisputeStage.SELLER)
    return _agreed(order, at, dispute.wanted, "seller")


def offered(order: Order, at: datetime, amount: Decimal) -> Order:
    """The seller would pay back this much; nothing is a refusal. The buyer has to answer."""
    dispute = _in(order, "offer", DisputeStage.SELLER)
    if amount > dispute.wanted:
        raise NotPossible(order, f"an offer of more than the {dispute.wanted} wanted")
    word = replace(dispute, stage=DisputeStage.BUYER, offered=amount, offered_at=at)
    return replace(order, deadline=at + order.terms.to_answer_offer, dispute=word)


def refused(order: Order, at: datetime) -> Order:
    """The seller pays back nothing."""
    return offered(order, at, _NOTHING)


def offer_accepted(order: Order, at: datetime) -> Order:
    """The buyer takes what the seller offered, which silence amounts to."""
    dispute = _in(order, "accept_offer", DisputeStage.BUYER)
    return _agreed(order, at, dispute.offered or _NOTHING, "buyer")


def escalated(order: Order, at: datetime) -> Order:
    """The shop takes the decision over: the buyer rejects the offer, or the seller says nothing."""
    dispute = _in(order, "escalate", DisputeStage.SELLER, DisputeStage.BUYER)
    taken_over = replace(dispute, stage=DisputeStage.PLATFORM, escalated_at=at)
    return replace(order, deadline=at + order.terms.to_decide, dispute=taken_over)


def decided(order: Order, at: datetime, amount: Decimal | None = None) -> Order:
    """The dispute ends with this much paid back; else with what the shop finds right."""
    dispute = _open_dispute(order, "settle_dispute")
    granted = _share(dispute.wanted, order.seller.decided_share) if amount is None else amount
    if granted > order.total:
        raise NotPossible(order, f"paying back more than the {order.total} paid")
    return finished(order, EndReason.ISSUE, at, pays_back=granted)


def withdrawn(order: Order, at: datetime) -> Order:
    """The buyer gives the dispute up: the order is again what it was, with the time it had left."""
    dispute = _open_dispute(order, "withdraw")
    over = replace(dispute, stage=DisputeStage.WITHDRAWN, ended_at=at)
    return replace(resumed(order, dispute.before, at), dispute=over)


def argued(order: Order, at: datetime, message: Message) -> Order:
    """Another word, and perhaps evidence, in the talks about a dispute."""
    del at  # the message has its own
    dispute = _open_dispute(order, "argue")
    return replace(order, dispute=replace(dispute, talks=(*dispute.talks, message)))


def answered_by_the_seller(order: Order, at: datetime) -> Order:
    """What a seller who offers something offers."""
    wanted = _open_dispute(order, "offer").wanted
    return offered(order, at, _share(wanted, order.seller.offers_share))


def timed_out(order: Order, at: datetime) -> Order:
    """Whoever had to speak did not."""
    match _open_dispute(order, "time_out").stage:
        case DisputeStage.SELLER:
            return escalated(order, at)
        case DisputeStage.BUYER:
            return offer_accepted(order, at)
        case _:
            return decided(order, at)


def _agreed(order: Order, at: datetime, amount: Decimal, by: Party) -> Order:
    """Buyer and seller are at one, as one of them takes what the other said."""
    dispute = replace(_open_dispute(order, "agree"), ended_by=by)
    return decided(replace(order, dispute=dispute), at, amount)


def _in(order: Order, act: str, *stages: DisputeStage) -> Dispute:
    dispute = _open_dispute(order, act)
    if dispute.stage not in stages:
        raise NotPossible(order, f"{act} in a dispute at {dispute.stage}")
    return dispute


def _open_dispute(order: Order, act: str) -> Dispute:
    only(order, act, OrderStatus.IN_ISSUE)
    if order.dispute is None:
        raise NotPossible(order, act)
    return order.dispute


def _share(amount: Decimal, share: Decimal) -> Decimal:
    return (amount * share).quantize(_CENT, ROUND_HALF_UP)
