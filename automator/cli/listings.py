"""Tables of what is no order, from the parts of a document that hold them."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table


def account_table(accounts: Sequence[Mapping[str, Any]]) -> Table:
    table = _table("Account", "Username", "Password", "Session", "Kept since (UTC)")
    for account in accounts:
        table.add_row(
            f"{account['name']} *" if account["in_use"] else account["name"],
            account["username"] or "",
            "set" if account["password_set"] else "",
            "kept" if account["session_kept"] else "",
            minute(account["session_since"]),
        )
    return table


def minute(iso: str | None) -> str:
    """A time of a document, as people write it."""
    return iso[:16].replace("T", " ") if iso else ""


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column)
    return table
