"""What a command has to say: the contract's JSON document, and the same for people."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from flows.domain.advice import Advice
from flows.domain.cancellation import Reason
from flows.domain.claims import Claim
from flows.domain.disputes import Dispute, Said
from flows.domain.disputing import advice_on
from flows.domain.messages import Message
from flows.domain.moments import iso
from flows.domain.money import Money
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome, worst
from flows.domain.parcels import Parcel
from flows.domain.refunds import Refund
from flows.seller_answer import AnswerKind


@dataclass(frozen=True, slots=True)
class PlanStep:
    """What a plan does with an order, by which rule (None: by none), and why nothing is done."""

    rule: str | None
    action: str
    why_not: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderResult:
    """One order in the answer of a command; what is not known stays None.

    `claim` is its line in the money table, `help_url` where the shop itself answers the question
    that the advice is about.
    """

    id: str
    outcome: Outcome
    message: str
    order: Order | None = None
    advice: Advice | None = None
    reason: Reason | None = None
    sent_at: datetime | None = None
    answer: AnswerKind | None = None
    answered_at: datetime | None = None
    planned_at: datetime | None = None
    refund: Refund | None = None
    claim: Claim | None = None
    dispute: Dispute | None = None
    evidence: str | None = None
    help_url: str | None = None
    messages: Sequence[Message] | None = None
    parcels: Sequence[Parcel] | None = None
    plan: PlanStep | None = None

    def document(self) -> dict[str, Any]:
        order = self.order
        of_plan = {"plan": asdict(self.plan)} if self.plan else {}
        return {
            "id": self.id,
            "status": order and order.status,
            "end_reason": order and order.end_reason,
            "outcome": self.outcome,
            "message": self.message,
            "total": _money(order.total) if order else None,
            "placed_at": _time(order.placed_at) if order else None,
            "seller": order and order.seller,
            "titles": list(order.titles) if order else [],
            "can_cancel": order and order.can_cancel,
            "deadline": _time(order.deadline) if order else None,
            "advice": self.advice and _advice(self.advice, self.help_url),
            "cancellation": self._cancellation(),
            "refund": self.refund and _refund(self.refund) | _claim(self.claim),
            "dispute": self.dispute and _dispute(self.dispute),
            "evidence": self.evidence,
            "messages": None if self.messages is None else list(map(_message, self.messages)),
            "tracking": None if self.parcels is None else list(map(_parcel, self.parcels)),
            **of_plan,
        }

    def _cancellation(self) -> dict[str, Any] | None:
        if not (self.reason or self.sent_at or self.answer or self.planned_at):
            return None
        return {
            "reason": self.reason,
            "planned_at": _time(self.planned_at),
            "sent_at": _time(self.sent_at),
            "answer": self.answer,
            "answered_at": _time(self.answered_at),
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """The same for spreadsheets: the names of the columns, and rows of as many texts."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The whole answer; the worst of its orders decides unless an outcome is given.

    `sheet`, or `lines` as they are, is printed instead of the tables where that is asked for.
    `evidence` is the folder of a run that stopped as a whole.
    """

    command: str
    account: str | None
    shop: str | None
    at: datetime
    message: str
    orders: Sequence[OrderResult] = ()
    own_outcome: Outcome = Outcome.DONE
    more: dict[str, Any] = field(default_factory=dict)
    sheet: Sheet | None = None
    lines: Sequence[str] | None = None
    evidence: str | None = None

    @property
    def outcome(self) -> Outcome:
        return worst([self.own_outcome, *(order.outcome for order in self.orders)])

    def document(self) -> dict[str, Any]:
        return {
            "command": self.command,
            "account": self.account,
            "shop": self.shop,
            "at": _time(self.at),
            "outcome": self.outcome,
            "message": self.message,
            "orders": [order.document() for order in self.orders],
            **self.more,
        }


def _money(money: Money | None) -> dict[str, str] | None:
    return {"amount": str(money.amount), "currency": money.currency} if money else None


def _advice(advice: Advice, help_url: str | None) -> dict[str, Any]:
    return {
        "situation": advice.situation,
        "verdict": advice.verdict,
        "why": advice.why,
        "next_step": advice.next_step,
        "not_before": _time(advice.not_before),
        "not_after": _time(advice.not_after),
        "blame": {reason.value: blame for reason, blame in advice.reasons},
        "page_differs": advice.page_differs,
        "help": {"topic": advice.help, "url": help_url} if advice.help else None,
        "ask_support": advice.ask_support,
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "at": _time(message.at),
        "from": message.sender,
        "text": message.text,
        "files": list(message.files),
    }


def _parcel(parcel: Parcel) -> dict[str, Any]:
    return {
        "carrier": parcel.carrier,
        "numbers": list(parcel.numbers),
        "arrival": parcel.arrival,
        "events": [
            {"at": _time(it.at), "text": it.text, "place": it.place} for it in parcel.stations
        ],
    }


def _refund(refund: Refund) -> dict[str, Any]:
    return {
        "stage": refund.stage,
        "amount": refund.amount and str(refund.amount.amount),
        "currency": refund.amount and refund.amount.currency,
        "method": refund.method,
        "since": _time(refund.since),
        "due": _time(refund.due),
    }


def _claim(claim: Claim | None) -> dict[str, Any]:
    if claim is None:
        return {}
    return {
        "method": claim.method,
        "due": _time(claim.due),
        "owed": _money(claim.owed),
        "part_of": _money(claim.paid),
        "where": claim.where,
        "overdue": claim.is_overdue,
        "stalled": claim.is_stalled,
        "received_at": _time(claim.refund.received_at),
    }


def _dispute(dispute: Dispute) -> dict[str, Any]:
    return {
        "stage": dispute.stage,
        "state": dispute.state,
        "told": dispute.told,
        "answer_by": _time(dispute.answer_by),
        "next_step": advice_on(dispute),
        "reason": dispute.reason,
        "reason_words": dispute.reason_words,
        "received": dispute.received,
        "wanted": _money(dispute.wanted),
        "offered": _money(dispute.offered),
        "granted": _money(dispute.granted),
        "opened_at": _time(dispute.opened_at),
        "talks": list(map(_said, dispute.talks)),
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "by": said.by,
        "at": _time(said.at),
        "deed": said.deed or None,
        "text": said.text or None,
        "files": [{"name": file.name, "size": file.size} for file in said.files],
    }


def _time(moment: date | datetime | None) -> str | None:
    return iso(moment) if moment else None
