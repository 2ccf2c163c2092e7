"""The page of one order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.domain.findings import Finding, Looked, has_trouble
from flows.domain.orders import Control
from flows.sites.aliexpress.canary.buttons import button_of
from flows.sites.aliexpress.canary.guard import nothing_sent
from flows.sites.aliexpress.canary.needed import controls_at
from flows.sites.aliexpress.canary.parts import parts_of
from flows.sites.aliexpress.canary.stop import Stop
from flows.sites.aliexpress.canary.texts import countdown_of, labels_of, reading_of, rows_of
from flows.sites.aliexpress.order_page import OrderPage
from flows.sites.aliexpress.words import says

_BLOCK = "order.cancel"  # which all controls of the journeys stand in


@dataclass(frozen=True, slots=True)
class OrderStop:
    """`beside` tells whether My Orders has the control that cancels beside this order."""

    stop: Stop
    beside: bool
    now: datetime

    def looked(self) -> Iterator[Looked]:
        stop = self.stop
        seen = list(parts_of(stop, "order"))
        gone = {it.name for it in seen if it.finding.is_trouble}
        yield from seen
        if stop.locator("order", "status") in gone or stop.locator("order", "items") in gone:
            return  # then it is not known as the page of an order, and nothing more is read of it
        raw = stop.screen.read("order").data
        more = list(self._labels(raw, gone))
        more += [self._control(control, raw) for control in controls_at(stop.facts)]
        yield from more
        if not has_trouble((*seen, *more)):
            page = OrderPage(stop.screen)
            yield from reading_of(stop, lambda: page.read(stop.order_id, self.now))

    def _labels(self, raw: dict[str, list[list[str]]], gone: set[str]) -> Iterator[Looked]:
        rows = rows_of([*raw["info"], *raw["prices"]])
        holders = ("info_row", "number_row", "step", "dated", "method", "price_row", "total")
        if not gone & {self.stop.locator("order", it) for it in holders}:
            yield from labels_of(self.stop, "order", rows)
        if "ticking" in self.stop.facts and self.stop.locator("order", "reminder") not in gone:
            yield countdown_of(self.stop, [str(it) for it in raw["reminders"]])

    def _control(self, control: Control, raw: dict[str, list[str]]) -> Looked:
        stop, names = self.stop, self.stop.words.control[control]
        key = f"control.{control}"
        if control is Control.CANCEL and self.beside:
            return stop.looked(stop.label(key), Finding.OK, "It stands beside it in My Orders.")
        block = stop.screen.locate(*_BLOCK.split("."))
        if any(says(names, text) for text in raw["menu"]):
            more = stop.screen.locate("order", "more")
            if more.count() == 1 and not block.get_by_role("button", name=names[0]).count():
                with nothing_sent(stop.screen.page.context):
                    more.click()
        return button_of(stop, key, names, block, block=_BLOCK)
