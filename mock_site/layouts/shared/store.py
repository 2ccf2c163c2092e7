"""A seller's own page: since when the store exists, and what it sells."""

from typing import Any

from starlette.responses import Response

from mock_site.catalogue import Store, catalogue_of
from mock_site.layouts.shared.listing import listing
from mock_site.layouts.shared.tiles import store_url
from mock_site.shop_window import for_sale, is_open, stars
from mock_site.visits import Visit


def page(visit: Visit) -> Response:
    catalogue = catalogue_of(visit.shop.seed)
    store = catalogue.store(visit.request.path_params["id"])
    if store is None:
        return visit.problem("store", 404)
    sells = [product for product in for_sale(visit.shop) if product.store is store]
    return visit.page(
        "store.html", places=("any",), store=seller(visit, store), **listing(visit, sells)
    )


def seller(visit: Visit, store: Store) -> dict[str, Any]:
    """What a buyer is told of a store."""
    products = catalogue_of(visit.shop.seed).of_store(store)
    return {
        "name": store.name,
        "url": store_url(store),
        "since": store.since,
        "years": visit.shop.clock.now().year - store.since,
        "products": len(products),
        "stars": stars(products),
        "is_open": is_open(visit.shop, store),
    }
