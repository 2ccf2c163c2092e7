"""Writes docs/advice.md: every situation with its advice, and the limits with their sources.

    python -m flows.domain.advice_table

The sentences are those that `advise` fills in, so the page and the program can't differ.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from flows.domain import limits
from flows.domain.advice import Verdict, situation_texts, told
from flows.domain.cancellation import PAID_REASONS, UNPAID_REASONS, blame
from flows.domain.limits import Limit
from flows.domain.orders import Status
from flows.domain.refunds import USUAL_STAGE, USUAL_TIME

FILE = Path(__file__).parents[2] / "docs" / "advice.md"

_CAN_BE_CANCELLED = {
    Verdict.CANCEL: "yes, at once",
    Verdict.REQUEST: "it can be requested",
    Verdict.ALREADY_CANCELLED: "it is already",
    Verdict.ALREADY_REQUESTED: "it is requested already",
    Verdict.NOT_YET: "not yet",
    Verdict.TOO_LATE: "no longer",
    Verdict.OVER: "it is over",
}
_NAMED = {
    "id": "*id*",
    "sum": "*the sum*",
    "days": "*so many*",
    "answered": "*its date*",
    "was_due": "*its due date*",
    "since": "*the beginning of the stage*",
    "ended": "*How it ended.*",
}
_LIMITS = {
    "To pay": limits.TO_PAY,
    "To verify a payment": limits.TO_VERIFY,
    "The seller, to ship": limits.TO_SHIP,
    "The seller, to answer a request": limits.TO_ANSWER,
    "An order is frozen for": limits.FROZEN,
    "A dispute can be opened, after shipping": limits.DISPUTE_AFTER_SHIPPING,
    "A dispute can be opened, until after receipt": limits.DISPUTE_AFTER_RECEIPT,
    "The seller, to answer a dispute": limits.TO_ANSWER_DISPUTE,
}


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join(
        [
            "# What to do about an order",
            "",
            "<!-- Made from flows/domain/situations.toml: python -m flows.domain.advice_table -->",
            "",
            "`unbuy advise ID` says which of these it is, with the dates in place of the words in",
            "italics. What stands in square brackets is left out, or replaced by what stands after",
            "the bar, where its date is not known. A countdown on the page wins over our limits.",
            "",
            *_situations(),
            "",
            "## Who is blamed by which reason",
            "",
            *_blame(),
            "",
            "## Limits, and where they are from",
            "",
            *_limits(),
            "",
            "## What to ask support",
            "",
            *_support(),
            "",
        ]
    )


def _situations() -> Iterator[str]:
    yield from _head("Situation", "Can it be cancelled?", "Why", "Next step", "From", "Until")
    for texts in situation_texts().values():
        verdict = texts.get("verdict")
        yield _row(
            texts["when"],
            _CAN_BE_CANCELLED[Verdict(verdict)] if verdict else "it is over",
            _shown(texts["why"], texts),
            _shown(texts["next"], texts),
            texts.get("from", ""),
            texts.get("to", ""),
        )


def _shown(template: str, texts: Mapping[str, str]) -> str:
    """The sentence with the name of each date in its place; brackets stay as they are."""
    named = {**_NAMED, "not_before": _when(texts, "from"), "not_after": _when(texts, "to")}
    return template.format_map(named).replace("|]", "]").replace("|", " \\| ")


def _when(texts: Mapping[str, str], key: str) -> str:
    return f"*{texts[key]}*" if key in texts else ""


def _blame() -> Iterator[str]:
    yield from _head("Reason", "unpaid order", "paid order")
    for reason in dict.fromkeys((*UNPAID_REASONS, *PAID_REASONS)):
        unpaid, paid = (
            blame(reason, status) if reason in offered else "not offered"
            for status, offered in (
                (Status.AWAITING_PAYMENT, UNPAID_REASONS),
                (Status.AWAITING_SHIPMENT, PAID_REASONS),
            )
        )
        yield _row(f"`{reason}`", unpaid, paid)


def _limits() -> Iterator[str]:
    yield from _head("What", "Taken as", "Source", "Other sources")
    for name, limit in _LIMITS.items():
        yield _row(name, _span(limit), limit.source, limit.spread)
    for method, usual in USUAL_TIME.items():
        days = f"{usual.days} {'working ' if usual.working else ''}days"
        yield _row(f"A refund by {method}", days, usual.source, "")
    for stage, usual in USUAL_STAGE.items():
        yield _row(f"A refund is {stage} for", f"{usual.days} days", usual.source, "")


def _span(limit: Limit) -> str:
    whole_days = limit.span // timedelta(days=1)
    return f"{whole_days} days" if whole_days > 1 else f"{limit.span // timedelta(hours=1)} hours"


def _support() -> Iterator[str]:
    for texts in situation_texts().values():
        if "support" in texts:
            yield f'* {texts["when"]}: "{told(texts["support"], _NAMED)}"'


def _head(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield "|" + "---|" * len(names)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(page(), encoding="utf-8")
