"""Whether a page reads with other tables: the proof of a line that would mend it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from playwright.sync_api import Error as PlaywrightError

from flows.errors import FlowError
from flows.sites.aliexpress.canary.stop import Stop
from flows.sites.aliexpress.cart_page import CartPage
from flows.sites.aliexpress.disputes.page import DisputePage
from flows.sites.aliexpress.listed_orders import order_on
from flows.sites.aliexpress.order_page import OrderPage
from flows.sites.aliexpress.parcels_page import ParcelsPage
from flows.sites.aliexpress.refund_page import RefundPage
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.thread_page import ThreadPage

_AT_MOST_S = 0.5  # the page is there already


def reads_with(stop: Stop, part: str, control: str, selector: str) -> bool:
    """Whether the page object reads the page by this selector; so it does where there is none."""
    read = _READINGS.get(stop.page)
    if read is None:
        return True
    ours, layout = stop.screen.tables, stop.screen.layout
    parts = ours.locators(layout)
    changed = {**parts, part: {**parts[part], control: selector}}
    tables = replace(ours, selectors={**ours.selectors, layout: changed})
    screen = replace(stop.screen, tables=tables, timeout_s=_AT_MOST_S)
    try:
        read(screen, stop.order_id)
    except (FlowError, ValueError, PlaywrightError):
        return False
    return True


def _list(screen: Screen, _order_id: str) -> None:
    reading = screen.read("my_orders")
    for card in reading.data["cards"]:
        order_on(card, reading.words)


_READINGS: dict[str, Callable[[Screen, str], object]] = {
    "my_orders": _list,
    "order": lambda screen, order_id: OrderPage(screen).read(order_id, datetime.now(UTC)),
    "refund": lambda screen, _: RefundPage(screen).read(),
    "thread": lambda screen, order_id: ThreadPage(screen).read(order_id),
    "parcels": lambda screen, order_id: ParcelsPage(screen).read(order_id),
    "dispute": lambda screen, order_id: DisputePage(screen).read(order_id),
    "cart": lambda screen, _: CartPage(screen).read(),
}
