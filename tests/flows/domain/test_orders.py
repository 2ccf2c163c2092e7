from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from flows.domain.money import Money
from flows.domain.orders import (
    Control,
    EndReason,
    Order,
    OrderList,
    Status,
    UnreadableOrder,
)
from flows.domain.refunds import Method

ENDS = {
    EndReason.CANCELLED_UNPAID: Status.CANCELLED,
    EndReason.CANCELLED_IN_VERIFICATION: Status.CANCELLED,
    EndReason.CANCELLED_WITH_SELLER: Status.CANCELLED,
    EndReason.RECEIVED: Status.COMPLETED,
    EndReason.RECEIVED_BY_TIMEOUT: Status.COMPLETED,
    EndReason.PAYMENT_TIMEOUT: Status.CLOSED,
    EndReason.SHIPPING_TIMEOUT: Status.CLOSED,
    EndReason.DISPUTE_ENDED: Status.CLOSED,
    EndReason.CLOSED_BY_SHOP: Status.CLOSED,
}


def listed(**facts: object) -> Order:
    return Order(**{"id": "8012", "status": Status.SHIPPED, "seen_on": "list", **facts})  # type: ignore[arg-type]  # facts are named by each test


@pytest.mark.parametrize("reason", EndReason)
def test_the_reason_of_the_closing_decides_whether_an_order_was_cancelled(
    reason: EndReason,
) -> None:
    assert reason.status is ENDS[reason]


@pytest.mark.parametrize("reason", EndReason)
def test_whatever_ends_an_order_leaves_it_in_a_state_that_is_over(reason: EndReason) -> None:
    assert reason.status.is_over


def test_only_completed_cancelled_and_closed_orders_are_over() -> None:
    over = {status for status in Status if status.is_over}
    assert over == {Status.COMPLETED, Status.CANCELLED, Status.CLOSED}


@pytest.mark.parametrize(
    ("controls", "told"),
    [
        (None, None),
        (frozenset[Control](), False),
        (frozenset({Control.REMOVE, Control.RETURN}), False),
        (frozenset({Control.PAY, Control.CANCEL}), True),
    ],
)
def test_a_page_without_controls_does_not_tell_whether_the_shop_offers_to_cancel(
    controls: frozenset[Control] | None, told: bool | None
) -> None:
    assert listed(controls=controls).can_cancel is told


def test_a_reading_takes_what_its_page_does_not_tell_from_an_earlier_one() -> None:
    total = Money(Decimal("4.99"), "USD")
    earlier = listed(seller="Ann", total=total, titles=("Lamp",), method=Method.CARD)
    assert listed(status=Status.CANCELLED).with_facts_of(earlier) == listed(
        status=Status.CANCELLED, seller="Ann", total=total, titles=("Lamp",), method=Method.CARD
    )


def test_what_a_reading_tells_itself_is_kept() -> None:
    total = Money(Decimal("4.99"), "USD")
    told = listed(seller="Ben", total=total, titles=("Cup",), method=Method.QIWI)
    earlier = listed(
        status=Status.AWAITING_SHIPMENT,
        seller="Ann",
        total=Money(Decimal(9), "EUR"),
        titles=("Lamp",),
        method=Method.CARD,
    )
    assert told.with_facts_of(earlier) == told


@pytest.mark.parametrize(
    ("now", "earlier", "kept"),
    [
        (date(2026, 9, 1), datetime(2026, 9, 1, 8, 30, tzinfo=UTC), "earlier"),
        (datetime(2026, 9, 1, 8, 30, tzinfo=UTC), date(2026, 9, 1), "now"),
        (None, date(2026, 9, 1), "earlier"),
        (date(2026, 9, 1), None, "now"),
    ],
)
def test_the_more_exact_date_of_two_readings_is_kept(
    now: date | None, earlier: date | None, kept: str
) -> None:
    merged = listed(placed_at=now).with_facts_of(listed(placed_at=earlier))
    assert merged.placed_at == (earlier if kept == "earlier" else now)


@pytest.mark.parametrize(
    ("found", "is_complete"),
    [
        (OrderList((listed(),), announced=1), True),
        (OrderList((listed(),)), True),
        (OrderList(()), True),
        (OrderList((listed(),), announced=2), False),
        (OrderList((listed(),), reached_end=False), False),
        (OrderList((listed(),), (UnreadableOrder(2, "?", "no status"),), announced=1), False),
    ],
)
def test_a_list_is_complete_when_read_to_the_end_and_as_long_as_announced(
    found: OrderList, is_complete: bool
) -> None:
    assert found.is_complete is is_complete
