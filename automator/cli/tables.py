"""Results as sentences and tables for people."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from automator.result import OrderResult, Result
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome

_WIDTH_OF_FILES = 140
_GOOD = {Outcome.DONE: "green", Outcome.PENDING: "yellow"}


def print_result(result: Result) -> None:
    """The orders as a table, then what is to be said of each, then the message of all."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH_OF_FILES)
    known = [entry for entry in result.orders if entry.order]
    if known:
        console.print(_table(known))
    for entry in result.orders:
        if entry.message and entry.message != result.message:
            console.print(Text.assemble((entry.id, "bold"), "  ", _mark(entry), entry.message))
    if facts := result.more.get("facts"):
        console.print(_history(facts))
    is_error = not known and result.outcome is not Outcome.DONE
    out = Console(stderr=True, highlight=False) if is_error else console
    style = _GOOD.get(result.outcome, "red")
    name = Text(f"{result.outcome.replace('_', ' ')}: ", style=f"bold {style}")
    out.print(Text.assemble(name, result.message), soft_wrap=True)


def _history(facts: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("When (UTC)", no_wrap=True)
    table.add_column("What", no_wrap=True)
    table.add_column("Seen on", no_wrap=True)
    table.add_column("Details")
    for fact in facts:
        details = ", ".join(f"{name}: {text}" for name, text in fact["details"].items() if text)
        when = fact["at"][:19].replace("T", " ")
        table.add_row(when, fact["kind"].replace("_", " "), fact["seen_on"] or "", details)
    return table


def _table(orders: Sequence[OrderResult]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    with_refund = any(order.refund for order in orders)
    table.add_column("Order", no_wrap=True)
    table.add_column("Placed", no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("Seller")
    table.add_column("Total", justify="right", no_wrap=True)
    if with_refund:
        table.add_column("Refund", no_wrap=True)
        table.add_column("Due", no_wrap=True)
    for entry in orders:
        cells = [entry.id, *_facts(entry.order)]
        if with_refund:
            refund = entry.refund
            cells += [refund.stage if refund else "", _day(refund.due) if refund else ""]
        table.add_row(*cells)
    return table


def _facts(order: Order | None) -> tuple[str, str, str, str]:
    if order is None:
        return ("", "", "", "")
    total = str(order.total) if order.total else ""
    return (_day(order.placed_at), order.status.replace("_", " "), order.seller or "", total)


def _day(moment: date | datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _mark(order: OrderResult) -> Text:
    words = order.outcome.replace("_", " ")
    return Text(f"{words}  ", style=_GOOD.get(order.outcome, "red"))
