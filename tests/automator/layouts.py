"""A test that asks for the layout is played in each of them."""

from typing import Literal

import pytest

Layout = Literal["current", "classic"]
each_layout = pytest.mark.parametrize("layout", ["current", "classic"])
