from decimal import Decimal

from automator.cli.order_sheet import order_sheet
from automator.result import OrderResult
from flows.domain.money import Money
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from tests.flows.fakes import ID, order_in


def test_an_order_is_one_line_with_its_sum_and_currency_apart() -> None:
    order = order_in(
        Status.SHIPPED,
        seller="Harbour Tools",
        total=Money(Decimal("1234.50"), "EUR"),
        titles=("Lamp", "Bowl, blue"),
    )
    sheet = order_sheet([OrderResult(id=ID, outcome=Outcome.DONE, message="", order=order)])
    [row] = sheet.rows
    assert dict(zip(sheet.columns, row, strict=True)) == {
        "id": ID,
        "status": "shipped",
        "end_reason": None,
        "placed_at": None,
        "seller": "Harbour Tools",
        "titles": "Lamp; Bowl, blue",
        "total": "1234.50",
        "currency": "EUR",
        "can_cancel": "true",
        "deadline": None,
    }
