"""The selectors of a layout, as data: `<layout>/locators.toml`, and `alike/` for pages of all."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Locators = Mapping[str, Mapping[str, str]]
"""CSS selectors by page, then by control."""

ALIKE = "alike"
"""The folder of what all layouts draw alike."""

_HERE = Path(__file__).parent


@cache
def locators(layout: str) -> Locators:
    """All selectors of a layout; its own go before those of pages that all draw alike."""
    return {**_table(ALIKE), **_table(layout)}


def _table(folder: str) -> Locators:
    selectors: Locators = tomllib.loads(
        (_HERE / folder / "locators.toml").read_text(encoding="utf-8")
    )
    return selectors
