"""Bad input and trouble: its sentence, its exit code, no traceback, nothing lost or left behind."""

import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mock_site.faults import Kind, Place
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout, each_layout
from tests.automator.unbuy import Ended, Unbuy

NO_CLOCK = {"UNBUY_CLOCK_URL": None}


def is_told(ended: Ended, code: int, *parts: str) -> bool:
    """The exit code, a sentence with these parts, and no traceback."""
    assert "Traceback" not in ended.said
    assert ended.code == code, ended.said
    assert all(part in ended.said for part in parts), ended.said
    return True


def test_an_id_that_is_none_is_a_usage_error(unbuy: Unbuy) -> None:
    assert is_told(unbuy("cancel", "my-order", "--yes"), 2, "'my-order'", "10 to 20 digits")
    assert not unbuy.home.exists() or not list((unbuy.home / "evidence").iterdir())


def test_an_unknown_reason_is_a_usage_error_that_lists_the_known_ones(unbuy: Unbuy) -> None:
    ended = unbuy("cancel", "8190000000000000", "--yes", "--reason", "not_neded")
    assert is_told(ended, 2, "'not_neded'", "Did you mean 'not_needed'?", "cannot_pay")


def test_an_unknown_status_and_a_wrong_duration_are_usage_errors(unbuy: Unbuy) -> None:
    assert is_told(unbuy("orders", "--status", "lost"), 2, "'lost'", "awaiting_payment")
    ended = unbuy("cancel", "8190000000000000", "--yes", "--wait", "soon")
    assert is_told(ended, 2, "'soon'", "10s")


def test_an_unknown_setting_names_the_nearest_known_one(unbuy: Unbuy) -> None:
    ended = unbuy("orders", UNBUY_TIMOUT_S="3")
    assert is_told(ended, 2, "UNBUY_TIMOUT_S", "UNBUY_TIMEOUT_S")


def test_a_wrong_value_in_the_config_file_names_its_line(unbuy: Unbuy) -> None:
    unbuy.home.mkdir()
    (unbuy.home / "config.toml").write_text('headed = "sometimes"\n')
    assert is_told(unbuy("orders"), 2, "config.toml, line 1", "headed")


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc").exists(), reason="root writes anywhere")
def test_a_home_that_cannot_be_written_is_told_with_the_way_out(unbuy: Unbuy) -> None:
    assert is_told(unbuy("orders", UNBUY_HOME="/proc/unbuy"), 2, "/proc/unbuy", "UNBUY_HOME")


def test_a_browser_that_does_not_start_is_told(unbuy: Unbuy) -> None:
    ended = unbuy("orders", UNBUY_BROWSER_PATH="/bin/true")
    assert is_told(ended, 1, "/bin/true", "does not start")


def test_a_browser_path_that_is_none_is_told(unbuy: Unbuy) -> None:
    ended = unbuy("orders", UNBUY_BROWSER_PATH="/nowhere/chrome")
    assert is_told(ended, 2, "/nowhere/chrome")


@pytest.mark.complete
@pytest.mark.browser
def test_another_name_for_the_account_sends_nothing_twice(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.submit", "lie")
    assert unbuy("cancel", order, "--yes").code == 10
    shop.wind(minutes=3)
    assert unbuy("cancel", order, "--yes", "--account", "mistyped").code == 4
    assert len(shop.submits(order)) == 1


def test_an_empty_shop_address_does_not_mean_the_real_shop(unbuy: Unbuy) -> None:
    assert is_told(unbuy("orders", UNBUY_SHOP_URL=""), 2, "UNBUY_SHOP_URL")


def test_a_visible_browser_without_a_display_is_told(unbuy: Unbuy) -> None:
    ended = unbuy("orders", "--headed", DISPLAY=None, WAYLAND_DISPLAY=None)
    assert is_told(ended, 2, "display", "--headed")


@pytest.mark.browser
def test_what_is_kept_belongs_to_the_owner_alone(unbuy: Unbuy) -> None:
    unbuy("orders", "--trace", "on")
    kept = list(unbuy.home.rglob("*"))
    assert {"trace.zip", "default.json"} <= {path.name for path in kept}
    assert [path for path in kept if path.stat().st_mode & 0o077] == []


@pytest.mark.browser
@pytest.mark.parametrize(("typed", "code"), [("n\n", 3), ("\n", 3), ("\x04", 3), ("y\n", 0)])
def test_the_question_is_asked_at_a_terminal_and_the_answer_counts(
    unbuy: Unbuy, shop: PracticeShop, typed: str, code: int
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "automator", "cancel", order, "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=unbuy.environment(), stdin=end, stdout=pipe, stderr=pipe, text=True
    ) as run:
        assert run.stderr is not None
        asked = ""
        while "[y/N]" not in asked:
            asked += run.stderr.read(1)
        os.write(terminal, typed.encode())
        out, _ = run.communicate(timeout=30)
    os.close(end)
    os.close(terminal)
    assert "counts against the buyer" in asked
    assert (run.returncode, json.loads(out)["orders"][0]["id"]) == (code, order)
    assert len(shop.submits()) == (1 if code == 0 else 0)


@pytest.mark.browser
def test_an_unknown_order_is_refused(unbuy: Unbuy) -> None:
    assert is_told(unbuy("cancel", "8190000000000000", "--yes"), 3, "no order 8190000000000000")
    assert is_told(unbuy("show", "8190000000000000"), 3, "no order 8190000000000000")


@pytest.mark.browser
@each_layout
def test_a_wrong_password_needs_a_person_and_is_tried_once(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    ended = unbuy("sign-in", UNBUY_PASSWORD="wrong-horse")
    assert is_told(ended, 4, "did not accept", "UNBUY_PASSWORD")
    assert "wrong-horse" not in ended.said
    assert shop.actions() == ["sign_in"]


@pytest.mark.browser
def test_missing_credentials_need_a_person(unbuy: Unbuy) -> None:
    ended = unbuy("orders", UNBUY_USERNAME=None, UNBUY_PASSWORD=None)
    assert is_told(ended, 4, "UNBUY_USERNAME", "sign-in --by-hand")


@pytest.mark.complete
@pytest.mark.browser
def test_a_kept_session_needs_no_password_and_belongs_to_the_owner_alone(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    assert unbuy("sign-in").code == 0
    [session] = (unbuy.home / "sessions").glob("*.json")
    assert stat.S_IMODE(session.stat().st_mode) == 0o600
    assert unbuy("orders", UNBUY_USERNAME=None, UNBUY_PASSWORD=None).code == 0
    assert shop.actions() == ["sign_in"]
    assert unbuy("sign-out").code == 0
    assert unbuy("orders", UNBUY_USERNAME=None, UNBUY_PASSWORD=None).code == 4


@pytest.mark.complete
@pytest.mark.browser
def test_a_damaged_session_file_is_as_good_as_none(unbuy: Unbuy) -> None:
    unbuy("sign-in")
    [session] = (unbuy.home / "sessions").glob("*.json")
    session.write_text('{"cookies": [')
    ended = unbuy("orders")
    assert (ended.code, "is damaged and not used" in ended.said) == (0, True)


@pytest.mark.browser
def test_a_shop_that_cannot_be_reached_says_so(unbuy: Unbuy) -> None:
    ended = unbuy("orders", UNBUY_SHOP_URL="http://127.0.0.1:9", **NO_CLOCK)
    assert is_told(ended, 9, "127.0.0.1:9", "did not answer")


@pytest.mark.complete
@pytest.mark.browser
@each_layout
def test_a_shop_that_fails_once_is_read_again(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    for kind in ("error_before", "drop_before"):
        shop.arm("orders.list", kind)
        assert unbuy("orders").code == 0


@pytest.mark.complete
@pytest.mark.browser
@each_layout
def test_a_page_that_never_comes_ends_in_time(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    unbuy("sign-in")
    shop.arm("orders.list", "hang", times=5)
    assert is_told(unbuy("orders", UNBUY_TIMEOUT_S="2"), 9, "within 2 s")
    (unbuy.home / "sessions" / "default.json").unlink()
    assert is_told(unbuy("orders", UNBUY_TIMEOUT_S="2"), 9)


@pytest.mark.browser
@each_layout
def test_a_slider_is_left_to_a_person(unbuy: Unbuy, shop: PracticeShop, layout: Layout) -> None:
    shop.reset(layout=layout)
    shop.arm("orders.list", "slider")
    assert is_told(unbuy("orders"), 4, "slider", "person")


@pytest.mark.browser
@each_layout
def test_a_code_by_email_is_left_to_a_person(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    shop.arm("sign_in", "code")
    assert is_told(unbuy("sign-in"), 4, "code")


@pytest.mark.browser
@each_layout
def test_an_unreadable_card_is_named_and_the_others_are_listed(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    known = len(shop.orders())
    unbuy("sign-in")
    shop.arm("orders.list", "garbled")
    ended = unbuy("orders", "--json")
    assert (ended.code, len(ended.json["orders"])) == (5, known - 1)
    [card] = ended.json["unreadable"]
    assert card["why"]


@pytest.mark.browser
def test_a_second_run_on_the_same_account_is_busy(unbuy: Unbuy, shop: PracticeShop) -> None:
    shop.arm("orders.list", "slow", ms=4000)
    with unbuy.start("orders") as first:
        assert first.stderr is not None
        first.stderr.readline()  # the first run is reading: it has the account
        ended = unbuy("cancel", shop.first("PLACE_ORDER_SUCCESS"), "--yes", "--json")
        assert (ended.code, ended.json["outcome"]) == (8, "busy")
        first.communicate()
    assert first.returncode == 0
    assert shop.submits() == []


@pytest.mark.browser
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("at", ["order.detail", "cancel.submit"])
def test_stopped_at_any_moment_it_says_so_and_the_next_run_finds_out(
    unbuy: Unbuy, shop: PracticeShop, how: signal.Signals, at: Place
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm(at, "hang")
    with unbuy.start("cancel", order, "--yes") as run:
        assert run.stderr is not None
        last_step = "Reading" if at == "order.detail" else "Sending"
        for line in run.stderr:
            if last_step in line:
                break
        run.send_signal(how)
        out, err = run.communicate(timeout=20)
    assert run.returncode == 130
    assert "Stopped." in out + err
    assert "Traceback" not in out + err
    assert not re.search(r"\.tmp|\.partial", " ".join(map(str, unbuy.home.rglob("*"))))
    shop.disarm()
    shop.wind(minutes=3)
    assert unbuy("cancel", order, "--yes").code == 0
    assert len([entry for entry in shop.submits(order) if entry["changed"]]) <= 1


@pytest.mark.complete
@pytest.mark.browser
def test_killed_between_intent_and_answer_the_next_run_does_not_send_twice(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.submit", "error_after")
    with unbuy.start("cancel", order, "--yes") as run:
        assert run.stderr is not None
        for line in run.stderr:
            if "Sending" in line:
                break
        while not shop.submits(order):
            assert run.poll() is None
        run.kill()
    assert unbuy("cancel", order, "--yes").code == 0
    assert len(shop.submits(order)) == 1


@pytest.mark.browser
def test_one_json_document_on_stdout_whatever_happens(unbuy: Unbuy, shop: PracticeShop) -> None:
    always = {"command", "account", "shop", "at", "outcome", "message", "orders"}
    for arguments in (["orders"], ["cancel", "1"], ["show", shop.first("IN_FROZEN")]):
        ended = unbuy(*arguments, "--json")
        assert always <= set(ended.json)


@pytest.mark.browser
def test_orders_lists_every_order_that_the_shop_has(unbuy: Unbuy, shop: PracticeShop) -> None:
    ended = unbuy("orders", "--json")
    listed = {order["id"]: order["total"]["amount"] for order in ended.json["orders"]}
    assert listed == {id_: order["total"] for id_, order in shop.orders().items()}


@pytest.mark.browser
@each_layout
def test_orders_of_250_are_all_listed(unbuy: Unbuy, shop: PracticeShop, layout: Layout) -> None:
    shop.reset("hundreds", layout=layout)
    login = {"UNBUY_USERNAME": "many@example.com", "UNBUY_PASSWORD": "many-many-orders"}
    ended = unbuy("orders", "--json", **login)
    assert (ended.code, len(ended.json["orders"])) == (0, 250)


@pytest.mark.complete
@pytest.mark.browser
@pytest.mark.parametrize("kind", ["error_before", "drop_before", "signed_out"])
def test_trouble_on_a_later_page_of_the_list_costs_no_order(
    unbuy: Unbuy, shop: PracticeShop, kind: Kind
) -> None:
    shop.reset("hundreds", layout="classic")
    shop.arm("orders.list", kind, after=7)
    ended = unbuy("orders", "--json")
    assert (ended.code, len(ended.json["orders"])) == (0, 250), ended.said
    assert shop.armed() == []


@pytest.mark.browser
@each_layout
def test_an_account_without_orders_is_told_apart_from_a_signed_out_one(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset("empty", layout=layout)
    assert is_told(unbuy("orders"), 0, "no orders")
    shop.arm("orders.list", "signed_out", times=9)
    assert unbuy("orders").code == 4
