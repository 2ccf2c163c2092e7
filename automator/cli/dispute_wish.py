"""What the options of `dispute` mean together, told wholly before anything is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from automator.act_job import Journey
from automator.cli.ending import UsageError
from automator.cli.words import dispute_reason
from flows.dispute import Addition, Demand, accept_offer, argue, escalate, open_dispute, withdraw
from flows.domain.attachments import BYTES_THAT_TELL, LONGEST_TEXT, Attachment, problems_of
from flows.domain.disputes import DisputeReason

if TYPE_CHECKING:
    from flows.sites.aliexpress.tables import Tables


@dataclass(frozen=True, slots=True)
class DisputeOptions:
    """As typed; what was not given is None, empty or False."""

    reason: str | None = None
    text: str = ""
    files: Sequence[str] = ()
    amount: str | None = None
    received: bool | None = None
    accept: bool = False
    escalate: bool = False
    withdraw: bool = False


def journey_for(options: DisputeOptions, tables: "Tables | None") -> Journey | None:
    """What is to be sent; None: nothing, the dispute is shown. Raises `UsageError`.

    `tables` are the shop's words where the user has said other ones.
    """
    answer = _answer(options)
    if answer:
        return answer
    if options.reason is None and (options.amount or options.received is not None):
        raise UsageError(f"To open a dispute, give a --reason: {', '.join(DisputeReason)}.")
    files = _files(options.files)
    if len(options.text) > LONGEST_TEXT:
        raise UsageError(
            f"The text has {len(options.text)} characters; the shop takes {LONGEST_TEXT}."
        )
    if options.reason is not None:
        amount = _sum(options.amount) if options.amount else None
        reason = dispute_reason(options.reason, tables)
        demand = Demand(reason, amount, options.received, options.text.strip(), files)
        return partial(open_dispute, demand=demand)
    if options.text.strip() or files:
        return partial(argue, addition=Addition(options.text.strip(), files))
    return None


def folder_for(text: str, options: DisputeOptions) -> Path:
    """Where evidence goes, which is prepared and not sent. Raises `UsageError`."""
    if options != DisputeOptions():
        raise UsageError("--prepare sends nothing: give it an order id and a folder alone.")
    return Path(text).expanduser()


def _answer(options: DisputeOptions) -> Journey | None:
    answers: dict[str, Journey] = {
        "--accept": accept_offer,
        "--escalate": escalate,
        "--withdraw": withdraw,
    }
    given = [name for name in answers if getattr(options, name.removeprefix("--"))]
    if not given:
        return None
    others = (options.reason, options.text, options.files, options.amount)
    if len(given) > 1 or any(others) or options.received is not None:
        raise UsageError(f"{given[0]} is sent alone: give it an order id and nothing to send.")
    return answers[given[0]]


def _sum(text: str) -> Decimal:
    """A sum of more than nothing with at most two decimals, such as 12.50 or 12,50."""
    try:
        amount = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        amount = Decimal(0)
    if not (amount.is_finite() and amount > 0 and amount == round(amount, 2)):
        raise UsageError(f"{text!r} is no sum to ask for: write it as 12.50.")
    return amount


def _files(names: Sequence[str]) -> tuple[Path, ...]:
    """The files; all that is wrong with any of them is told at once."""
    files = tuple(Path(name).expanduser() for name in dict.fromkeys(names))
    problems: list[str] = []
    readable: list[Attachment] = []
    for file in files:
        try:
            readable.append(_read(file))
        except OSError as error:
            problems.append(f"{file} can't be read ({error.strerror}).")
    problems += problems_of(readable)
    if problems:
        raise UsageError(" ".join([*problems, "Nothing was opened."]))
    return tuple(file.resolve() for file in files)


def _read(file: Path) -> Attachment:
    with file.open("rb") as opened:
        beginning = opened.read(BYTES_THAT_TELL)
    return Attachment(file.name, file.stat().st_size, beginning)
