"""A site that looks like the shop's sign-in gets not one key, whichever way leads there."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, Route

from flows.errors import NeedsPerson
from flows.sites.aliexpress.shop import AliExpress
from flows.storefront import Credentials
from mock_site.practice_shop import PracticeShop
from tests.flows.fakes import FakeClock

pytestmark = pytest.mark.browser
FORM = """<!doctype html><html lang="en"><title>Sign in</title><form class="fm-login">
<input id="fm-login-id" label="Email or phone number"><button type="button">Continue</button>
<input id="fm-login-password" type="password">
<button class="cosmos-btn" id="fm-login-submit">Sign in</button>
</form><script>
for (const kind of ["keydown", "input", "change", "paste"]) addEventListener(kind, (event) =>
  fetch("/key", { method: "POST", body: JSON.stringify([kind, event.target.value]) }), true);
</script>"""


@dataclass
class Imitation:
    """A site on a port of its own; `got` is all that was ever typed or sent there."""

    port: int = 0
    got: list[str] = field(default_factory=list)

    def url(self, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/login"


@pytest.fixture
def imitation() -> Iterator[Imitation]:
    site = Imitation()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = FORM.encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            site.got.append(self.rfile.read(int(self.headers["content-length"])).decode())
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def aliexpress(page: Page, shop: PracticeShop) -> AliExpress:
    credentials = Credentials(shop.username, shop.password)
    return AliExpress(page, shop.url, FakeClock(), credentials, timeout_s=3)


def redirect(page: Page, to: str) -> None:
    """The shop's own server sends whoever wants My Orders there."""

    def answer(route: Route) -> None:
        route.fulfill(status=302, headers={"location": to})

    page.route("**/p/order/index.html*", answer)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_redirect_to_another_host_is_named_and_gets_no_key(
    aliexpress: AliExpress, page: Page, imitation: Imitation, host: str
) -> None:
    redirect(page, imitation.url(host))
    with pytest.raises(
        NeedsPerson, match=rf"http://{host}:{imitation.port}/login, which is not the"
    ):
        aliexpress.my_orders()
    assert imitation.got == []


def test_the_shop_by_another_name_gets_no_key_either(
    aliexpress: AliExpress, page: Page, shop: PracticeShop
) -> None:
    redirect(page, shop.url.replace("127.0.0.1", "localhost") + "/login")
    with pytest.raises(NeedsPerson, match=r"http://localhost:.* not the shop's own host"):
        aliexpress.sign_in()
    assert shop.log() == []


@pytest.mark.parametrize("when", ["#fm-login-id", "#fm-login-password"])
def test_a_form_that_leads_to_another_host_midway_is_stopped_before_it_opens(
    aliexpress: AliExpress, page: Page, shop: PracticeShop, imitation: Imitation, when: str
) -> None:
    """The page goes there as soon as this field was filled in."""
    go = f"""addEventListener("input", (event) => {{
        if (event.target.matches({json.dumps(when)})) location = {json.dumps(imitation.url())};
    }}, true);"""
    page.add_init_script(go)
    with pytest.raises(NeedsPerson, match="In the middle of the sign-in the shop led to") as told:
        aliexpress.sign_in()
    assert str(imitation.port) in str(told.value)
    assert imitation.got == []
    assert shop.log() == []
