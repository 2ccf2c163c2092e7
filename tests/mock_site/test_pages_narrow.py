"""Long words and narrow screens: no text lies over another, no page is wider than its screen."""

import pytest
from playwright.sync_api import Page

from mock_site import scenarios
from mock_site.variants import Variant
from mock_site.wording import languages
from mock_site.world import make_world
from tests.mock_site.conftest import EITHER_LAYOUT, Storefront, Visitor

_OVERLAPPING_TEXTS = """() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const text = walker.currentNode.data.trim();
    if (!text || !walker.currentNode.parentElement.checkVisibility()) continue;
    for (const box of range.getClientRects()) boxes.push({ text, box });
  }
  const over = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
  return boxes.flatMap((one, i) => boxes.slice(i + 1)
    .filter((other) => one.text !== other.text && over(one.box, other.box))
    .map((other) => `${one.text} / ${other.text}`));
}"""
_BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@EITHER_LAYOUT
@pytest.mark.parametrize(
    ("language", "width", "made_for"),
    [
        *((language, 390, "desktop") for language in languages()),
        *((language, 390, "phone") for language in ("de", "ru")),
        *((language, 1280, "desktop") for language in ("de", "ru")),
    ],
)
def test_texts_keep_apart_and_within_the_screen(
    storefront: Storefront, page: Page, layout: str, language: str, width: int, made_for: str
) -> None:
    variant = Variant.model_validate({"width": made_for, "cancel_in": "list"})
    more = {"layout": layout, "language": language, "variant": variant}
    world = scenarios.load("every-state").model_copy(update=more)
    storefront.world.become(make_world(world, rate=0))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(storefront.url + storefront.addresses.path("sign_in"))
    _look(page)
    assert Visitor(page.request, storefront.url).sign_in().ok
    some = list(storefront.shop.orders)[::3]
    details = [
        page_of(order) for order in some for page_of in (storefront.detail, storefront.refund)
    ]
    for path in ("/", storefront.addresses.orders, *details):
        page.goto(storefront.url + path)
        _look(page)


def _look(page: Page) -> None:
    assert page.evaluate(_OVERLAPPING_TEXTS) == [], page.url
    assert page.evaluate(_BEYOND) <= 0, page.url
