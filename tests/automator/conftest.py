"""The product as a process."""

from pathlib import Path

import pytest

from tests.automator.unbuy import Unbuy
from tests.practice_shop import PracticeShop


@pytest.fixture
def unbuy(tmp_path: Path, shop: PracticeShop) -> Unbuy:
    return Unbuy(tmp_path / "unbuy-home", shop)
