"""The money table as a sheet: one line for each order, a sum and its currency in two cells."""

from collections.abc import Iterable
from typing import Any

from automator.result import OrderResult, Sheet

_COLUMNS = (
    "id",
    "status",
    "seller",
    "owed",
    "currency",
    "part_of",
    "method",
    "stage",
    "since",
    "due",
    "overdue",
    "where",
    "received_at",
    "ask_support",
)


def money_sheet(orders: Iterable[OrderResult]) -> Sheet:
    return Sheet(_COLUMNS, [_row(entry.document()) for entry in orders])


def _row(told: dict[str, Any]) -> list[str | None]:
    refund = told["refund"]
    owed, paid = refund["owed"] or {}, refund["part_of"] or {}
    cells = {
        **told,
        **refund,
        "owed": owed.get("amount"),
        "currency": owed.get("currency"),
        "part_of": paid.get("amount"),
        "overdue": "true" if refund["overdue"] else "false",
        "ask_support": told["advice"]["ask_support"],
    }
    return [cells[name] for name in _COLUMNS]
