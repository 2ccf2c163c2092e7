"""My Orders as a sheet: the facts of an order by their names in JSON, one line for each."""

from collections.abc import Iterable
from typing import Any

from automator.result import OrderResult, Sheet

_COLUMNS = (
    "id",
    "status",
    "end_reason",
    "placed_at",
    "seller",
    "titles",
    "total",
    "currency",
    "can_cancel",
    "deadline",
)


def order_sheet(orders: Iterable[OrderResult]) -> Sheet:
    """A sum and its currency are two cells."""
    return Sheet(_COLUMNS, [_row(entry.document()) for entry in orders])


def _row(told: dict[str, Any]) -> list[str | None]:
    total = told["total"] or {}
    cells = {
        **told,
        "titles": "; ".join(told["titles"]),
        "total": total.get("amount"),
        "currency": total.get("currency"),
    }
    return [_cell(cells[name]) for name in _COLUMNS]


def _cell(value: str | bool | None) -> str | None:
    return str(value).lower() if isinstance(value, bool) else value
