"""The page of one order: its status block, its facts, what can be pressed on it."""

import re
from datetime import UTC, datetime, time, timedelta

from playwright.sync_api import Locator

from flows.domain.acts import Act
from flows.domain.orders import Order, SellerAnswer
from flows.domain.refunds import Method
from flows.errors import ShopChanged
from flows.sites.aliexpress.act_dialog import ActDialog, open_act_dialog
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.opening import cancel_controls, open_cancel_form, the_control
from flows.sites.aliexpress.screen import Reading, Screen
from flows.sites.aliexpress.words import Words, entry, says, tidy

_NUMBER = re.compile(r"\d+")


class OrderPage:
    """The order's page as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self, order_id: str, now: datetime) -> Order:
        """`now` gives countdowns their end.

        Raises `ShopChanged` where a text is not known or the page is another order's.
        """
        reading = self._screen.read("order")
        try:
            return self._order(reading, order_id, now)
        except ValueError as why:
            raise ShopChanged(f"The page of order {order_id} can't be read: {why}.") from why

    def open_cancel_form(self, order_id: str) -> CancelForm:
        """Press the one control called "cancel" in the status block, which may be behind "More"."""
        words = self._screen.read("order").words
        block = self._screen.locate("order", "cancel")
        control = cancel_controls(block, words) or self._behind_more(block, words)
        if control is None:
            raise ShopChanged(
                "The control that cancels the order is not where it was."
                f" {words.if_renamed('cancel', 'control')}"
            )
        return open_cancel_form(self._screen, control, order_id, words)

    def open_act_dialog(self, act: Act) -> ActDialog:
        """Press the one control of this act in the status block; some acts are sent by it alone."""
        words = self._screen.read("order").words
        control = the_control(self._screen.locate("order", "cancel"), act.control, words)
        if control is None:
            raise ShopChanged(
                f"The control for the {act.noun} is not where it was."
                f" {words.if_renamed(act.control, 'control')}"
            )
        return open_act_dialog(self._screen, control, act, words)

    def _order(self, reading: Reading, order_id: str, now: datetime) -> Order:
        raw, words = reading.data, reading.words
        info = _Rows(raw["info"])
        shown = info.entry(words.order_id)
        if order_id not in _NUMBER.findall(shown or ""):
            raise ShopChanged(f"The page of order {order_id} shows the id {shown!r}.")
        reminders = [tidy(text) for text in raw["reminders"]]
        end_reason = words.end_reason_of(raw["endReason"]) if raw["endReason"] else None
        placed = info.entry(words.placed_at)
        total = _Rows(raw["prices"]).entry(words.total)
        return Order(
            id=order_id,
            status=end_reason.status if end_reason else words.status_of(raw["status"]),
            end_reason=end_reason,
            ended_at=words.moment_in(info.entry(words.closed_at)),
            seller=raw["store"] and tidy(raw["store"]),
            total=words.money_in(total) if total else None,
            placed_at=words.date_in(placed) if placed else None,
            titles=tuple(map(tidy, raw["titles"])),
            controls=frozenset(map(words.control_of, raw["buttons"] + raw["menu"])),
            deadline=_deadline(reminders, words, now),
            method=_method(info, words),
            answer=_answer(reminders, words),
            extension_days=_extension_days(reminders, words),
            dispute_from=_first_day(raw["protection"], words.dispute_from, words),
            dispute_until=_first_day(raw["protection"], words.dispute_until, words),
            is_deleted=any(says(words.deleted, text) for text in reminders),
            url=self._screen.page.url,
            seen_on="detail",
        )

    def _behind_more(self, block: Locator, words: Words) -> Locator | None:
        more = self._screen.locate("order", "more")
        if more.count() != 1:
            return None
        more.click()
        return cancel_controls(block, words)


class _Rows:
    """Rows of a label and a value."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = [(tidy(row[0]).rstrip(":"), tidy(" ".join(row[1:]))) for row in rows if row]

    def entry(self, labels: list[str]) -> str | None:
        return entry(self._rows, labels)


def _deadline(reminders: list[str], words: Words, now: datetime) -> datetime | None:
    timers = (words.duration_in(text) for text in reminders if says(words.countdown, text))
    left: timedelta | None = next(filter(None, timers), None)
    return now + left if left else None


def _method(info: _Rows, words: Words) -> Method | None:
    paid_with = info.entry(words.paid_with)
    return words.method_of(paid_with) if paid_with else None


def _answer(reminders: list[str], words: Words) -> SellerAnswer | None:
    for text in reminders:
        if says(words.declined, text):
            return SellerAnswer("declined", words.moment_in(text))
    return None


def _extension_days(reminders: list[str], words: Words) -> int | None:
    asked = next((text for text in reminders if says(words.extension, text)), "")
    days = _NUMBER.search(asked)
    return int(days.group()) if days else None


def _first_day(sentences: list[str], known: list[str], words: Words) -> datetime | None:
    """The date in the sentence that is one of these; its first moment where no time is printed."""
    for text in sentences:
        if says(known, text):
            found = words.date_in(text)
            return found if isinstance(found, datetime) else datetime.combine(found, time(), UTC)
    return None
