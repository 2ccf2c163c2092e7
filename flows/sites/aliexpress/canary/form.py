"""The form that cancels: opened, looked at, and closed unsent, while nothing can be sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from playwright.sync_api import Locator
from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.findings import Finding, Looked
from flows.errors import FlowError
from flows.sites.aliexpress.canary.buttons import button_of
from flows.sites.aliexpress.canary.guard import nothing_sent
from flows.sites.aliexpress.canary.needed import ALWAYS
from flows.sites.aliexpress.canary.parts import parts_of
from flows.sites.aliexpress.canary.stop import Stop, override_of
from flows.sites.aliexpress.canary.texts import unknown_word
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.words import UnknownWord, tidy

_NAME = "dialog => dialog.ariaLabel || dialog.ariaLabelledByElements?.[0]?.innerText || ''"


def cancel_form_of(stop: Stop, open_form: Callable[[], CancelForm]) -> Iterator[Looked]:
    """`open_form` presses the control that cancels, on the page of the order or beside it."""
    page = stop.screen.page
    with nothing_sent(page.context) as stopped:
        seen = list(_opened(stop, open_form))
        if page.get_by_role("dialog").filter(visible=True).count():
            page.keyboard.press("Escape")
    yield from (_doubtful(it) for it in seen) if stopped else seen


def _doubtful(it: Looked) -> Looked:
    """What was not found may be what the page was kept from asking for."""
    if not it.finding.is_trouble:
        return it
    told = "The page wanted to send something as the form was opened, and was kept from it."
    return replace(it, finding=Finding.UNCHECKED, told=told, candidates=(), override=None)


def _opened(stop: Stop, open_form: Callable[[], CancelForm]) -> Iterator[Looked]:
    page = stop.screen.page
    try:
        form = open_form()
    except (FlowError, NotInTime) as why:
        yield from _not_as_known(stop, str(why).splitlines()[0])
        return
    tab = page.context.pages[-1]
    part = "cancel_page" if tab is not page else "cancel_dialog"
    yield from _form(replace(stop, screen=replace(stop.screen, page=tab), page=part), form)
    form.close()


def _form(stop: Stop, form: CancelForm) -> Iterator[Looked]:
    lists = stop.screen.locate("reasons", "drop_down").filter(visible=True).count()
    offered = form.offered()
    facts = stop.facts | {ALWAYS, "drop_down" if lists else "radios"}
    at = replace(stop, facts=facts)
    yield from parts_of(at, stop.page)
    yield from parts_of(at, "reasons")
    yield at.looked(at.label("cancel_title"), Finding.OK, "It is there.")
    yield at.looked(at.label("send"), Finding.OK, "It is there.")
    yield from _reasons(at, offered)


def _reasons(stop: Stop, offered: tuple[str, ...]) -> Iterator[Looked]:
    place = stop.label("reason")
    if not offered:
        yield stop.looked(place, Finding.UNCHECKED, "The form offers no reason.")
        return
    try:
        for text in offered:
            stop.words.reason_of(text)
    except UnknownWord as strange:
        yield unknown_word(stop, strange)
    else:
        yield stop.looked(place, Finding.OK, "Each reason is known.")


def _not_as_known(stop: Stop, why: str) -> Iterator[Looked]:
    at = replace(stop, page="cancel_dialog")
    dialogs = stop.screen.page.get_by_role("dialog").filter(visible=True)
    if dialogs.count() == 1:
        yield from _other_dialog(at, dialogs, why)
    else:
        name = at.locator("cancel_dialog", "dialog")
        yield at.looked(name, Finding.MISSING, f"Pressing the control opened no dialog: {why}")


def _other_dialog(stop: Stop, dialog: Locator, why: str) -> Iterator[Looked]:
    """A dialog without the title, or without the button, that it is known by."""
    title, place = tidy(dialog.evaluate(_NAME)), stop.label("cancel_title")
    if title in stop.words.cancel_title:
        send = button_of(stop, "send", stop.words.send, dialog)
        is_it = send.finding.is_trouble
        told = stop.looked("pages.cancel_dialog", Finding.UNREADABLE, why)
        yield send if is_it else told
        return
    mends = override_of(place, [title]) if title else None
    yield stop.looked(place, Finding.RENAMED, "The dialog has another title.", [title], mends)
