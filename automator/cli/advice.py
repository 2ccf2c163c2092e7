"""The advice on an order as lines for people."""

from collections.abc import Iterator
from datetime import datetime

from rich.table import Table

from automator.result import OrderResult
from flows.domain.advice import Advice, Verdict
from flows.domain.cancellation import Blame
from flows.domain.moments import minute

# For the column of a table.
IN_SHORT = {
    Verdict.CANCEL: "yes",
    Verdict.REQUEST: "on request",
    Verdict.ALREADY_CANCELLED: "done",
    Verdict.ALREADY_REQUESTED: "requested",
    Verdict.NOT_YET: "not yet",
    Verdict.TOO_LATE: "too late",
    Verdict.OVER: "",
}
_IN_WORDS = {
    Verdict.CANCEL: "Yes, at once.",
    Verdict.REQUEST: "It can be requested; the seller agrees or declines.",
    Verdict.ALREADY_CANCELLED: "It is cancelled already.",
    Verdict.ALREADY_REQUESTED: "It is requested already.",
    Verdict.NOT_YET: "Not yet.",
    Verdict.TOO_LATE: "No, it is too late.",
    Verdict.OVER: "No, the order is over.",
}


def advice_lines(entry: OrderResult) -> Table:
    """One line for each thing to say; long ones are wrapped beside their name."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, text in _lines(entry):
        if text:
            table.add_row(name, text)
    return table


def _lines(entry: OrderResult) -> Iterator[tuple[str, str | None]]:
    advice = entry.advice
    if advice is None:
        return
    yield "Cancel it now?", _IN_WORDS[advice.verdict]
    yield "Why", advice.why
    yield "Next", advice.next_step
    yield "Not before", _minute(advice.not_before)
    yield "At the latest", _minute(advice.not_after)
    yield "Planned", _plan(entry)
    yield "The page", advice.page_differs
    yield "Counts against", _blame(advice)
    yield "Ask support", f'"{advice.ask_support}"' if advice.ask_support else None
    yield "The shop's help", entry.help_url


def _plan(entry: OrderResult) -> str | None:
    if entry.planned_at is None:
        return None
    since = _minute(entry.planned_at)
    return f"since {since}, reason {entry.reason}: unbuy watch sends it as soon as it can be sent"


def _blame(advice: Advice) -> str | None:
    """Whom the shop blames by each reason."""
    if not advice.reasons:
        return None
    yours = [reason.value for reason, blame in advice.reasons if blame is Blame.BUYER]
    if len(yours) == len(advice.reasons):
        return "you, whatever the reason"
    others = [reason.value for reason, blame in advice.reasons if blame is Blame.SELLER]
    return f"you: {', '.join(yours)}; the seller: {', '.join(others)}"


def _minute(at: datetime | None) -> str | None:
    return minute(at) if at else None
