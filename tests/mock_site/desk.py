"""The control page in the browser: where things stand on it, and what its console complained of."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.mock_site.control_client import ControlClient

_ANSWERS = "Failed to load resource: the server responded with a status of 4"


@dataclass
class Desk:
    """The page of a running shop: what a person does there, and what others do meanwhile."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, query: str = "") -> "Desk":
        self.page.goto(f"{self.url}/_control/{query}")
        expect(self.page.locator("#now-day")).not_to_be_empty()
        return self

    @property
    def others(self) -> ControlClient:
        """Whoever else calls the interface, such as a test or another tab."""
        return ControlClient(self.url)

    def new_order(self, status: str = "PLACE_ORDER_SUCCESS", **spec: Any) -> str:
        """Another client makes an order of the buyer; returns its id when it is on the page."""
        order = {"account": "buyer@example.com", "status": status, **spec}
        made = str(self.others.post("/orders", order)["id"])
        expect(self.row(made)).to_be_visible()
        return made

    def truth(self, order_id: str) -> Any:
        return self.others.get(f"/orders/{order_id}")

    def row(self, order_id: str) -> Locator:
        return self.page.locator(f'#order-rows tr[data-key="{order_id}"]')

    @property
    def order(self) -> Locator:
        """The panel of the chosen order."""
        return self.page.locator("#order-whole")

    def choose(self, order_id: str) -> Locator:
        self.row(order_id).get_by_role("button", name=order_id).click()
        expect(self.order.locator("h2")).to_have_text(order_id)
        return self.order

    def act(self, label: str) -> Locator:
        """The button of something that may happen next with the chosen order."""
        return self.order.locator(".acts").get_by_role("button", name=label, exact=True)

    def tab(self, name: str) -> Locator:
        """The panel of a tab, which is opened."""
        tab = self.page.get_by_role("tab", name=name)
        tab.click()
        return self.page.locator(f"#{tab.get_attribute('aria-controls')}")

    def wind(self, label: str) -> None:
        self.page.get_by_role("group", name="Forward").get_by_role("button", name=label).click()

    @property
    def entries(self) -> Locator:
        """What the log shows, newest first."""
        return self.page.locator("#entries > li")

    def _hear(self, kind: str, text: str) -> None:
        # A browser itself tells of each answer that is a refusal, which is what the page asked for.
        if kind in {"error", "warning"} and not text.startswith(_ANSWERS):
            self.complaints.append(text)
