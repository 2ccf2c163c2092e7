"""Pages that were recorded read as they did then, field by field."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from automator.recording import EXPECTED, Recording, load_recording, read_again
from flows.domain.disputes import Dispute
from flows.domain.messages import Thread
from flows.domain.orders import Order, OrderList
from flows.domain.refunds import Refund
from flows.sites.aliexpress.on_show import PAGES, CancelReasons, Parcels
from mock_site.practice_shop import PracticeShop
from tests.recorded_pages.cases import LAYOUTS, Case, LayoutName, cases
from tests.recorded_pages.record import recorded

pytestmark = [pytest.mark.browser, pytest.mark.every_case]

FOLDER = Path(__file__).parents[4] / "fixtures" / "pages" / "aliexpress"
RECORDINGS = {
    f"{file.parts[-3]}/{file.parts[-2]}": load_recording(file.parent)
    for file in sorted(FOLDER.glob(f"*/*/{EXPECTED}"))
}
KINDS = {
    "my_orders": OrderList,
    "deleted_orders": OrderList,
    "order": Order,
    "refund": Refund,
    "cancel_dialog": CancelReasons,
    "thread": Thread,
    "parcels": Parcels,
    "dispute": Dispute,
}
_READ: dict[str, Recording] = {}


def fields_of(page: str) -> list[str]:
    """The fields that are read of a page; those of the orders of a list go by `orders.`."""
    own = [field.name for field in fields(KINDS[page])]
    if KINDS[page] is not OrderList:
        return own
    return [*own[1:], *(f"orders.{field.name}" for field in fields(Order))]


def told(reads: Any, name: str) -> Any:
    """What a field holds; of the orders of a list what that field of each of them holds."""
    _, of_orders, field = name.rpartition("orders.")
    return [order[field] for order in reads["orders"]] if of_orders else reads[name]


def read(browser: Browser, case: str) -> Recording:
    """The page of a case as it is read today, once for all its fields."""
    if case not in _READ:
        then = RECORDINGS[case]
        blank = replace(then, layout=None, reads=None, error=None)
        _READ[case] = read_again(browser, blank)
    return _READ[case]


READABLE = {name: it for name, it in RECORDINGS.items() if it.reads is not None}
FIELDS = [(name, field) for name, it in READABLE.items() for field in fields_of(it.asked.page)]


@pytest.mark.parametrize(("case", "field"), FIELDS, ids=[f"{c}/{f}" for c, f in FIELDS])
def test_a_field_reads_as_expected(browser: Browser, case: str, field: str) -> None:
    now = read(browser, case)
    assert now.error is None
    assert told(now.reads, field) == told(RECORDINGS[case].reads, field)


@pytest.mark.parametrize("case", RECORDINGS)
def test_a_page_is_known_as_that_of_its_layout_and_has_these_fields_only(
    browser: Browser, case: str
) -> None:
    now, then = read(browser, case), RECORDINGS[case]
    assert (now.layout, now.error) == (then.layout, then.error)
    assert then.layout in {None, Path(case).parts[0]}
    if then.reads is None:  # as of the page where a dispute can be opened
        assert now.reads is None
    else:
        assert then.reads.keys() == {it.name for it in fields(KINDS[then.asked.page])}


def test_every_case_is_recorded_in_every_layout_that_draws_it() -> None:
    of_cases = {f"{layout}/{case.name}" for case in cases() for layout in case.layouts}
    assert of_cases <= set(RECORDINGS)
    assert {it.asked.page for it in RECORDINGS.values()} == set(PAGES)


@pytest.mark.parametrize("case", RECORDINGS)
def test_a_recorded_page_has_nothing_that_runs_or_is_fetched(case: str) -> None:
    html = RECORDINGS[case].html.lower()
    assert [tag for tag in ("<script", "<style", "<link", "<iframe", " src=") if tag in html] == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["my-orders-ru", "order-extension-asked"])
def test_the_same_world_gives_the_same_page(
    browser: Browser, shop: PracticeShop, layout: LayoutName, name: str
) -> None:
    [case] = (case for case in cases() if case.name == name)
    assert recorded(browser, shop, layout, case) == recorded(browser, shop, layout, case)


def test_a_page_that_reads_otherwise_than_it_must_is_not_recorded(
    browser: Browser, shop: PracticeShop
) -> None:
    wrong = Case("order", "order", lambda shop: shop.first("IN_CANCEL"), {"status": "shipped"})
    with pytest.raises(AssertionError, match="status is 'cancel_requested'"):
        recorded(browser, shop, "current", wrong)
