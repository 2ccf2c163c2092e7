"""Pages for those who can't see them well or use no mouse: names, headings, contrast, focus."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from starlette.routing import Match, Route

from mock_site import scenarios
from mock_site.app import LAYOUTS, create_app
from mock_site.world import make_world
from tests.mock_site.conftest import BUYER, EITHER_LAYOUT, PASSWORD, Storefront, Visitor
from tests.mock_site.crawl import leads_to
from tests.mock_site.direct import DirectVisitor

_SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
_CHECKS = Path(__file__).with_name("accessibility.js").read_text("utf-8")


def _one_of_each(storefront: Storefront) -> list[str]:
    """An address of each kind of page that others lead to, and of an order in each state."""
    routes = LAYOUTS[storefront.shop.layout](storefront.world)
    visitor = DirectVisitor(create_app(storefront.world))
    visitor.sign_in(BUYER, PASSWORD)
    chosen: set[tuple[str, str]] = set()
    pages, waiting = ["/nowhere"], ["/"]
    for address in waiting:  # which grows meanwhile
        kind = _kind(storefront, routes, address)
        if kind in chosen or address.startswith(("/assets/", "/img/")):
            continue
        reply = visitor.get(address)
        chosen.add(kind)
        waiting += leads_to(reply)
        if reply.body.startswith(b"<!doctype html"):
            pages.append(address)
    return pages


def _kind(storefront: Storefront, routes: list[Route], address: str) -> tuple[str, str]:
    """The place that an address leads to and, for an order's own page, the order's state."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "root_path": ""}
    route = next(it for it in routes if it.matches(scope)[0] is Match.FULL)
    is_order = route.path == storefront.addresses.path("order")
    order = storefront.shop.orders.get(query.rpartition("=")[2]) if is_order else None
    return route.path, f"{order.status} {order.end_reason}" if order else ""


@EITHER_LAYOUT
def test_every_page_has_names_headings_contrast_and_visible_focus(
    storefront: Storefront, page: Page
) -> None:
    world = scenarios.load("every-state").model_copy(update={"layout": storefront.shop.layout})
    storefront.world.become(make_world(world, rate=0))
    page.goto(storefront.url + storefront.addresses.path("sign_in"))
    complaints = {"sign in": _complaints(page)}
    assert Visitor(page.request, storefront.url).sign_in().ok
    addresses = _one_of_each(storefront)
    assert len(addresses) > 25
    for address in addresses:
        page.goto(storefront.url + address)
        complaints[address] = _complaints(page)
    assert {address: told for address, told in complaints.items() if told} == {}


def _complaints(page: Page) -> set[str]:
    """What is wrong by daylight and in the dark, on the page or in a frame of it."""
    page.keyboard.press("Tab")  # from here on the focus is shown, as for who uses no mouse
    told: set[str] = set()
    for scheme in _SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for frame in page.frames:
            told |= set(frame.evaluate(_CHECKS))
    return told


@pytest.mark.parametrize("language", ["en", "ru", "pt"])
def test_pages_say_in_which_language_they_are(
    storefront: Storefront, page: Page, language: str
) -> None:
    storefront.open_anew(language=language)
    page.goto(storefront.url)
    expect(page.locator("html")).to_have_attribute("lang", language)


@EITHER_LAYOUT
def test_a_dialog_has_a_name_keeps_the_focus_and_gives_it_back(
    storefront: Storefront, page: Page
) -> None:
    order = storefront.order()
    assert Visitor(page.request, storefront.url).sign_in().ok
    page.goto(storefront.url + storefront.detail(order))
    button = page.get_by_role("button", name="Cancel Order").first
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_attribute("aria-modal", "true")
    page.keyboard.press("Tab")
    assert [line for line in page.evaluate(_CHECKS) if "focus" not in line] == []
    dialog.get_by_role("radio").first.focus()
    for key in ["Tab"] * 6 + ["Shift+Tab"] * 8:
        page.keyboard.press(key)
        assert dialog.evaluate("it => it.contains(document.activeElement)"), key
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
