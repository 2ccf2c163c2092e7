"""The product as a process."""

from pathlib import Path

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.forking import ForkServer
from tests.automator.unbuy import Unbuy


@pytest.fixture
def unbuy(tmp_path: Path, shop: PracticeShop, forks: ForkServer | None) -> Unbuy:
    return Unbuy(tmp_path / "unbuy-home", shop, forks)
