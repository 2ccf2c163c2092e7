"""The cart: which things are in it, and how many of each."""

from typing import Any

from flows.domain.carts import Cart, CartLine
from flows.errors import ShopChanged
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import tidy


class CartPage:
    """The cart as it stands on the screen; nothing in it is ever pressed."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self) -> Cart:
        """Raises `ShopChanged` for a line that can't be read."""
        return Cart(tuple(map(_line, self._screen.read("cart").data["lines"])))


def _line(raw: dict[str, Any]) -> CartLine:
    title, pieces = tidy(raw["title"] or ""), raw["pieces"] or ""
    if not title or not pieces.isdecimal():
        raise ShopChanged(f"A line of the cart can't be read: {title!r}, {pieces!r} pieces.")
    return CartLine(title, int(pieces))
