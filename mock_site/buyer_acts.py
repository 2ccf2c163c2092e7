"""What a buyer may ask the shop to do with an order, and how the shop decides.

A decision is an outcome: its code, and the order after it where something changes. Codes that begin
with "refused" or "unknown" change nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from mock_site import acts, cancelling, dispute_acts, evidence
from mock_site.disputes import REASONS, Dispute, DisputeReason, DisputeStage
from mock_site.evidence import Evidence
from mock_site.messages import LONGEST, Message, tidy
from mock_site.orders import Deleted, Order
from mock_site.refunds import PaidWith
from mock_site.statuses import EndReason, OrderStatus

MOST_EXTENSION_DAYS = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the shop says; `after` is None where it refuses."""

    code: str
    after: Order | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A buyer's wish: its name in the log, the place of its faults, and the shop's decision."""

    action: str
    place: str
    decide: Callable[[Order, datetime], Outcome]


UNKNOWN_ORDER = Outcome("unknown_order")
_REFUSED = Outcome("refused_state")
_DISPUTABLE = (OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED)
_ENDED_WELL = (EndReason.ACCEPTED, EndReason.ACCEPT_TIMEOUT)


def _asked(
    action: str, act: acts.Act, allowed: Callable[[Order], bool], code: str, place: str = ""
) -> Asked:
    """A wish that is granted wherever the order allows it."""

    def decide(order: Order, at: datetime) -> Outcome:
        return Outcome(code, act(order, at)) if allowed(order) else _REFUSED

    return Asked(action, place or f"{action}.submit", decide)


def cancel(reason: str, note: str = "") -> Asked:
    """Cancel, or ask the seller to; the note goes to the seller."""

    def decide(order: Order, at: datetime) -> Outcome:
        if refusal := cancelling.refusal(order, at):
            return Outcome(refusal)
        if reason not in cancelling.reasons(order):
            return Outcome("unknown_reason")
        after = replace(cancelling.cancelled(order, at), cancel_reason=reason)
        if words := tidy(note):
            after = acts.told(after, at, Message("buyer", words[:LONGEST], at))
        is_over = after.status is OrderStatus.FINISH
        return Outcome("cancelled" if is_over else "requested", after)

    return Asked("cancel.submit", "cancel.submit", decide)


def pay(method: PaidWith) -> Asked:
    return _asked(
        "pay",
        lambda order, at: acts.paid(order, at, method),
        lambda order: order.status is OrderStatus.UNPAID,
        "paid",
    )


def confirm_receipt() -> Asked:
    """Release the money to the seller."""
    return _asked("confirm_receipt", acts.received, can_confirm, "received", "confirm.submit")


def extend(days: int) -> Asked:
    """Agree to more time for the seller, who asked for it."""

    def decide(order: Order, at: datetime) -> Outcome:
        if order.status is not OrderStatus.TO_SHIP or not order.extension_asked_days:
            return _REFUSED
        if not 1 <= days <= MOST_EXTENSION_DAYS:
            return Outcome("refused_days")
        return Outcome("extended", acts.extended(order, at, days))

    return Asked("extend", "extend.submit", decide)


def message(text: str) -> Asked:
    """Write to the seller."""

    def decide(order: Order, at: datetime) -> Outcome:
        words = tidy(text)
        if not words or len(words) > LONGEST:
            return Outcome("refused_text")
        return Outcome("sent", acts.told(order, at, Message("buyer", words, at)))

    return Asked("message", "message.submit", decide)


def delete() -> Asked:
    """Put a closed order among the deleted ones."""
    return _asked("delete", _put("recycle"), can_delete, "deleted")


def restore() -> Asked:
    return _asked("restore", _put(None), _is_in_recycle, "restored")


def purge() -> Asked:
    """Delete for ever: no page shows the order any more, and no dispute can be opened."""
    return _asked("purge", _put("purged"), _is_in_recycle, "purged")


def open_dispute(
    *, reason: str, wanted: Decimal, received: bool, text: str, files: tuple[Evidence, ...] = ()
) -> Asked:
    """Want money back for what was sent, or was said to be."""

    def decide(order: Order, at: datetime) -> Outcome:
        if refusal := dispute_refusal(order, at):
            return Outcome(refusal)
        if reason not in REASONS[received]:
            return Outcome("unknown_reason")
        if not 0 < wanted <= order.total:
            return Outcome("refused_amount")
        words = tidy(text)
        if len(words) > LONGEST:
            return Outcome("refused_text")
        if refusal := evidence.refusal(files):
            return Outcome(refusal)
        after = dispute_acts.opened(
            order,
            at,
            reason=DisputeReason(reason),
            wanted=wanted,
            received=received,
            text=words,
            files=files,
        )
        return Outcome("opened", after)

    return Asked("dispute.open", "dispute.submit", decide)


def accept_offer() -> Asked:
    """Take what the seller offers in a dispute."""
    return _asked(
        "dispute.accept", dispute_acts.offer_accepted, _has_offer, "settled", "dispute.submit"
    )


def escalate() -> Asked:
    """Reject the offer and let the shop decide."""
    return _asked(
        "dispute.escalate", dispute_acts.escalated, _is_asked, "escalated", "dispute.submit"
    )


def withdraw() -> Asked:
    """Give a dispute up."""
    return _asked(
        "dispute.withdraw", dispute_acts.withdrawn, _is_disputed, "withdrawn", "dispute.submit"
    )


def argue(text: str, files: tuple[Evidence, ...] = ()) -> Asked:
    """Add a word or evidence to the talks about a dispute."""

    def decide(order: Order, at: datetime) -> Outcome:
        if not order.dispute or not _is_disputed(order):
            return _REFUSED
        words = tidy(text)
        if len(words) > LONGEST or not (words or files):
            return Outcome("refused_text")
        if refusal := evidence.refusal(files, had=len(order.dispute.files)):
            return Outcome(refusal)
        return Outcome("argued", dispute_acts.argued(order, at, Message("buyer", words, at, files)))

    return Asked("dispute.argue", "dispute.submit", decide)


def can_confirm(order: Order) -> bool:
    return order.status in _DISPUTABLE


def can_delete(order: Order) -> bool:
    return order.status is OrderStatus.FINISH and order.deleted is None


def dispute_refusal(order: Order, at: datetime) -> str | None:
    """Why no dispute can be opened, as a code; None where one can."""
    begins, ends = dispute_window(order)
    if begins is None:
        return "refused_state"
    if at < begins:
        return "refused_early"
    if ends and at >= ends:
        return "refused_late"
    return "refused_deleted" if order.deleted else None


def dispute_window(order: Order) -> tuple[datetime | None, datetime | None]:
    """From when and until when a dispute can be opened; None for never, and for no end known."""
    sent_at = order.shipped_at
    is_over = order.dispute is not None and order.dispute.stage is DisputeStage.ENDED
    if sent_at is None or is_over:
        return None, None
    if order.status in _DISPUTABLE:
        return order.returned_at or sent_at + order.terms.dispute_after_shipping, order.deadline
    if order.end_reason in _ENDED_WELL and order.ended_at:
        return sent_at, order.ended_at + order.terms.dispute_after_ending
    return None, None


def _put(where: Deleted | None) -> acts.Act:
    def act(order: Order, at: datetime) -> Order:
        del at
        return replace(order, deleted=where)

    return act


def _is_in_recycle(order: Order) -> bool:
    return order.deleted == "recycle"


def _is_disputed(order: Order) -> bool:
    return order.status is OrderStatus.IN_ISSUE


def _stage(order: Order) -> DisputeStage | None:
    dispute: Dispute | None = order.dispute if _is_disputed(order) else None
    return dispute.stage if dispute else None


def _is_asked(order: Order) -> bool:
    return _stage(order) is DisputeStage.BUYER


def _has_offer(order: Order) -> bool:
    return _is_asked(order) and bool(order.dispute and order.dispute.offered)
