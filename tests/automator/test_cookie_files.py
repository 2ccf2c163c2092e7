"""A session of the user's own browser: what of its cookies is taken, what is told of bad files."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from automator.browser.cookie_files import CookieFileError, Cookies, host_test, read_cookies

NOW = datetime(2026, 3, 2, tzinfo=UTC)
LATER, EARLIER = 1_900_000_000, 1_600_000_000
SECRET = "of-the-session"
TXT = f"""# Netscape HTTP Cookie File

.aliexpress.com\tTRUE\t/\tTRUE\t{LATER}\txman_us_t\tsign=y
#HttpOnly_login.aliexpress.com\tFALSE\t/\tTRUE\t0\txman_t\t{SECRET}
.aliexpress.com\tTRUE\t/\tTRUE\t{EARLIER}\told\tx
.evil-aliexpress.com\tTRUE\t/\tTRUE\t{LATER}\txman_t\tx
bank.example\tFALSE\t/\tTRUE\t{LATER}\tmoney\tx
"""


def taken(tmp_path: Path, content: str, shop: str = "https://www.aliexpress.com") -> Cookies:
    file = tmp_path / "cookies"
    file.write_text(content)
    return read_cookies(file, host_test(shop), NOW)


def test_only_the_shops_own_cookies_that_are_still_good_are_taken(tmp_path: Path) -> None:
    cookies = taken(tmp_path, TXT)
    assert [it["name"] for it in cookies.ours] == ["xman_us_t", "xman_t"]
    assert (cookies.of_others, cookies.ended) == (2, 1)
    marker, session = cookies.ours
    assert (marker["domain"], marker["expires"], marker["httpOnly"]) == (
        ".aliexpress.com", LATER, False,
    )  # fmt: skip
    assert (session["value"], session["expires"], session["httpOnly"]) == (SECRET, -1, True)


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_of_extensions_and_of_playwright_is_taken(tmp_path: Path, wrapped: bool) -> None:
    extension = {
        "domain": ".aliexpress.com", "name": "xman_t", "value": SECRET, "path": "/",
        "expirationDate": LATER + 0.5, "httpOnly": True, "secure": True,
        "sameSite": "no_restriction", "hostOnly": False, "session": False,
    }  # fmt: skip
    playwright = {"domain": "www.aliexpress.com", "name": "a", "value": "", "expires": -1}
    told = [extension, playwright]
    [first, second] = taken(tmp_path, json.dumps({"cookies": told} if wrapped else told)).ours
    assert (first["sameSite"], first["expires"], first["httpOnly"]) == ("None", LATER + 0.5, True)
    assert (second["sameSite"], second["expires"], second["path"]) == ("Lax", -1, "/")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no cookie of the shop"),
        ("\n# a comment\n", "no cookie of the shop"),
        ("this is no file of cookies", "damaged at line 1"),
        (TXT.replace("\t/\tTRUE\t0", " / TRUE 0"), "damaged at line 4"),
        ('{"cookies": [', "breaks off as JSON"),
        ("[" * 100_000, "breaks off as JSON"),
        ('{"cookies": 3}', "no list"),
        ("[3]", "damaged at cookie 1"),
        ('[{"domain": "www.aliexpress.com", "name": "a;b", "value": "x"}]', "damaged at cookie 1"),
        ('[{"domain": "bank.example", "name": "a", "value": "x"}]', "1 are of other sites"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_without_its_values(
    tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(CookieFileError, match=said) as told:
        taken(tmp_path, content)
    assert SECRET not in str(told.value)


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(CookieFileError, match="can't be read"):
        read_cookies(tmp_path / "none", host_test("https://a.example"), NOW)
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(CookieFileError, match="not text"):
        read_cookies(tmp_path / "picture", host_test("https://a.example"), NOW)


@pytest.mark.parametrize(
    ("shop", "host", "is_ours"),
    [
        ("https://www.aliexpress.com", "aliexpress.com", True),
        ("https://www.aliexpress.com", "login.aliexpress.com", True),
        ("https://www.aliexpress.com", "evil-aliexpress.com", False),
        ("https://www.aliexpress.com", "com", False),
        ("http://127.0.0.1:8000", "127.0.0.1", True),
        ("http://127.0.0.1:8000", "0.1", False),
        ("http://localhost:8000", "localhost", True),
        ("http://localhost:8000", "evil.localhost", False),
    ],
)
def test_a_cookie_is_the_shops_by_its_host(shop: str, host: str, is_ours: bool) -> None:
    assert host_test(shop)(host) is is_ours
