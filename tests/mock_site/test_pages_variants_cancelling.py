"""Cancelling in the variants: whichever a world has, one press of "Send" is one submit."""

from itertools import combinations, product
from typing import get_args

import pytest
from playwright.sync_api import expect

from mock_site.variants import Variant
from tests.mock_site.variant_pages import VariantPages, answer, send_button

_FIELDS = {
    name: get_args(field.annotation)
    for name, field in Variant.model_fields.items()
    if name != "sign_in"  # which is over before anything is cancelled
}
# Any two values of two fields stand together in one of these.
_PAIRWISE = [
    dict(zip(("cancel_in", "labels", "reasons", "cancel_opens", "width"), row, strict=True))
    for row in (
        ("detail", "order_id", "radio", "dialog", "phone"),
        ("detail", "ref_number", "drop_down", "tab", "desktop"),
        ("list", "order_id", "radio", "tab", "desktop"),
        ("list", "ref_number", "drop_down", "dialog", "phone"),
        ("more", "order_id", "drop_down", "dialog", "desktop"),
        ("more", "ref_number", "radio", "tab", "phone"),
    )
]
_STANDS = _FIELDS["cancel_in"]
_OPENS = _FIELDS["cancel_opens"]


def _named(variant: object) -> str:
    return "-".join(variant.values()) if isinstance(variant, dict) else str(variant)


def test_the_combinations_hold_every_pair_of_values() -> None:
    for one, other in combinations(_FIELDS, 2):
        wanted = set(product(_FIELDS[one], _FIELDS[other]))
        assert {(row[one], row[other]) for row in _PAIRWISE} == wanted, (one, other)


@pytest.mark.parametrize("variant", _PAIRWISE, ids=_named)
@pytest.mark.parametrize(
    ("status", "reason", "code", "after"),
    [
        ("PLACE_ORDER_SUCCESS", "I wasn't able to pay", "cancelled", "FINISH"),
        ("WAIT_SELLER_SEND_GOODS", "The seller doesn't answer me", "requested", "IN_CANCEL"),
    ],
    ids=["unpaid", "paid"],
)
def test_an_order_is_cancelled_by_exactly_one_effective_submit(
    variant_pages: VariantPages,
    variant: dict[str, str],
    status: str,
    reason: str,
    code: str,
    after: str,
) -> None:
    variant_pages.open_world(**variant)
    storefront = variant_pages.storefront
    order, other = storefront.order(status), storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    asking = variant_pages.ask(order, reason)
    send_button(asking).dblclick()
    expect(answer(asking)).to_have_attribute("data-answer", code)
    assert storefront.answers("cancel.submit") == [(True, code)]
    assert storefront.shop.log[-1]["order"] == order
    assert storefront.truth(order).status == after
    assert storefront.truth(other).status == "WAIT_BUYER_ACCEPT_GOODS"


@pytest.mark.parametrize("stands", _STANDS)
@pytest.mark.parametrize("opens", _OPENS)
def test_the_page_left_behind_shows_the_old_state_until_it_is_loaded_again(
    variant_pages: VariantPages, stands: str, opens: str
) -> None:
    variant_pages.open_world(cancel_in=stands, cancel_opens=opens)
    order = variant_pages.storefront.order()
    asking = variant_pages.ask(order)
    send_button(asking).click()
    expect(answer(asking)).to_be_visible()
    status = variant_pages.page.locator(
        ".order-item-header-status-text" if stands == "list" else ".order-block-title"
    )
    expect(status).to_have_text("Awaiting payment")
    variant_pages.page.reload()
    expect(status).not_to_have_text("Awaiting payment")


@pytest.mark.parametrize("stands", _STANDS)
@pytest.mark.parametrize("opens", _OPENS)
def test_the_button_may_have_another_name_or_be_gone_wherever_it_stands(
    variant_pages: VariantPages, stands: str, opens: str
) -> None:
    variant_pages.open_world(cancel_in=stands, cancel_opens=opens)
    order = variant_pages.storefront.order()
    variant_pages.storefront.arm("cancel.open", "renamed")
    variant_pages.storefront.arm("cancel.open", "missing")
    usual = variant_pages.page.get_by_role("button", name="Cancel order")
    variant_pages.show(order)
    expect(usual).to_have_count(0)
    asking = variant_pages.press_cancel("Withdraw from purchase")
    expect(send_button(asking)).to_be_disabled()
    page = variant_pages.show(order)
    expect(usual).to_have_count(0)
    expect(page.get_by_role("button", name="Withdraw from purchase")).to_have_count(0)
    variant_pages.show(order)
    expect(usual).to_be_visible()


@pytest.mark.parametrize("stands", _STANDS)
def test_a_pop_up_may_lie_over_the_button_wherever_it_stands(
    variant_pages: VariantPages, stands: str
) -> None:
    variant_pages.open_world(cancel_in=stands)
    order = variant_pages.storefront.order()
    variant_pages.storefront.arm("cancel.open", "popup")
    path = "/p/order/index.html" if stands == "list" else variant_pages.storefront.detail(order)
    page = variant_pages.go(path)
    page.locator(".benifit-cancel").click()
    assert variant_pages.storefront.shop.faults.listed() == []
    variant_pages.ask(order)


@pytest.mark.parametrize("stands", ["detail", "more"])
def test_a_list_without_the_button_leaves_its_faults_for_the_page_that_has_it(
    variant_pages: VariantPages, stands: str
) -> None:
    variant_pages.open_world(cancel_in=stands)
    variant_pages.storefront.order()
    variant_pages.storefront.arm("cancel.open", "missing")
    variant_pages.go("/p/order/index.html")
    assert len(variant_pages.storefront.shop.faults.listed()) == 1


@pytest.mark.parametrize("opens", _OPENS)
@pytest.mark.parametrize("reasons", _FIELDS["reasons"])
def test_send_may_have_another_name_or_be_gone_or_lie_under_a_pop_up(
    variant_pages: VariantPages, opens: str, reasons: str
) -> None:
    variant_pages.open_world(cancel_opens=opens, reasons=reasons)
    storefront = variant_pages.storefront
    order = storefront.order()
    for kind in ("renamed", "missing", "popup"):
        storefront.arm("cancel.submit", kind)
    renamed = variant_pages.ask(order)
    expect(send_button(renamed)).to_have_count(0)
    expect(renamed.get_by_role("button", name="Pass it on")).to_be_enabled()
    missing = variant_pages.ask(order)
    expect(missing.locator("[data-send]")).to_have_count(0)
    variant_pages.show(order)
    covered = variant_pages.press_cancel()
    covered.locator(".benifit-cancel").click()
    variant_pages.choose(covered, "Another reason")
    send_button(covered).click()
    expect(answer(covered)).to_be_visible()
    assert storefront.answers("cancel.submit") == [(True, "cancelled")]
