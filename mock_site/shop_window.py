"""What the shop has for sale at this moment, and in which order it is shown."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from zlib import crc32

from mock_site.catalogue import Product, Store, catalogue_of
from mock_site.shop import Shop

SORTS: dict[str, Callable[[Product], Any]] = {
    "default": lambda _: 0,
    "total_tranpro_desc": lambda product: -product.sold,
    "price_asc": lambda product: product.price,
    "price_desc": lambda product: -product.price,
}
"""Known: these names, of which the second means by orders; the first leaves things as they come."""


def for_sale(shop: Shop) -> list[Product]:
    """Everything but what belongs to a blocked store, well mixed."""
    products = catalogue_of(shop.seed).products
    open_ones = [product for product in products if is_open(shop, product.store)]
    return sorted(open_ones, key=lambda product: crc32(product.title.encode()))


def is_open(shop: Shop, store: Store) -> bool:
    return store.name not in shop.blocked_stores


def finds(shop: Shop, text: str, category_name: Callable[[str], str]) -> list[Product]:
    """What is for sale of that which a search finds, first what is called so itself."""
    found = set(catalogue_of(shop.seed).matching(text, category_name))
    words = text.casefold().split()
    return sorted(
        (product for product in for_sale(shop) if product in found),
        key=lambda product: not all(word in product.title.casefold() for word in words),
    )


def in_order(products: Iterable[Product], sort: str) -> list[Product]:
    """Sorted in one of the ways of `SORTS`; what is equal in it keeps its order."""
    return sorted(products, key=SORTS[sort])


def of_the_day(products: Sequence[Product], day: date) -> list[Product]:
    """All of them in an order that is another one each day."""
    return sorted(products, key=lambda it: blake2b(f"{day} {it.id}".encode()).digest())


def stars(products: Sequence[Product]) -> Decimal:
    """What buyers think of several products, to one decimal place."""
    total = sum((product.stars for product in products), Decimal(0))
    return round(total / len(products), 1)
