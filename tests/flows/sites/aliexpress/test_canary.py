"""B10: the canary finds what was changed on the shop's pages, and names that; else it passes."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from flows.canary import Canary, canary
from flows.domain.findings import Finding, Looked
from flows.domain.orders import Control
from flows.domain.outcomes import Outcome
from flows.sites.aliexpress.canary.buttons import button_of
from flows.sites.aliexpress.canary.guard import nothing_sent
from flows.sites.aliexpress.canary.stop import Stop
from flows.sites.aliexpress.locators import locators
from flows.sites.aliexpress.overrides import overridden
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.shop import AliExpress
from flows.sites.aliexpress.tables import OURS, Tables
from flows.sites.aliexpress.words import words_in
from flows.storefront import Credentials, Walk
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout
from tests.flows.fakes import Machine

pytestmark = pytest.mark.browser
LAYOUTS: list[Layout] = ["current", "classic"]
SCRIPT = (Path(__file__).parent / "changes.js").read_text(encoding="utf-8")

UNPAID = {"status": "PLACE_ORDER_SUCCESS"}
REFUNDED = {"status": "FINISH", "end_reason": "cancel_order_close_trade"}
SHIPPED = {"status": "WAIT_BUYER_ACCEPT_GOODS"}
DISPUTED = {"status": "IN_ISSUE"}


@dataclass(frozen=True)
class Change:
    """What the shop did to which part of a page, and what the canary has to say of it.

    `part` is a locator of the tables or a selector; `named` is where that which is the matter
    stands in the tables.
    """

    kind: str
    part: str
    named: str
    finding: Finding
    order: dict[str, str] = field(default_factory=lambda: UNPAID)
    more: dict[str, str] = field(default_factory=dict)
    only: Layout | None = None

    def __str__(self) -> str:
        return f"{self.named} {self.kind}"


def on_order(kind: str, named: str, finding: Finding, **more: str) -> Change:
    """To a button of the page of an order."""
    return Change(kind, BUTTON, named, finding, more={"on": "detail", **more})


def says_now(
    was: str,
    now: str,
    key: str,
    order: dict[str, str] | None = None,
    *,
    part: str = "body",
    on: str = "",
    only: Layout | None = None,
) -> Change:
    """What the first expression finds is called otherwise."""
    more = {"was": was, "now": now, "on": on}
    return Change("said", part, f"labels.{key}", R, order or UNPAID, more, only)


M, R, V = Finding.MISSING, Finding.RENAMED, Finding.MOVED
BUTTON = "button, a, [role=button]"
CHANGES = [
    Change("renamed", "header.welcome", "locators.header.welcome", R),
    Change("renamed", "my_orders.card", "locators.my_orders.card", R),
    Change("renamed", "my_orders.status", "locators.my_orders.status", R),
    Change("removed", "my_orders.total", "locators.my_orders.total", M),
    Change("removed", "my_orders.search", "locators.my_orders.search", M),
    Change("covered", "my_orders.search", "locators.my_orders.search", Finding.COVERED),
    Change("duplicated", "my_orders.status", "locators.my_orders.status", Finding.DUPLICATED),
    Change("renamed", "order.status", "locators.order.status", R),
    Change("duplicated", "order.status", "locators.order.status", Finding.DUPLICATED),
    Change("removed", "order.store", "locators.order.store", M),
    Change("renamed", "order.end_reason", "locators.order.end_reason", R, REFUNDED),
    Change("renamed", "refund.stage", "locators.refund.stage", R, REFUNDED),
    Change("renamed", "thread.form", "locators.thread.form", R),
    Change("removed", "thread.field", "locators.thread.field", M, more={"on": "essage|msg"}),
    Change("removed", "parcels.station_at", "locators.parcels.station_at", M, SHIPPED),
    Change("removed", "dispute.word_at", "locators.dispute.word_at", M, DISPUTED),
    Change("renamed", "dispute.step", "locators.dispute.step", R, DISPUTED, only="classic"),
    Change("removed", "cancel_dialog.note", "locators.cancel_dialog.note", M),
    Change("removed", "reasons.radio", "locators.reasons.radio", M),
    on_order("removed", "labels.control.cancel", M, text="^Cancel [oO]rder$"),
    on_order("moved", "locators.order.cancel", V, text="^Cancel [oO]rder$", to="main"),
    on_order("duplicated", "labels.control.cancel", Finding.DUPLICATED, text="^Cancel [oO]rder$"),
    on_order("covered", "labels.control.cancel", Finding.COVERED, text="^Cancel [oO]rder$"),
    says_now("Cancel [oO]rder", "Withdraw it", "control.cancel", on="detail"),
    says_now("Remove|Delete this order", "Throw away", "control.remove", REFUNDED, on="detail"),
    says_now("Order (ID|Number)", "Purchase no.", "order_id", on="detail"),
    says_now("Pay within|Without payment", "Hurry:", "countdown", on="detail"),
    says_now("closed after your cancellation request", "ended so", "end_reason", REFUNDED),
    says_now("Awaiting payment|To pay", "Unpaid so far", "status", on="rder"),
    says_now("Refund [aA]mount", "Money back", "refund_amount", REFUNDED),
    says_now("Cancel .*rder.?", "End it?", "cancel_title", part="cancel_dialog.dialog"),
    says_now(r"^\s*(Send|Submit)\s*$", "Go for it", "send", part="cancel_dialog.dialog"),
    says_now("I don't need this order any more", "No longer wanted", "reason"),
    says_now("Deleted orders", "Basket", "deleted_orders", on="elete|recycle"),
    says_now("View all", "Everything", "all_orders", only="current"),
    says_now(r"^\s*Continue\s*$", "Onwards", "go_on", only="current"),
]


@dataclass
class Evidence:
    """The pictures that were taken."""

    kept: list[str] = field(default_factory=list)

    def keep(self, moment: str) -> None:
        self.kept.append(moment)


@dataclass(frozen=True)
class UpToTrouble:
    """A walk that ends at the first page on which something is the matter."""

    walk: Walk

    def stops(self) -> Iterator[Sequence[Looked]]:
        for seen in self.walk.stops():
            yield seen
            if any(it.finding.is_trouble for it in seen):
                return


def walk_in(page: Page, shop: PracticeShop, tables: Tables = OURS) -> Walk:
    credentials = Credentials(shop.username, shop.password)
    clock = Machine().clock
    return AliExpress(page, shop.url, clock, credentials, 3, tables=tables).walk()


def changed(page: Page, change: Change, layout: Layout) -> None:
    part, _, control = change.part.partition(".")
    selector = locators(layout).get(part, {}).get(control, change.part)
    told: dict[str, Any] = {"kind": change.kind, "selector": selector, **change.more}
    page.add_init_script(f"({SCRIPT})({json.dumps(told)})")


def found_in(page: Page, shop: PracticeShop, tables: Tables = OURS) -> Canary:
    return canary(UpToTrouble(walk_in(page, shop, tables)), Evidence(), Machine().ports.progress)


def without_layout(name: str) -> str:
    """The name without layout and language; pages drawn alike may be known as of another one."""
    return re.sub(r"\.(current|classic|en)\.", ".", name, count=1)


CELLS = [
    (change, layout)
    for number, change in enumerate(CHANGES)
    for layout in (LAYOUTS if number % 2 else reversed(LAYOUTS))
    if change.only in {None, layout}
]


@pytest.mark.parametrize(("change", "layout"), CELLS, ids=str)
def test_each_change_of_the_pages_is_found_and_named_and_nothing_else(
    page: Page, shop: PracticeShop, change: Change, layout: Layout
) -> None:
    shop.reset("empty", layout=layout)
    shop.new_order(**change.order)  # type: ignore[arg-type]  # each is written above
    changed(page, change, layout)
    found = found_in(page, shop)
    told = {(without_layout(it.name), it.finding) for it in found.trouble}
    assert told == {(change.named, change.finding)}, found.message
    assert found.outcome is Outcome.SHOP_CHANGED
    assert set(shop.actions()) <= {"sign_in"}


@pytest.mark.complete
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["en", "ru", "es", "pt", "de", "fr"])
def test_where_nothing_was_changed_all_that_can_be_seen_is_as_known(
    page: Page, shop: PracticeShop, layout: Layout, language: str
) -> None:
    shop.reset("every-state", layout=layout, language=language)
    found = canary(walk_in(page, shop), Evidence(), Machine().ports.progress)
    assert found.passes, found.message
    assert shop.actions() == ["sign_in"]
    seen = {it.name for it in found.looked if it.finding is Finding.OK}
    assert {f"labels.{language}.control.cancel", f"labels.{language}.send"} <= seen


VARIANTS = [
    {"cancel_in": "list"},
    {"cancel_in": "more"},
    {"cancel_opens": "tab", "reasons": "drop_down"},
    {"labels": "ref_number"},
    {"width": "phone"},
]


@pytest.mark.complete
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_variant_of_the_pages_is_as_known(
    page: Page, shop: PracticeShop, layout: Layout, variant: dict[str, str]
) -> None:
    shop.reset("everyday", layout=layout, variant=variant)
    found = canary(walk_in(page, shop), Evidence(), Machine().ports.progress)
    assert found.passes, found.message
    assert shop.actions() == ["sign_in"]


def test_whatever_a_page_posts_while_a_form_is_looked_at_never_leaves_the_browser(
    page: Page, shop: PracticeShop
) -> None:
    page.goto(shop.url)
    post = "() => fetch('/_control/orders', {method: 'POST'}).then(() => 'sent', () => 'kept')"
    with nothing_sent(page.context) as stopped:
        assert page.evaluate(post) == "kept"
        assert page.evaluate("() => fetch('/').then(it => it.ok)")
    assert stopped == [f"{shop.url}/_control/orders"]
    assert page.evaluate(post) == "sent"


@pytest.mark.parametrize(
    ("text", "is_offered"),
    [("Withdraw it", True), ("Confirm goods now", False), ("Pay the rest", False)],
)
def test_no_line_is_offered_that_makes_a_button_cancel_which_may_pay(
    page: Page, text: str, is_offered: bool
) -> None:
    page.set_content(f"<div class=order-status-btns><button>{text}</button></div>")
    words = words_in("en")
    stop = Stop("order", Screen(page, "current", 1), words, frozenset())
    within = page.locator(".order-status-btns")
    found = button_of(stop, "control.cancel", words.control[Control.CANCEL], within)
    assert (found.finding, bool(found.override)) == (Finding.RENAMED, is_offered)
    assert text in found.candidates[0]


@pytest.mark.complete
def test_the_line_that_is_told_is_one_that_the_overrides_take(
    page: Page, shop: PracticeShop
) -> None:
    shop.reset("empty")
    shop.new_order()
    [change] = [it for it in CHANGES if it.named == "locators.order.status" and it.finding is R]
    changed(page, change, "current")
    [told] = found_in(page, shop).trouble
    said = tomllib.loads(told.override or "")
    mended = canary(walk_in(page, shop, overridden(said)), Evidence(), Machine().ports.progress)
    assert mended.passes, mended.message
