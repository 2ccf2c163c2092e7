"""What a search finds, and what a category holds."""

from starlette.responses import Response

from mock_site.catalogue import catalogue_of
from mock_site.layouts.shared.listing import listing
from mock_site.layouts.shared.tiles import categories, tiles
from mock_site.shop_window import finds, for_sale, in_order
from mock_site.visits import Visit

LONGEST_SEARCH = 100
_PROPOSED = 6


def results(visit: Visit) -> Response:
    """Everything that is for sale, or what these words find of it."""
    words = _searched(visit)
    found = finds(visit.shop, words, lambda name: visit.wording.text(f"category.{name}"))
    popular = in_order(for_sale(visit.shop), "total_tranpro_desc")
    return visit.page(
        "search.html",
        places=("any",),
        searched=words,
        categories=categories(visit),
        proposed=[] if found else tiles(visit, popular[:_PROPOSED]),
        **listing(visit, found, SearchText=visit.query("SearchText") and words),
    )


def category(visit: Visit) -> Response:
    name = visit.request.path_params["name"]
    if name not in catalogue_of(visit.shop.seed).categories:
        return visit.problem("not_found", 404)
    found = [product for product in for_sale(visit.shop) if product.category == name]
    return visit.page(
        "category.html",
        places=("any",),
        title=visit.wording.text(f"category.{name}"),
        categories=categories(visit, name),
        **listing(visit, found),
    )


def _searched(visit: Visit) -> str:
    """The words of the search box, or else those in the address; what can't be seen is left out."""
    in_address = visit.request.path_params.get("words", "").replace("-", " ")
    words = " ".join((visit.query("SearchText") or in_address).split())
    return "".join(filter(str.isprintable, words))[:LONGEST_SEARCH].strip()
