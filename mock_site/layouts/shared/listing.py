"""Products in a grid, sorted and page by page: those of a search, a category or a store."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from mock_site.catalogue import Product
from mock_site.layouts.shared.lists import page_number
from mock_site.layouts.shared.tiles import tiles
from mock_site.shop_window import SORTS, in_order
from mock_site.visits import Visit

PER_PAGE = 24


def listing(visit: Visit, products: Sequence[Product], **asked: str) -> dict[str, Any]:
    """What a page with these products shows of them; links keep what else was asked for."""
    wish = visit.query("SortType")
    sort = wish if wish in SORTS else "default"
    pages = max(-(-len(products) // PER_PAGE), 1)
    number = min(page_number(visit.query("page")), pages)
    first = (number - 1) * PER_PAGE
    return {
        "products": tiles(visit, in_order(products, sort)[first : first + PER_PAGE]),
        "count": len(products),
        "sorts": [
            {"name": name, "url": _url(**asked, SortType=name), "is_chosen": name == sort}
            for name in SORTS
        ],
        "pages": [
            {
                "number": n,
                "url": _url(**asked, SortType=sort, page=str(n)),
                "is_chosen": n == number,
            }
            for n in range(1, pages + 1)
        ],
    }


def _url(**query: str) -> str:
    """The page itself with another query, wherever it stands."""
    return f"?{urlencode({name: value for name, value in query.items() if value})}"
