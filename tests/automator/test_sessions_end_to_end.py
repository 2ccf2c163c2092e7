"""Sessions: taken over from another browser, kept for one buyer alone."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy
from tests.flows.person_at_page import typing_credentials

pytestmark = pytest.mark.browser
NOBODY = {"UNBUY_USERNAME": None, "UNBUY_PASSWORD": None}


def cookies_txt(page: Page) -> str:
    """As an extension writes them out of the user's own browser."""
    lines = ["# Netscape HTTP Cookie File"]
    for it in page.context.cookies():
        prefix = "#HttpOnly_" if it["httpOnly"] else ""
        fields = (it["domain"], "FALSE", it["path"], "FALSE", int(it["expires"]), it["name"])
        lines.append("\t".join(map(str, (prefix + str(fields[0]), *fields[1:], it["value"]))))
    return "\n".join(lines)


def test_a_session_is_taken_over_from_the_users_own_browser(
    unbuy: Unbuy, shop: PracticeShop, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{shop.url}/p/order/index.html")
    list(typing_credentials(page, shop))
    page.locator(".order-main").wait_for()
    file = tmp_path / "cookies.txt"
    file.write_text(cookies_txt(page))
    ended = unbuy("sign-in", "--cookies", str(file), **NOBODY)
    assert (ended.code, "Hi, Anna" in ended.said) == (0, True), ended.said
    assert unbuy("orders", **NOBODY).code == 0
    assert shop.actions() == ["sign_in"]


@pytest.mark.complete
def test_cookies_of_a_guest_change_nothing_of_what_was_kept(
    unbuy: Unbuy, shop: PracticeShop, page: Page, tmp_path: Path
) -> None:
    assert unbuy("sign-in").code == 0
    [kept] = (unbuy.home / "sessions").glob("*.json")
    before = kept.read_bytes()
    page.goto(shop.url)
    file = tmp_path / "cookies.json"
    file.write_text(json.dumps(page.context.cookies()))
    ended = unbuy("sign-in", "--cookies", str(file))
    assert (ended.code, "shows a guest" in ended.said) == (4, True)
    assert kept.read_bytes() == before


def test_a_session_of_another_buyer_or_shop_is_never_used(unbuy: Unbuy, shop: PracticeShop) -> None:
    assert unbuy("sign-in").code == 0
    other = unbuy("orders", UNBUY_USERNAME="somebody@example.com")
    assert (other.code, shop.username in other.said, "sign-out" in other.said) == (2, True, True)
    elsewhere = unbuy("orders", UNBUY_SHOP_URL="http://127.0.0.1:9")
    assert (elsewhere.code, "never mixed" in elsewhere.said) == (2, True)
    assert shop.actions() == ["sign_in"]


def test_a_damaged_cookies_file_is_a_usage_error(unbuy: Unbuy, tmp_path: Path) -> None:
    file = tmp_path / "cookies.txt"
    file.write_text("nonsense")
    ended = unbuy("sign-in", "--cookies", str(file))
    assert (ended.code, "damaged at line 1" in ended.said) == (2, True)
