"""One product: its pictures, its choices, who sells it, and when it would arrive."""

from typing import Any

from starlette.responses import Response

from mock_site.addresses import CATEGORY
from mock_site.catalogue import Product, catalogue_of
from mock_site.layouts.shared.store import seller
from mock_site.layouts.shared.tiles import tiles
from mock_site.pictures import picture_url
from mock_site.visits import Visit

_RELATED = 6


def page(visit: Visit) -> Response:
    catalogue = catalogue_of(visit.shop.seed)
    product = catalogue.find(visit.request.path_params["id"])
    if product is None:
        return visit.problem("product", 404)
    store = seller(visit, product.store)
    others = [other for other in catalogue.of_store(product.store) if other is not product]
    return visit.page(
        "product.html",
        places=("any", "cart.submit"),
        product=tiles(visit, [product])[0] | {"id": product.id, "about": product.about},
        choices=_choices(visit, product),
        category=visit.wording.text(f"category.{product.category}"),
        category_url=CATEGORY.format(name=product.category),
        store=store,
        related=tiles(visit, others[:_RELATED]) if store["is_open"] else [],
        protected=visit.wording.span(visit.shop.terms.to_accept),
        most=product.at_most,
        **_arrival(visit),
    )


def _choices(visit: Visit, product: Product) -> list[dict[str, object]]:
    """Each with a picture of its own; the first one is chosen unless the address names another."""
    asked = visit.query("sku")
    chosen = asked if asked in product.skus else product.sku
    return [
        {
            "sku": sku,
            "picture": picture_url(product.title, "" if sku == product.sku else sku),
            "is_chosen": sku == chosen,
        }
        for sku in product.skus
    ]


def _arrival(visit: Visit) -> dict[str, Any]:
    """When a parcel arrives that is swift, and when one that is slow."""
    now, usual = visit.shop.clock.now(), visit.shop.terms.to_deliver
    return {"earliest": now + usual * 0.6, "latest": now + usual * 1.4}
