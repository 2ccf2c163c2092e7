"""M14: several parcels of one order, each with its own carrier, numbers and way."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from flows.domain.parcels import Station
from flows.errors import ShopChanged
from flows.sites.aliexpress.parcels_page import ParcelsPage
from tests.flows.sites.aliexpress.conftest import current

ORDER = "8190000000000001"


def drawn(carrier: str, numbers: list[str], *stations: str) -> str:
    kept = "".join(f"<b class='logistic-info-v2--mailNoValue--a1'>{it}</b>" for it in numbers)
    return f"""<b class="logistic-info-v2--carrierTitle--a1">{carrier}</b>{kept}
    <ol class="logistic-info-v2--nodes--a1">{"".join(stations)}</ol>"""


def station(when: str, *texts: str) -> str:
    told = "".join(f"<span>{text}</span>" for text in texts)
    return f"<li class='logistic-info-v2--node--a1'><time>{when}</time>{told}</li>"


def shown(page: Page, *parcels: str) -> ParcelsPage:
    page.set_content(f"<main><p>Order ID: {ORDER}</p>{''.join(parcels)}</main>")
    return ParcelsPage(current(page))


def test_each_parcel_has_its_own_numbers_and_stations(page: Page) -> None:
    one = drawn("Swift", ["LL1CN", "LL2CN"], station("Mar 2, 2026, 10:30", "Sorted", "Shenzhen"))
    first, second = shown(page, one, drawn("Slow", ["LL3CN"])).read(ORDER)
    assert (first.carrier, first.numbers) == ("Swift", ("LL1CN", "LL2CN"))
    at = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
    assert first.stations == (Station(at, "Sorted", "Shenzhen"),)
    assert (second.carrier, second.numbers, second.stations) == ("Slow", ("LL3CN",), ())


def test_a_station_without_a_known_time_stops_the_reading(page: Page) -> None:
    with pytest.raises(ShopChanged, match="station"):
        shown(page, drawn("Swift", ["LL1CN"], station("soon", "Sorted"))).read(ORDER)


def test_the_parcels_of_another_order_are_not_told(page: Page) -> None:
    with pytest.raises(ShopChanged, match="does not name"):
        shown(page, drawn("Swift", ["LL1CN"])).read("8190000000000002")
