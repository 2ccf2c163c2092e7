"""My Orders, and the deleted ones: a list of orders on the screen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.domain.findings import Finding, Looked, has_trouble
from flows.sites.aliexpress.canary.parts import parts_of
from flows.sites.aliexpress.canary.stop import Stop, override_of
from flows.sites.aliexpress.canary.texts import cards_of
from flows.sites.aliexpress.words import says, tidy

_SEVERAL = 3
_COUNT = re.compile(r"\((\d+)\)")
_IDS = "() => [...document.links].map(a => (a.href.match(/[?&]orderId=(\\d{8,})/) || [])[1] || '')"


@dataclass(frozen=True, slots=True)
class ListStop:
    """`raw` is what was read of the list; None where it is not known as one."""

    stop: Stop
    raw: dict[str, Any] | None

    def looked(self) -> Iterator[Looked]:
        stop, raw = replace(self.stop, facts=self.stop.facts | self._facts()), self.raw
        seen = list(parts_of(stop, "my_orders"))
        yield from seen
        if raw is None:
            return
        if "tabs" in raw and not _is_gone(stop, "tab", seen):
            yield from _all_orders(stop, raw["tabs"])
        if stop.page == "deleted_orders" and not _is_gone(stop, "chosen_tab", seen):
            yield _name(stop, tidy(raw["listName"] or ""))
        if not has_trouble(seen):
            yield from cards_of(stop, raw["cards"])

    def _facts(self) -> set[str]:
        """What holds of the list, by anything that tells so."""
        raw = self.raw or {}
        cards, announced = len(raw.get("cards", [])), _announced(raw)
        pager = raw.get("pager") or {"last": 1}
        is_list = self.stop.page == "my_orders"
        has_orders = bool(cards or (is_list and (announced or self.ids())))
        true = {
            "orders": has_orders,
            "listed": has_orders and is_list,
            "several_orders": cards >= _SEVERAL,
            "more": is_list and announced > cards > 0,
            "pages": pager["last"] > 1,
        }
        return {fact for fact, holds in true.items() if holds}

    def ids(self) -> list[str]:
        """Of the orders that anything on the page leads to."""
        found = self.stop.screen.page.evaluate(_IDS)
        return list(dict.fromkeys(filter(None, found)))


def _announced(raw: dict[str, Any]) -> int:
    """The largest number that a tab carries: that of all orders."""
    counts = (_COUNT.search(tab) for tab in raw.get("tabs", []))
    return max((int(count.group(1)) for count in counts if count), default=0)


def _is_gone(stop: Stop, control: str, seen: Sequence[Looked]) -> bool:
    name = stop.locator("my_orders", control)
    return has_trouble(it for it in seen if it.name == name)


def _all_orders(stop: Stop, tabs: Sequence[str]) -> Iterator[Looked]:
    """The tab that tells how many orders there are, where one does."""
    counted = [(tidy(tab), found) for tab in tabs if (found := _COUNT.search(tidy(tab)))]
    if not counted:
        return
    names = {tab[: found.start()].strip(): int(found.group(1)) for tab, found in counted}
    place = stop.label("all_orders")
    if any(says(stop.words.all_orders, name) for name in names):
        yield stop.looked(place, Finding.OK, "It is there.")
        return
    near = sorted(names, key=lambda name: -names[name])
    told = "No tab is known as that of all orders."
    yield stop.looked(place, Finding.RENAMED, told, near[:1], override_of(place, near[:1]))


def _name(stop: Stop, name: str) -> Looked:
    place = stop.label("deleted_orders")
    if says(stop.words.deleted_orders, name):
        return stop.looked(place, Finding.OK, "It is there.")
    told = f"The list of deleted orders is called {name!r}."
    return stop.looked(place, Finding.RENAMED, told, [name], override_of(place, [name]))
