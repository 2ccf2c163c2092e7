"""What must hold after a soak: what was told, the ledger, and the shop's truth are the same."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Rows = Sequence[Mapping[str, Any]]

_CANCELLED = {"buyer_cancel_notpay_order", "cancel_order_close_trade", "buyer_cancel_order_in_risk"}
# How an order may be told of, by its status in the shop. What was said to be sent and did not show
# is for a person; of the seller's "no" the order stands as before.
_TOLD = {
    "FINISH": {"done"},
    "IN_CANCEL": {"pending"},
    "PLACE_ORDER_SUCCESS": {"needs_person"},
    "WAIT_SELLER_SEND_GOODS": {"needs_person", "declined"},
    "WAIT_BUYER_ACCEPT_GOODS": {"declined", "refused"},
}
_ONCE = {"cancellation_accepted", "cancellation_declined", "seller_answer", "refund_landed"}


def faults(
    asked: Sequence[str], told: Rows, truth: Mapping[str, Mapping[str, Any]], sent: Rows, kept: Rows
) -> Iterator[str]:
    """Sentences. `sent` is what reached the shop, `kept` the rows of the ledger."""
    effects = Counter(entry["order"] for entry in sent if entry["changed"])
    yield from (
        f"Order {it} was cancelled {count} times." for it, count in effects.items() if count > 1
    )
    strangers = {entry["order"] for entry in sent} - set(asked)
    yield from (f"Order {it} was never asked for." for it in sorted(strangers))
    missing = set(asked) - {entry["id"] for entry in told}
    yield from (f"Nothing was told of order {it}." for it in sorted(missing))
    for entry in told:
        yield from _of_order(entry, truth[entry["id"]], effects[entry["id"]], kept)


def _of_order(
    told: Mapping[str, Any], truth: Mapping[str, Any], effects: int, kept: Rows
) -> Iterator[str]:
    order, status = told["id"], truth["status"]
    is_cancelled = truth["end_reason"] in _CANCELLED
    if told["outcome"] not in _TOLD.get(status, set()) or (status == "FINISH" and not is_cancelled):
        yield f"Order {order} is {status} ({truth['end_reason']}), but told as {told['outcome']}."
    if (is_cancelled or status == "IN_CANCEL") and effects != 1:
        yield f"Order {order} is {status}, and {effects} cancellations took effect."
    own = [row for row in kept if row.get("order_id") == order]
    states = Counter(row["state"] for row in own if row["table"] == "attempts")
    if (is_cancelled or status == "IN_CANCEL") and states["accepted"] != 1:
        yield f"Order {order} is {status}, but its attempts in the ledger are {dict(states)}."
    facts = Counter(row["kind"] for row in own if row["table"] == "facts")
    yield from (
        f"Order {order} has the fact {kind} {facts[kind]} times."
        for kind in sorted(_ONCE)
        if facts[kind] > 1
    )
