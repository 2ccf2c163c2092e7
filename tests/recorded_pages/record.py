"""Recording them in the practice shop, with what records the pages of a real account, too."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from automator.recording import Recorder, Recording, plain
from automator.redaction.needed import Needed
from automator.redaction.page import Redaction
from flows.sites.aliexpress.on_show import Asked, read_on_show
from flows.sites.aliexpress.shop import AliExpress
from flows.sites.aliexpress.tables import OURS
from flows.storefront import Credentials
from mock_site.practice_shop import PracticeShop
from tests.recorded_pages.cases import Case, LayoutName

PERSONAL = {
    *("id", "seller", "titles", "url"),
    *("text", "files", "deed", "told"),  # of messages and disputes
    *("numbers", "carrier", "arrival", "place"),  # of parcels
}


@dataclass(frozen=True)
class ShopsClock:
    """The practice shop's own time, which stands still."""

    shop: PracticeShop

    def now(self) -> datetime:
        return self.shop.now()

    def pause(self, seconds: float) -> None:
        raise AssertionError(f"recording a page waits {seconds} s for something")


def recorded(browser: Browser, shop: PracticeShop, layout: LayoutName, case: Case) -> Recording:
    """The page as the shop shows it now. Raises AssertionError where it reads otherwise."""
    shop.reset(case.scenario, layout=layout, variant=dict(case.variant))
    order_id = case.pick(shop)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        buyer = case.buyer or shop.username
        site = AliExpress(page, shop.url, ShopsClock(shop), Credentials(buyer, shop.password))
        with _on_screen(site, case, order_id):
            words = OURS.words_in(page.locator("html").get_attribute("lang") or "")
            redaction = Redaction(Needed(OURS), words, urlsplit(shop.url).netloc, (buyer,))
            asked = Asked(case.page, order_id, shop.now())
            _, live = read_on_show(page, asked, timeout_s=5)
            recording = Recorder(OURS, redaction).record(page, asked)
    finally:
        context.close()
    now, then = impersonal(recording.reads), impersonal(plain(live))
    assert now == then, f"{layout}/{case.name}: {now} instead of {then}; {recording.error}"
    _assert_true(recording, layout, case, shop.orders().get(order_id, {}))
    return recording


def impersonal(reads: Any) -> Any:
    """What is read, without what recording replaces."""
    if isinstance(reads, dict):
        return {name: impersonal(it) for name, it in reads.items() if name not in PERSONAL}
    return list(map(impersonal, reads)) if isinstance(reads, list) else reads


@contextmanager
def _on_screen(site: AliExpress, case: Case, order_id: str) -> Iterator[None]:
    if case.page == "cancel_dialog":
        with site.cancel_dialog(site.order(order_id)) as form:
            assert len(form.offered()) > 3
            yield
    else:
        site.show(case.page, order_id)
        yield


def _assert_true(
    recording: Recording, layout: LayoutName, case: Case, truth: Mapping[str, Any]
) -> None:
    where = f"{layout}/{case.name}"
    assert recording.layout == layout, f"{where}: {recording.error}"
    for name, fact in case.facts.items():
        assert recording.reads[name] == fact, f"{where}: {name} is {recording.reads[name]!r}"
    if case.page == "order":
        total = {"amount": truth["total"], "currency": truth["currency"]}
        assert recording.reads["total"] == total, f"{where}: {recording.reads['total']}"
