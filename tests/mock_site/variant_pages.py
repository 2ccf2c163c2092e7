"""Ways through the pages of any variant, for tests that cancel an order in one."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, ViewportSize

from mock_site.variants import Variant
from tests.mock_site.conftest import ORDERS, Storefront, Visitor

CANCEL = "Cancel order"
_PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class VariantPages:
    """A browser in a world of one variant, signed in as the buyer."""

    storefront: Storefront
    page: Page

    @property
    def variant(self) -> Variant:
        return self.storefront.shop.variant

    def open_world(self, language: str = "en", **variant: str) -> None:
        """Open a fresh world of this variant, on a screen of its width."""
        self.storefront.open_anew(language=language, variant=variant)
        if self.variant.width == "phone":
            self.page.set_viewport_size(_PHONE)
        assert Visitor(self.page.request, self.storefront.url).sign_in().ok

    def go(self, path: str) -> Page:
        self.page.goto(self.storefront.url + path)
        return self.page

    def show(self, order: str) -> Page:
        """Open the page where "Cancel order" stands."""
        self.go(ORDERS if self.variant.cancel_in == "list" else self.storefront.detail(order))
        if self.variant.cancel_in == "more":
            self.page.get_by_role("button", name="More").click()
        return self.page

    def press_cancel(self, name: str = CANCEL) -> Page:
        """Press the button on the page shown; returns the page that asks for the reason."""
        button = self.page.get_by_role("button", name=name)
        if self.variant.cancel_opens == "dialog":
            button.click()
            self.page.get_by_role("dialog").wait_for()
            return self.page
        with self.page.expect_popup() as opened:
            button.click()
        return opened.value

    def ask(self, order: str, reason: str = "Another reason") -> Page:
        """Go as far as a chosen reason; returns the page that asks for it."""
        self.show(order)
        asking = self.press_cancel()
        self.choose(asking, reason)
        return asking

    def choose(self, asking: Page, reason: str) -> None:
        if self.variant.reasons == "radio":
            asking.get_by_label(reason).check()
            return
        asking.locator(".comet-v2-select-show-arrow").click()
        asking.locator(".comet-v2-menu-item", has_text=reason).click()


def send_button(asking: Page) -> Locator:
    return asking.get_by_role("button", name="Send")


def answer(asking: Page) -> Locator:
    """Where the shop's answer stands, in a dialog or on the page."""
    return asking.locator("[data-answer]")
