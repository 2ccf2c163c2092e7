"""What commands do without a browser."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from automator.account_lock import account_lock
from automator.clock import make_clock
from automator.home import owner_only
from automator.result import OrderResult, Result
from automator.settings import Settings
from automator.wiring import account_ledger, prepared_home, result_of
from flows.domain.moments import iso
from flows.domain.outcomes import Outcome

if TYPE_CHECKING:
    from automator.ledger.account import AccountLedger


def order_history(settings: Settings, order_id: str) -> Result:
    """Every fact the ledger has of this order."""
    facts = account_ledger(settings).history(order_id)
    told = [
        {
            "at": iso(fact.at),
            "kind": fact.kind,
            "seen_on": fact.seen_on,
            "details": dict(fact.details),
        }
        for fact in facts
    ]
    message = f"{len(told)} facts." if told else f"The ledger knows nothing of order {order_id}."
    return result_of(
        settings, "history", message, at=datetime.now(UTC), more={"order": order_id, "facts": told}
    )


def forget_plans(settings: Settings, order_ids: Sequence[str]) -> Result:
    """Take planned cancellations back; no run that could send one may be under way."""
    home = prepared_home(settings)
    now = make_clock(settings.clock_url).now()
    with owner_only(), account_lock(home.sessions, settings.account, settings.buyer):
        ledger = account_ledger(settings)
        told = [_forget_plan(ledger, order_id, now) for order_id in order_ids]
    message = told[0].message if len(told) == 1 else "Nothing is planned for these orders any more."
    result = result_of(settings, "cancel", message, at=datetime.now(UTC))
    return replace(result, orders=told)


def _forget_plan(ledger: "AccountLedger", order_id: str, now: datetime) -> OrderResult:
    plan = ledger.plan(order_id)
    if plan is None:
        message = "Nothing was planned for this order."
        return OrderResult(id=order_id, outcome=Outcome.DONE, message=message)
    with ledger.news(now) as news:
        news.end_plan(plan, "taken back")
    message = "The planned cancellation was taken back; nothing was sent."
    return OrderResult(id=order_id, outcome=Outcome.DONE, message=message, reason=plan.reason)
