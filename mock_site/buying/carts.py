"""Carts: what a buyer means to buy, and what may be done with it.

A wish about a cart gives a code, and the cart after it; codes of refusals begin with "refused".
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from mock_site.catalogue import Product, Store

MOST_LINES = 50
"""So many different things fit into a cart."""


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of one product in one of its choices; only what is chosen is bought next."""

    product: Product
    sku: str
    quantity: int
    is_chosen: bool = True

    @property
    def key(self) -> str:
        """What forms call the line."""
        return f"{self.product.id}-{self.product.skus.index(self.sku)}"

    @property
    def store(self) -> Store:
        return self.product.store


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines in the order in which they came."""

    lines: tuple[Line, ...] = ()

    @property
    def pieces(self) -> int:
        """How many pieces there are, chosen or not."""
        return sum(line.quantity for line in self.lines)

    def without(self, gone: Collection[Line]) -> "Cart":
        """The cart without these lines, whatever their number of pieces is by now."""
        keys = {line.key for line in gone}
        return Cart(tuple(line for line in self.lines if line.key not in keys))


@dataclass(frozen=True, slots=True)
class Changed:
    """What the shop says to a wish; `cart` is None where it refuses."""

    code: str
    cart: Cart | None = None


Wish = Callable[[Cart], Changed]


def by_store(lines: Collection[Line]) -> dict[Store, tuple[Line, ...]]:
    """The lines of each store, in the order in which the stores came."""
    stores = dict.fromkeys(line.store for line in lines)
    return {store: tuple(line for line in lines if line.store is store) for store in stores}


def a_line(
    product: Product | None, sku: str, quantity: int | None, closed: Collection[str]
) -> Line | str:
    """A line of these, or the code of the refusal; `closed` are the names of blocked stores."""
    if product is None:
        return "refused_product"
    if product.store.name in closed:
        return "refused_store"
    if sku not in product.skus:
        return "refused_sku"
    if quantity is None or quantity < 1:
        return "refused_quantity"
    if quantity > product.at_most:
        return "refused_stock"
    return Line(product, sku, quantity)


def add(line: Line) -> Wish:
    """Put a line into the cart, onto the one that is there already."""

    def wish(cart: Cart) -> Changed:
        there = {it.key: it for it in cart.lines}
        had = there[line.key].quantity if line.key in there else 0
        if had + line.quantity > line.product.at_most:
            return Changed("refused_stock")
        if not had and len(there) >= MOST_LINES:
            return Changed("refused_full")
        there[line.key] = replace(line, quantity=had + line.quantity)
        return Changed("added", Cart(tuple(there.values())))

    return wish


def add_all(lines: Collection[Line]) -> Wish:
    """Put all of these lines into the cart, or none."""

    def wish(cart: Cart) -> Changed:
        changed = Changed("refused_empty")
        for line in lines:
            changed = add(line)(cart)
            if changed.cart is None:
                return changed
            cart = changed.cart
        return changed

    return wish


def refuse(code: str) -> Wish:
    """A wish that can't be granted, whatever is in the cart."""
    return lambda _: Changed(code)


def change(quantities: Mapping[str, int | None], chosen: Collection[str]) -> Wish:
    """Set the pieces of the lines that are named, and choose these lines and no others."""

    def wish(cart: Cart) -> Changed:
        lines = []
        for line in cart.lines:
            wanted = quantities.get(line.key, line.quantity)
            if wanted is None or wanted < 1:
                return Changed("refused_quantity")
            if wanted > line.product.at_most:
                return Changed("refused_stock")
            lines.append(replace(line, quantity=wanted, is_chosen=line.key in chosen))
        return Changed("changed", Cart(tuple(lines)))

    return wish


def remove(key: str) -> Wish:
    def wish(cart: Cart) -> Changed:
        left = tuple(line for line in cart.lines if line.key != key)
        is_there = len(left) < len(cart.lines)
        return Changed("removed", Cart(left)) if is_there else Changed("refused_line")

    return wish
