"""What the page objects need of a page, taken from the tables that they read it by."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.sites.aliexpress.layouts import LAYOUTS
from flows.sites.aliexpress.tables import Tables

_WITH_SHOPS_WORDS_ONLY = {
    "my_orders": ("status", "state_line", "button", "tab", "chosen_tab", "name"),
    "order": ("status", "end_reason", "button", "menu_item", "more"),
    "refund": ("none",),
    "reasons": ("radio", "option"),
    "dispute": ("state", "solution_title"),
}
_WITH_A_COUNT_ONLY = {"my_orders": ("present_page", "reminder")}
# Wherever an unknown page has them; what stands in its header may greet the buyer by name.
_CONTROLS = (
    ":is(button, [role=button], [role=tab], [role=menuitem], [role=radio], [role=option])"
    ":not(:is(header, nav, [class*=header], [id*=nav]) *)"
)


@dataclass(frozen=True)
class Needed:
    """Names in the page's markup that its page objects look for; they are the shop's, not ours."""

    tables: Tables

    @cached_property
    def selectors(self) -> list[str]:
        """All of all layouts."""
        layouts = (self.tables.locators(name) for name in LAYOUTS)
        return [text for at in layouts for controls in at.values() for text in controls.values()]

    @cached_property
    def greeting(self) -> str:
        """Where the shop greets the buyer by name."""
        return ", ".join(self.tables.locators(name)["header"]["welcome"] for name in LAYOUTS)

    @cached_property
    def attributes(self) -> frozenset[str]:
        return _found(r"\[([\w-]+)", self.selectors)

    @cached_property
    def ids(self) -> frozenset[str]:
        return _found(r"#([\w-]+)", self.selectors)

    @cached_property
    def path_parts(self) -> frozenset[str]:
        """The folders and files of the addresses of the shop's pages."""
        paths = [
            it.split("?")[0] for layout in LAYOUTS.values() for it in layout.addresses.values()
        ]
        return frozenset(part for path in paths for part in path.split("/"))

    @cached_property
    def query(self) -> frozenset[str]:
        """Parts of those addresses such as "tab=recycle"."""
        return _found(
            r"[?&](\w+=[a-z]+)", [a for it in LAYOUTS.values() for a in it.addresses.values()]
        )

    @cached_property
    def shops_own(self) -> dict[str, str]:
        """Selectors of what holds nothing but the shop's own words, by what these are."""
        return {
            "name": _CONTROLS,
            "sentence": ", ".join(self._selectors_of(_WITH_SHOPS_WORDS_ONLY)),
            "count": ", ".join(self._selectors_of(_WITH_A_COUNT_ONLY)),
        }

    def _selectors_of(self, parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
        for at in (self.tables.locators(name) for name in LAYOUTS):
            for page, controls in parts.items():
                yield from (at[page][control] for control in controls if control in at[page])


def _found(pattern: str, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(found for text in texts for found in re.findall(pattern, text))
