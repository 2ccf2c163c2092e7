"""Results as sentences and tables for people."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from automator.cli.advice import IN_SHORT, advice_lines
from automator.cli.dispute_lines import dispute_lines
from automator.cli.listings import (
    account_table,
    channel_table,
    check_table,
    control_lines,
    parcel_table,
    plain,
    schedule_table,
    thread_table,
)
from automator.cli.money_table import print_money
from automator.cli.plan_table import print_plan
from automator.result import OrderResult, Result
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome

_WIDTH_OF_FILES = 140
_NARROW = 110  # columns of the terminal; below it these facts are left to `show` and --json
_LEFT_OUT = {"Placed", "Seller", "Due"}
_ADVISING = {"show", "advise"}  # the advice is all that they have to say
_GOOD = {Outcome.DONE: "green", Outcome.PENDING: "yellow"}


def print_result(result: Result) -> None:
    """The orders as a table, then what is to be said of each, then the message of all."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH_OF_FILES)
    known = [entry for entry in result.orders if entry.order]
    if money := result.more.get("refunds"):
        print_money(console, result.orders, money["sums"], result.at)
    elif result.more.get("plan"):
        print_plan(console, result.orders)
    elif known:
        narrow = console.width < _NARROW
        console.print(_table(known, result.more.get("days", {}), narrow=narrow))
    if result.command in _ADVISING and known:
        for entry in known:
            console.print(advice_lines(entry))
            _print_listings(console, entry)
        return
    _print_orders(console, result)
    for part in _parts(result.more):
        console.print(part)
    is_error = not known and result.outcome is not Outcome.DONE
    out = Console(stderr=True, highlight=False) if is_error else console
    style = _GOOD.get(result.outcome, "red")
    name = Text(f"{result.outcome.replace('_', ' ')}: ", style=f"bold {style}")
    out.print(Text.assemble(name, result.message), soft_wrap=True)


def _print_orders(console: Console, result: Result) -> None:
    """What is to be said of each order beside the table and the message of all."""
    for entry in result.orders:
        if entry.dispute:
            console.print(dispute_lines(entry.dispute, result.message))
        _print_listings(console, entry)
    for entry in result.orders:
        if entry.message and entry.message != result.message and not entry.claim:
            console.print(Text.assemble((entry.id, "bold"), "  ", entry.message))


def _print_listings(console: Console, entry: OrderResult) -> None:
    """What was written about an order, and where its parcels are, as far as that was read."""
    if entry.messages:
        console.print(thread_table(entry.messages))
    for parcel in entry.parcels or ():
        console.print(parcel_table(parcel))


def _parts(more: Mapping[str, Any]) -> Iterator[RenderableType]:
    """What some commands tell beside orders."""
    if facts := more.get("facts"):
        yield _history(facts)
    if accounts := more.get("accounts"):
        yield account_table(accounts)
    if channels := more.get("channels"):
        yield channel_table(channels)
    if schedule := more.get("schedule"):
        yield schedule_table(schedule)
    if checks := more.get("checks"):
        yield check_table(checks)
    yield from control_lines(more.get("controls", ()))
    if ledger := more.get("ledger"):
        yield from (f"- {told}" for told in (*ledger.get("faults", ()), *ledger.get("notes", ())))


def _history(facts: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("When (UTC)", no_wrap=True)
    table.add_column("What", no_wrap=True)
    table.add_column("Seen on", no_wrap=True)
    table.add_column("Details")
    for fact in facts:
        details = ", ".join(f"{name}: {text}" for name, text in fact["details"].items() if text)
        when = fact["at"][:19].replace("T", " ")
        what = fact["kind"].replace("_", " ")
        table.add_row(when, what, fact["seen_on"] or "", plain(details))
    return table


def _table(orders: Sequence[OrderResult], days: Mapping[str, float], *, narrow: bool) -> Table:
    """`days` is how long each order took in shop time, where that is known."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    shown = [
        column
        for column in _columns(days)
        if any(column.cell(entry) for entry in orders) and not (narrow and column.name in _LEFT_OUT)
    ]
    for column in shown:
        table.add_column(column.name, no_wrap=column.name != "Seller", justify=column.justify)
    for entry in orders:
        table.add_row(*(column.cell(entry) for column in shown))
    return table


@dataclass(frozen=True, slots=True)
class _Column:
    """One fact of each order; a column that would be empty is not shown."""

    name: str
    cell: Callable[[OrderResult], str | Text]
    justify: Literal["left", "right"] = "left"


def _columns(days: Mapping[str, float]) -> list[_Column]:
    return [
        _Column("Order", lambda entry: entry.id),
        _Column("Placed", lambda entry: _day(entry.order.placed_at if entry.order else None)),
        _Column("Status", lambda entry: _words(entry.order.status if entry.order else None)),
        _Column("Seller", lambda entry: (entry.order and entry.order.seller) or ""),
        _Column("Total", lambda entry: _sum(entry.order), justify="right"),
        _Column("Outcome", lambda entry: _mark(entry) if entry.message else ""),
        _Column("Cancel?", _in_short),
        _Column("Refund", lambda entry: _words(entry.refund.stage if entry.refund else None)),
        _Column("Due", lambda entry: _day(entry.refund.due if entry.refund else None)),
        _Column("Shop days", lambda e: f"{days[e.id]:.1f}" if e.id in days else "", "right"),
    ]


def _in_short(entry: OrderResult) -> str:
    """Whether it can be cancelled, where the table is all that is said of an order."""
    return "" if entry.message or entry.advice is None else IN_SHORT[entry.advice.verdict]


def _words(name: str | None) -> str:
    return name.replace("_", " ") if name else ""


def _sum(order: Order | None) -> str:
    return str(order.total) if order and order.total else ""


def _day(moment: date | datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _mark(order: OrderResult) -> Text:
    return Text(_words(order.outcome), style=_GOOD.get(order.outcome, "red"))
