"""A selector is told from another text without a browser, and as the browser tells it."""

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from flows.sites.aliexpress.css import css_mistake
from flows.sites.aliexpress.layouts import LAYOUTS
from flows.sites.aliexpress.locators import locators

SELECTORS = [
    "h1",
    "*",
    "#nav-user-account",
    ".a.b-c > .d_e + li ~ *",
    "a[href*='order/detail'], a[data-pl=\"x\"]",
    "[data-id='0' i]",
    "[aria-busy = true]",
    "input[type=search]:not([disabled]):first-child",
    ":is(h1, h2):has(> .price, + p)",
    "li:nth-child(2n+1):nth-last-of-type(2)",
    ":where(:not(.a .b))",
    "p:lang(de)",
    " .a , .b ",
    "длинное",
    ".--strange",
]
OTHERS = [
    "",
    "   ",
    "h1,",
    ", h1",
    "h1 >",
    "> h1",
    "h1 > > h2",
    "..a",
    ".1a",
    "#",
    "[href*=order/detail]",
    "[=x]",
    "text=Canceled",
    "//div",
    "button:has-text('Cancel')",
    "a:visible",
    ":not(",
    "h1)",
    "a:nth-child()",
    "a b{color: red}",
    "xpath=//a",
    "h1 >> h2",
    "a::",
]


@pytest.mark.parametrize("text", SELECTORS)
def test_what_the_browser_takes_is_a_selector(page: Page, text: str) -> None:
    page.evaluate("text => document.querySelector(text)", text)
    assert css_mistake(text) is None


@pytest.mark.parametrize("text", OTHERS)
def test_what_the_browser_refuses_is_none(page: Page, text: str) -> None:
    with pytest.raises(PlaywrightError, match=r"not a valid selector|is empty"):
        page.evaluate("text => document.querySelector(text)", text)
    assert css_mistake(text)


@pytest.mark.parametrize("text", ["[href", "a[href='x]", ":is(h1", ":not("])
def test_a_bracket_or_quote_that_is_never_closed_is_a_mistake_though_a_browser_closes_it(
    text: str,
) -> None:
    assert css_mistake(text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_our_own_selectors_are_selectors(layout: str) -> None:
    texts = [text for controls in locators(layout).values() for text in controls.values()]
    assert [text for text in texts if css_mistake(text)] == []


def test_the_mistake_is_told_from_where_it_begins() -> None:
    assert css_mistake(".a, ..b") == "is no CSS selector from '..b' on"
