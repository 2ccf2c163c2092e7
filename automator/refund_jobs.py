"""The money table and the buyer's word that money arrived; no browser is opened."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from automator.clock import make_clock
from automator.result import OrderResult, Result
from automator.settings import Settings
from automator.wiring import account_ledger, result_of
from flows.domain.claims import Claim, Sums, sums_of
from flows.domain.moments import minute
from flows.domain.outcomes import Outcome

if TYPE_CHECKING:
    from automator.ledger.account import AccountLedger

_NEVER = datetime.max.replace(tzinfo=UTC)


def money_table(settings: Settings, *, overdue: bool, calendar: Path | None = None) -> Result:
    """Every order that the shop owes money for, or owed; with `overdue`, the late ones alone.

    `calendar` is a file for the days to remember, which is written anew.
    """
    now = make_clock(settings.clock_url).now()
    ledger = account_ledger(settings)
    claims = sorted(ledger.claims(now), key=_urgency)
    shown = [claim for claim in claims if claim.is_overdue] if overdue else claims
    message = _told(claims)
    if calendar:
        message = f"{message} {_write_calendar(ledger, claims, now, calendar)}"
    money = {
        "sums": {currency: _sums(sums) for currency, sums in sums_of(claims).items()},
        "without_sum": sum(claim.owed is None for claim in claims),
        "overdue": sum(claim.is_overdue for claim in claims),
    }
    entries = [_entry(claim) for claim in shown]
    return result_of(settings, "refunds", message, at=now, orders=entries, more={"refunds": money})


def mark_received(settings: Settings, order_ids: Sequence[str], *, undo: bool) -> Result:
    """The buyer says that this money is there, or takes that back.

    It waits for no other run: a watch that runs at the same time sees it at its next look.
    """
    now = make_clock(settings.clock_url).now()
    ledger = account_ledger(settings)
    say = _taken_back if undo else _received
    told = [say(ledger, order_id, now) for order_id in order_ids]
    message = told[0].message if len(told) == 1 else _counted(told)
    return result_of(settings, "refunds received", message, at=now, orders=told)


def _urgency(claim: Claim) -> tuple[bool, bool, datetime, str]:
    return claim.has_landed, not claim.is_overdue, claim.due or _NEVER, claim.order.id


def _entry(claim: Claim) -> OrderResult:
    is_remarkable = claim.is_overdue or claim.is_stalled
    return OrderResult(
        id=claim.order.id,
        outcome=Outcome.DONE,
        message=f"{claim.advice.why} {claim.advice.next_step}" if is_remarkable else "",
        order=claim.order,
        advice=claim.advice,
        refund=claim.refund,
        claim=claim,
    )


def _sums(sums: Sums) -> dict[str, str]:
    return {
        "owed": str(sums.owed),
        "overdue": str(sums.overdue),
        "landed": str(sums.landed),
        "on_balance": str(sums.on_balance),
    }


def _told(claims: Sequence[Claim]) -> str:
    if not claims:
        return (
            "The ledger knows of no refund. What you cancelled by other means is followed after"
            " `unbuy watch ID`."
        )
    owed = sum(not claim.has_landed for claim in claims)
    late = sum(claim.is_overdue for claim in claims)
    overdue = f", {late} of them overdue" if late else ""
    return f"{owed} refund(s) owed{overdue}; {len(claims) - owed} landed."


def _received(ledger: "AccountLedger", order_id: str, now: datetime) -> OrderResult:
    with ledger.news(now) as news:
        is_news = news.received(order_id)
    refund = ledger.refund(order_id)
    if is_news:
        message = "Noted: the money is there. Nothing is left to follow."
    elif refund and refund.received_at:
        message = f"It was noted before, on {minute(refund.received_at)}."
    else:
        return _refused(ledger, order_id)
    order = ledger.seen(order_id)
    return OrderResult(
        id=order_id, outcome=Outcome.DONE, message=message, order=order, refund=refund
    )


def _taken_back(ledger: "AccountLedger", order_id: str, now: datetime) -> OrderResult:
    with ledger.news(now) as news:
        is_news = news.not_received(order_id)
    refund = ledger.refund(order_id)
    if refund is None:
        return _refused(ledger, order_id)
    message = "Taken back: the money is followed again." if is_news else "It was never noted."
    order = ledger.seen(order_id)
    return OrderResult(
        id=order_id, outcome=Outcome.DONE, message=message, order=order, refund=refund
    )


def _refused(ledger: "AccountLedger", order_id: str) -> OrderResult:
    order = ledger.seen(order_id)
    if order is None:
        message = (
            f"Order {order_id} is not followed by this account. Nothing was noted; if it is yours"
            f" and was cancelled, let `unbuy watch {order_id}` look at it first."
        )
    else:
        message = (
            f"Order {order_id} is {order.status.words} and no refund of it was ever seen, so none"
            f" can have arrived. Nothing was noted; `unbuy watch {order_id}` looks again."
        )
    return OrderResult(id=order_id, outcome=Outcome.REFUSED, message=message, order=order)


def _counted(told: Sequence[OrderResult]) -> str:
    refused = sum(entry.outcome is Outcome.REFUSED for entry in told)
    return f"{len(told) - refused} noted" + (f", {refused} refused." if refused else ".")


def _write_calendar(
    ledger: "AccountLedger", claims: Sequence[Claim], now: datetime, file: Path
) -> str:
    from automator.report.calendar import days_to_remember, write_calendar

    orders = ledger.orders()
    days = days_to_remember(claims, orders, ledger.known(orders), now)
    write_calendar(file, days, now)
    return f"{len(days)} day(s) to remember are in {file}."
