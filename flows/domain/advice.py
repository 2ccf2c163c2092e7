"""Advice on an order: can it be cancelled now, why or why not, what next, from when and until when.

A total function of the order as read, what else is known of it, and the time. The sentences are
data in `situations.toml`, the limits in `limits.py`; what the page itself counts down wins.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from flows.domain.cancellation import Blame, Reason, blame, reasons_for
from flows.domain.limits import WARN_FROM_UNPAID
from flows.domain.moments import minute
from flows.domain.orders import EndReason, Order, Status
from flows.domain.situations import Case, Known, Situation, case_of

TEXTS = Path(__file__).with_name("situations.toml")
_EITHER = re.compile(r"\[([^|\]]*)\|?([^\]]*)\]")
_PLACE = re.compile(r"\{(\w+)\}")


class Verdict(StrEnum):
    """Our rules' answer to "can it be cancelled now?"."""

    CANCEL = "cancel"
    REQUEST = "request"
    ALREADY_CANCELLED = "already_cancelled"
    ALREADY_REQUESTED = "already_requested"
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"
    OVER = "over"


_MAY_SEND = {Verdict.CANCEL, Verdict.REQUEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to tell the buyer.

    `not_before` and `not_after` frame the next step (None: at once, and no end known). `reasons` is
    who is blamed by each reason, where something can be sent. `page_differs` is the page's own
    opinion where it is not ours. `help` is a topic of the shop's help centre, `ask_support` the
    words to use there, where the advice ends at support.
    """

    situation: Situation
    verdict: Verdict
    why: str
    next_step: str
    not_before: datetime | None = None
    not_after: datetime | None = None
    reasons: tuple[tuple[Reason, Blame], ...] = ()
    page_differs: str | None = None
    help: str | None = None
    ask_support: str | None = None

    @property
    def may_send(self) -> bool:
        return self.verdict in _MAY_SEND


def advise(order: Order, now: datetime, known: Known | None = None) -> Advice:
    """The advice for this order at this time; total over all states."""
    case = case_of(order, now, known or Known())
    texts = situation_texts()[case.situation]
    verdict = _verdict(texts, order)
    facts = _facts(order, case)
    support = texts.get("support")
    return Advice(
        situation=case.situation,
        verdict=verdict,
        why=told(texts["why"], facts),
        next_step=told(texts["next"], facts),
        not_before=case.not_before,
        not_after=case.not_after,
        reasons=_reasons(order.status) if verdict in _MAY_SEND else (),
        page_differs=_page_differs(order, verdict),
        help=texts.get("help"),
        ask_support=told(support, facts) if support else None,
    )


def pile_warning(unpaid: int) -> str | None:
    """What to say of this many unpaid orders; None: no reason to worry."""
    if unpaid < WARN_FROM_UNPAID:
        return None
    return told(_texts()["unpaid_pile"]["many"], {"count": str(unpaid)})


def situation_texts() -> Mapping[Situation, Mapping[str, str]]:
    """The table: what each situation is told, by the keys that `situations.toml` explains."""
    return {situation: _texts()[situation] for situation in Situation}


def told(template: str, facts: Mapping[str, str]) -> str:
    """Fill the places in; `[this {place}|that]` is `that` where a place in it is not known."""

    def choose(found: re.Match[str]) -> str:
        known = all(place in facts for place in _PLACE.findall(found[1]))
        return found[1] if known else found[2]

    return _EITHER.sub(choose, template).format_map(facts)


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def _verdict(texts: Mapping[str, str], order: Order) -> Verdict:
    if "verdict" in texts:
        return Verdict(texts["verdict"])
    return Verdict.ALREADY_CANCELLED if order.was_cancelled else Verdict.OVER


def _facts(order: Order, case: Case) -> dict[str, str]:
    """What a sentence can name, as it is written there; what is not known is left out."""
    dates = {
        "not_before": case.not_before,
        "not_after": case.not_after,
        "answered": case.answered,
        "was_due": case.was_due,
        "since": case.since,
    }
    others = {"id": order.id, "ended": _ended(order), "sum": case.money, "days": case.days}
    facts = {name: minute(at) for name, at in dates.items() if at}
    return facts | {name: str(fact) for name, fact in others.items() if fact is not None}


def _ended(order: Order) -> str | None:
    sentences = _texts()["ended"]
    if order.end_reason in {None, EndReason.RECEIVED, EndReason.RECEIVED_BY_TIMEOUT}:
        return sentences["cancelled" if order.was_cancelled else "closed"]
    return sentences[order.end_reason or "closed"]


def _reasons(status: Status) -> tuple[tuple[Reason, Blame], ...]:
    return tuple((reason, blame(reason, status)) for reason in reasons_for(status))


def _page_differs(order: Order, verdict: Verdict) -> str | None:
    if order.can_cancel is None or order.can_cancel is (verdict in _MAY_SEND):
        return None
    return _texts()["page"]["offers" if order.can_cancel else "offers_nothing"]
