"""`unbuy dispute ID --prepare FOLDER`: what a dispute is argued with, out of the ledger alone."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from shlex import quote

from automator.home import Home, owner_only
from automator.ledger.facts import Fact
from automator.result import OrderResult, Result
from automator.settings import Settings
from automator.wiring import account_ledger, result_of
from flows.domain.attachments import LONGEST_TEXT, MOST_FILES
from flows.domain.moments import minute
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import Refused

TEXT = "what-happened.txt"


def prepare_evidence(settings: Settings, order_id: str, folder: Path) -> Result:
    """Write what happened in plain sentences, and put the pictures of it beside that.

    Opens no browser. Raises `Refused` where nothing is known or the folder can't be written to.
    """
    ledger = account_ledger(settings)
    order = ledger.seen(order_id)
    facts = ledger.history(order_id)
    if order is None or not facts:
        raise Refused(f"The ledger knows nothing of order {order_id}, so there is no evidence.")
    text = "\n".join(_sentences(order, facts)) + "\n"
    try:
        files = _write(folder, text, _pictures(Home(settings.home), order_id))
    except OSError as error:
        raise Refused(f"{folder} can't be written to ({error.strerror}).") from error
    message = _message(order_id, folder, text, files)
    return result_of(
        settings,
        "dispute",
        message,
        orders=[OrderResult(id=order_id, outcome=Outcome.DONE, message=message, order=order)],
        more={"prepared": {"text": str(folder / TEXT), "files": [str(file) for file in files]}},
    )


def _write(folder: Path, text: str, pictures: Sequence[Path]) -> list[Path]:
    with owner_only():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / TEXT).write_text(text, encoding="utf-8")
        return [
            Path(shutil.copyfile(picture, folder / f"{picture.parent.name}-{picture.name}"))
            for picture in pictures
        ]


def _pictures(home: Home, order_id: str) -> list[Path]:
    """Those kept of this order, oldest first; the names of their folders begin with the time."""
    kept = home.evidence.glob(f"*/{order_id}-*.jpg")
    return sorted(kept, key=lambda it: (it.parent.name, it.stat().st_mtime_ns, it.name))


def _message(order_id: str, folder: Path, text: str, files: Sequence[Path]) -> str:
    attached = "".join(f" --file {quote(str(file))}" for file in files[:MOST_FILES])
    long = f" It is longer than the {LONGEST_TEXT} characters that the shop takes: shorten it."
    return (
        f"{folder / TEXT} tells what happened; {len(files)} pictures are beside it."
        f"{long if len(text) > LONGEST_TEXT else ''}"
        f' To use them: unbuy dispute {order_id} --reason not_cancelled --text "$(cat'
        f' {quote(str(folder / TEXT))})"{attached}'
    )


def _sentences(order: Order, facts: Sequence[Fact]) -> Iterator[str]:
    """All times are UTC; what is not told was not seen."""
    about = ", ".join(filter(None, (order.seller, str(order.total) if order.total else None)))
    yield f"Order {order.id}{f' ({about})' if about else ''}."
    reason: str | None = None
    for fact in facts:
        reason = fact.details.get("reason") or reason
        if told := _sentence(fact, reason):
            yield f"{minute(fact.at)}: {told}"
    yield from _timers(order)


# By the kind of a fact, with its details in the places; any other kind proves nothing to others.
_TOLD = {
    "cancellation_sent": "I sent a request to cancel the order{why}.",
    "cancellation_accepted": "The shop showed that the request had arrived.",
    "cancellation_refused": "The shop refused the request.",
    "extension_accepted": "I agreed to more time for the seller.",
    "status": "The order was seen {status}.",
    "refund": "The refund was shown as {stage}.",
    "dispute": "The dispute stood with the {stage}.",
}


def _sentence(fact: Fact, reason: str | None) -> str | None:
    """The fact as the buyer would tell it; None: it proves nothing to others."""
    if fact.kind == "seller_answer":
        return _answer(fact)
    if fact.kind not in _TOLD:
        return None
    why = f', for the reason "{_plain(reason)}"' if reason else ""
    details = {name: _plain(text) for name, text in fact.details.items()}
    return _TOLD[fact.kind].format(**{**details, "why": why})


def _plain(name: str | None) -> str:
    return (name or "").replace("_", " ")


def _answer(fact: Fact) -> str:
    given = fact.details.get("given_at")
    when = f" on {minute(datetime.fromisoformat(given))}" if given else ""
    answer = _plain(fact.details["answer"])
    return {
        "declined": f"The seller had declined the request{when}.",
        "shipped": "The seller had shipped the order instead of answering.",
    }.get(answer, f"The request had ended: {answer}{when}.")


def _timers(order: Order) -> Iterator[str]:
    """The dates that the order's page showed last."""
    if order.deadline:
        yield f"The timer on the order's page ran until {minute(order.deadline)}."
    if order.dispute_from:
        yield f"The page said that a dispute can be opened from {minute(order.dispute_from)} on."
    if order.dispute_until:
        yield f"The page said that the purchase is protected until {minute(order.dispute_until)}."
