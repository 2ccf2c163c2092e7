"""Finding the one button that is called so, in one part of a page."""

from collections.abc import Sequence

from playwright.sync_api import Locator


def only_button(within: Locator, names: Sequence[str]) -> Locator | None:
    """The visible button that has one of these names; None: there is not exactly one."""
    for name in names:
        button = within.get_by_role("button", name=name, exact=True)
        if button.count() == 1:
            return button
    return None
