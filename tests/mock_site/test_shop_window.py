"""What the shop window shows: a search finds by every word, sorts and pages; stores too."""

import re
from html import unescape
from urllib.parse import quote, urlsplit

import pytest

from mock_site.app import create_app
from mock_site.catalogue import Product, Store, catalogue_of
from mock_site.specs import AccountSpec, WorldSpec
from mock_site.wording import languages, wording
from mock_site.world import World, make_world
from tests.mock_site.conftest import BUYER, EITHER_LAYOUT, PASSWORD
from tests.mock_site.direct import DirectVisitor

pytestmark = pytest.mark.sampled

CATALOGUE = catalogue_of(1)
_TITLE = re.compile(r'class="tile-name">([^<]*)<')
_SORT = re.compile(r'href="(\?[^"]*)"[^>]*>(?:Best match|Orders|Price, \w+ to \w+)<')
_PAGE = re.compile(r'href="(\?[^"]*page=\d+)"')


class Window:
    """The shop of a world, and somebody who looks around in it without being signed in."""

    def __init__(self, **spec: object) -> None:
        buyer = AccountSpec(username=BUYER, password=PASSWORD)
        world = WorldSpec.model_validate({"accounts": [buyer], "seed": 1, **spec})
        self.world: World = make_world(world, rate=0)
        self.visitor = DirectVisitor(create_app(self.world))

    def see(self, path: str, status: int = 200) -> str:
        reply = self.visitor.get(path)
        assert reply.status == status, reply
        return reply.text

    def titles(self, path: str) -> list[str]:
        """The titles of the tiles on a page, in their order."""
        return [unescape(title) for title in _TITLE.findall(self.see(path))]

    def all_titles(self, path: str) -> list[str]:
        """Those of all pages that the pager leads to."""
        links = [unescape(link) for link in _PAGE.findall(self.see(path))]
        pages = [urlsplit(path).path + link for link in links] or [path]
        return [title for page in pages for title in self.titles(page)]


@pytest.fixture
def window() -> Window:
    return Window()


def _store(name: str) -> Store:
    store = CATALOGUE.store_named(name)
    assert store
    return store


def _in_category(name: str) -> set[str]:
    return {product.title for product in CATALOGUE.products if product.category == name}


def _named(titles: list[str]) -> list[Product]:
    found = [CATALOGUE.titled(title) for title in titles]
    return [product for product in found if product]


def test_a_search_finds_what_has_every_word_in_whatever_case_and_order(window: Window) -> None:
    assert window.titles("/wholesale?SearchText=REMOTE%20%20led") == ["LED strip light with remote"]
    assert window.titles("/w/wholesale-braided-usb.html") == ["USB-C charging cable, braided"]
    page = window.see("/wholesale?SearchText=remote+braided")
    assert "We found nothing for “remote braided”" in page


def test_a_search_finds_by_store_as_well_but_shows_what_is_called_so_first(window: Window) -> None:
    found = window.titles("/wholesale?SearchText=lantern")
    named = [title for title in found if "lantern" in title.casefold()]
    assert len(named) == 2
    assert found[:2] == named
    assert {it.title for it in CATALOGUE.of_store(_store("Paper Lantern Shop"))} <= set(found)


@pytest.mark.parametrize("language", languages())
def test_a_search_finds_by_the_category_as_its_buyer_knows_it(language: str) -> None:
    name = wording(language).text("category.stationery")
    found = Window(language=language).all_titles(f"/wholesale?SearchText={quote(name.upper())}")
    assert set(found) == _in_category("stationery")


def test_every_category_has_a_page_a_name_and_a_picture_of_its_own(window: Window) -> None:
    home = window.see("/")
    pictures = set()
    for name in CATALOGUE.categories:
        link = re.search(rf'href="/category/{name}\.html"><img src="(/img/\w+)/', home)
        assert link, name
        pictures.add(link[1])
        assert set(window.titles(f"/category/{name}.html")) == _in_category(name)
    assert len(pictures) == len(CATALOGUE.categories)
    window.see("/category/weapons.html", 404)


@EITHER_LAYOUT
@pytest.mark.parametrize(
    "path", ["/wholesale?SearchText=set", "/category/home.html", f"/store/{CATALOGUE.stores[1].id}"]
)
def test_what_was_found_can_be_sorted_and_stays_found(layout: str, path: str) -> None:
    window = Window(layout=layout)
    links = [unescape(link) for link in _SORT.findall(window.see(path))]
    best, by_orders, cheapest, dearest = (
        _named(window.titles(urlsplit(path).path + link)) for link in links
    )
    assert len(best) > 3
    assert {it.id for it in best} == {it.id for it in by_orders} == {it.id for it in cheapest}
    assert [it.sold for it in by_orders] == sorted((it.sold for it in best), reverse=True)
    assert [it.price for it in cheapest] == sorted(it.price for it in best)
    assert [it.price for it in dearest] == sorted((it.price for it in best), reverse=True)


def test_all_products_are_on_three_pages_each_of_them_once_in_any_order(window: Window) -> None:
    for sort in ("default", "price_asc", "nonsense"):
        path = f"/wholesale?SortType={sort}"
        assert len(_PAGE.findall(window.see(path))) == 3
        titles = window.all_titles(path)
        assert sorted(titles) == sorted(product.title for product in CATALOGUE.products)


@pytest.mark.parametrize("number", ["0", "-1", "", "x", "1e3", "99", "9" * 300])
def test_a_page_that_there_is_not_is_the_first_or_the_last_one(window: Window, number: str) -> None:
    first, last = (window.titles(f"/wholesale?page={n}") for n in (1, 3))
    shown = window.titles(f"/wholesale?page={number}")
    assert shown == (last if number == "99" else first)


def test_a_search_without_a_match_says_so_and_proposes_what_others_buy(window: Window) -> None:
    page = window.see("/wholesale?SearchText=xyzzy")
    assert "We found nothing for “xyzzy”" in page
    proposed = _named(window.titles("/wholesale?SearchText=xyzzy"))
    assert len(proposed) == 6
    assert min(it.sold for it in proposed) >= sorted(it.sold for it in CATALOGUE.products)[-6]


@EITHER_LAYOUT
def test_a_search_for_nonsense_is_shown_as_text_and_cut_where_it_is_too_long(layout: str) -> None:
    window = Window(layout=layout)
    for path in ("/wholesale?SearchText={}", "/w/wholesale-{}.html"):
        page = window.see(path.format(quote("<b id=owned>\"'{{ 7 * 7 }}", safe="")))
        assert "<b id=owned" not in page
        assert "&lt;b id=owned&gt;&#34;&#39;{{ 7 * 7 }}" in page
        page = window.see(path.format("a" * 3000))
        assert f'value="{"a" * 100}"' in page
        assert f"“{'a' * 100}”" in page
    page = window.see("/wholesale?SearchText=%00%1b%E2%80%AEtent%00")
    assert 'value="tent"' in page


def test_links_keep_what_was_searched_for(window: Window) -> None:
    links = _SORT.findall(window.see("/wholesale?SearchText=set%20%26%20of%3D"))
    assert all("SearchText=set+%26+of%3D&amp;SortType=" in link for link in links)


@EITHER_LAYOUT
def test_a_store_tells_since_when_it_exists_and_not_how_it_behaves(layout: str) -> None:
    window = Window(layout=layout, now="2026-03-02T09:00:00Z")
    store = _store("Seven Bridges Trading")
    page = window.see(f"/store/{store.id}")
    assert "<h1" in page
    assert store.name in page
    assert "Here since 2012" in page
    assert "14 years" in page
    assert set(window.titles(f"/store/{store.id}")) == {
        product.title for product in CATALOGUE.of_store(store)
    }
    assert "ignore" not in page
    window.see("/store/1", 404)


@EITHER_LAYOUT
def test_what_a_blocked_store_sold_is_gone_from_the_window(layout: str) -> None:
    window = Window(layout=layout)
    store = _store("Maple & Wire")
    window.world.shop.blocked_stores.add(store.name)
    sold = {product.title for product in CATALOGUE.of_store(store)}
    assert "This store is closed" in window.see(f"/store/{store.id}")
    assert window.titles(f"/store/{store.id}") == []
    product = CATALOGUE.of_store(store)[0]
    page = window.see(f"/item/{product.id}.html")
    assert "This store is closed" in page
    assert "/p/shoppingcart/add" not in page
    for path in ("/", "/wholesale", "/category/tools.html"):
        assert not sold & set(window.all_titles(path)), path


def test_the_window_is_empty_but_whole_when_every_store_is_blocked(window: Window) -> None:
    window.world.shop.blocked_stores.update(store.name for store in CATALOGUE.stores)
    for path in ("/", "/wholesale", "/wholesale?SearchText=tent", "/category/tools.html"):
        assert window.titles(path) == []


def test_finds_of_the_day_change_with_the_day_and_are_the_same_all_day(window: Window) -> None:
    def finds() -> list[str]:
        return window.titles("/")[:6]

    today = finds()
    window.world.shop.wind(3600)
    assert finds() == today
    window.world.shop.wind(86_400)
    assert finds() != today
