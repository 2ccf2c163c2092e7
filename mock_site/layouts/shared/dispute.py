"""Disputes: the page that opens one, and the page of one with its talks and its end."""

from typing import Any

from starlette.datastructures import URL
from starlette.responses import Response

from mock_site import buyer_acts
from mock_site.disputes import REASONS, Dispute, DisputeStage
from mock_site.evidence import LARGEST_FILE, MOST_FILES
from mock_site.layouts.shared import dispute_state, dispute_talks, states
from mock_site.layouts.shared.dispute_refusals import limits, why_not_opened
from mock_site.layouts.shared.order import wanted
from mock_site.layouts.shared.protection import return_pages
from mock_site.messages import LONGEST
from mock_site.orders import Order
from mock_site.statuses import OrderStatus
from mock_site.visits import Visit

DONE = ("opened", "settled", "escalated", "withdrawn")
"""What a page may say that it has just done."""

_RECEIVED = {"yes": True, "no": False}


def start(visit: Visit) -> Response:
    """Ask what the dispute is about, or say why there can be none."""
    order = wanted(visit, "dispute")
    if order is None:
        return visit.problem("order", 404)
    if order.dispute and order.dispute.is_open:
        return visit.go(_with_what_was_done(visit, "dispute_detail", order))
    now = visit.shop.clock.now()
    refusal = why_not_opened(order, visit.wording, now)
    received = _RECEIVED.get(visit.query("received"))
    is_form = refusal is None and received is not None
    return visit.page(
        "dispute_start.html",
        places=("dispute.submit",) if is_form else (),
        refusal=refusal,
        received=received,
        question=return_pages(visit, order),
        reasons={answer: _reasons(visit, received=it) for answer, it in _RECEIVED.items()},
        amount=_plain(visit, order),
        **_of_order(visit, order),
    )


def detail(visit: Visit) -> Response:
    """Where the dispute stands, what can be done about it, and all that was said."""
    order = wanted(visit, "dispute_detail")
    if order is None:
        return visit.problem("order", 404)
    if order.dispute is None:
        return visit.go(_with_what_was_done(visit, "dispute", order))
    return visit.page(
        "dispute_detail.html",
        places=("dispute.submit",) if order.status is OrderStatus.IN_ISSUE else (),
        **_of_order(visit, order),
        **_of_dispute(visit, order, order.dispute),
    )


def _of_order(visit: Visit, order: Order) -> dict[str, Any]:
    done = visit.query("done")
    return {
        "order": order,
        "items": states.pictured_items(order),
        "status": states.status_text(order, visit.wording),
        "done": done if done in DONE else None,
        "largest_file": LARGEST_FILE,
        "most_files": MOST_FILES,
        "longest": LONGEST,
        "limits": limits(),
    }


def _of_dispute(visit: Visit, order: Order, dispute: Dispute) -> dict[str, Any]:
    now = visit.shop.clock.now()
    runs = order.status is OrderStatus.IN_ISSUE
    may_answer = runs and dispute.stage is DisputeStage.BUYER
    return {
        "dispute": dispute,
        "state": dispute_state.state_line(order, dispute),
        "explanation": dispute_state.explanation(order, dispute, visit.wording, now),
        "steps": dispute_state.steps(dispute),
        "talks": dispute_talks.talks(order, dispute, visit.wording),
        "runs": runs,
        "may_answer": may_answer,
        "files_left": MOST_FILES - len(dispute.files),
        "refund_stage": states.refund_stage(order),
        "opens_again": buyer_acts.dispute_refusal(order, now) is None,
    }


def _reasons(visit: Visit, *, received: bool) -> list[tuple[str, str]]:
    return [(code, visit.wording.text(f"dispute.reason.{code}")) for code in REASONS[received]]


def _plain(visit: Visit, order: Order) -> str:
    """The total as one types it in the language."""
    return f"{order.total:.2f}".replace(".", visit.wording.text("number.decimal"))


def _with_what_was_done(visit: Visit, page: str, order: Order) -> str:
    url = URL(visit.addresses.of_order(page, order.id))
    kept = {name: visit.query(name) for name in ("done", "received") if visit.query(name)}
    return str(url.include_query_params(**kept))
