"""The two-step sign-in form in use since 2024."""

from playwright.sync_api import Locator

from flows.errors import ShopChanged
from flows.ports import OnCall
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.sign_in_fields import SignInFields
from flows.storefront import Credentials


class SignInPage:
    """The form as it stands on the screen."""

    def __init__(self, screen: Screen, shop_url: str) -> None:
        self._screen = screen
        self._shop_url = shop_url

    def sign_in(self, credentials: Credentials, on_call: OnCall) -> None:
        """Fill both steps and wait for the way back to the shop."""
        page = self._screen.page
        frame = page.main_frame
        fields = SignInFields(self._screen, frame, self._shop_url, credentials, on_call)
        fields.fill_login()
        fields.press(self._go_on())
        fields.wait_for("password")
        fields.fill_password()
        fields.submit()

    def _go_on(self) -> Locator:
        words = self._screen.read("sign_in").words
        buttons = self._screen.locate("sign_in", "go_on")
        for name in words.go_on:
            named = buttons.and_(self._screen.page.get_by_role("button", name=name, exact=True))
            if named.count() == 1:
                return named
        raise ShopChanged(
            f"The sign-in form has no button called {' or '.join(words.go_on)!r}."
            f" {words.if_renamed('go_on')}"
        )
