"""Saved pages, opened as the shop would show them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from flows.sites.aliexpress.screen import Screen

PAGES = Path(__file__).with_name("pages")

OpenSaved = Callable[[str], Page]


def saved(name: str) -> str:
    """A page drawn by hand after what is known of the real one."""
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def current(page: Page, timeout_s: float = 1) -> Screen:
    """The page as one of the current layout."""
    return Screen(page, "current", timeout_s)


@pytest.fixture
def open_saved(page: Page) -> OpenSaved:
    page.set_default_timeout(1000)

    def open_page(name: str) -> Page:
        page.set_content(saved(name))
        return page

    return open_page
