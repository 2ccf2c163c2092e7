"""What a journey is played in: each layout, each language."""

from typing import Literal

import pytest

Layout = Literal["current", "classic"]

each_layout = pytest.mark.parametrize("layout", ["current", "classic"])
each_language = pytest.mark.parametrize("language", ["en", "es", "pt", "ru", "de", "fr"])
