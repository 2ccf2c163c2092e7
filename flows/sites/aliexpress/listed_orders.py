"""What the lists of orders have in common in every layout: a card of each order, and its texts."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.domain.orders import Control, Order, OrderList, UnreadableOrder
from flows.errors import ShopChanged, SignedOut
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.opening import cancel_controls, open_cancel_form
from flows.sites.aliexpress.screen import Reading, Screen
from flows.sites.aliexpress.words import Words, entry, says, tidy

_ID = re.compile(r"\d{8,}")
_SHOWN_OF_UNREADABLE = 120


def list_shown(screen: Screen) -> Reading:
    """Wait for a list of orders and read it; `SignedOut` where a guest is shown an empty one."""
    reading = screen.read("my_orders")
    if not reading.data["account"]:
        raise SignedOut("The shop shows My Orders to a guest.")
    return reading


def orders_on(reading: Reading) -> OrderList:
    """The orders of the cards that were read, and the cards that make no sense."""
    orders: dict[str, Order] = {}
    unreadable = []
    for position, card in enumerate(reading.data["cards"], start=1):
        try:
            order = order_on(card, reading.words)
        except (ValueError, ShopChanged) as why:
            text = tidy(card["whole"])[:_SHOWN_OF_UNREADABLE]
            unreadable.append(UnreadableOrder(position, text, str(why)))
        else:
            orders[order.id] = order
    return OrderList(tuple(orders.values()), tuple(unreadable))


def open_cancel_form_beside(screen: Screen, order_id: str) -> CancelForm:
    """Press the one control called "cancel" on the card of this order."""
    words = list_shown(screen).words
    link = f'{screen.selector("my_orders", "link")}[href*="{order_id}"]'
    cards = screen.locate("my_orders", "card")
    card = cards.and_(screen.page.locator(f":is({link}), :has({link})"))
    control = cancel_controls(card, words) if card.count() == 1 else None
    if control is None:
        raise ShopChanged(f"The control that cancels order {order_id} is not where it was.")
    return open_cancel_form(screen, control, order_id, words)


def order_on(card: dict[str, Any], words: Words) -> Order:
    """Give a card's texts their meaning; ValueError or ShopChanged name what can't be read."""
    info = dict(_labelled(card["info"]))
    order_id = _id_in_link(card["link"])
    printed = _ID.search(entry(info.items(), words.order_id) or "")
    if printed and printed.group() != order_id:
        raise ValueError(f"its link leads to {order_id}, its text says {printed.group()}")
    placed = card.get("placed") or entry(info.items(), words.placed_at)
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
