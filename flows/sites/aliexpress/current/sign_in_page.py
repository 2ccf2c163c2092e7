"""The two-step sign-in form in use since 2024."""

from playwright.sync_api import Locator
from playwright.sync_api import TimeoutError as NotInTime

from flows.errors import NeedsPerson, ShopChanged, Unreachable
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.walls import raise_if_checked, raise_if_foreign
from flows.storefront import Credentials

_MARK_AS_SENT = "() => { document.documentElement.dataset.sent = 'yes'; }"
_ANOTHER_PAGE = "html:not([data-sent])"
_CODE_FIELD = "input[data-id='0']"  # known: the first digit of the code sent by e-mail


class SignInPage:
    """The form as it stands on the screen. The password goes to the shop's own host only."""

    def __init__(self, screen: Screen, shop_url: str) -> None:
        self._screen = screen
        self._page = screen.page
        self._shop_url = shop_url

    def sign_in(self, credentials: Credentials) -> None:
        """Fill both steps and wait for the way back to the shop."""
        raise_if_foreign(self._page.url, self._shop_url)
        self._fill("login", credentials.username)
        self._press(self._go_on())
        self._wait_for("password", credentials)
        raise_if_foreign(self._page.url, self._shop_url)
        self._fill("password", credentials.password)
        self._page.evaluate(_MARK_AS_SENT)
        self._press(self._shown("submit"))
        self._wait_until_through(credentials)

    def _fill(self, control: str, text: str) -> None:
        self._shown(control).fill(text)

    def _go_on(self) -> Locator:
        names = self._screen.read("sign_in").words.go_on
        buttons = self._screen.locate("sign_in", "go_on")
        for name in names:
            named = buttons.and_(self._page.get_by_role("button", name=name, exact=True))
            if named.count() == 1:
                return named
        raise ShopChanged(f"The sign-in form has no button called {' or '.join(names)!r}.")

    def _press(self, button: Locator) -> None:
        try:
            button.click()
        except NotInTime as late:
            raise Unreachable("The sign-in form does not take a click.") from late

    def _shown(self, control: str) -> Locator:
        found = self._screen.locate("sign_in", control)
        try:
            found.wait_for()
        except NotInTime as late:
            raise ShopChanged(f"The sign-in form has no {control.replace('_', ' ')!r}.") from late
        return found

    def _wait_for(self, control: str, credentials: Credentials) -> None:
        """Wait for the next step, or for what the shop says instead."""
        step = self._screen.locate("sign_in", control)
        try:
            step.or_(self._errors()).filter(visible=True).first.wait_for()
        except NotInTime as late:
            raise_if_checked(self._page)
            raise ShopChanged("The sign-in form does not go on to the password.") from late
        self._raise_if_not_accepted(credentials)

    def _wait_until_through(self, credentials: Credentials) -> None:
        """Wait until another page stands there, or an error or a code field shows in the form."""
        code = self._page.locator(_CODE_FIELD)
        stopped = self._errors().or_(code).filter(visible=True)
        try:
            self._page.locator(_ANOTHER_PAGE).or_(stopped).first.wait_for(state="attached")
        except NotInTime as late:
            raise Unreachable('After "Sign in" the shop neither went on nor said why.') from late
        raise_if_checked(self._page)
        self._raise_if_not_accepted(credentials)
        if code.is_visible():
            raise NeedsPerson(
                "The shop asks for a code that it sent by e-mail. Run"
                " `unbuy sign-in --by-hand --headed` and type it there."
            )

    def _raise_if_not_accepted(self, credentials: Credentials) -> None:
        shown = self._errors().filter(visible=True).all_inner_texts()
        if shown:
            said = shown[0].strip()
            raise NeedsPerson(
                f"The shop did not accept the sign-in of {credentials.username!r}: {said!r}"
                " Check UNBUY_USERNAME and UNBUY_PASSWORD; it was not tried again."
            )

    def _errors(self) -> Locator:
        return self._screen.locate("sign_in", "error")
