"""The fields for a code that the shop has sent: typed by a person, or for them, and never kept."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator, Response
from playwright.sync_api import TimeoutError as NotInTime

from flows.errors import NeedsPerson
from flows.ports import OnCall, Wall, WallKind
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.walls import raise_if_foreign
from flows.sites.aliexpress.words import tidy

ANOTHER_PAGE = "html:not([data-sent])"
_DIGITS = "input[data-id]"  # known: one field for each digit of the code
_SUBMIT = "button#j-test"  # known
_LOOK_EVERY_MS = 100
_ASKED = "The shop asks for a code that it sent by e-mail."


class CodeFields:
    """What asks for the code in the frame of the sign-in form; `errors` is where it complains."""

    def __init__(
        self, screen: Screen, frame: Frame, shop_url: str, errors: Locator, on_call: OnCall
    ) -> None:
        self._screen = screen
        self._frame = frame
        self._shop_url = shop_url
        self._shown_errors = errors.filter(visible=True)
        self._on_call = on_call

    @property
    def first(self) -> Locator:
        return self._frame.locator(_DIGITS).first

    def are_asked_for(self) -> bool:
        try:
            return self.first.is_visible()
        except PlaywrightError:  # the form has gone, with its page
            return False

    def get_past(self) -> None:
        """Have a person give the code; raises `NeedsPerson` where nobody does."""
        wall = Wall(WallKind.CODE, _ASKED, lambda: not self.are_asked_for(), self._enter)
        if not self._on_call.get_past(wall):
            said = f" To the last one it said: {said!r}" if (said := self._complaint()) else ""
            raise NeedsPerson(
                f"{_ASKED}{said} Run `unbuy sign-in` at a terminal and type it there, or"
                " `unbuy sign-in --by-hand`."
            )

    def _enter(self, code: str) -> str | None:
        digits = self._frame.locator(_DIGITS).filter(visible=True)
        if not code.isdecimal() or len(code) != digits.count():
            return f"The code has {digits.count()} digits."
        raise_if_foreign(self._frame.url, self._shop_url)
        try:
            for field, digit in zip(digits.all(), code, strict=True):
                field.fill(digit)
            with _answers(self._frame) as answers:
                self._frame.locator(_SUBMIT).filter(visible=True).click()
                return self._said(answers)
        except NotInTime:
            return "The shop's page takes no code just now."
        except PlaywrightError:
            if self.are_asked_for():
                raise
            return None

    def _said(self, answers: list[Response]) -> str | None:
        """What the shop says against the code, once it has answered; None: the page goes on."""
        until = monotonic() + self._screen.timeout_s
        while self.are_asked_for() and monotonic() < until:
            if answers and (said := self._complaint()):
                return said
            with suppress(NotInTime):
                another = self._frame.locator(ANOTHER_PAGE)
                another.wait_for(state="attached", timeout=_LOOK_EVERY_MS)
        return "The shop did not answer." if self.are_asked_for() else None

    def _complaint(self) -> str | None:
        try:
            said = self._shown_errors.all_inner_texts()
        except PlaywrightError:
            return None
        return tidy(said[0]) if said else None


@contextmanager
def _answers(frame: Frame) -> Iterator[list[Response]]:
    """The answers to what the form posts meanwhile."""
    answers: list[Response] = []

    def answered(response: Response) -> None:
        if response.request.method == "POST":
            answers.append(response)

    frame.page.on("response", answered)
    try:
        yield answers
    finally:
        frame.page.remove_listener("response", answered)
