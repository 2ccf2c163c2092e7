"""The heartbeat: when a run last got through, when the next one is due, and what is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from automator.clock import make_clock
from automator.ledger import failing_shops, notices, runs
from automator.ledger.failing_shops import FailingShop
from automator.ledger.notices import Notice
from automator.ledger.runs import RunEntry
from automator.result import Result
from automator.settings import Settings
from automator.wiring import account_ledger, result_of
from flows.domain.moments import iso, minute
from flows.domain.outcomes import Outcome

_RUNS_LOOKED_AT = 1000
_UNATTENDED = {"watch", "run"}


def schedule_status(settings: Settings, max_age_s: float) -> Result:
    """Done where a run got through within this time and nothing is open, else needs_person."""
    now = make_clock(settings.clock_url).now()
    with account_ledger(settings).telling() as (connection, account_id):
        latest = runs.last_runs(connection, account_id, _RUNS_LOOKED_AT)
        still_open = notices.open_notices(connection, account_id)
        failing = failing_shops.failing_shop(connection, account_id)
    ours = [entry for entry in latest if entry.command in _UNATTENDED]
    success = next((entry for entry in ours if entry.got_through), None)
    problems = [*_age_problems(success, now, max_age_s), *_open_problems(still_open)]
    return result_of(
        settings,
        "schedule status",
        " ".join([*problems, *([failing.told] if failing else [])]) or "All is well.",
        at=now,
        outcome=Outcome.NEEDS_PERSON if problems else Outcome.DONE,
        more={
            "schedule": {
                "last_run": _run(ours[0]) if ours else None,
                "last_success": _time(success.ended_at) if success else None,
                "next_due": _time(ours[0].next_at) if ours else None,
                "failing_shop": _failing(failing) if failing else None,
                "open": [_open(notice) for notice in still_open],
            }
        },
    )


def _age_problems(success: RunEntry | None, now: datetime, max_age_s: float) -> list[str]:
    if success is None or success.ended_at is None:
        return ["No run has got through yet."]
    allowed = timedelta(seconds=max_age_s)
    if now - success.ended_at <= allowed:
        return []
    return [f"The last run that got through ended {minute(success.ended_at)}."]


def _open_problems(still_open: Sequence[Notice]) -> list[str]:
    return [f"{len(still_open)} incident(s) are open."] if still_open else []


def _run(entry: RunEntry) -> dict[str, Any]:
    return {
        "command": entry.command,
        "began_at": _time(entry.began_at),
        "ended_at": _time(entry.ended_at),
        "outcome": entry.outcome,
        "message": entry.message,
    }


def _failing(shop: FailingShop) -> dict[str, Any]:
    return {
        "failures": shop.failures,
        "since": _time(shop.since),
        "look_from": _time(shop.look_from),
        "why": shop.why,
    }


def _open(notice: Notice) -> dict[str, Any]:
    return {
        "since": _time(notice.opened_at),
        "level": notice.incident.level,
        "title": notice.incident.title,
        "next_step": notice.incident.next_step,
        "order": notice.incident.order_id,
    }


def _time(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None
