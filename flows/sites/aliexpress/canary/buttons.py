"""The controls of a page by their names: is each there once, under its name, and usable."""

import re
from collections.abc import Sequence

from playwright.sync_api import Locator

from flows.domain.findings import Finding, Looked
from flows.domain.orders import Control
from flows.sites.aliexpress.canary.mending import nearest_texts
from flows.sites.aliexpress.canary.parts import usable_or_not
from flows.sites.aliexpress.canary.stop import Stop, override_of, script
from flows.sites.aliexpress.words import says, tidy

_SHOWN = 3
_WORD = re.compile(r"\w{3,}")


def button_of(
    stop: Stop, key: str, names: Sequence[str], within: Locator, *, block: str = ""
) -> Looked:
    """The one button of these names in a part of the page.

    `key` is where its label stands, such as "control.cancel"; `block` the locator of that part,
    such as "order.cancel", where it may have to be changed.
    """
    label = stop.label(key)
    for name in names:
        found = within.get_by_role("button", name=name, exact=True)
        if found.count() > 1:
            told = f"{found.count()} buttons are called {name!r}, and one must be."
            return stop.looked(label, Finding.DUPLICATED, told)
        if found.count() == 1:
            return usable_or_not(stop, label, found)
    return _elsewhere(stop, names, block) or _renamed(stop, key, names, within)


def _elsewhere(stop: Stop, names: Sequence[str], block: str) -> Looked | None:
    """The same button outside of where it is looked for."""
    for name in names:
        found = stop.screen.page.get_by_role("button", name=name, exact=True)
        if not block or found.count() != 1:
            continue
        holder = found.evaluate(script("holder.js"))
        place = f"locators.{stop.screen.layout}.{block}"
        wider = f"{stop.screen.selector(*block.split('.'))}, {holder}" if holder else None
        told = f"{name!r} stands outside of {stop.screen.selector(*block.split('.'))}."
        mends = override_of(place, wider) if wider else None
        return stop.looked(place, Finding.MOVED, told, [holder] if holder else [], mends)
    return None


def _renamed(stop: Stop, key: str, names: Sequence[str], within: Locator) -> Looked:
    """Another button that has no known name may be it; nothing else may."""
    unknown = [text for text in texts_of(within) if not _is_known(stop, text)]
    near = nearest_texts(names[0], unknown)[:_SHOWN]
    told = f"No button is called {' or '.join(map(repr, names))}."
    if not near:
        return stop.looked(stop.label(key), Finding.MISSING, told)
    is_clear = len(unknown) == 1 and not _may_cost(stop, near[0])
    mends = override_of(stop.label(key), [near[0]]) if is_clear else None
    return stop.looked(stop.label(key), Finding.RENAMED, told, [repr(it) for it in near], mends)


def _may_cost(stop: Stop, text: str) -> bool:
    """Whether it has a word of what pays the shop or the seller: no override is ever offered."""
    costly = [*stop.words.control[Control.PAY], *stop.words.control[Control.CONFIRM_RECEIPT]]
    words = {word.casefold() for it in costly for word in _WORD.findall(it)}
    return any(word.casefold() in words for word in _WORD.findall(text))


def texts_of(within: Locator) -> list[str]:
    """What the visible buttons of a part of the page are called."""
    buttons = within.get_by_role("button").filter(visible=True)
    said = buttons.evaluate_all("them => them.map(it => it.ariaLabel || it.innerText || it.value)")
    return [tidy(text) for text in said if text and tidy(text)]


def _is_known(stop: Stop, text: str) -> bool:
    """Whether a button of this name has a meaning already."""
    return any(says(texts, text) for texts in stop.words.control.values())
