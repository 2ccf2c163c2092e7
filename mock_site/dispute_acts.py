"""What happens to an order in dispute, each an act as in `acts`."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from mock_site.acts import NotPossible, finished, moved, only, resumed, stopped
from mock_site.disputes import Dispute, DisputeReason, DisputeStage
from mock_site.messages import Message
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
    files: tuple[str, ...] = (),
) -> Order:
    """The buyer wants money back; whatever timer ran stands still until the dispute is over."""
    dispute = Dispute(
        reason=reason,
        received=received,
        wanted=wanted,
        opened_at=at,
        before=stopped(order, at),
        files=files,
        talks=(Message("buyer", text, at),) if text else (),
    )
    disputed = moved(order, OrderStatus.IN_ISSUE, at, order.terms.to_answer_dispute)
    return replace(disputed, dispute=dispute, end_reason=None, ended_at=None)


def accepted(order: Order, at: datetime) -> Order:
    """The seller pays back all that is wanted."""
    return decided(order, at, _in(order, "accept", DisputeStage.SELLER).wanted)


def offered(order: Order, at: datetime, amount: Decimal) -> Order:
    """The seller would pay back this much; nothing is a refusal. The buyer has to answer."""
    dispute = _in(order, "offer", DisputeStage.SELLER)
    if amount > dispute.wanted:
        raise NotPossible(order, f"an offer of more than the {dispute.wanted} wanted")
    lasts = order.terms.to_answer_offer
    return _at_stage(order, at, DisputeStage.BUYER, lasts, offered=amount)


def refused(order: Order, at: datetime) -> Order:
    """The seller pays back nothing."""
    return offered(order, at, _NOTHING)


def offer_accepted(order: Order, at: datetime) -> Order:
    """The buyer takes what the seller offered, which silence amounts to."""
    dispute = _in(order, "accept_offer", DisputeStage.BUYER)
    return decided(order, at, dispute.offered or _NOTHING)


def escalated(order: Order, at: datetime) -> Order:
    """The shop takes the decision over: the buyer rejects the offer, or the seller says nothing."""
    _in(order, "escalate", DisputeStage.SELLER, DisputeStage.BUYER)
    return _at_stage(order, at, DisputeStage.PLATFORM, order.terms.to_decide)


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


def argued(order: Order, at: datetime, message: Message, files: tuple[str, ...] = ()) -> Order:
    """Another word, and perhaps evidence, in the talks about a dispute."""
    del at  # the message has its own
    dispute = _open_dispute(order, "argue")
    talks, files = (*dispute.talks, message), (*dispute.files, *files)
    return replace(order, dispute=replace(dispute, talks=talks, files=files))


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


def _at_stage(
    order: Order,
    at: datetime,
    stage: DisputeStage,
    lasts: timedelta,
    offered: Decimal | None = None,
) -> Order:
    dispute = _open_dispute(order, stage)
    word = dispute.offered if offered is None else offered
    return replace(order, deadline=at + lasts, dispute=replace(dispute, stage=stage, offered=word))


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
