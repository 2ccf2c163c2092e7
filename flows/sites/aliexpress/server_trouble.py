"""What goes wrong between a page and the shop's server while a control is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Response

from flows.sites.aliexpress.told_address import told_address
from flows.sites.aliexpress.walls import is_server_trouble

_OF_THE_JOB = {"document", "fetch", "xhr"}  # a picture that does not come is no trouble


@contextmanager
def server_trouble(page: Page) -> Iterator[list[str]]:
    """Collect a sentence for each request to the page's own server that brought no good answer."""
    host = urlsplit(page.url).netloc
    trouble: list[str] = []

    def is_ours(request: Request) -> bool:
        return request.resource_type in _OF_THE_JOB and urlsplit(request.url).netloc == host

    def answered(response: Response) -> None:
        if is_ours(response.request) and is_server_trouble(response.status):
            trouble.append(
                f"The shop answered {told_address(response.url)} with error {response.status}."
            )

    def failed(request: Request) -> None:
        if is_ours(request):
            trouble.append(f"The shop did not answer {told_address(request.url)}.")

    page.on("response", answered)
    page.on("requestfailed", failed)
    try:
        yield trouble
    finally:
        page.remove_listener("response", answered)
        page.remove_listener("requestfailed", failed)
