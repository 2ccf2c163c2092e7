"""What a test is played with: each layout, each language, each of many cases.

The matrices play every journey and every trouble in every kind of page. Tests with parts in common
with them play a part of their cases, and all of them with `make test-all`.
"""

from collections.abc import Sequence
from typing import Any, Literal

import pytest

Layout = Literal["current", "classic"]


def part_of(cases: Sequence[Any], every: int) -> list[Any]:
    """The cases, of which every so manieth is played in `make test`."""
    return [
        case if number % every == 0 else pytest.param(*_values(case), marks=pytest.mark.complete)
        for number, case in enumerate(cases)
    ]


def _values(case: object) -> tuple[object, ...]:
    return case if isinstance(case, tuple) else (case,)


each_layout_in_full = pytest.mark.parametrize("layout", part_of(["current", "classic"], 2))
each_language = pytest.mark.parametrize(
    "language", part_of(["en", "es", "pt", "ru", "de", "fr"], 3)
)
