"""What goes wrong between a page and the shop's server while a control is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Response

from flows.errors import Unreachable
from flows.sites.aliexpress.told_address import told_address
from flows.sites.aliexpress.walls import is_server_trouble

_OF_THE_JOB = {"document", "fetch", "xhr"}  # a picture that does not come is no trouble


@dataclass
class ServerTrouble:
    """What the page's own server was asked for without a good answer: a sentence for each."""

    host: str
    told: list[str] = field(default_factory=list)
    unanswered: list[Request] = field(default_factory=list)

    def asked(self, request: Request) -> None:
        if request.resource_type in _OF_THE_JOB and urlsplit(request.url).netloc == self.host:
            self.unanswered.append(request)

    def answered(self, response: Response) -> None:
        if self._was_waited_for(response.request) and is_server_trouble(response.status):
            self.told.append(
                f"The shop answered {told_address(response.url)} with error {response.status}."
            )

    def failed(self, request: Request) -> None:
        if self._was_waited_for(request):
            self.told.append(f"The shop did not answer {told_address(request.url)}.")

    def raise_if_unanswered(self, timeout_s: float) -> None:
        """Raises `Unreachable` where an answer is still waited for after this time."""
        for request in self.unanswered:
            raise Unreachable(
                f"The shop did not answer {told_address(request.url)} within {timeout_s:g} s."
                " Nothing was sent."
            )

    def _was_waited_for(self, request: Request) -> bool:
        if request not in self.unanswered:
            return False
        self.unanswered.remove(request)
        return True


@contextmanager
def server_trouble(page: Page) -> Iterator[ServerTrouble]:
    """Listen to what the page asks its server for meanwhile."""
    trouble = ServerTrouble(urlsplit(page.url).netloc)
    page.on("request", trouble.asked)
    page.on("response", trouble.answered)
    page.on("requestfailed", trouble.failed)
    try:
        yield trouble
    finally:
        page.remove_listener("request", trouble.asked)
        page.remove_listener("response", trouble.answered)
        page.remove_listener("requestfailed", trouble.failed)
