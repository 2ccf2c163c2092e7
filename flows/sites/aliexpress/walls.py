"""What can stand between us and a page: a sign-in, a slider, a code, an error; told apart first."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page, Response

from flows.errors import Checked, NeedsPerson, SignedOut, Unreachable
from flows.sites.aliexpress.told_address import told_address

# Source: what public tools take for a sign-in page.
_SIGN_IN = re.compile(r"login\.aliexpress|/login|passport\.aliexpress|havana|/member/login|signin")
_SLIDER = re.compile(r"_____tmd_____|/punish|nocaptcha|x5secdata")
_FRAME_OF_CHECK = re.compile(rf"{_SLIDER.pattern}|captcha|awsc|baxia")  # known: of their addresses
SLIDER_ASKED = "The shop asks for a slider check before it goes on."
_SERVER_ERROR = 500
_TOO_MANY = 429


def is_sign_in(url: str) -> bool:
    """Whether this address is the shop's sign-in."""
    parts = urlsplit(url)
    return bool(_SIGN_IN.search(f"{parts.netloc}{parts.path}"))


def is_check(url: str) -> bool:
    """Whether this address is the shop's slider page."""
    return bool(_SLIDER.search(url))


def is_server_trouble(status: int) -> bool:
    """Whether the shop says with this HTTP status that it can't answer now."""
    return status >= _SERVER_ERROR or status == _TOO_MANY


def raise_if_answered_badly(response: Response | None) -> None:
    """Raise `Unreachable` where the shop answered with an error of its own."""
    if response is None:
        return
    if is_server_trouble(response.status):
        raise Unreachable(
            f"The shop answered {told_address(response.url)} with error {response.status}."
        )


def is_checked(page: Page) -> bool:
    """Whether a check is all that the page shows, or lies in a frame over what it shows."""
    return is_check(page.url) or any(map(_is_check_over, page.main_frame.child_frames))


def _is_check_over(frame: Frame) -> bool:
    if not _FRAME_OF_CHECK.search(frame.url):
        return False
    try:
        return frame.frame_element().is_visible()
    except PlaywrightError:  # it has gone meanwhile
        return False


def raise_if_checked(shown: Page | Frame) -> None:
    """Raise `Checked` where the shop wants to see a human: never solved by the helper."""
    if is_checked(shown) if isinstance(shown, Page) else is_check(shown.url):
        raise Checked(f"{SLIDER_ASKED} Only a person may solve it: run `unbuy sign-in --by-hand`.")


def is_shops_host(url: str, shop_url: str) -> bool:
    """Whether a password may be typed on this address.

    It may on the shop's own host or a sibling of it (login.aliexpress.com for www.aliexpress.com),
    over TLS or on this very machine.
    """
    here, shop = urlsplit(url), urlsplit(shop_url)
    if here.netloc == shop.netloc and here.scheme == shop.scheme:
        return True
    domain = ".".join((shop.hostname or "").split(".")[-2:])
    host = here.hostname or ""
    named = not re.fullmatch(r"[\d.:]*|localhost", domain)
    return named and here.scheme == "https" and (host == domain or host.endswith(f".{domain}"))


def raise_if_foreign(url: str, shop_url: str, what: str = "The sign-in form") -> None:
    """Raise `NeedsPerson` where a form stands on a host that nothing may be typed on."""
    if not is_shops_host(url, shop_url):
        raise NeedsPerson(
            f"{what} is on {told_address(url)}, which is not the shop's own host ({shop_url})."
            " Nothing was typed."
        )


def raise_if_walled(tab: Page, opened_from: str) -> None:
    """Raise what stands between us and the page of a tab that a page of the shop has opened."""
    raise_if_checked(tab)
    raise_if_foreign(tab.url, opened_from, "The page that opened in a new tab")
    if is_sign_in(tab.url):
        raise SignedOut("The page that opened in a new tab asks for a sign-in. Nothing was sent.")
    status = tab.evaluate("performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0")
    if is_server_trouble(status):
        raise Unreachable(
            f"The shop answered {told_address(tab.url)} with error {status}. Nothing was sent."
        )
