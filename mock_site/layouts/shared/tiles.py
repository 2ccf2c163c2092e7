"""Products and categories as they are drawn in rows of small tiles."""

from collections.abc import Iterable
from functools import cache

from mock_site.addresses import CATEGORY, PRODUCT, STORE
from mock_site.catalogue import Product, Store, catalogue_of
from mock_site.pictures import picture_url, thing
from mock_site.visits import Visit


def product_url(product: Product) -> str:
    return PRODUCT.format(id=product.id)


def store_url(store: Store) -> str:
    return STORE.format(id=store.id)


def tiles(visit: Visit, products: Iterable[Product]) -> list[dict[str, object]]:
    """What is drawn of each product."""
    return [
        {
            "url": product_url(product),
            "title": product.title,
            "picture": picture_url(product.title),
            "price": visit.price(product),
            "currency": visit.currency,
            "stars": product.stars,
            "sold": product.sold,
        }
        for product in products
    ]


def categories(visit: Visit, chosen: str = "") -> list[dict[str, object]]:
    """Every category, with a picture that no other one has."""
    signs = _signs(visit.shop.seed)
    return [
        {
            "name": visit.wording.text(f"category.{name}"),
            "url": CATEGORY.format(name=name),
            "picture": picture_url(sign),
            "is_chosen": name == chosen,
        }
        for name, sign in signs.items()
    ]


@cache
def _signs(seed: int) -> dict[str, str]:
    """The title of a product by its category, each of them another kind of thing."""
    signs: dict[str, str] = {}
    drawn: set[str] = set()
    for product in catalogue_of(seed).products:
        if product.category not in signs and thing(product.title) not in drawn:
            signs[product.category] = product.title
            drawn.add(thing(product.title))
    return signs
