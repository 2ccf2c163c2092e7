"""The shop in this very process, with a fresh world for each test, and ways to visit it."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from playwright.sync_api import APIRequestContext, APIResponse, Page, Playwright

from mock_site import buyer_acts, scenarios
from mock_site.addresses import Addresses
from mock_site.app import create_app
from mock_site.faults import Fault
from mock_site.layouts import classic, current
from mock_site.orders import Order
from mock_site.shop import Answer, Shop
from mock_site.specs import LAYOUTS, AccountSpec, OrderSpec, WorldSpec
from mock_site.world import World, make_world
from tests.mock_site.desk import Desk

if TYPE_CHECKING:
    from tests.mock_site.variant_pages import VariantPages

BUYER = "buyer@example.com"
OTHER_BUYER = "other@example.com"
PASSWORD = "correct-horse-9"
ORDERS = "/p/order/index.html"
EITHER_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)
"""For tests of what the shop does in whatever layout; the others are of the current one."""

CLASSIC = pytest.mark.parametrize("layout", ["classic"])
_ADDRESSES = {"current": current.ADDRESSES, "classic": classic.ADDRESSES}
HOUR = 3600.0
DAY = 24 * HOUR


@dataclass
class Storefront:
    """The running shop, and the hands of a test behind its counter."""

    url: str
    world: World

    @property
    def shop(self) -> Shop:
        return self.world.shop

    @property
    def addresses(self) -> Addresses:
        """Where the pages of the layout stand that the world has."""
        return _ADDRESSES[self.shop.layout]

    def open_anew(self, **spec: Any) -> None:
        """A fresh world with two buyers, no orders, and a clock that only moves when wound.

        It keeps the layout, unless it names another.
        """
        fresh = _world(**{"layout": self.shop.layout, **spec})
        self.world.shop, self.world.maker = fresh.shop, fresh.maker

    def open_scenario(self, name: str) -> None:
        """A fresh world of `fixtures/scenarios/`, with a clock that only moves when wound."""
        fresh = make_world(scenarios.load(name), rate=0)
        self.world.shop, self.world.maker = fresh.shop, fresh.maker

    def order(self, status: str = "PLACE_ORDER_SUCCESS", **spec: Any) -> str:
        """Make an order of the buyer; returns its id."""
        wanted = OrderSpec.model_validate({"account": BUYER, "status": status, **spec})
        return self.world.maker.make(wanted, self.shop.clock.now()).id

    def truth(self, order_id: str) -> Order:
        self.shop.settle()
        return self.shop.orders[order_id]

    def arm(self, at: str, kind: str, **more: Any) -> None:
        self.shop.faults.arm(Fault.model_validate({"at": at, "kind": kind, **more}))

    def cancel(self, order_id: str) -> Answer:
        """The buyer cancels, or asks to, without a page."""
        return self.shop.ask(BUYER, order_id, buyer_acts.cancel("buyerDonotwantOrder"))

    def detail(self, order_id: str) -> str:
        return self.addresses.of_order("order", order_id)

    def refund(self, order_id: str) -> str:
        return self.addresses.of_order("refund", order_id)

    def answers(self, action: str) -> list[tuple[bool, str]]:
        """What the log holds of one action: whether it changed anything, and the answer."""
        return [(e["changed"], e["answer"]) for e in self.shop.log if e["action"] == action]


def _world(**spec: Any) -> World:
    buyer = AccountSpec(username=BUYER, password=PASSWORD, first_name="Anna")
    other = AccountSpec(username=OTHER_BUYER, password=PASSWORD, first_name="Noah")
    return make_world(WorldSpec.model_validate({"accounts": [buyer, other], **spec}), rate=0)


@pytest.fixture(scope="session")
def _running() -> Iterator[Storefront]:
    world = _world()
    config = uvicorn.Config(create_app(world), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the shop did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Storefront(f"http://127.0.0.1:{port}", world)
    server.should_exit = True
    thread.join()


@pytest.fixture
def layout() -> str:
    """The layout of the test's world, which a test may name another."""
    return "current"


@pytest.fixture
def storefront(_running: Storefront, layout: str) -> Storefront:
    _running.open_anew(layout=layout)
    return _running


class Visitor:
    """Somebody who visits the shop over HTTP, with the cookies a browser would keep."""

    def __init__(self, http: APIRequestContext, url: str) -> None:
        self._http = http
        self._url = url

    def get(self, path: str, *, follow: bool = True) -> APIResponse:
        return self._http.get(self._url + path, max_redirects=20 if follow else 0)

    def post(self, path: str, *, csrf: str | None = None, **fields: str) -> APIResponse:
        """Post a form as a page's script would; the token is that of the visitor's session."""
        headers = {"x-csrf-token": self.csrf() if csrf is None else csrf}
        headers |= {"x-requested-with": "fetch", "referer": self._url + ORDERS}
        return self._http.post(self._url + path, headers=headers, form=dict(fields))

    def csrf(self) -> str:
        found = re.search(r'name="csrf-token" content="(\w+)"', self.get("/").text())
        assert found
        return found[1]

    def sign_in(self, name: str = BUYER, password: str = PASSWORD, **more: str) -> APIResponse:
        return self.post("/login/submit", loginId=name, password=password, **more)

    def cancel(self, order_id: str, reason: str = "buyerDonotwantOrder") -> APIResponse:
        return self.post("/p/order/cancel", orderId=order_id, reason=reason, note="")


@pytest.fixture
def guest(storefront: Storefront, playwright: Playwright) -> Iterator[Visitor]:
    """Somebody who is not signed in."""
    http = playwright.request.new_context()
    yield Visitor(http, storefront.url)
    http.dispose()


@pytest.fixture
def buyer(guest: Visitor) -> Visitor:
    """The buyer, signed in, over HTTP."""
    assert guest.sign_in().ok
    return guest


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Whoever visits wants no animations, which a click would wait for."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture
def open_page(storefront: Storefront, page: Page) -> Callable[[str], Page]:
    """Opens a path of the shop in the browser, signed in as the buyer."""
    assert Visitor(page.request, storefront.url).sign_in().ok

    def open_path(path: str) -> Page:
        page.goto(storefront.url + path)
        return page

    return open_path


@pytest.fixture
def variant_pages(storefront: Storefront, page: Page) -> "VariantPages":
    """Ways through the pages of a world whose variant the test chooses."""
    from tests.mock_site.variant_pages import VariantPages  # which is made of what stands here

    return VariantPages(storefront, page)


@pytest.fixture
def desk(storefront: Storefront, page: Page) -> Iterator[Desk]:
    """The control page, open; nothing is said in the browser's console meanwhile."""
    desk = Desk(page, storefront.url).open()
    yield desk
    assert desk.complaints == []
