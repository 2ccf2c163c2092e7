"""My Orders: cards of ten, "View orders" for the next ten, and a search box."""

import re
from dataclasses import replace

from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.orders import Order, OrderList
from flows.errors import ShopChanged
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.listed_orders import list_shown, open_cancel_form_beside, orders_on
from flows.sites.aliexpress.screen import Reading, Screen
from flows.sites.aliexpress.words import says, tidy
from flows.storefront import GoOn, to_the_end

_COUNT = re.compile(r"\((\d+)\)")


class MyOrdersPage:
    """The list as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self) -> OrderList:
        """Read the cards shown now."""
        reading = list_shown(self._screen)
        return replace(
            orders_on(reading),
            announced=_announced(reading),
            reached_end=not reading.data["more"],
        )

    def read_all(self, go_on: GoOn = to_the_end) -> OrderList:
        """Press "View orders" until there is no more of it, then read the cards."""
        self._show_all(go_on)
        return self.read()

    def search(self, order_id: str) -> Order | None:
        """Ask the list for one order; None where it lists no such order."""
        box = self._screen.locate("my_orders", "search").first
        main = self._screen.selector("my_orders", "main")
        link = self._screen.selector("my_orders", "link")
        others = f'{link}:not([href*="{order_id}"])'
        answered = f"{main}:not([aria-busy=true]):not(:has({others}))"
        try:
            box.fill(order_id)
            box.press("Enter")
            self._screen.page.locator(answered).wait_for(state="attached")
        except NotInTime as late:
            raise ShopChanged(f"Searching My Orders for {order_id} brought no answer.") from late
        return next((o for o in self.read().orders if o.id == order_id), None)

    def _show_all(self, go_on: GoOn) -> None:
        cards = self._screen.locate("my_orders", "card")
        more = self._screen.locate("my_orders", "more")
        while more.is_visible() and go_on():
            shown = cards.count()
            try:
                more.click()
                cards.nth(shown).wait_for(state="attached")
            except NotInTime:
                return  # `read` says that the end was not reached

    def open_cancel_form(self, order_id: str) -> CancelForm:
        """Press the one control called "cancel" on the card of this order."""
        return open_cancel_form_beside(self._screen, order_id)


def _announced(reading: Reading) -> int | None:
    """The number that the tab of all orders carries, if it carries one."""
    for tab in map(tidy, reading.data["tabs"]):
        count = _COUNT.search(tab)
        if count and says(reading.words.all_orders, tab[: count.start()]):
            return int(count.group(1))
    return None
