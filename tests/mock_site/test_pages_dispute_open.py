"""Opening a dispute: the way there, the form, its files, its refusals, and what goes wrong."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import FilePayload, Page, expect

from mock_site import acts
from mock_site.evidence import Evidence
from mock_site.messages import Message
from tests.mock_site import disputed
from tests.mock_site.conftest import DAY, ORDERS, Storefront, Visitor

OpenPage = Callable[[str], Page]
NOT_ARRIVED = "My package has not arrived"


def _form(storefront: Storefront, open_page: OpenPage, **spec: object) -> tuple[str, Page]:
    """The form of an order that can be disputed, with a reason chosen."""
    order = disputed.sent_order(storefront, **spec)
    page = open_page(disputed.start(order, received="no"))
    disputed.choose_reason(page, NOT_ARRIVED)
    return order, page


def test_an_order_leads_to_the_form_by_way_of_a_question_and_a_new_tab(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.sent_order(storefront)
    page = open_page(storefront.detail(order))
    page.get_by_role("button", name="Returns/refunds").click()
    dialog = page.get_by_role("dialog", name="Have you received your package?")
    with page.context.expect_page() as opened:
        dialog.locator("button.comet-btn:not(.comet-btn-primary)", has_text="No").click()
    tab = opened.value
    expect(tab.get_by_text("Package received No")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    disputed.choose_reason(tab, NOT_ARRIVED)
    disputed.submit(tab)
    disputed.expect_state(tab, "Waiting for the seller's response")
    expect(tab.get_by_role("status").first).to_have_text("Your request has been sent.")
    assert storefront.truth(order).status == "IN_ISSUE"
    assert storefront.answers("dispute.open") == [(True, "opened")]


def test_all_that_is_filled_in_reaches_the_dispute(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.sent_order(storefront)
    page = open_page(disputed.start(order))
    page.get_by_role("link", name="Yes").click()
    disputed.choose_reason(page, "The product is damaged or does not work")
    expect(page.get_by_label("Refund amount")).to_have_value("40.00")
    page.get_by_label("Refund amount").fill("12,5")
    page.get_by_label("Description").fill("Broken.\nBoth <b>lamps</b>.")
    pdf: FilePayload = {"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.locator("input[type=file]").set_input_files([disputed.PHOTO, pdf])
    disputed.submit(page)
    disputed.expect_state(page, "Waiting for the seller's response")
    dispute = disputed.dispute_of(storefront, order)
    assert (dispute.reason, dispute.received) == ("qualityProblem", True)
    assert dispute.wanted == Decimal("12.5")
    files = (Evidence("box.png", 8, "png"), Evidence("bill.pdf", 8, "pdf"))
    said = Message("buyer", "Broken.\nBoth <b>lamps</b>.", dispute.opened_at, files)
    assert dispute.talks == (said,)
    assert storefront.answers("dispute.open") == [(True, "opened")]


def test_the_reasons_fit_the_answer_to_whether_the_package_was_received(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.sent_order(storefront)
    page = open_page(disputed.start(order, received="no"))
    page.get_by_role("combobox", name="Reason").click()
    expect(page.locator(".comet-v2-menu-item").first).to_have_text(NOT_ARRIVED)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Change").click()
    page.get_by_role("combobox", name="Reason").click()
    expect(page.locator(".comet-v2-menu-item").first).to_have_text(
        "The product is not as described"
    )


def test_the_request_is_shown_once_more_before_it_is_sent(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order, page = _form(storefront, open_page)
    page.get_by_label("Refund amount").fill("7")
    page.get_by_label("Description").fill("First line\nsecond line")
    page.get_by_role("button", name="Next step").click()
    expect(page.locator("[data-check]")).to_have_text(
        [NOT_ARRIVED, "7 USD", "First line\nsecond line", "None"], use_inner_text=True
    )
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("Refund amount")).to_have_value("7")
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert storefront.truth(order).dispute is None
    assert storefront.answers("dispute.open") == []


@pytest.mark.parametrize("amount", ["0", "0,00", "40.01", "-3", "abc", "", "1.234", "1e1", "٣"])
def test_a_sum_that_can_not_be_paid_back_goes_no_further(
    storefront: Storefront, open_page: OpenPage, amount: str
) -> None:
    _, page = _form(storefront, open_page)
    page.get_by_label("Refund amount").fill(amount)
    page.get_by_role("button", name="Next step").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Enter a sum of more than nothing and at most US $40.00."
    )
    expect(page.get_by_role("button", name="Submit")).to_be_hidden()
    assert storefront.answers("dispute.open") == []


def test_without_a_reason_one_is_asked_for(storefront: Storefront, open_page: OpenPage) -> None:
    page = open_page(disputed.start(disputed.sent_order(storefront), received="no"))
    page.get_by_role("button", name="Next step").click()
    expect(page.get_by_role("alert")).to_have_text("Please choose a reason.")
    disputed.choose_reason(page, NOT_ARRIVED)
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(
    ("files", "complaint", "taken"),
    [
        ([disputed.PHOTO] * 6, "You can add 5 files in all.", 5),
        ([disputed.TOO_LARGE, disputed.PHOTO], "A file may have 2 MB at most.", 1),
        ([disputed.PHOTO, disputed.PROGRAM], "Only pictures and PDF files can be added.", 1),
    ],
    ids=["too many", "too large", "wrong kind"],
)
def test_a_file_that_does_not_fit_is_left_out_and_the_others_are_kept(
    storefront: Storefront,
    open_page: OpenPage,
    files: list[FilePayload],
    complaint: str,
    taken: int,
) -> None:
    order, page = _form(storefront, open_page)
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_role("alert")).to_have_text(complaint)
    expect(page.locator("[class*='upload--imageContainer--']")).to_have_count(taken)
    disputed.submit(page)
    disputed.expect_state(page, "Waiting for the seller's response")
    assert len(disputed.dispute_of(storefront, order).files) == taken


def test_files_are_added_to_those_already_chosen_and_can_be_taken_out_again(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order, page = _form(storefront, open_page)
    page.locator("input[type=file]").set_input_files([disputed.PHOTO])
    thumb = page.locator("[class*='upload--imageThumb--']")
    expect(thumb).to_have_attribute("style", re.compile(r"background-image: url\(\"blob:"))
    page.locator("input[type=file]").set_input_files([disputed.LABEL])
    expect(page.locator(".upload-name")).to_have_text(["box.png", "label.png"])
    page.get_by_role("button", name="Remove box.png").click()
    expect(page.locator(".upload-name")).to_have_text(["label.png"])
    disputed.submit(page)
    disputed.expect_state(page, "Waiting for the seller's response")
    assert [it.name for it in disputed.dispute_of(storefront, order).files] == ["label.png"]


def test_what_only_the_shop_can_tell_is_said_in_the_dialog(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order, page = _form(storefront, open_page)
    page.locator("input[type=file]").set_input_files([disputed.DISGUISED])
    dialog = disputed.submit(page)
    expect(dialog.get_by_role("alert")).to_have_text("Only pictures and PDF files can be added.")
    assert storefront.truth(order).dispute is None
    storefront.shop.change(order, acts.received)
    storefront.shop.wind(16 * DAY)
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Submit").click()
    expect(disputed.confirm(page).get_by_role("alert")).to_contain_text(
        "The time to open a dispute ended on"
    )
    answers = [(False, "refused_kind"), (False, "refused_late")]
    assert storefront.answers("dispute.open") == answers


@pytest.mark.parametrize(
    ("status", "more", "days", "sentence"),
    [
        ("WAIT_BUYER_ACCEPT_GOODS", {}, 1, "You can open a dispute from Mar 7, 2026 09:00 on."),
        ("FINISH", {}, 16, "The time to open a dispute ended on Mar 17, 2026 09:00."),
        ("FINISH", {"deleted": "recycle"}, 1, "Restore it first"),
        ("PLACE_ORDER_SUCCESS", {}, 1, "The seller has not sent anything yet."),
        ("IN_FROZEN", {}, 1, "This order is on hold"),
        ("FINISH", {"end_reason": "end_issue"}, 1, "That decision is final."),
        ("FINISH", {"end_reason": "cancel_order_close_trade"}, 1, "nothing to dispute"),
    ],
)
def test_where_no_dispute_is_possible_the_page_says_why_and_has_no_form(
    storefront: Storefront,
    open_page: OpenPage,
    status: str,
    more: dict[str, str],
    days: float,
    sentence: str,
) -> None:
    order = storefront.order(status, **more)
    storefront.shop.wind(days * DAY)
    page = open_page(disputed.start(order, received="no"))
    expect(page.locator("[data-refusal]")).to_contain_text(sentence)
    expect(page.locator("form [name=amount]")).to_have_count(0)
    assert storefront.answers("dispute.open") == []


def test_an_open_dispute_is_shown_instead_of_the_form(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(disputed.start(disputed.disputed_order(storefront)))
    disputed.expect_state(page, "Waiting for the seller's response")


@pytest.mark.parametrize("make", [disputed.start, disputed.detail])
def test_the_order_of_somebody_else_and_one_deleted_for_ever_have_no_dispute(
    storefront: Storefront, buyer: Visitor, make: Callable[[str], str]
) -> None:
    theirs = storefront.order("WAIT_BUYER_ACCEPT_GOODS", account="other@example.com")
    purged = storefront.order("FINISH", end_reason="end_issue", deleted="recycle")
    assert buyer.post("/p/order/purge", orderId=purged).ok
    for order in (theirs, purged, "81", ""):
        assert buyer.get(make(order)).status == 404


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reason": "nonsense"}, "unknown_reason"),
        ({"reason": "qualityProblem"}, "unknown_reason"),
        ({"amount": "40.01"}, "refused_amount"),
        ({"amount": "1_0"}, "refused_amount"),
        ({"text": "x" * 2001}, "refused_text"),
        ({"orderId": "81"}, "unknown_order"),
    ],
)
def test_what_the_form_would_not_send_is_refused_with_a_sentence(
    storefront: Storefront, buyer: Visitor, fields: dict[str, str], code: str
) -> None:
    order = disputed.sent_order(storefront)
    right = {"orderId": order, "reason": "notReceived", "received": "no", "amount": "40"}
    answer = buyer.post("/p/order/dispute_open", **{**right, **fields})
    assert answer.status == 409
    assert answer.json()["trouble"]
    assert storefront.answers("dispute.open") == [(False, code)]
    assert storefront.truth(order).dispute is None


@pytest.mark.parametrize("kind", ["error_before", "drop_before", "error_after", "drop_after"])
def test_trouble_while_sending_is_told_and_logged_once(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order, page = _form(storefront, open_page)
    storefront.arm("dispute.submit", kind)
    dialog = disputed.submit(page)
    expect(dialog.get_by_role("alert")).to_have_text("Something went wrong. Please try again.")
    is_done = kind.endswith("after")
    assert (storefront.truth(order).dispute is not None) == is_done
    assert [changed for changed, _ in storefront.answers("dispute.open")] == [is_done]


@pytest.mark.parametrize("kind", ["lie", "late"])
def test_a_dispute_may_be_said_to_be_sent_and_not_be_seen(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order, page = _form(storefront, open_page)
    storefront.arm("dispute.submit", kind, s=60)
    disputed.submit(page)
    expect(page.get_by_role("status").first).to_have_text("Your request has been sent.")
    expect(page).to_have_url(re.compile("start.html"))
    assert (storefront.truth(order).dispute is None) == (kind == "lie")
    storefront.shop.wind(61)
    page.reload()
    expect(page).to_have_url(re.compile("start.html" if kind == "lie" else "detail.html"))
    assert storefront.answers("dispute.open") == [(kind == "late", "opened")]


def test_the_control_that_sends_may_be_missing_or_renamed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.sent_order(storefront)
    storefront.arm("dispute.submit", "missing")
    storefront.arm("dispute.submit", "renamed")
    for labels in (["Back"], ["Back", "Hand in"]):
        page = open_page(disputed.start(order, received="no"))
        disputed.choose_reason(page, NOT_ARRIVED)
        page.get_by_role("button", name="Next step").click()
        expect(page.locator("[data-step-part=check] button")).to_have_text(labels)


def test_the_session_may_end_while_the_form_is_filled_in(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order, page = _form(storefront, open_page)
    storefront.arm("dispute.submit", "signed_out")
    disputed.submit(page)
    expect(page).to_have_url(re.compile("login.html"))
    assert storefront.answers("dispute.open") == [(False, "http_401")]
    assert storefront.truth(order).dispute is None


def test_an_order_tells_how_long_its_buyer_is_protected(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(storefront.detail(order))
    protection = page.locator(".order-status-protection")
    until = "Your purchase is protected until May 1, 2026 09:00."
    expect(protection).to_have_text(["You can open a dispute from Mar 7, 2026 09:00 on.", until])
    storefront.shop.wind(6 * DAY)
    page.reload()
    expect(protection).to_have_text([until])
    storefront.shop.change(order, acts.received)
    storefront.shop.wind(16 * DAY)
    page.reload()
    expect(protection).to_have_text(["The time to open a dispute ended on Mar 23, 2026 09:00."])


def test_my_orders_show_the_state_of_a_dispute_and_lead_to_it(
    storefront: Storefront, open_page: OpenPage
) -> None:
    disputed.offered_order(storefront)
    page = open_page(ORDERS)
    expect(page.locator(".expose-info-item-title")).to_have_text("Waiting for your response")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="View dispute").click()
    disputed.expect_state(opened.value, "Waiting for your response")
