"""The payment view of an order: three stages, sum, method, dates. Its markup is a guess."""

from datetime import datetime
from typing import Any

from playwright.sync_api import Page

from flows.domain.refunds import Refund, RefundStage
from flows.sites.aliexpress.current.reading import read
from flows.sites.aliexpress.texts import parse_date, parse_money
from flows.sites.aliexpress.words import Words, says, tidy

PATH = "/p/refund-amount/detail.html?tradeOrderId={order_id}"


class RefundPage:
    """The view as it stands on the page."""

    def __init__(self, page: Page, timeout_s: float) -> None:
        self._page = page
        self._timeout_s = timeout_s

    def read(self) -> Refund:
        """Raises `ShopChanged` for a stage or a method that is not known."""
        reading = read(self._page, "refund", self._timeout_s)
        raw, words = reading.data, reading.words
        if raw["none"]:
            return Refund(RefundStage.NONE)
        stage, since = _current(raw["stages"], words)
        rows = {tidy(row[0]).rstrip(":"): tidy(row[1]) for row in raw["rows"] if len(row) > 1}
        amount = _entry(rows, words.refund_amount)
        method = _entry(rows, words.paid_with)
        due = _entry(rows, words.refund_due)
        return Refund(
            stage=stage,
            amount=parse_money(amount) if amount else None,
            method=words.method_of(method) if method else None,
            since=since,
            due=_moment(due, words),
        )


def _current(stages: list[dict[str, Any]], words: Words) -> tuple[RefundStage, datetime | None]:
    """The stage marked as the present one, and since when."""
    now = next((stage for stage in stages if stage["current"]), stages[-1])
    title, *rest = map(tidy, now["parts"])
    return words.refund_stage_of(title), _moment(" ".join(rest), words)


def _entry(rows: dict[str, str], labels: list[str]) -> str | None:
    return next((value for label, value in rows.items() if says(labels, label)), None)


def _moment(text: str | None, words: Words) -> datetime | None:
    try:
        found = parse_date(text or "", words.date_pattern, words.month_numbers())
    except ValueError:
        return None
    return found if isinstance(found, datetime) else None
