"""The shop's pages come from files here; the addresses are the shop's."""

from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import stamina
from playwright.sync_api import Page, Route

from flows.domain.cancellation import Reason
from flows.domain.orders import Order, Status
from flows.errors import NeedsPerson, ShopChanged, SignedOut, UnknownOrder, Unreachable
from flows.sites.aliexpress.shop import AliExpress
from flows.storefront import Credentials
from tests.flows.moments import NOW
from tests.flows.sites.aliexpress.conftest import saved

pytestmark = pytest.mark.browser

HTML = "text/html; charset=utf-8"
SHOP = "https://shop.example"
PAID = "8190000000000001"
ORDER = f"{SHOP}/p/order/detail.html?orderId={PAID}"
ANN = Credentials("ann@example.com", "never-typed")


class Noon:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    def pause(self, seconds: float) -> None:
        raise AssertionError(f"nothing here waits {seconds} s")


ShopWith = Callable[..., AliExpress]


@pytest.fixture(autouse=True)
def _no_waiting_between_tries() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def shop_with(page: Page) -> ShopWith:
    """Open a shop that answers everything with one page, or as a handler says."""

    def make(
        name: str = "",
        *,
        status: int = 200,
        handler: Callable[[Route], None] | None = None,
        credentials: Credentials | None = None,
    ) -> AliExpress:
        body = saved(name) if name else ""
        answer = handler or (
            lambda route: route.fulfill(status=status, body=body, content_type=HTML)
        )
        page.route("**/*", answer)
        return AliExpress(page, f"{SHOP}/", Noon(), credentials, timeout_s=0.5)

    return make


@pytest.mark.parametrize(("name", "signed_in"), [("my_orders", True), ("home_guest", False)])
def test_a_guest_is_told_from_a_buyer_though_both_are_greeted(
    shop_with: ShopWith, name: str, signed_in: bool
) -> None:
    assert shop_with(name).is_signed_in() is signed_in


def test_a_header_that_greets_nobody_does_not_tell(shop_with: ShopWith) -> None:
    shop = shop_with(
        handler=lambda route: route.fulfill(
            body="<div id='nav-user-account'></div>", content_type=HTML
        )
    )
    assert shop.is_signed_in() is None


def test_a_signed_out_list_is_not_an_account_without_orders(shop_with: ShopWith) -> None:
    with pytest.raises(SignedOut):
        shop_with("home_guest").my_orders()


def test_an_order_is_read_from_its_own_address(shop_with: ShopWith) -> None:
    order = shop_with("order_awaiting_shipment").order(PAID)
    assert (order.id, order.url) == (PAID, ORDER)


def test_an_order_that_the_account_does_not_have_is_refused(shop_with: ShopWith) -> None:
    with pytest.raises(UnknownOrder, match=f"no order {PAID}"):
        shop_with(status=404).order(PAID)


def test_a_shop_that_keeps_failing_is_unreachable_and_was_asked_three_times(
    shop_with: ShopWith,
) -> None:
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, body="")

    with pytest.raises(Unreachable, match=f"answered {SHOP}/.* with error 503"):
        shop_with(handler=fail).order(PAID)
    assert asked.count(ORDER) == 3


def test_a_reading_that_fails_once_is_tried_again(shop_with: ShopWith) -> None:
    answers = iter([503, 200])

    def falter(route: Route) -> None:
        if route.request.url != ORDER:
            route.abort()
            return
        body = saved("order_awaiting_shipment")
        route.fulfill(status=next(answers), body=body, content_type=HTML)

    assert shop_with(handler=falter).order(PAID).status is Status.AWAITING_SHIPMENT


def test_a_shop_that_refuses_the_connection_is_unreachable(shop_with: ShopWith) -> None:
    with pytest.raises(Unreachable, match=f"{SHOP}/.* did not answer: .*CONNECTION_REFUSED"):
        shop_with(handler=lambda route: route.abort("connectionrefused")).my_orders()


def test_a_shop_that_says_nothing_is_unreachable(shop_with: ShopWith) -> None:
    with pytest.raises(Unreachable, match=r"did not answer within 0\.5 s"):
        shop_with(handler=lambda _: None).my_orders()


class Gatekeeper(BaseHTTPRequestHandler):
    """Sends whoever asks for a page of the buyer to another address, which shows a form."""

    to = "/"

    def do_GET(self) -> None:
        asks_for_buyers_page = self.path.startswith("/p/")
        self.send_response(302 if asks_for_buyers_page else 200)
        self.send_header("Location", self.to)
        self.send_header("Content-Type", HTML)
        self.end_headers()
        self.wfile.write(b'<input label="Email"><button aria-label="Continue">Go on</button>')

    def log_message(self, *_: object) -> None:
        """Stay silent."""


SentTo = Callable[..., AliExpress]


@pytest.fixture
def shop_behind(page: Page) -> Iterator[SentTo]:
    """Open a shop at 127.0.0.1 that sends buyers to this path of this host first."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gatekeeper)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def make(path: str, host: str = "127.0.0.1", who: Credentials | None = None) -> AliExpress:
        Gatekeeper.to = f"http://{host}:{server.server_port}{path}"
        shop_url = f"http://127.0.0.1:{server.server_port}"
        return AliExpress(page, shop_url, Noon(), who, timeout_s=2)

    yield make
    server.shutdown()
    thread.join()
    server.server_close()


def test_without_credentials_a_sign_in_is_for_a_person_and_says_how(shop_behind: SentTo) -> None:
    with pytest.raises(NeedsPerson, match=r"UNBUY_PASSWORD.*--by-hand"):
        shop_behind("/login").my_orders()


def test_nothing_is_typed_into_a_sign_in_form_on_a_foreign_host(
    shop_behind: SentTo, page: Page
) -> None:
    shop = shop_behind("/login", host="localhost", who=ANN)
    with pytest.raises(NeedsPerson, match=r"not the shop's own host.*Nothing was typed"):
        shop.my_orders()
    assert page.locator("input").input_value() == ""


def test_a_slider_check_is_for_a_person(shop_behind: SentTo, page: Page) -> None:
    with pytest.raises(NeedsPerson, match="slider"):
        shop_behind("/_____tmd_____/punish?x5secdata=a", who=ANN).my_orders()
    assert page.locator("input").input_value() == ""


def paid_order(url: str | None) -> Order:
    return Order(id=PAID, status=Status.AWAITING_SHIPMENT, url=url, seen_on="detail")


def opening_a_dialog(route: Route) -> None:
    """Answer with the page of a paid order, on which "Cancel order" opens the dialog."""
    page = saved("order_awaiting_shipment")
    opens = (
        "<script>document.querySelector('[data-pressed=cancel]').addEventListener("
        "'click', () => { document.querySelector('#later').hidden = false; });</script>"
    )
    later = f"<div id='later' hidden>{saved('cancel_dialog')}</div>"
    route.fulfill(body=page + later + opens, content_type=HTML)


@pytest.mark.parametrize("url", [ORDER, None])
def test_the_dialog_is_opened_from_the_orders_own_page_and_closed_when_left_unsent(
    shop_with: ShopWith, page: Page, url: str | None
) -> None:
    shop = shop_with(handler=opening_a_dialog)
    if url:
        shop.order(PAID)
    with shop.cancel_dialog(paid_order(url)) as dialog:
        dialog.choose(Reason.NOT_NEEDED)
        assert page.url == ORDER
        assert page.get_by_role("dialog").is_visible()
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("pressed") == ["cancel"]


def test_a_dialog_that_does_not_open_is_a_changed_shop(shop_with: ShopWith) -> None:
    shop = shop_with("order_awaiting_shipment")
    with (
        pytest.raises(ShopChanged, match=rf"cancels order {PAID} could not be used: .*Timeout"),
        shop.cancel_dialog(paid_order(None)),
    ):
        raise AssertionError("a dialog was found")


def test_a_control_that_something_covers_is_a_changed_shop_and_is_not_forced(
    shop_with: ShopWith, page: Page
) -> None:
    def send_through(shop: AliExpress) -> None:
        with shop.cancel_dialog(paid_order(None)) as dialog:
            dialog.choose(Reason.NOT_NEEDED)
            page.evaluate(
                "document.body.insertAdjacentHTML('beforeend',"
                " '<div style=\"position:fixed;inset:0;z-index:9\"></div>')"
            )
            dialog.send()

    with pytest.raises(ShopChanged, match=rf"cancels order {PAID} could not be used"):
        send_through(shop_with(handler=opening_a_dialog))
    assert page.evaluate("pressed") == ["cancel"]
