"""Pressing the control that begins a cancellation, and finding the form that it opens."""

from contextlib import suppress
from dataclasses import replace
from time import monotonic

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.orders import Control
from flows.errors import Checked, ShopChanged, Unreachable
from flows.sites.aliexpress.browser_gone import raise_if_gone
from flows.sites.aliexpress.buttons import only_button
from flows.sites.aliexpress.cancel_form import CancelForm, Found
from flows.sites.aliexpress.pop_ups import close_pop_ups
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.server_trouble import ServerTrouble, server_trouble
from flows.sites.aliexpress.walls import is_check, is_sign_in, raise_if_walled
from flows.sites.aliexpress.words import Words

_LOOK_FOR_TAB_EVERY_MS = 100


def cancel_controls(within: Locator, words: Words) -> Locator | None:
    """The visible control that cancels in a part of the page; None: there is not exactly one."""
    return the_control(within, Control.CANCEL, words)


def the_control(within: Locator, control: Control, words: Words) -> Locator | None:
    """The visible control of this name in a part of the page; None: there is not exactly one."""
    return only_button(within, words.control[control])


def open_cancel_form(screen: Screen, control: Locator, order_id: str, words: Words) -> CancelForm:
    """Press the control; the form is a dialog on the page, or stands in a tab of its own."""
    tabs: list[Page] = []

    def opened(tab: Page) -> None:
        tabs.append(tab)

    opened_from = screen.page.url
    screen.page.on("popup", opened)
    try:
        with server_trouble(screen.page) as trouble:
            control.click()
            _wait_for_dialog_or_tab(screen, tabs, trouble)
    finally:
        screen.page.remove_listener("popup", opened)
    if tabs:
        return _in_tab(screen, tabs[0], order_id)
    if trouble.told:
        raise Unreachable(f"{trouble.told[0]} Nothing was sent.")
    raise_if_walled(screen.page, opened_from)
    return CancelForm(screen, words, dialog_on(screen, words))


def cancel_form_on(screen: Screen) -> CancelForm:
    """The form in the dialog that stands open on the order's page."""
    words = screen.read("order").words
    return CancelForm(screen, words, dialog_on(screen, words))


def dialog_on(screen: Screen, words: Words) -> Found:
    """The dialog that cancels, known by its title; raises `ShopChanged` where it is another one."""
    page = screen.page
    any_dialog = _dialogs(screen)
    any_dialog.first.wait_for()
    for title in words.cancel_title:
        dialog = page.get_by_role("dialog", name=title, exact=True)
        if dialog.count() == 1:
            return Found(dialog, "cancel_dialog", lambda: page.keyboard.press("Escape"))
    raise ShopChanged(
        "The dialog that opened is not the one that cancels an order."
        f" {words.if_renamed('cancel_title')}"
    )


def _wait_for_dialog_or_tab(screen: Screen, tabs: list[Page], trouble: ServerTrouble) -> None:
    """What a browser opens is told while Playwright waits for something on the page.

    Raises `Unreachable` where nothing has come in time for want of an answer.
    """
    page, until = screen.page, monotonic() + screen.timeout_s
    while not (tabs or trouble.told or is_sign_in(page.url) or is_check(page.url)):
        if monotonic() > until:
            trouble.raise_if_unanswered(screen.timeout_s)
            return
        with suppress(NotInTime):
            _dialogs(screen).first.wait_for(timeout=_LOOK_FOR_TAB_EVERY_MS)
            return


def _in_tab(opener: Screen, tab: Page, order_id: str) -> CancelForm:
    """The form on the page of a new tab.

    One with a check in it stays open for whoever solves that, and one that is not as known for the
    evidence, until the next page is opened.
    """
    tab.set_default_timeout(opener.timeout_s * 1000)
    close_pop_ups(tab)
    screen = replace(opener, page=tab)
    try:
        tab.wait_for_load_state("domcontentloaded")
        raise_if_walled(tab, opener.page.url)
        words = screen.read("cancel_page").words
        return CancelForm(screen, words, _form_on(screen, words, order_id))
    except PlaywrightError as error:
        raise_if_gone(opener.page, error)
        if tab.is_closed():
            raise ShopChanged("The tab that opened was closed again. Nothing was sent.") from error
        raise
    except (Checked, ShopChanged):
        raise
    except Exception:
        tab.close()
        raise


def _form_on(screen: Screen, words: Words, order_id: str) -> Found:
    forms = screen.locate("cancel_page", "form")
    for title in words.cancel_title:
        heading = screen.page.get_by_role("heading", name=title, exact=True)
        form = forms.filter(has=heading)
        if form.count() == 1:
            if order_id not in form.inner_text():
                raise ShopChanged(f"The form that opened is not about order {order_id}.")
            return Found(form, "cancel_page", screen.page.close)
    raise ShopChanged(
        "The page that opened is not the one that cancels an order."
        f" {words.if_renamed('cancel_title')}"
    )


def _dialogs(screen: Screen) -> Locator:
    by_role = screen.page.get_by_role("dialog")
    return by_role.or_(screen.locate("cancel_dialog", "dialog")).filter(visible=True)
