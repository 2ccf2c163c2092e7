"""A test that asks for the layout or the language is played in each of them.

The matrix plays every journey in every language; here two do, but for `make test-all`.
"""

from typing import Literal

import pytest

Layout = Literal["current", "classic"]
each_layout = pytest.mark.parametrize("layout", ["current", "classic"])

_OTHERS = ("es", "pt", "de", "fr")
each_language = pytest.mark.parametrize(
    "language", ["en", "ru", *(pytest.param(it, marks=pytest.mark.complete) for it in _OTHERS)]
)
