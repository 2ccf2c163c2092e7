"""Every action of the journeys is told before it is done, whichever page object does it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Keyboard, Locator, Mouse, Page, Touchscreen

import flows
from automator.stepping.actions import ACTIONS

DOING = {
    *("blur", "check", "clear", "click", "dblclick", "dispatch_event", "drag_and_drop", "drag_to"),
    *("fill", "focus", "go_back", "go_forward", "goto", "hover", "insert_text", "press", "reload"),
    *("press_sequentially", "select_option", "select_text", "set_checked", "set_content"),
    *("set_input_files", "tap", "type", "uncheck", "wheel"),
}
"""What Playwright's classes have for doing something to a page, but for the raw mouse and keys."""


def test_there_are_such_methods() -> None:
    classes = (Keyboard, Locator, Mouse, Page, Touchscreen)
    assert {name for name in DOING if not any(hasattr(it, name) for it in classes)} == set()
    assert all(hasattr(owner, name) for owner, names in ACTIONS.items() for name in names)


def called() -> Iterator[str]:
    for file in Path(flows.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node.func.attr


def test_no_journey_does_what_would_not_be_told() -> None:
    told = {name for names in ACTIONS.values() for name in names}
    assert set(called()) & DOING - told == set()
    assert told <= set(called())
