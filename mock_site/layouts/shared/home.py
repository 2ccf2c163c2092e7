"""The front page, and what the shop says when there is no page."""

from functools import cache
from zlib import crc32

from starlette.responses import Response

from mock_site.catalogue import Catalogue
from mock_site.pictures import picture_url
from mock_site.visits import Visit


def home(visit: Visit) -> Response:
    return visit.page("home.html", places=("any",), products=_tiles(visit.shop.seed))


def not_found(visit: Visit) -> Response:
    return visit.problem("not_found", 404)


@cache
def _tiles(seed: int) -> list[dict[str, object]]:
    return [
        {
            "title": product.title,
            "price": product.price,
            "currency": "USD",
            "picture": picture_url(product.title),
            "sold": crc32(product.id.encode()) % 4900 + 12,
        }
        for product in Catalogue(seed).products
    ]
