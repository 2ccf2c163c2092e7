"""A person is called to a run, and the run goes on where it stopped, or ends with nothing sent."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from mock_site.practice_shop import PracticeShop
from tests.automator.notify.receivers import Webhook, webhook
from tests.automator.terminal import at_terminal
from tests.automator.unbuy import Unbuy
from tests.flows.person_at_page import place_of_handle

pytestmark = pytest.mark.browser
PROMPT = "The code (Ctrl-D gives up): "


def files_with(unbuy: Unbuy, text: str) -> list[str]:
    every = (path for path in unbuy.home.rglob("*") if path.is_file())
    return [str(path) for path in every if text.encode() in path.read_bytes()]


def test_a_code_typed_at_the_prompt_lets_the_run_go_on_to_its_end(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    code = str(shop.accounts()[0]["code"])
    wrong = "000000" if code != "000000" else "111111"
    shop.arm("sign_in", "code")
    with at_terminal(unbuy, "cancel", order, "--yes", "--json") as terminal:
        terminal.wait_for(PROMPT)
        terminal.type(f"{wrong}\n")
        terminal.wait_for(PROMPT, times=2)
        terminal.type(f"{code}\n")
        ended = terminal.ended()
    assert (ended.code, ended.order["status"]) == (0, "cancelled")
    assert "10 minutes" in ended.said
    assert "Solved: the run goes on." in ended.said
    assert len(shop.submits(order)) == 1
    assert code not in ended.said
    assert files_with(unbuy, code) == []


@pytest.mark.complete
def test_a_code_that_is_not_given_ends_the_run_with_nothing_sent(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    shop.arm("sign_in", "code")
    order = shop.first("PLACE_ORDER_SUCCESS")
    with at_terminal(unbuy, "cancel", order, "--yes", "--json") as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("\x04")
        ended = terminal.ended()
    assert (ended.code, ended.order["outcome"]) == (4, "needs_person")
    assert "code that it sent by e-mail" in ended.order["message"]
    assert shop.submits() == []


@pytest.mark.complete
def test_nobody_is_waited_for_longer_than_was_set(unbuy: Unbuy, shop: PracticeShop) -> None:
    shop.arm("orders.list", "slider", times=9)
    with at_terminal(unbuy, "orders", "--json", UNBUY_HAND_OVER_S="1") as terminal:
        ended = terminal.ended()
    assert ended.code == 4
    assert "Nobody solved it in time" in ended.said


@pytest.mark.complete
def test_without_anybody_there_nobody_is_waited_for(unbuy: Unbuy, shop: PracticeShop) -> None:
    shop.arm("orders.list", "slider", times=9)
    ended = unbuy("orders")
    assert ended.code == 4
    assert "minutes for it" not in ended.said


@contextmanager
def waiting_run(
    unbuy: Unbuy, *arguments: str, **settings: str | None
) -> Iterator[subprocess.Popen[str]]:
    """It would wait on for a person where the test has failed."""
    with unbuy.start(*arguments, **settings) as run:
        try:
            yield run
        finally:
            run.kill()


def address_of_waiting(unbuy: Unbuy) -> str:
    """As a person gets it from the command, which they run until somebody waits."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if waiting := unbuy("hand-over", "--json").json["waiting"]:
            return str(waiting[0]["address"])
    raise AssertionError("no run waits")


def a_picture_is_shown(person: Page) -> None:
    expect(person.locator("#picture")).not_to_have_js_property("naturalWidth", 0)


def click_where(person: Page, browser: Browser, url: str, selector: str) -> None:
    """Click in the picture where this stands on the page of that address."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as other:
        there = other.new_page()
        there.goto(url)
        at = there.locator(selector).bounding_box()
    box = person.locator("#picture").bounding_box()
    assert at is not None
    assert box is not None
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    person.mouse.click(box["x"] + x / 1280 * box["width"], box["y"] + y / 900 * box["height"])


def drag_on_hand_over_page(person: Page, browser: Browser, shop: PracticeShop) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as other:
        there = other.new_page()
        there.goto(f"{shop.url}/_____tmd_____/punish?x5secdata=a")
        x, y = place_of_handle(there)
    a_picture_is_shown(person)
    box = person.locator("#picture").bounding_box()
    assert box is not None
    wide, high = box["width"] / 1280, box["height"] / 900
    person.mouse.move(box["x"] + x * wide, box["y"] + y * high)
    person.mouse.down()
    person.mouse.move(box["x"] + (x + 150) * wide, box["y"] + y * high, steps=4)
    person.mouse.move(box["x"] + (x + 400) * wide, box["y"] + y * high, steps=4)
    person.mouse.up()


@pytest.fixture
def hook(unbuy: Unbuy) -> Iterator[Webhook]:
    with webhook() as receiver:
        unbuy.home.mkdir()
        told = f'[[notify]]\nname = "hook"\nurl = "{receiver.url}"\n'
        (unbuy.home / "config.toml").write_text(told)
        yield receiver


def test_a_slider_solved_on_the_hand_over_page_lets_the_run_cancel_once(
    unbuy: Unbuy, shop: PracticeShop, page: Page, browser: Browser, hook: Webhook
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.open", "slider")
    with waiting_run(unbuy, "cancel", order, "--yes", "--json", UNBUY_HAND_OVER_S="90") as run:
        page.set_viewport_size({"width": 1280, "height": 1100})
        page.goto(address_of_waiting(unbuy))
        drag_on_hand_over_page(page, browser, shop)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, '"cancelled"' in out) == (0, True), err
    called, over = hook.subjects
    assert called.startswith("A run waits for you")
    assert hook.got[0]["attachments"][0]["filename"].endswith(".jpg")
    assert over.startswith("Over: A run waits for you")
    assert len(shop.submits(order)) == 1
    assert unbuy("hand-over", "--json").json["waiting"] == []


@pytest.mark.complete
def test_what_is_given_up_on_the_hand_over_page_sends_nothing(
    unbuy: Unbuy, shop: PracticeShop, page: Page, hook: Webhook
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.open", "slider")
    with waiting_run(unbuy, "cancel", order, "--yes", "--json", UNBUY_HAND_OVER_S="600") as run:
        page.goto(address_of_waiting(unbuy))
        page.get_by_role("button", name="I can't do this").click()
        out, _ = run.communicate(timeout=60)
    assert (run.returncode, '"needs_person"' in out) == (4, True)
    assert shop.submits() == []
    [told] = hook.subjects  # what the run ended with is the same incident
    assert told.startswith("A run waits for you")


@pytest.mark.complete
def test_without_a_display_a_person_signs_in_by_hand_on_the_hand_over_page(
    unbuy: Unbuy, shop: PracticeShop, page: Page, browser: Browser
) -> None:
    nobody = {"UNBUY_USERNAME": None, "UNBUY_PASSWORD": None, "DISPLAY": None}
    with waiting_run(
        unbuy, "sign-in", "--by-hand", "--json", WAYLAND_DISPLAY=None, **nobody
    ) as run:
        page.goto(address_of_waiting(unbuy))
        a_picture_is_shown(page)
        click_where(page, browser, f"{shop.url}/p/order/index.html", "#fm-login-id")
        page.keyboard.type(shop.username)
        page.keyboard.press("Enter")
        page.keyboard.type(shop.password)
        page.keyboard.press("Enter")
        out, err = run.communicate(timeout=60)
    assert (run.returncode, "the session is kept" in out) == (0, True), err
    assert shop.password not in err + out
    assert files_with(unbuy, shop.password) == []
    assert unbuy("orders", **nobody).code == 0
