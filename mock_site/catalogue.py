"""Products and stores, the same ones for the same seed; what they are is data beside this file."""

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from math import lcm
from pathlib import Path
from typing import Any
from zlib import crc32

_CENT = Decimal("0.01")
_STAPLES = 16
"""So many products, the first ones, are what orders are made of."""

_FIRST_PRODUCT = 1005_0060_0000_0000
_FIRST_STORE = 1_100_000


@dataclass(frozen=True, slots=True)
class Store:
    """A seller's shop in the shop; times in shop hours, as in the data."""

    id: str
    name: str
    since: int
    answer: str
    after_h: float
    ships_after_h: float | None = None
    asks_extension_days: int | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One thing for sale, in one of several choices that cost the same, in US dollars."""

    id: str
    title: str
    skus: tuple[str, ...]
    price: Decimal
    store: Store
    category: str
    about: str

    @property
    def sku(self) -> str:
        """The choice that is made where nobody makes one."""
        return self.skus[0]

    @property
    def sold(self) -> int:
        return crc32(self.id.encode()) % 4900 + 12

    @property
    def at_most(self) -> int:
        """How many pieces one buyer can have."""
        return 5 + crc32(f"stock {self.id}".encode()) % 4 * 5

    @property
    def stars(self) -> Decimal:
        """What its buyers think of it, from 4.1 to 5.0."""
        return Decimal(41 + crc32(self.title.encode()) % 10) / 10


class Catalogue:
    """Everything the shop sells, and who sells it."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - a world has to be the same again
        release = seed % 1000
        data = _data()
        self.stores = tuple(
            Store(id=str(_FIRST_STORE + release * 100 + number), **store)
            for number, store in enumerate(data["stores"])
        )
        stores = {store.name: store for store in self.stores}
        self.products = tuple(
            _product(str(_FIRST_PRODUCT + release * 1000 + number), product, stores, chance)
            for number, product in enumerate(data["products"])
        )
        self.categories = tuple(dict.fromkeys(product.category for product in self.products))
        self.cycle = lcm(_STAPLES, len(self.stores))
        """After so many orders the same goods of the same seller come again."""

        self._by_id = {product.id: product for product in self.products}
        self._by_title = {product.title: product for product in self.products}

    def product(self, number: int) -> Product:
        """One of the few that orders are made of."""
        return self.products[number % _STAPLES]

    def seller(self, number: int) -> str:
        return self.stores[number % len(self.stores)].name

    def find(self, product_id: str) -> Product | None:
        return self._by_id.get(product_id)

    def titled(self, title: str) -> Product | None:
        """The product of this title, as an order calls it."""
        return self._by_title.get(title)

    def store(self, store_id: str) -> Store | None:
        return next((store for store in self.stores if store.id == store_id), None)

    def store_named(self, name: str) -> Store | None:
        return next((store for store in self.stores if store.name == name), None)

    def of_store(self, store: Store) -> tuple[Product, ...]:
        return tuple(product for product in self.products if product.store is store)

    def matching(self, text: str, category_name: Callable[[str], str]) -> Iterator[Product]:
        """Products with each of these words in title, store or the buyer's name of the category."""
        words = text.casefold().split()
        for product in self.products:
            named = category_name(product.category)
            texts = f"{product.title} {product.store.name} {named}".casefold()
            if all(word in texts for word in words):
                yield product


@lru_cache(maxsize=8)
def catalogue_of(seed: int) -> Catalogue:
    """The catalogue of a world with this seed."""
    return Catalogue(seed)


def _product(
    product_id: str, data: dict[str, Any], stores: dict[str, Store], chance: random.Random
) -> Product:
    price = Decimal(chance.randrange(199, 4999)) / 100
    if usual := data.get("price"):
        price = (Decimal(usual) * chance.randrange(85, 116) / 100).quantize(_CENT)
    return Product(
        id=product_id,
        title=data["title"],
        skus=tuple(data["skus"]),
        price=price,
        store=stores[data["store"]],
        category=data["category"],
        about=data["about"],
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
