"""My Orders of the classic layout as a test reads it."""

from playwright.sync_api import Locator, Page


def rows(page: Page) -> Locator:
    return page.locator("table#buyer-ordertable > tbody.order-item-wraper")


def numbers(page: Page) -> Locator:
    """The numbers of the orders on the page, from the top."""
    return page.locator(".order-head .order-info .first-row .info-body")
