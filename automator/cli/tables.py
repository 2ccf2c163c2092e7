"""Results as sentences and tables for people."""

from datetime import date, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from automator.result import OrderResult, Result
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome

_GOOD = {Outcome.DONE: "green", Outcome.PENDING: "yellow"}


def print_result(result: Result) -> None:
    """The orders as a table, then what is to be said of each, then the message of all."""
    console = Console(highlight=False)
    if result.orders:
        console.print(_table(result))
    for order in result.orders:
        if order.message:
            console.print(Text.assemble((order.id, "bold"), "  ", _mark(order), order.message))
    style = _GOOD.get(result.outcome, "red")
    to_stderr = not result.orders and result.own_outcome is not Outcome.DONE
    out = Console(stderr=True, highlight=False) if to_stderr else console
    out.print(Text(result.message, style=style if to_stderr else ""), soft_wrap=True)


def _table(result: Result) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    with_refund = any(order.refund for order in result.orders)
    table.add_column("Order", no_wrap=True)
    table.add_column("Placed", no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("Seller", overflow="ellipsis", no_wrap=True)
    table.add_column("Total", justify="right", no_wrap=True)
    if with_refund:
        table.add_column("Refund", no_wrap=True)
        table.add_column("Due", no_wrap=True)
    for entry in result.orders:
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
