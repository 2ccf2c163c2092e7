"""The fields of a sign-in form, in the page or in a frame of it, and what the shop says to them."""

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator
from playwright.sync_api import TimeoutError as NotInTime

from flows.errors import NeedsPerson, ShopChanged, Unreachable
from flows.ports import OnCall
from flows.sites.aliexpress.browser_gone import raise_if_gone
from flows.sites.aliexpress.code_fields import ANOTHER_PAGE, CodeFields
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.server_trouble import server_trouble
from flows.sites.aliexpress.walls import raise_if_checked, raise_if_foreign
from flows.storefront import Credentials

_MARK_AS_SENT = "() => { document.documentElement.dataset.sent = 'yes'; }"


class SignInFields:
    """The form that stands in `frame`, the page's own or one inside it.

    Nothing is typed but on the shop's own host.
    """

    def __init__(
        self,
        screen: Screen,
        frame: Frame,
        shop_url: str,
        credentials: Credentials,
        on_call: OnCall,
    ) -> None:
        self._screen = screen
        self._frame = frame
        self._shop_url = shop_url
        self._credentials = credentials
        self._code = CodeFields(screen, frame, shop_url, self._errors(), on_call)

    def fill_login(self) -> None:
        self._fill("login", self._credentials.username)

    def fill_password(self) -> None:
        self._fill("password", self._credentials.password)

    def located(self, control: str) -> Locator:
        return self._frame.locator(self._screen.selector("sign_in", control))

    def press(self, button: Locator) -> None:
        try:
            button.click()
        except NotInTime as late:
            raise Unreachable("The sign-in form does not take a click.") from late

    def wait_for(self, control: str) -> None:
        """Wait for the next step, or for what the shop says instead."""
        step = self.located(control)
        try:
            step.or_(self._errors()).filter(visible=True).first.wait_for()
        except NotInTime as late:
            self._raise_if_checked()
            raise ShopChanged(f"The sign-in form does not go on to the {control}.") from late
        self._raise_if_not_accepted()

    def submit(self) -> None:
        """Send the form and wait for the way back to the shop."""
        button = self._shown("submit")
        self._frame.evaluate(_MARK_AS_SENT)
        with server_trouble(self._screen.page) as trouble:
            self.press(button)
            self._wait_until_through(trouble.told)

    def _fill(self, control: str, text: str) -> None:
        # The very field that is on this host: another document in its frame would not have it.
        field = self._shown(control).element_handle()
        raise_if_foreign(self._frame.url, self._shop_url)
        try:
            field.fill(text)
        except PlaywrightError as lost:
            raise_if_gone(self._screen.page, lost)
            raise ShopChanged(f"The sign-in form lost its {control!r}.") from lost

    def _shown(self, control: str) -> Locator:
        found = self.located(control)
        try:
            found.wait_for()
        except NotInTime as late:
            self._raise_if_checked()
            raise ShopChanged(f"The sign-in form has no {control!r}.") from late
        return found

    def _wait_until_through(self, trouble: list[str]) -> None:
        """Wait until another page stands there, or an error or a code field shows in the form."""
        stopped = self._errors().or_(self._code.first).filter(visible=True)
        try:
            self._frame.locator(ANOTHER_PAGE).or_(stopped).first.wait_for(state="attached")
        except NotInTime as late:
            raise Unreachable('After "Sign in" the shop neither went on nor said why.') from late
        except PlaywrightError:
            if not self._frame.is_detached():  # by the page around it, which has gone on
                raise
        self._raise_if_checked()
        if not self._frame.is_detached():
            if trouble and self._errors().filter(visible=True).count():
                raise Unreachable(f"{trouble[0]} The sign-in did not come about.")
            if self._code.are_asked_for():
                self._code.get_past()
                self._wait_until_through(trouble)
                return
            self._raise_if_not_accepted()

    def _raise_if_checked(self) -> None:
        raise_if_checked(self._screen.page)
        raise_if_checked(self._frame)

    def _raise_if_not_accepted(self) -> None:
        shown = self._errors().filter(visible=True).all_inner_texts()
        if shown:
            said = shown[0].strip()
            raise NeedsPerson(
                f"The shop did not accept the sign-in of {self._credentials.username!r}: {said!r}"
                " Check UNBUY_USERNAME and UNBUY_PASSWORD; it was not tried again."
            )

    def _errors(self) -> Locator:
        return self.located("error")
