"""The money table for people: a line per order, what to do about the late ones, and the sums."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from automator.result import OrderResult
from flows.domain.claims import Claim, Whereabouts

_NARROW = 100  # columns of the terminal; below it these facts are left to --json and --csv
_LEFT_OUT = {"Back to", "Stage", "Since"}
_WHERE = {
    Whereabouts.SHOP: "with the shop",
    Whereabouts.ON_ITS_WAY: "sent, on its way",
    Whereabouts.BALANCE: "on your shop balance",
    Whereabouts.RECEIVED: "there, you said",
}
_SUMS = {
    "owed": "Owed",
    "overdue": "  of it overdue",
    "landed": "Landed",
    "on_balance": "  of it on your shop balance",
}


def print_money(
    console: Console,
    orders: Sequence[OrderResult],
    sums: Mapping[str, Mapping[str, str]],
    now: datetime,
) -> None:
    claims = [entry.claim for entry in orders if entry.claim]
    if claims:
        console.print(_table(claims, now, narrow=console.width < _NARROW))
    for entry in orders:
        if entry.message:
            console.print()
            console.print(Text.assemble((entry.id, "bold"), "  ", entry.message))
            if entry.advice and entry.advice.ask_support:
                words = Text.assemble(("Ask support: ", "dim"), f'"{entry.advice.ask_support}"')
                console.print(Padding(words, (0, 0, 0, 2)))
    if sums:
        console.print()
        console.print(_sums(sums))


def _table(claims: Sequence[Claim], now: datetime, *, narrow: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    rows = [_cells(claim, now) for claim in claims]
    shown = [name for name in rows[0] if not (narrow and name in _LEFT_OUT)]
    for name in shown:
        justify: Literal["left", "right"] = "right" if name == "Owed" else "left"
        table.add_column(name, no_wrap=name != "Where", justify=justify)
    for row in rows:
        table.add_row(*(row[name] for name in shown))
    return table


def _cells(claim: Claim, now: datetime) -> dict[str, str | Text]:
    return {
        "Order": claim.order.id,
        "Owed": _owed(claim),
        "Back to": claim.method or "",
        "Stage": claim.refund.stage,
        "Since": _day(claim.refund.since),
        "Due": _due(claim, now),
        "Where": _WHERE[claim.where],
    }


def _owed(claim: Claim) -> str:
    """The sum; where a part comes back, of which."""
    if claim.owed and claim.paid:
        return f"{claim.owed.amount:.2f} of {claim.paid}"
    return str(claim.owed or "?")


def _due(claim: Claim, now: datetime) -> Text:
    due = claim.due
    if due is None or claim.has_landed:
        return Text(_day(due), style="dim")
    if not claim.is_overdue:
        return Text(_day(due))
    days = max((now - due) // timedelta(days=1), 1)
    return Text(f"{_day(due)}, {days} day{'s' if days > 1 else ''} late", style="bold red")


def _sums(sums: Mapping[str, Mapping[str, str]]) -> Table:
    """The balance of the shop has a line of its own: it can pay the next purchase."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    for currency in sums:
        table.add_column(currency, no_wrap=True, justify="right")
    for name, title in _SUMS.items():
        late = name == "overdue" and any(float(own[name]) for own in sums.values())
        style = "red" if late else ""
        table.add_row(title, *(own[name] for own in sums.values()), style=style)
    return table


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""
