"""The one press of a button that sends an act, and what the shop says to it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, Request, Response
from playwright.sync_api import TimeoutError as NotInTime

from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import tidy
from flows.storefront import ShopAnswer

_LOOK_EVERY_MS = 50
_REFUSALS = range(400, 500)
# These say that it was not looked at: sign in first, too slow, too many at once.
_NOT_REFUSALS = {401, 408, 429}


def press(button: Locator) -> None:
    """Press a button that sends; raises `NotInTime` only where it surely was not pressed.

    From the press on, whatever goes wrong leaves open what became of it: the next reading tells.
    """
    button.click(trial=True)
    with suppress(PlaywrightError):
        button.click(no_wait_after=True)


def press_and_hear(screen: Screen, button: Locator, complaint: Locator) -> ShopAnswer:
    """Press the button and wait until the page goes on or complains.

    The page may have one sentence for a refusal and for an error. It is a refusal where the shop's
    server answered everything that the page sent so: with 4xx, which changes nothing.
    """
    with _answers(screen.page) as answers:
        press(button)
        try:
            said = _complaint(screen, button, complaint)
        except PlaywrightError:
            return ShopAnswer(None)
    return ShopAnswer(said, refused=said is not None and answers.are_refusals)


@dataclass(slots=True)
class _Answers:
    """The results of what a page has posted to its own server: how many, and those that came."""

    host: str
    posted: int = 0
    statuses: list[int] = field(default_factory=list)

    @property
    def are_refusals(self) -> bool:
        return len(self.statuses) == self.posted > 0 and all(
            status in _REFUSALS and status not in _NOT_REFUSALS for status in self.statuses
        )

    def is_ours(self, request: Request) -> bool:
        return request.method == "POST" and urlsplit(request.url).netloc == self.host


@contextmanager
def _answers(page: Page) -> Iterator[_Answers]:
    answers = _Answers(urlsplit(page.url).netloc)

    def asked(request: Request) -> None:
        answers.posted += answers.is_ours(request)

    def heard(response: Response) -> None:
        if answers.is_ours(response.request):
            answers.statuses.append(response.status)

    page.on("request", asked)
    page.on("response", heard)
    try:
        yield answers
    finally:
        page.remove_listener("request", asked)
        page.remove_listener("response", heard)


def _complaint(screen: Screen, button: Locator, complaint: Locator) -> str | None:
    """What the shop complains of; None: the page went on, or nothing came in time."""
    said = complaint.filter(visible=True).first
    until = monotonic() + screen.timeout_s
    while monotonic() < until:  # by waits alone: other looks have no end where the next page hangs
        with suppress(NotInTime):
            said.wait_for(timeout=_LOOK_EVERY_MS)
            return tidy(said.inner_text())
        with suppress(NotInTime):
            button.wait_for(state="hidden", timeout=_LOOK_EVERY_MS)
            return None
    return None
