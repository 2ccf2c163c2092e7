"""The payment view of an order: three stages, sum, method, dates. Its markup is a guess."""

from datetime import datetime
from typing import Any

from flows.domain.refunds import Refund, RefundStage
from flows.errors import ShopChanged
from flows.sites.aliexpress.screen import Reading, Screen
from flows.sites.aliexpress.words import Words, entry, tidy


class RefundPage:
    """The view as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self) -> Refund:
        """Raises `ShopChanged` for a stage, a method or a sum that is not known."""
        reading = self._screen.read("refund")
        if reading.data["none"]:
            return Refund(RefundStage.NONE)
        try:
            return _refund(reading)
        except ValueError as why:
            raise ShopChanged(f"The payment view can't be read: {why}.") from why


def _refund(reading: Reading) -> Refund:
    raw, words = reading.data, reading.words
    stage, since = _current(raw["stages"], words)
    rows = {tidy(row[0]).rstrip(":"): tidy(row[1]) for row in raw["rows"] if len(row) > 1}
    amount = entry(rows.items(), words.refund_amount)
    method = entry(rows.items(), words.paid_with)
    due = entry(rows.items(), words.refund_due)
    return Refund(
        stage=stage,
        amount=words.money_in(amount) if amount else None,
        method=words.method_of(method) if method else None,
        since=since,
        due=words.moment_in(due),
    )


def _current(stages: list[dict[str, Any]], words: Words) -> tuple[RefundStage, datetime | None]:
    """The stage marked as the present one, and since when."""
    present = [stage["parts"] for stage in stages if stage["current"]]
    if len(present) != 1 or not present[0]:
        raise ValueError(f"of its {len(stages)} stages {len(present)} are marked as the present")
    title, *rest = map(tidy, present[0])
    return words.refund_stage_of(title), words.moment_in(" ".join(rest))
