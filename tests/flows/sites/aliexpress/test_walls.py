from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from flows.errors import FlowError, NeedsPerson, Unreachable
from flows.sites.aliexpress.walls import (
    is_shops_host,
    is_sign_in,
    raise_if_answered_badly,
    raise_if_checked,
)

SHOP = "https://www.aliexpress.com"
LOOPBACK = "http://127.0.0.1:8123"


def at(url: str, status: int = 200) -> Any:
    """As much of a page or a response as the walls look at."""
    return SimpleNamespace(url=url, status=status)


@pytest.mark.parametrize(
    "url",
    [
        "https://login.aliexpress.com/?return_url=https%3A%2F%2Fwww.aliexpress.com",
        "https://login.aliexpress.com/buyer.htm?return=x",
        "https://passport.aliexpress.com/mini_login.htm",
        "https://www.aliexpress.com/member/login",
        "https://login.aliexpress.ru/",
        f"{LOOPBACK}/login?return_url=%2Fp%2Forder%2Findex.html",
    ],
)
def test_the_shops_sign_in_is_known_by_its_address(url: str) -> None:
    assert is_sign_in(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.aliexpress.com/p/order/index.html",
        "https://www.aliexpress.com/p/order/index.html?from=login.aliexpress.com",
        "https://www.aliexpress.com/p/order/detail.html?orderId=8012#/login",
        LOOPBACK,
    ],
)
def test_another_page_is_not_taken_for_the_sign_in(url: str) -> None:
    assert not is_sign_in(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.aliexpress.com/_____tmd_____/punish?x5secdata=ab&x5step=1",
        f"{LOOPBACK}/_____tmd_____/punish?x5secdata=ab",
    ],
)
def test_a_slider_check_is_for_a_person_and_says_how(url: str) -> None:
    with pytest.raises(NeedsPerson, match=r"slider check.*--by-hand"):
        raise_if_checked(at(url))


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_an_error_of_the_shop_names_the_page_and_the_error(status: int) -> None:
    with pytest.raises(Unreachable, match=rf"answered {SHOP} with error {status}"):
        raise_if_answered_badly(at(SHOP, status))


@pytest.mark.parametrize("status", [200, 304, 404])
def test_a_page_that_came_is_let_through(status: int) -> None:
    assert lets_through(raise_if_answered_badly, None)
    assert lets_through(raise_if_answered_badly, at(SHOP, status))
    assert lets_through(raise_if_checked, at(SHOP))


def lets_through(check: Callable[..., None], what: object) -> bool:
    try:
        check(what)
    except FlowError:
        return False
    return True


@pytest.mark.parametrize(
    "url",
    [
        "https://www.aliexpress.com/login",
        "https://login.aliexpress.com/?return_url=x",
        "https://aliexpress.com/",
        "https://de.aliexpress.com/",
    ],
)
def test_a_password_may_be_typed_on_the_shops_own_hosts_over_tls(url: str) -> None:
    assert is_shops_host(url, SHOP)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/login.aliexpress.com",
        "https://aliexpress.com.evil.example/",
        "https://www.aliexpress.com.evil.example/",
        "https://evil-aliexpress.com/",
        "https://aliexpress.com@evil.example/",
        "https://www.aliexpress.com:443@evil.example/",
        "https://aliexpress.co/",
        "https://aliexpress.example/",
        "http://login.aliexpress.com/",
        "http://www.aliexpress.com/",
        "http://127.0.0.1/",
        "about:blank",
        "",
    ],
)
def test_a_password_is_never_typed_on_a_foreign_host_or_without_tls(url: str) -> None:
    assert not is_shops_host(url, SHOP)


@pytest.mark.parametrize(
    ("url", "shop_url", "allowed"),
    [
        (f"{LOOPBACK}/login", LOOPBACK, True),
        ("http://127.0.0.1:9999/login", LOOPBACK, False),
        ("https://127.0.0.1:8123/login", LOOPBACK, False),
        ("http://127.0.0.2:8123/login", LOOPBACK, False),
        ("https://x.0.1/login", LOOPBACK, False),
        ("http://localhost:8123/login", "http://localhost:8123", True),
        ("https://evil.localhost/login", "http://localhost:8123", False),
        ("http://[::1]:8123/login", "http://[::1]:8123", True),
        ("http://[::1]:9/login", "http://[::1]:8123", False),
    ],
)
def test_on_this_machine_only_the_very_same_address_is_the_shop(
    url: str, shop_url: str, allowed: bool
) -> None:
    assert is_shops_host(url, shop_url) is allowed
