"""The reasons of a cancel form, as radio buttons or as a drop-down of the kit or the browser."""

from enum import StrEnum
from typing import Protocol

from playwright.sync_api import Locator

from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import says, tidy


class Reasons(Protocol):
    """What can be chosen, in the shop's words and its order."""

    def offered(self) -> tuple[str, ...]: ...

    def choose(self, place: int) -> bool:
        """Choose one by its place from 0; False where that had no effect."""
        ...


def choose_reason(reasons: Reasons, reason: StrEnum, wanted: list[str]) -> str:
    """Choose the one that is called so; returns the shop's words for it.

    Raises `Refused` with those that are offered where there is not exactly one such.
    """
    offered = reasons.offered()
    matching = [place for place, text in enumerate(offered) if says(wanted, text)]
    if len(matching) != 1:
        raise Refused(
            f"The shop does not offer the reason {reason.value!r} here. Nothing was sent."
            f" It offers: {'; '.join(offered)}."
        )
    if not reasons.choose(matching[0]):
        raise ShopChanged(f"Choosing the reason {offered[matching[0]]!r} had no effect.")
    return offered[matching[0]]


def reasons_in(form: Locator, screen: Screen) -> Reasons:
    drop_down = form.locator(screen.selector("reasons", "drop_down"))
    if drop_down.count() == 1:
        options = form.locator(screen.selector("reasons", "option"))
        is_native = drop_down.evaluate("node => node instanceof HTMLSelectElement")
        return SelectBox(drop_down, options) if is_native else DropDown(drop_down, options)
    return RadioButtons(form.locator(screen.selector("reasons", "radio")))


class RadioButtons:
    """Labels with a radio button in each."""

    def __init__(self, labels: Locator) -> None:
        self._labels = labels

    def offered(self) -> tuple[str, ...]:
        return tuple(map(tidy, self._labels.all_inner_texts()))

    def choose(self, place: int) -> bool:
        label = self._labels.nth(place)
        label.click()
        return label.get_by_role("radio").is_checked()


class DropDown:
    """A control that opens a list of options, and shows the one that was chosen."""

    def __init__(self, control: Locator, options: Locator) -> None:
        self._control = control
        self._options = options

    def offered(self) -> tuple[str, ...]:
        self._open()
        return tuple(map(tidy, self._options.all_inner_texts()))

    def choose(self, place: int) -> bool:
        self._open()
        option = self._options.nth(place)
        wanted = tidy(option.inner_text())
        option.click()
        return tidy(self._control.inner_text()) == wanted

    def _open(self) -> None:
        if not self._options.first.is_visible():
            self._control.click()
            self._options.first.wait_for()


class SelectBox:
    """The browser's own control for one of several options."""

    def __init__(self, control: Locator, options: Locator) -> None:
        self._control = control
        self._options = options

    def offered(self) -> tuple[str, ...]:
        return tuple(map(tidy, self._options.all_text_contents()))

    def choose(self, place: int) -> bool:
        option = self._options.nth(place)
        self._control.select_option(element=option.element_handle())
        return bool(option.evaluate("node => node.selected"))
