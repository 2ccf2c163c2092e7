import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from automator.result import OrderResult, Result
from flows.domain.advice import Advice, advise
from flows.domain.cancellation import Reason
from flows.domain.money import Money
from flows.domain.orders import Control, EndReason, Order, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Method, Refund, RefundStage
from flows.seller_answer import AnswerKind
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW


def result(*orders: OrderResult, **more: Any) -> Result:
    known = {"command": "cancel", "account": "ann", "shop": "https://shop.example"}
    return Result(**{**known, "at": NOW, "message": "Told.", "orders": orders, **more})


def of(order: Order | None = None, outcome: Outcome = Outcome.DONE, **more: Any) -> OrderResult:
    return OrderResult(id=ID, outcome=outcome, message="Done.", order=order, **more)


def test_a_document_has_every_field_of_the_contract() -> None:
    order = order_in(
        Status.CANCELLED,
        seller="Ann",
        total=Money(Decimal("12.30"), "USD"),
        placed_at=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
        titles=("Lamp",),
        end_reason=EndReason.CANCELLED_WITH_SELLER,
        controls=frozenset({Control.REMOVE}),
    )
    advice = advise(order, NOW)
    refund = Refund(
        RefundStage.PROCESSING, Money(Decimal("12.30"), "USD"), Method.CARD, since=NOW, due=NOW
    )
    told = of(
        order,
        advice=advice,
        reason=Reason.NOT_NEEDED,
        sent_at=NOW,
        answer=AnswerKind.ACCEPTED,
        answered_at=NOW,
        refund=refund,
        evidence="evidence/1",
        help_url="https://shop.example/help/refund",
    )
    assert json.loads(json.dumps(result(told).document())) == whole_document(advice)


def whole_document(advice: Advice) -> dict[str, Any]:
    return {
        "command": "cancel",
        "account": "ann",
        "shop": "https://shop.example",
        "at": "2026-09-07T10:00:00Z",
        "outcome": "done",
        "message": "Told.",
        "orders": [
            {
                "id": ID,
                "status": "cancelled",
                "end_reason": "cancelled_with_seller",
                "outcome": "done",
                "message": "Done.",
                "total": {"amount": "12.30", "currency": "USD"},
                "placed_at": "2026-09-01T08:30:00Z",
                "seller": "Ann",
                "titles": ["Lamp"],
                "can_cancel": False,
                "deadline": None,
                "advice": {
                    "situation": "money_not_shown",
                    "verdict": "already_cancelled",
                    "why": advice.why,
                    "next_step": advice.next_step,
                    "not_before": None,
                    "not_after": None,
                    "blame": {},
                    "page_differs": None,
                    "help": {"topic": "refund_when", "url": "https://shop.example/help/refund"},
                    "ask_support": advice.ask_support,
                },
                "cancellation": {
                    "reason": "not_needed",
                    "planned_at": None,
                    "sent_at": "2026-09-07T10:00:00Z",
                    "answer": "accepted",
                    "answered_at": "2026-09-07T10:00:00Z",
                },
                "refund": {
                    "stage": "processing",
                    "amount": "12.30",
                    "currency": "USD",
                    "method": "card",
                    "since": "2026-09-07T10:00:00Z",
                    "due": "2026-09-07T10:00:00Z",
                },
                "dispute": None,
                "evidence": "evidence/1",
                "messages": None,
                "tracking": None,
            }
        ],
    }


def test_absent_facts_are_null_and_never_guessed() -> None:
    document = of().document()
    told = {name for name, value in document.items() if value is not None and value != []}
    assert told == {"id", "outcome", "message"}


def test_an_order_read_from_the_list_does_not_claim_what_can_be_pressed() -> None:
    assert of(order_in(Status.SHIPPED, controls=None)).document()["can_cancel"] is None


def test_a_refund_of_which_little_is_known_says_so() -> None:
    refund = of(refund=Refund(RefundStage.EXPECTED)).document()["refund"]
    assert refund.pop("stage") == "expected"
    assert set(refund.values()) == {None}


def test_a_day_without_a_time_stays_a_day() -> None:
    order = order_in(Status.SHIPPED, placed_at=date(2026, 9, 1))
    assert of(order).document()["placed_at"] == "2026-09-01"


@pytest.mark.parametrize(
    ("facts", "cancellation"),
    [
        ({}, False),
        ({"reason": Reason.OTHER}, True),
        ({"sent_at": NOW}, True),
        ({"answer": AnswerKind.WAITING}, True),
    ],
)
def test_an_order_that_nobody_cancelled_has_no_cancellation(
    facts: dict[str, Any], cancellation: bool
) -> None:
    assert (of(**facts).document()["cancellation"] is not None) is cancellation


def test_the_worst_of_the_orders_decides() -> None:
    told = result(of(), of(outcome=Outcome.UNCONFIRMED), of(outcome=Outcome.PENDING))
    assert told.outcome is Outcome.UNCONFIRMED
    assert told.document()["outcome"] == "unconfirmed"


def test_an_outcome_of_the_command_itself_counts_with_those_of_the_orders() -> None:
    assert result(of(), own_outcome=Outcome.SHOP_CHANGED).outcome is Outcome.SHOP_CHANGED
    worse = result(of(outcome=Outcome.FAILED), own_outcome=Outcome.SHOP_CHANGED)
    assert worse.outcome is Outcome.FAILED


def test_a_command_that_concerns_no_order_is_done() -> None:
    told = result(more={"facts": []})
    assert told.outcome is Outcome.DONE
    assert told.document()["facts"] == []
