"""Arguments as people type them, turned into values; what can't be is told with what can."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from automator.cli.ending import UsageError
from automator.duration import span
from automator.named import one_of, reason_named
from flows.domain.cancellation import Reason
from flows.domain.deleting import Risk
from flows.domain.disputes import DisputeReason
from flows.domain.limits import LONGEST_MESSAGE
from flows.domain.orders import Status

if TYPE_CHECKING:
    from flows.sites.aliexpress.tables import Tables

W = TypeVar("W", bound=StrEnum)
_ORDER_ID = re.compile(r"\d{10,20}")
PAGES_TO_RECORD = {
    "my-orders": "my_orders",
    "deleted-orders": "deleted_orders",
    "order": "order",
    "refund": "refund",
    "cancel-dialog": "cancel_dialog",
    "messages": "thread",
    "parcels": "parcels",
    "dispute": "dispute",
}
"""Our names for the pages, and those that the journeys have for them."""
_OF_ALL_ORDERS = {"my-orders", "deleted-orders"}


def order_ids(texts: list[str]) -> list[str]:
    """Order ids as the shop prints them, each once, in the order given."""
    wrong = [text for text in texts if not _ORDER_ID.fullmatch(text)]
    if wrong:
        raise UsageError(
            f"{', '.join(map(repr, wrong))} is no order id: it has 10 to 20 digits, as printed in"
            " My Orders."
        )
    return list(dict.fromkeys(texts))


def reason(text: str, tables: "Tables | None" = None) -> Reason:
    """A reason by its name or in the shop's own words, whichever of its languages they are in."""
    try:
        return reason_named(text, tables)
    except ValueError as error:
        raise UsageError(str(error)) from error


def dispute_reason(text: str, tables: "Tables | None" = None) -> DisputeReason:
    """The same for the reason of a dispute."""
    from flows.sites.aliexpress.tables import OURS

    called = (tables or OURS).dispute_reason_called(text)
    return called or _one_of(DisputeReason, text, "reason of a dispute")


def statuses(texts: list[str]) -> set[Status]:
    return {_one_of(Status, text, "status") for text in texts}


def risks(texts: list[str]) -> set[Risk]:
    return {_one_of(Risk, text, "risk") for text in texts}


def message(text: str) -> str:
    """A message that the shop would take: some text, and not too much of it."""
    words = text.strip()
    if not words:
        raise UsageError("The message is empty: give some text.")
    if len(words) > LONGEST_MESSAGE:
        raise UsageError(
            f"The message has {len(words)} characters; the shop takes {LONGEST_MESSAGE} at most."
        )
    return words


def duration(text: str) -> float:
    """Seconds in "10s", "5m", "2h" or "3d"."""
    try:
        return span(text).total_seconds()
    except ValueError as error:
        raise UsageError(f"{text!r} is no duration: {error}.") from error


def _one_of(kind: type[W], text: str, what: str) -> W:
    try:
        return one_of(kind, text, what)
    except ValueError as error:
        raise UsageError(str(error)) from error


def page_to_record(page: str, order_id: str | None) -> tuple[str, str]:
    """The page as the journeys name it, and the order's id, which some pages are of."""
    if page not in PAGES_TO_RECORD:
        raise UsageError(f"{page!r} is no page to record. Known: {', '.join(PAGES_TO_RECORD)}.")
    if page not in _OF_ALL_ORDERS and order_id is None:
        raise UsageError(f"Which order's? Give its id: record {page} ID --out FOLDER.")
    if page in _OF_ALL_ORDERS and order_id is not None:
        raise UsageError(f"{page} is a page of all orders: leave out {order_id!r}.")
    return PAGES_TO_RECORD[page], order_ids([order_id])[0] if order_id else ""


def new_folder(folder: Path) -> Path:
    """A folder that is made, or has nothing in it yet."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and has something in it: name a new folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} can't be made: {error.strerror}.") from error
    return folder
