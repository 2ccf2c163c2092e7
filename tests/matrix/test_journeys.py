"""The matrix: what a buyer can do is done whatever the pages are like.

`make test` plays a sample in which any two choices meet, `make test-all` every cell. Both write
their result as a table, `test-results/matrix.md`.
"""

from itertools import combinations, product

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy
from tests.matrix.cells import LANGUAGES, LAYOUTS, OPTIONS, Cell, every_cell, sample
from tests.matrix.journeys import JOURNEYS


def test_in_the_sample_any_two_choices_meet() -> None:
    cells = [
        (cell.layout, cell.language, *(choice for _, choice in cell.variant)) for cell in sample()
    ]
    kinds = (LAYOUTS, LANGUAGES, *OPTIONS.values())
    for one, another in combinations(range(len(kinds)), 2):
        met = {(cell[one], cell[another]) for cell in cells}
        assert met == set(product(kinds[one], kinds[another]))


def play(unbuy: Unbuy, shop: PracticeShop, cell: Cell) -> None:
    shop.reset(layout=cell.layout, language=cell.language, variant=dict(cell.variant))
    JOURNEYS[cell.journey](unbuy, shop)


@pytest.mark.browser
@pytest.mark.every_case
@pytest.mark.parametrize("cell", sample(), ids=lambda cell: cell.name)
def test_a_journey_ends_well_in_pages_of_any_kind(
    unbuy: Unbuy, shop: PracticeShop, cell: Cell
) -> None:
    play(unbuy, shop, cell)


@pytest.mark.browser
@pytest.mark.complete
@pytest.mark.parametrize("cell", every_cell(), ids=lambda cell: cell.name)
def test_every_journey_ends_well_in_every_kind_of_page(
    unbuy: Unbuy, shop: PracticeShop, cell: Cell
) -> None:
    play(unbuy, shop, cell)
