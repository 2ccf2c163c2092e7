"""What every answer has, whatever was asked: headers, cookies, texts that stay texts."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_site import acts
from mock_site.app import LAYOUTS, create_app
from mock_site.messages import Message
from mock_site.specs import WorldSpec
from mock_site.world import make_world
from tests.mock_site.crawl import crawl
from tests.mock_site.direct import DirectVisitor, Reply

pytestmark = pytest.mark.sampled

_MARKUP = "<b id=owned>\"'>{{ 7 * 7 }}"
_BUYER = f"buyer{_MARKUP}@example.com"
_PASSWORD = "correct-horse-9"


def _world(layout: str) -> WorldSpec:
    goods: dict[str, Any] = {
        "account": _BUYER,
        "items": [{"title": f"Lamp {_MARKUP}", "sku": _MARKUP, "price": "5.00"}],
        "seller": {"name": f"Store {_MARKUP}"},
    }
    states = [
        {},
        {"status": "WAIT_BUYER_ACCEPT_GOODS", "age_h": 300},
        {"status": "IN_ISSUE", "age_h": 300, "dispute": {"text": _MARKUP}},
        {"status": "FINISH", "end_reason": "cancel_order_close_trade", "age_h": 300},
    ]
    buyer = {"username": _BUYER, "password": _PASSWORD, "first_name": _MARKUP}
    return WorldSpec.model_validate(
        {"layout": layout, "accounts": [buyer], "orders": [goods | state for state in states]}
    )


@pytest.fixture(params=LAYOUTS)
def buyer(request: pytest.FixtureRequest) -> DirectVisitor:
    """A buyer whose name, goods, sellers and messages are full of markup."""
    world = make_world(_world(request.param), rate=0)
    for order in list(world.shop.orders):
        _let_the_seller_write(world.shop.change, order)
    visitor = DirectVisitor(create_app(world))
    visitor.sign_in(_BUYER, _PASSWORD)
    return visitor


def _let_the_seller_write(change: Callable[..., Any], order: str) -> None:
    change(order, lambda order, at: acts.told(order, at, Message("seller", _MARKUP, at)))


def test_texts_never_become_markup_on_any_page(buyer: DirectVisitor) -> None:
    pages = crawl(buyer)
    assert sum(b"&lt;b id=owned" in reply.body for reply in pages.values()) > 10
    for address, reply in pages.items():
        assert b"<b id=owned" not in reply.body, address


def test_every_answer_limits_what_a_browser_may_do_with_it(buyer: DirectVisitor) -> None:
    answers = {
        **crawl(buyer),
        "nowhere": buyer.get("/nowhere"),
        "without token": buyer.ask("POST", "/sign-out"),
        "wrong method": buyer.ask("BREW", "/"),
        "too long": buyer.get("/?q=" + "a" * 9000),
        "too large": buyer.ask("POST", "/login/submit", b"a" * 70_000),
        "control": buyer.get("/_control/state"),
        "no control": buyer.get("/_control/nothing"),
        "control elsewhere": buyer.ask("GET", "/_control/state", headers=[(b"host", b"x")]),
    }
    for address, reply in answers.items():
        headers = reply.headers
        assert "default-src 'none'" in headers["content-security-policy"], address
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["x-frame-options"] in {"SAMEORIGIN", "DENY"}, address
        may_be_kept = address.startswith(("/assets/", "/img/")) and reply.status == 200
        assert ("immutable" in headers["cache-control"]) == may_be_kept, address
        assert ("no-store" in headers["cache-control"]) != may_be_kept, address


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/?q=" + "a" * 8000, 0, 200),
        ("/?q=" + "a" * 9000, 0, 414),
        ("/" + "a" * 9000, 0, 414),
        ("/", 30_000, 200),
        ("/", 40_000, 431),
    ],
)
def test_addresses_and_headers_have_limits(
    buyer: DirectVisitor, path: str, size: int, status: int
) -> None:
    assert buyer.ask("GET", path, headers=[(b"x-more", b"a" * size)]).status == status


def test_the_session_stays_out_of_reach_of_scripts_and_other_sites(buyer: DirectVisitor) -> None:
    sent = {cookie.partition("=")[0]: cookie for cookie in _signed_in_anew(buyer).cookies}
    assert "HttpOnly" in sent["xman_t"]
    for cookie in sent.values():
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie, "over plain HTTP such a cookie would never come back"


def _signed_in_anew(visitor: DirectVisitor) -> Reply:
    visitor.cookies.clear()
    return visitor.post("/login/submit", loginId=_BUYER, password=_PASSWORD)
