"""One visit of one page: whose it is, in which language, and how its page is drawn."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from mock_site.addresses import (
    CART,
    HELP,
    HOME,
    PRODUCT,
    SEARCH,
    SLIDER,
    STORE,
    SUPPORT,
    Addresses,
)
from mock_site.assets import SHOP_ASSETS
from mock_site.buyer_acts import Asked
from mock_site.catalogue import Product, catalogue_of
from mock_site.currencies import DOLLARS, converted
from mock_site.drawing import Drawing, Over
from mock_site.order_list import OrderList
from mock_site.sessions import Session, Sessions
from mock_site.shop import Answer, Shop
from mock_site.trouble import Trouble
from mock_site.wording import Wording

COOKIE_CHOICE = "cookie_choice"
"""Set by the page's script, as what a buyer chose concerns the browser and not the account."""


@dataclass
class Visit:
    """A request with the session it belongs to and the shop as it stands."""

    request: Request
    shop: Shop
    sessions: Sessions
    session: Session
    wording: Wording
    addresses: Addresses
    templates: Environment
    trouble: Trouble
    drawing: Drawing
    form: FormData

    @property
    def username(self) -> str:
        """The signed-in buyer's name; pages that need one are never drawn for guests."""
        if self.session.username is None:
            raise LookupError("this page needs a signed-in buyer")
        return self.session.username

    @property
    def by_script(self) -> bool:
        """Whether a script of the page asks, rather than the browser itself."""
        return self.request.headers.get("x-requested-with") == "fetch"

    def sign_in(self, username: str) -> None:
        self.sessions.end(self.session)
        self.session = self.sessions.begin(self.shop.clock.now(), username)

    def sign_out(self) -> None:
        self.sessions.end(self.session)
        self.session = self.sessions.begin(self.shop.clock.now())

    def record(self, action: str, *, changed: bool, answer: str) -> None:
        """Keep in the shop's log what this visit wanted to change."""
        order = self.field("orderId") or None
        self.shop.record(action, self.session.username, order, changed, answer)

    def ask(self, asked: Asked) -> Answer:
        """What the shop says to the buyer's wish about the order that the form names."""
        return self.shop.ask(self.username, self.field("orderId"), asked)

    def orders(self) -> OrderList:
        """The buyer's orders, newest first; none where the session has ended without a word."""
        return self.shop.orders_of(self.session.username or "")

    @property
    def currency(self) -> str:
        """What the buyer pays in; guests are told prices in US dollars."""
        account = self.shop.accounts.get(self.session.username or "")
        return account.currency if account else DOLLARS

    def price(self, product: Product) -> Decimal:
        """What one piece costs this buyer, in their currency."""
        return self.in_currency(product.price)

    def in_currency(self, dollars: Decimal) -> Decimal:
        """A sum in US dollars as this buyer pays it."""
        return converted(dollars, self.currency)

    def cart_count(self) -> int:
        """How many pieces are in the buyer's cart."""
        return self.shop.cart(self.session.username or "").pieces

    def query(self, name: str) -> str:
        return self.request.query_params.get(name, "")

    def field(self, name: str) -> str:
        return str(self.form.get(name, ""))

    def page(
        self, template: str, http_status: int = 200, places: tuple[str, ...] = (), **facts: Any
    ) -> Response:
        """Draw a template; `places` are those whose controls stand on it."""
        facts["over"] = partial(self._over, places)
        html = self.templates.get_template(template).render(self._words() | facts)
        return HTMLResponse(html, http_status)

    def problem(self, problem: str, http_status: int) -> Response:
        """A page that says what is wrong, in the shop's look."""
        return self.page("problem.html", http_status, problem=problem)

    def go(self, url: str) -> Response:
        """Send the browser elsewhere; a script is told to do so, as it can't follow by itself."""
        return JSONResponse({"url": url}, 401) if self.by_script else RedirectResponse(url, 302)

    def here(self) -> str:
        """The page the buyer is on: for a script's request, the one that runs the script."""
        if self.by_script or self.request.method == "POST":
            return same_site(self.request.headers.get("referer", HOME), self.request)
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query else url.path

    def go_sign_in(self) -> Response:
        return self.go(self.sign_in_url())

    def sign_in_url(self) -> str:
        """The sign-in page that leads back here."""
        is_here = self.request.url.path == self.addresses.path("sign_in")
        back = HOME if is_here else self.here()
        return self.addresses.sign_in.format(url=quote(back, safe=""))

    def go_slider(self) -> Response:
        self.session.walled = True
        secret = hashed(self.shop.seed, "x5sec", self.session.csrf)
        return self.go(f"{SLIDER}?x5secdata={secret}&x5step=1&url={quote(self.here(), safe='')}")

    def _words(self) -> dict[str, Any]:
        wording = self.wording
        account = self.shop.accounts.get(self.session.username or "")
        return {
            "t": wording.text,
            "counted": wording.counted,
            "money": wording.money,
            "number": wording.number,
            "size": wording.size,
            "day": wording.day,
            "minute": wording.minute,
            "duration": wording.duration,
            "language": wording.language,
            "variant": self.shop.variant,
            "account": account.first_name if account else None,
            "unread": self._unread,
            "cart_count": self.cart_count,
            "cart_url": CART,
            "csrf": self.session.csrf,
            "sign_in_url": self.sign_in_url(),
            "asset": SHOP_ASSETS.url,
            "addresses": self.addresses,
            "search_url": SEARCH,
            "help_index": HELP,
            "help_contact": SUPPORT,
            "hashed": lambda block, part: f"{block}--{part}--{hashed(self.shop.seed, block, part)}",
            "missing": self.drawing.missing,
            "part_late_ms": self.drawing.part_late_ms,
            "list_late_ms": self.drawing.list_late_ms,
            "rank": self.drawing.rank,
            "control": self._control,
            "product_url": self._product_url,
            "store_url": self._store_url,
        }

    def _control(self, place: str, key: str, renamed_key: str | None = None) -> str:
        """The label of a place's control, or the other one when it was renamed."""
        renamed = self.drawing.renamed(place)
        return self.wording.text((renamed_key or f"{key}_renamed") if renamed else key)

    def _product_url(self, title: str) -> str | None:
        """Where the product of this title is sold, if it is."""
        product = catalogue_of(self.shop.seed).titled(title)
        return PRODUCT.format(id=product.id) if product else None

    def _store_url(self, name: str) -> str | None:
        """The page of the store of this name, if it has one."""
        store = catalogue_of(self.shop.seed).store_named(name)
        return STORE.format(id=store.id) if store else None

    def _unread(self) -> int:
        """How many messages wait for the buyer."""
        return self.shop.inbox.unread(self.orders().with_messages)

    def _over(self, places: tuple[str, ...]) -> Over:
        """What lies over the page; nobody is asked about cookies twice."""
        over = self.drawing.over(places)
        is_asked_again = over.popup == "cookies" and COOKIE_CHOICE in self.request.cookies
        return replace(over, popup=None) if is_asked_again else over


def same_site(url: str, request: Request) -> str:
    """The path of an address on this shop; the home page for an address elsewhere."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return HOME
    is_ours = parts.netloc in {"", request.url.netloc} and parts.scheme in {"", "http", "https"}
    # Browsers read a second slash or a backslash as the start of another host.
    if not is_ours or not parts.path.startswith("/") or parts.path[1:2] in {"/", "\\"}:
        return HOME
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@cache
def hashed(seed: int, *names: str) -> str:
    """The seven letters at the end of a class name, different in each release of the shop."""
    return blake2b("/".join((str(seed), *names)).encode(), digest_size=8).hexdigest()[:7]
