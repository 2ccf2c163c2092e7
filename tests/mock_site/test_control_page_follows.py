"""The control page shows what others do: faults that strike, requests that come in, other hands."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.mock_site.conftest import ORDERS, Storefront, Visitor
from tests.mock_site.desk import Desk


@pytest.mark.complete
def test_a_fault_is_armed_and_seen_used_up(desk: Desk, buyer: Visitor) -> None:
    faults = desk.tab("Faults")
    faults.get_by_label("What goes wrong").select_option("error_before")
    faults.get_by_label("Where").select_option("orders.list")
    faults.get_by_label("Times").fill("2")
    faults.get_by_role("button", name="Arm", exact=True).click()
    armed = desk.page.locator("#armed li")
    expect(armed).to_contain_text(["error_before at orders.list"])
    expect(armed.locator(".times")).to_have_text(["2 ×"])  # noqa: RUF001 - as it is shown
    assert buyer.get(ORDERS).status == 500
    expect(armed.locator(".times")).to_have_text(["1 ×"])  # noqa: RUF001
    assert buyer.get(ORDERS).status == 500
    expect(desk.page.get_by_text("Nothing is armed")).to_be_visible()
    assert buyer.get(ORDERS).ok


def test_a_kind_of_fault_asks_for_its_own_fields_and_places(desk: Desk) -> None:
    faults = desk.tab("Faults")
    expect(faults.get_by_label("Milliseconds")).to_be_hidden()
    faults.get_by_label("What goes wrong").select_option("slow")
    faults.get_by_label("Milliseconds").fill("70")
    faults.get_by_role("button", name="Arm", exact=True).click()
    expect(desk.page.locator("#armed li")).to_contain_text(["ms 70"])
    faults.get_by_label("What goes wrong").select_option("garbled")
    expect(faults.locator("#fault-at option:not([hidden])")).to_have_count(2)


def test_a_wrong_fault_is_complained_of_and_all_are_disarmed_at_once(desk: Desk) -> None:
    faults = desk.tab("Faults")
    faults.get_by_label("Times").fill("0")
    faults.get_by_role("button", name="Arm", exact=True).click()
    expect(desk.page.locator("#fault-times-complaint")).to_contain_text(
        "greater than or equal to 1"
    )
    faults.get_by_label("Times").fill("always")
    faults.get_by_role("button", name="Arm", exact=True).click()
    expect(desk.page.locator("#armed .times")).to_have_text(["always"])
    faults.get_by_role("button", name="Disarm all").click()
    expect(desk.page.locator("#armed li")).to_have_count(0)
    assert desk.others.get("/faults") == {"armed": []}


@pytest.mark.complete
def test_the_log_grows_while_others_act_and_tells_what_changed(desk: Desk, guest: Visitor) -> None:
    order = desk.new_order()
    desk.tab("Log")
    guest.sign_in(password="wrong")
    guest.sign_in()
    guest.cancel(order)
    guest.cancel(order)
    expect(desk.entries).to_have_text(
        [
            re.compile(r"cancel\.submit\s+\w+\s+no change"),
            re.compile(rf"cancel\.submit cancelled changed\s+2 Mar, 09:00:00 {order}"),
            re.compile(r"sign_in signed_in changed"),
            re.compile(r"sign_in wrong_password no change"),
        ]
    )
    expect(desk.row(order).locator(".sent")).to_have_text("2")
    desk.choose(order)
    expect(desk.order.locator("#order-received li")).to_contain_text(["cancel.submit2"])


def test_no_entry_of_the_log_is_missed_or_repeated(storefront: Storefront, desk: Desk) -> None:
    for number in range(1, 2301):
        storefront.shop.record("pay", None, f"order {number}", changed=False, answer="x")
    expect(desk.page.locator("#log-count")).to_have_text("2,300")
    desk.tab("Log")
    expect(desk.entries).to_have_count(200)
    desk.page.get_by_role("button", name="Show earlier ones").click()
    expect(desk.entries).to_have_count(400)
    shown = desk.entries.locator("[data-slot=order]").all_text_contents()
    assert shown == [f"order {number}" for number in range(2300, 1900, -1)]


@pytest.mark.complete
def test_after_a_reset_by_another_hand_the_log_begins_anew(desk: Desk, guest: Visitor) -> None:
    guest.sign_in()
    expect(desk.page.locator("#log-count")).to_have_text("1")
    desk.others.post("/reset", {"scenario": "every-state"})
    expect(desk.page.locator("#log-count")).to_be_empty()
    expect(desk.page.locator("#orders-found")).to_have_text("17 orders")
    guest.sign_in()
    expect(desk.page.locator("#log-count")).to_have_text("1")


def test_what_others_do_shows_and_what_is_being_typed_stays(desk: Desk) -> None:
    order = desk.new_order("WAIT_SELLER_SEND_GOODS")
    desk.choose(order)
    desk.act("Write a message …").click()
    text = desk.order.get_by_role("textbox", name="Text")
    text.press_sequentially("We will send")
    desk.others.post(f"/orders/{order}/seller", {"do": "ask_extension", "days": 5})
    desk.others.post("/clock", {"advance_s": 60})
    newer = desk.new_order()
    expect(desk.order).to_contain_text("5 days")
    text.press_sequentially(" it soon.")
    expect(text).to_have_value("We will send it soon.")
    expect(desk.row(newer)).to_be_visible()
    desk.act("Write a message").click()
    expect(desk.order.locator("#order-messages")).to_contain_text("We will send it soon.")


@pytest.mark.complete
def test_two_pages_show_the_same(desk: Desk) -> None:
    order = desk.new_order("IN_CANCEL")
    other = Desk(desk.page.context.new_page(), desk.url).open()
    other.choose(order)
    other.act("Decline").click()
    expect(desk.row(order)).to_contain_text("Awaiting shipment")
    assert other.complaints == []


Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the shop as a process, each time at the same port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with ExitStack() as stack:

        def _start() -> "subprocess.Popen[bytes]":
            command = [sys.executable, "-m", "mock_site", "--port", port, "--rate", "0"]
            process = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE))
            stack.callback(process.kill)
            assert process.stdout
            process.stdout.readline()
            return process

        _start.port = port  # type: ignore[attr-defined]
        yield _start


@pytest.mark.complete
def test_it_says_when_the_shop_has_ended_and_goes_on_when_it_is_back(
    start: Start, page: Page
) -> None:
    process = start()
    desk = Desk(page, f"http://127.0.0.1:{start.port}").open()  # type: ignore[attr-defined]
    desk.others.post("/clock", {"advance_s": 3600})
    expect(page.locator("#now-time")).to_have_text("10:00:00")
    process.send_signal(signal.SIGTERM)
    process.wait()
    banner = page.get_by_role("alert").filter(has_text="The shop has ended")
    expect(banner).to_be_visible()
    desk.wind("+1 h")
    expect(page.locator("#wind-complaint")).to_have_text("The shop does not answer.")
    start()
    expect(banner).to_be_hidden()
    expect(page.locator("#now-time")).to_have_text("09:00:00")
    assert {complaint for complaint in desk.complaints if "ERR_" not in complaint} == set()
