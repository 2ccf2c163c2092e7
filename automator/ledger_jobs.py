"""What commands do without a browser."""

from datetime import UTC, datetime

from automator.result import Result
from automator.settings import Settings
from automator.wiring import account_ledger, state_file


def order_history(settings: Settings, order_id: str) -> Result:
    """Every fact the ledger has of this order."""
    facts = account_ledger(settings).history(order_id)
    told = [
        {
            "at": fact.at.isoformat().replace("+00:00", "Z"),
            "kind": fact.kind,
            "seen_on": fact.seen_on,
            "details": dict(fact.details),
        }
        for fact in facts
    ]
    message = f"{len(told)} facts." if told else f"The ledger knows nothing of order {order_id}."
    return _result(settings, "history", message, {"order": order_id, "facts": told})


def forget(settings: Settings) -> Result:
    """Delete the kept session of the account."""
    file = state_file(settings)
    kept = file.exists()
    file.unlink(missing_ok=True)
    message = "The kept session was deleted." if kept else "There was no kept session."
    return _result(settings, "sign-out", message, {})


def _result(settings: Settings, command: str, message: str, more: dict[str, object]) -> Result:
    return Result(
        command=command,
        account=settings.account,
        shop=settings.shop_url,
        at=datetime.now(UTC),
        message=message,
        more=more,
    )
