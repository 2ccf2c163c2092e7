"""Products and sellers, the same ones for the same seed."""

import random
from dataclasses import dataclass
from decimal import Decimal

_THINGS = (
    ("USB-C charging cable, braided", "1 m, slate"),
    ("LED strip light with remote", "5 m, warm white"),
    ("Ceramic pour-over coffee dripper", "size 02, sand"),
    ("Mechanical keyboard switches, 70 pieces", "linear"),
    ("Phone stand, folding aluminium", "silver"),
    ("Rain cover for backpack", "30 l, orange"),
    ("Soldering iron with five tips", "60 W, EU plug"),
    ("Silicone baking mats, set of two", "40 x 30 cm"),
    ("Bicycle bell with compass", "brass"),
    ("Noise-isolating earphones", "3.5 mm, black"),
    ("Magnetic spice jars, set of six", "glass"),
    ("Yoga mat with carrying strap", "6 mm, moss"),
    ("Desk lamp with clamp", "white"),
    ("Waterproof notebook, dotted", "A5"),
    ("Travel adapter, three regions", "one USB port"),
    ("Watercolour set, 24 pans", "metal box"),
)
_SELLERS = (
    "Harbour Light Store", "Blue Kite Official Store", "Maple & Wire", "Northwind Gadgets",
    "Little Fox Home", "Copper Leaf Store", "Seven Bridges Trading", "Paper Lantern Shop",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Product:
    """One thing for sale; `id` also draws its picture. The price is in US dollars."""

    id: str
    title: str
    sku: str
    price: Decimal


class Catalogue:
    """Everything the shop sells, and who sells it."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - a world has to be the same again
        self.products = tuple(
            Product(
                f"{seed}-{number}", title, sku, Decimal(chance.randrange(199, 4999)) / Decimal(100)
            )
            for number, (title, sku) in enumerate(_THINGS)
        )

    def product(self, number: int) -> Product:
        return self.products[number % len(self.products)]

    @staticmethod
    def seller(number: int) -> str:
        return _SELLERS[number % len(_SELLERS)]
