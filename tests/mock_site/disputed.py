"""Orders on their way into a dispute and within one, for tests of what the pages show."""

from decimal import Decimal
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from mock_site import buyer_acts
from mock_site.buyer_acts import Asked
from mock_site.disputes import Dispute
from mock_site.evidence import Evidence
from tests.mock_site.conftest import BUYER, DAY, Storefront

PNG = b"\x89PNG\r\n\x1a\n"


def picture(name: str, content: bytes = PNG) -> FilePayload:
    """A file of this name that says that it is a picture."""
    return {"name": name, "mimeType": "image/png", "buffer": content}


PHOTO, LABEL = picture("box.png"), picture("label.png")
TOO_LARGE = picture("huge.png", PNG + bytes(2 * 1024 * 1024))
DISGUISED = picture("run.png", b"MZ")
PROGRAM: FilePayload = {"name": "run.exe", "mimeType": "application/x-dosexec", "buffer": b"MZ"}


def start(order: str, **more: str) -> str:
    """The page that opens a dispute."""
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/p/reverse-pages/start.html?tradeOrderId={order}{query}"


def detail(order: str) -> str:
    """The page of a dispute."""
    return f"/p/reverse-pages/detail.html?tradeOrderId={order}"


def sent_order(storefront: Storefront, **spec: Any) -> str:
    """An order about which a dispute can be opened."""
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS", total="40.00", **spec)
    storefront.shop.wind(6 * DAY)
    return order


def disputed_order(storefront: Storefront, *, text: str = "Nothing came.", **seller: Any) -> str:
    """An order with a dispute for all of its price, opened just now."""
    order = sent_order(storefront, seller=seller)
    asked = buyer_acts.open_dispute(
        reason="notReceived", wanted=Decimal("40.00"), received=False, text=text
    )
    ask(storefront, order, asked)
    storefront.shop.log.clear()
    return order


def offered_order(storefront: Storefront) -> str:
    """An order whose seller has offered half of its price."""
    order = disputed_order(storefront, in_dispute="offer")
    storefront.shop.wind(DAY)
    return order


def ask(storefront: Storefront, order: str, asked: Asked) -> None:
    assert storefront.shop.ask(BUYER, order, asked).changed


def dispute_of(storefront: Storefront, order: str) -> Dispute:
    dispute = storefront.truth(order).dispute
    assert dispute is not None
    return dispute


def choose_reason(page: Page, reason: str) -> None:
    page.get_by_role("combobox", name="Reason").click()
    page.get_by_role("option", name=reason).click()


def confirm(page: Page) -> Locator:
    """Press "Confirm" in the dialog that is open; returns the dialog."""
    dialog = page.get_by_role("dialog")
    dialog.locator(".comet-v2-modal-footer .comet-v2-btn-primary").click()
    return dialog


def submit(page: Page) -> Locator:
    """From the filled form to the answer; returns the dialog that asked."""
    page.get_by_role("button", name="Next step").click()
    page.locator('button[data-pl="buyersubmit_btn_submit"]').click()
    return confirm(page)


def choose_solution(page: Page, solution: str) -> None:
    """Choose one of the possible solutions and submit it."""
    page.get_by_role("button", name="View possible solutions").click()
    page.get_by_role("radio", name=solution).check()
    page.get_by_role("button", name="Submit").click()


def expect_state(page: Page, line: str) -> None:
    expect(page.locator("[class*='reminder--statusStr--']")).to_have_text(line)


def small(name: str, size: int = 8) -> Evidence:
    return Evidence(name, size, "png")
