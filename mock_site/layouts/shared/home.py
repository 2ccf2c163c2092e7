"""The front page, and what the shop says when there is no page."""

from typing import Any

from starlette.responses import Response

from mock_site.addresses import WORDS
from mock_site.catalogue import Store, catalogue_of
from mock_site.layouts.shared.store import seller
from mock_site.layouts.shared.tiles import categories, tiles
from mock_site.pictures import picture_url
from mock_site.shop_window import for_sale, in_order, is_open, of_the_day
from mock_site.visits import Visit

_WANTED = ("lantern", "cable", "tea", "notebook", "tent")
"""What people look for, in the language of the titles."""

_OF_THE_DAY = 6
_PICKS = 12
_STORES = 4


def home(visit: Visit) -> Response:
    now = visit.shop.clock.now()
    products = of_the_day(for_sale(visit.shop), now.date())
    picks = in_order(products[_OF_THE_DAY:], "total_tranpro_desc")[:_PICKS]
    return visit.page(
        "home.html",
        places=("any",),
        categories=categories(visit),
        wanted=[{"word": word, "url": WORDS.format(words=word)} for word in _WANTED],
        of_the_day=tiles(visit, products[:_OF_THE_DAY]),
        today=now,
        stores=_stores(visit),
        picks=tiles(visit, picks),
    )


def not_found(visit: Visit) -> Response:
    return visit.problem("not_found", 404)


def _stores(visit: Visit) -> list[dict[str, Any]]:
    """The oldest stores, with pictures of what they sell."""
    stores = catalogue_of(visit.shop.seed).stores
    open_ones = [store for store in stores if is_open(visit.shop, store)]
    oldest = sorted(open_ones, key=lambda store: store.since)[:_STORES]
    return [seller(visit, store) | {"pictures": _pictures(visit, store)} for store in oldest]


def _pictures(visit: Visit, store: Store) -> list[str]:
    products = catalogue_of(visit.shop.seed).of_store(store)
    return [picture_url(product.title) for product in products[:3]]
