"""M7, M17, B3: the money table, and the buyer's word that money arrived."""

import csv
import io

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Ended, Unbuy

pytestmark = pytest.mark.browser


def watched(unbuy: Unbuy, shop: PracticeShop) -> dict[str, str]:
    """Let the watch look at every late refund of that world; their ids by what was paid."""
    shop.reset("late-refunds")
    orders = {order["total"]: order_id for order_id, order in shop.orders().items()}
    assert unbuy("watch", *orders.values(), "--once").code in {0, 7}
    return orders


def refund_of(table: Ended, order_id: str) -> dict[str, object]:
    (refund,) = (entry["refund"] for entry in table.json["orders"] if entry["id"] == order_id)
    assert isinstance(refund, dict)
    return refund


def test_the_money_table_tells_what_is_owed_since_when_due_when_and_where_it_is(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    orders = watched(unbuy, shop)
    table = unbuy("refunds", "--json")
    assert (table.code, table.json["command"]) == (0, "refunds")
    late = refund_of(table, orders["88.00"])
    assert (late["stage"], late["overdue"], late["where"]) == ("processing", True, "shop")
    part = refund_of(table, orders["75.00"])
    assert part["owed"] == {"amount": "30.00", "currency": "USD"}
    assert part["part_of"] == {"amount": "75.00", "currency": "USD"}
    assert refund_of(table, orders["120.00"])["where"] == "on_its_way"
    assert refund_of(table, orders["27.30"])["where"] == "balance"
    assert table.json["refunds"] == {
        "sums": {
            "USD": {
                "owed": "430.29",
                "overdue": "130.00",
                "landed": "43.30",
                "on_balance": "43.30",
            }
        },
        "without_sum": 0,
        "overdue": 2,
    }

    overdue = unbuy("refunds", "--overdue", "--json").json["orders"]
    assert [entry["id"] for entry in overdue] == [orders["88.00"], orders["42.00"]]
    assert all("Where is the money" in entry["advice"]["ask_support"] for entry in overdue)

    shown = unbuy("refunds").said
    assert "on your shop balance" in shown
    assert f'Ask support: "The refund of order {orders["88.00"]}' in shown

    sheet = list(csv.DictReader(io.StringIO(unbuy("refunds", "--csv").out)))
    assert len(sheet) == len(table.json["orders"])
    assert (sheet[0]["id"], sheet[0]["owed"], sheet[0]["overdue"]) == (
        orders["88.00"],
        "88.00",
        "true",
    )

    days = unbuy.home / "refunds.ics"
    assert unbuy("refunds", "--ics", str(days)).code == 0
    assert days.read_text().count("BEGIN:VEVENT") == 11


@pytest.mark.complete
def test_the_buyer_says_that_money_arrived_and_may_take_it_back(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    orders = watched(unbuy, shop)
    late, open_order = orders["88.00"], orders["58.00"]
    for message in ("Noted: the money is there.", "It was noted before"):
        said = unbuy("refunds", "received", late, "--json")
        assert (said.code, said.order["refund"]["stage"]) == (0, "received")
        assert message in said.json["message"]
    table = unbuy("refunds", "--json")
    assert refund_of(table, late)["where"] == "received"
    assert table.json["refunds"]["sums"]["USD"]["overdue"] == "42.00"
    assert unbuy("show", late, "--json").order["advice"]["situation"] == "money_back"
    assert unbuy("watch", late, "--once", "--json").code == 0
    assert refund_of(unbuy("refunds", "--json"), late)["stage"] == "received"

    unknown = unbuy("refunds", "received", late, open_order, "--json")
    assert (unknown.code, unknown.json["outcome"]) == (3, "refused")
    assert "is not followed by this account" in unknown.json["orders"][1]["message"]

    assert unbuy("refunds", "received", late, "--undo").code == 0
    assert refund_of(unbuy("refunds", "--json"), late)["overdue"] is True
    kinds = [fact["kind"] for fact in unbuy("history", late, "--json").json["facts"]]
    assert [k for k in kinds if "landed" in k] == ["refund_landed", "refund_not_landed"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["recieved", "8190000000000001"], "is `unbuy refunds received ID`"),
        (["received"], "Name the orders"),
        (["received", "12"], "is no order id"),
        (["received", "8190000000000001", "--overdue"], "belong to the table"),
        (["--undo"], "name the order"),
        (["--csv", "--json"], "two forms of one answer"),
    ],
)
def test_arguments_that_make_no_sense_are_told(
    unbuy: Unbuy, arguments: list[str], told: str
) -> None:
    ended = unbuy("refunds", *arguments)
    assert (ended.code, told in ended.said) == (2, True), ended.said


def test_without_any_refund_the_table_says_how_one_gets_there(unbuy: Unbuy) -> None:
    table = unbuy("refunds", "--json")
    assert (table.code, table.json["orders"], table.json["refunds"]["sums"]) == (0, [], {})
    assert "unbuy watch ID" in table.json["message"]
