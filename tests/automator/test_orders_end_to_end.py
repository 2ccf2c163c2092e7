"""M2: My Orders filtered, and as a table for a spreadsheet."""

import csv
import io

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser


def test_all_orders_are_one_line_each_in_csv_with_the_sums_that_the_shop_knows(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    shop.reset("every-state", language="de")
    listed = unbuy("orders", "--csv")
    truth = {id_: it for id_, it in shop.orders().items() if not it["deleted"]}
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(listed.out))}
    assert (listed.code, rows.keys()) == (0, truth.keys()), listed.said
    for order, row in rows.items():
        assert (row["total"], row["currency"]) == (truth[order]["total"], truth[order]["currency"])


@pytest.mark.complete
def test_orders_are_found_by_seller_and_by_a_part_of_title_or_id(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    every = unbuy("orders", "--json").json["orders"]
    one = every[0]
    for option, text, wanted in (
        (
            "--seller",
            one["seller"].upper(),
            {o["id"] for o in every if o["seller"] == one["seller"]},
        ),
        ("--search", one["id"], {one["id"]}),
        ("--search", "kangaroo", set()),
    ):
        found = unbuy("orders", option, text, "--json")
        assert (found.code, {o["id"] for o in found.json["orders"]}) == (0, wanted)
    assert shop.actions() == ["sign_in"]


def test_csv_and_json_at_once_are_a_wrong_use_and_nothing_is_opened(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    both = unbuy("orders", "--csv", "--json")
    assert (both.code, both.json["outcome"], shop.actions()) == (2, "usage", [])
