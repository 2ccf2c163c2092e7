"""Where the walk has stopped: a page on the screen, and what must be true of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from playwright.sync_api import Frame, Page

from flows.domain.findings import Finding, Looked
from flows.sites.aliexpress.overrides import WrongOverrides, overridden
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import Words

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Stop:
    """A page by its name, its words, the facts that hold of it, and the order that it is about.

    `frame` is where its parts stand, if not in the page itself.
    """

    page: str
    screen: Screen
    words: Words
    facts: frozenset[str]
    order_id: str = ""
    frame: Frame | None = None

    @property
    def document(self) -> Page | Frame:
        return self.frame or self.screen.page

    def saying(self, *facts: str) -> "Stop":
        """The same, of which these facts hold as well."""
        return replace(self, facts=self.facts | set(facts))

    def within(self, frame: Frame) -> "Stop":
        return replace(self, frame=frame)

    def looked(
        self,
        name: str,
        finding: Finding,
        told: str,
        candidates: Sequence[str] = (),
        override: str | None = None,
    ) -> Looked:
        return Looked(name, finding, self.page, told, self.order_id, tuple(candidates), override)

    def locator(self, part: str, control: str) -> str:
        """The name of a locator, as its place in overrides.toml."""
        return f"locators.{self.screen.layout}.{part}.{control}"

    def label(self, key: str) -> str:
        return f"labels.{self.words.language}.{key}"


def override_of(place: str, value: str | Sequence[str]) -> str | None:
    """The lines that say so, such as for `labels.en.control.cancel`; None: they would be refused.

    A text that means something else already is no override.
    """
    *above, key = place.split(".")
    said: Mapping[str, object] = {key: value if isinstance(value, str) else list(value)}
    for name in reversed(above):
        said = {name: said}
    try:
        overridden(said)
    except WrongOverrides:
        return None
    return f"[{'.'.join(above)}]\n{key} = {json.dumps(value, ensure_ascii=False)}"


@cache
def script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
