"""The sign-in form in use until about 2023: both fields in a frame of the page."""

from playwright.sync_api import Frame

from flows.errors import ShopChanged
from flows.ports import OnCall
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.sign_in_fields import SignInFields
from flows.storefront import Credentials


class FramedSignInPage:
    """The page around the form as it stands on the screen."""

    def __init__(self, screen: Screen, shop_url: str) -> None:
        self._screen = screen
        self._shop_url = shop_url

    def sign_in(self, credentials: Credentials, on_call: OnCall) -> None:
        """Fill in the form of the frame and wait for the way back to the shop."""
        frame = self._frame()
        fields = SignInFields(self._screen, frame, self._shop_url, credentials, on_call)
        fields.fill_login()
        fields.fill_password()
        fields.submit()

    def _frame(self) -> Frame:
        frame = self._screen.locate("sign_in", "frame").element_handle().content_frame()
        if frame is None:
            raise ShopChanged("The frame of the sign-in form holds no page.")
        return frame
