"""All layouts of the shop that are known; which one a page has is seen by looking at it."""

from playwright.sync_api import Page

from flows.sites.aliexpress.classic import CLASSIC
from flows.sites.aliexpress.current import CURRENT
from flows.sites.aliexpress.layout import Layout
from flows.sites.aliexpress.screen import Screen, shown
from flows.sites.aliexpress.tables import OURS, Tables

LAYOUTS = {layout.name: layout for layout in (CURRENT, CLASSIC)}
"""By name; the one that is looked for first stands first."""

_SHOWN_AS = {"deleted_orders": "my_orders", "dispute_start": "dispute", "cancel_dialog": "order"}
"""Pages that are known and read by the name of another one."""


def recognised(
    page: Page, what: str, timeout_s: float, tables: Tables = OURS
) -> tuple[Layout, Screen]:
    """The layout whose page of this name is shown, and the screen for its page objects.

    Waits until one is. Raises `ShopChanged` when none is within the time.
    """
    seen = shown(page, _SHOWN_AS.get(what, what), tuple(LAYOUTS), timeout_s, tables)
    return LAYOUTS[seen.layout], Screen(page, seen.layout, timeout_s, tables)
