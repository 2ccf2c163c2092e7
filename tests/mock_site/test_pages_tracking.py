"""Where a parcel is: its stations as time goes by, its arrival, its way back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from mock_site import acts, parcels
from tests.mock_site.conftest import DAY, Storefront, Visitor

OpenPage = Callable[[str], Page]


def _tracking(order: str) -> str:
    return f"/p/tracking/index.html?tradeOrderId={order}"


def test_stations_come_one_by_one_until_the_parcel_is_delivered(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(_tracking(order))
    stations = page.locator("[data-pl=tracking_station] span")
    expect(stations).to_have_text(["Parcel handed to the carrier"])
    expect(page.locator(".tracking-arrival")).to_contain_text("Expected by")
    expect(page.get_by_text(parcels.number(storefront.truth(order)))).to_be_visible()
    storefront.shop.wind(30 * DAY)
    page.reload()
    expect(stations).to_have_count(9)
    expect(stations.first).to_have_text("Delivered")
    expect(page.locator(".tracking-arrival")).to_contain_text("Delivered on")
    assert storefront.truth(order).delivered_at is not None


def test_a_parcel_that_nobody_took_goes_back(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    storefront.shop.wind(3 * DAY)
    storefront.shop.change(order, acts.returned)
    storefront.shop.wind(40 * DAY)
    page = open_page(_tracking(order))
    expect(page.locator("[data-pl=tracking_station] span").first).to_contain_text("back to the")
    expect(page.locator(".tracking-arrival")).to_contain_text("Returned on Mar 5, 2026")
    assert storefront.truth(order).delivered_at is None


def test_there_is_nothing_to_track_before_anything_was_sent(
    storefront: Storefront, buyer: Visitor
) -> None:
    answer = buyer.get(_tracking(storefront.order("WAIT_SELLER_SEND_GOODS")))
    assert answer.status == 404
    assert "There is no parcel for this order yet." in answer.text()


def test_the_number_may_be_missing_or_have_another_name(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    storefront.arm("tracking.view", "missing")
    storefront.arm("tracking.view", "renamed")
    expect(open_page(_tracking(order)).locator(".tracking")).to_have_count(0)
    expect(open_page(_tracking(order)).get_by_text("Parcel code")).to_be_visible()
