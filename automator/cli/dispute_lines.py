"""A dispute as lines for people."""

from collections.abc import Iterator
from datetime import datetime

from rich.table import Table
from rich.text import Text

from flows.domain.disputes import Dispute, Party, Said
from flows.domain.disputing import advice_on
from flows.domain.moments import minute
from flows.domain.money import Money

_WHO = {Party.BUYER: "You", Party.SELLER: "The seller", Party.SHOP: "The shop"}


def dispute_lines(dispute: Dispute, said_below: str) -> Table:
    """One line for each thing to say but for what is said below; long ones are wrapped."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, text in _lines(dispute):
        if text and text != said_below:
            table.add_row(name, Text(text))
    return table


def _lines(dispute: Dispute) -> Iterator[tuple[str, str | None]]:
    yield "Dispute", dispute.state
    yield "The shop says", dispute.told
    yield "Until", _minute(dispute.answer_by)
    yield "Reason", dispute.reason_words
    yield "You ask for", _sum(dispute.wanted)
    yield "Offered", _sum(dispute.offered)
    yield "Decided", _sum(dispute.granted)
    yield "Opened", _minute(dispute.opened_at)
    for said in dispute.talks:
        yield _minute(said.at) or "", _said(said)
    yield "Next", advice_on(dispute)


def _said(said: Said) -> str:
    files = ", ".join(f"{file.name} ({file.size})" for file in said.files)
    parts = [said.deed, f'"{said.text}"' if said.text else "", f"Files: {files}." if files else ""]
    return f"{_WHO[said.by]}: {' '.join(filter(None, parts))}"


def _sum(money: Money | None) -> str | None:
    if money is None:
        return None
    return str(money) if money.amount else "nothing"


def _minute(at: datetime | None) -> str | None:
    return minute(at) if at else None
