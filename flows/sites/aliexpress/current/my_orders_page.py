"""My Orders: cards of ten, "View orders" for the next ten, and a search box."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.orders import Control, Order, OrderList, UnreadableOrder
from flows.errors import ShopChanged, SignedOut
from flows.sites.aliexpress.current.cancel_form import CurrentCancelForm
from flows.sites.aliexpress.current.opening import cancel_controls, open_cancel_form
from flows.sites.aliexpress.screen import Reading, Screen
from flows.sites.aliexpress.words import Words, entry, says, tidy

_ID = re.compile(r"\d{8,}")
_COUNT = re.compile(r"\((\d+)\)")
_SHOWN_OF_UNREADABLE = 120


class MyOrdersPage:
    """The list as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self) -> OrderList:
        """Read the cards shown now."""
        reading = self._reading()
        orders: dict[str, Order] = {}
        unreadable = []
        for position, card in enumerate(reading.data["cards"], start=1):
            try:
                order = _order(card, reading.words)
            except (ValueError, ShopChanged) as why:
                text = tidy(card["whole"])[:_SHOWN_OF_UNREADABLE]
                unreadable.append(UnreadableOrder(position, text, str(why)))
            else:
                orders[order.id] = order
        return OrderList(
            tuple(orders.values()),
            tuple(unreadable),
            announced=_announced(reading),
            reached_end=not reading.data["more"],
        )

    def read_all(self) -> OrderList:
        """Press "View orders" until there is no more of it, then read the cards."""
        self._show_all()
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

    def _show_all(self) -> None:
        cards = self._screen.locate("my_orders", "card")
        more = self._screen.locate("my_orders", "more")
        while more.is_visible():
            shown = cards.count()
            more.click()
            try:
                cards.nth(shown).wait_for(state="attached")
            except NotInTime:
                return  # `read` says that the end was not reached

    def open_cancel_form(self, order_id: str) -> CurrentCancelForm:
        """Press the one control called "cancel" on the card of this order."""
        words = self._reading().words
        link = f'{self._screen.selector("my_orders", "link")}[href*="{order_id}"]'
        cards = self._screen.locate("my_orders", "card")
        card = cards.and_(self._screen.page.locator(f":is({link}), :has({link})"))
        control = cancel_controls(card, words) if card.count() == 1 else None
        if control is None:
            raise ShopChanged(f"The control that cancels order {order_id} is not where it was.")
        return open_cancel_form(self._screen, control, order_id, words)

    def _reading(self) -> Reading:
        reading = self._screen.read("my_orders")
        if not reading.data["account"]:
            raise SignedOut("The shop shows My Orders to a guest.")
        return reading


def _order(card: dict[str, Any], words: Words) -> Order:
    """Give a card's texts their meaning; ValueError or ShopChanged name what can't be read."""
    info = dict(_labelled(card["info"]))
    order_id = _id_in_link(card["link"])
    printed = _ID.search(entry(info.items(), words.order_id) or "")
    if printed and printed.group() != order_id:
        raise ValueError(f"its link leads to {order_id}, its text says {printed.group()}")
    placed = entry(info.items(), words.placed_at)
    disputes = [line for line in card["states"] if words.is_dispute_stage(line)]
    refunds = [line for line in card["states"] if line not in disputes]
    return Order(
        id=order_id,
        status=words.status_of(card["status"] or ""),
        seller=card["store"] and tidy(card["store"]),
        total=words.money_in(card["total"]) if card["total"] else None,
        placed_at=words.date_in(placed) if placed else None,
        titles=tuple(map(tidy, card["titles"])),
        refund_stage=next(map(words.refund_stage_of, refunds), None),
        dispute_stage=next(map(words.dispute_stage_of, disputes), None),
        controls=_controls(card["buttons"], words),
        url=card["link"],
        seen_on="list",
    )


def _id_in_link(link: str | None) -> str:
    found = parse_qs(urlsplit(link or "").query).get("orderId", [""])[0]
    if not _ID.fullmatch(found):
        raise ValueError("it has no link to an order")
    return found


def _controls(buttons: list[str], words: Words) -> frozenset[Control] | None:
    """That it can be cancelled here; where it can't, the order's own page may still offer it."""
    offers = any(says(words.control[Control.CANCEL], text) for text in buttons)
    return frozenset({Control.CANCEL}) if offers else None


def _labelled(texts: list[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        label, _, value = text.partition(":")
        yield tidy(label), tidy(value)


def _announced(reading: Reading) -> int | None:
    """The number that the tab of all orders carries, if it carries one."""
    for tab in map(tidy, reading.data["tabs"]):
        count = _COUNT.search(tab)
        if count and says(reading.words.all_orders, tab[: count.start()]):
            return int(count.group(1))
    return None
