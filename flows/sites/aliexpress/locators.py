"""The selectors of a layout, as data: `<layout>/locators.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Locators = Mapping[str, Mapping[str, str]]
"""CSS selectors by page, then by control."""

_HERE = Path(__file__).parent


@cache
def locators(layout: str) -> Locators:
    """All selectors of a layout."""
    selectors: Locators = tomllib.loads(
        (_HERE / layout / "locators.toml").read_text(encoding="utf-8")
    )
    return selectors
