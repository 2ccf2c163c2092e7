"""What a plan did: its orders as a table, and all that it left alone by the reason why."""

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from automator.cli.listings import plain
from automator.result import OrderResult

_LEFT = "leave"
_FEW = 3  # so many orders are named beside their reason
_NARROW = 110
_SAID = {
    "cancel": "cancel",
    "plan": "plan",
    "hold": "later, by the limits",
    "keep": "keep",
}


def print_plan(console: Console, orders: Sequence[OrderResult]) -> None:
    """Every order is in the table or in the lines below it."""
    chosen = [it for it in orders if it.plan and it.plan.action != _LEFT]
    if chosen:
        console.print(_table(chosen, narrow=console.width < _NARROW))
    alone: dict[str, list[str]] = defaultdict(list)
    for it in orders:
        if it.plan and it.plan.action == _LEFT and not it.message:
            alone[it.plan.why_not or ""].append(it.id)
    if alone:
        console.print("Left alone:")
    for why, ids in sorted(alone.items(), key=lambda item: -len(item[1])):
        named = ", ".join(ids) if len(ids) <= _FEW else f"{len(ids)} orders"
        console.print(plain(f"  {named}: {why}"))


def _table(orders: Sequence[OrderResult], *, narrow: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("Order", "Rule", "Plan", "Status", "Total", *(() if narrow else ("Seller",))):
        table.add_column(name, no_wrap=name in {"Order", "Status", "Total"})
    for it in orders:
        cells = [it.id, (it.plan and it.plan.rule) or "", _SAID[it.plan.action] if it.plan else ""]
        order = it.order
        cells += [order.status.words, str(order.total or "")] if order else ["", ""]
        cells += [] if narrow else [(order and order.seller) or ""]
        table.add_row(*map(plain, cells))
    return table
