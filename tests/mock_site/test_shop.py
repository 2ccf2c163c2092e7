"""What a buyer may do with an order in each state, and what the shop answers and keeps."""

import pytest

from mock_site import cancelling
from mock_site.cancelling import PAID_REASONS, UNPAID_REASONS
from mock_site.refunds import RefundStage
from mock_site.shop import Answer, UnknownOrder, iso
from mock_site.statuses import EndReason, OrderStatus
from tests.mock_site.stage import ANNA, DAY, HOUR, NOAH, NOT_WANTED, START, a_stage


def test_an_unpaid_order_is_cancelled_at_once_and_no_money_moves() -> None:
    stage = a_stage()
    order = stage.order()
    assert stage.cancel(order) == Answer(changed=True, code="cancelled")
    after = stage.see(order)
    assert (after.status, after.end_reason) == (OrderStatus.FINISH, EndReason.CANCELLED_UNPAID)
    assert after.ended_at == START
    assert after.deadline is None
    assert after.refund.stage is RefundStage.NONE


def test_a_paid_order_is_cancelled_by_asking_the_seller() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    assert stage.cancel(order) == Answer(changed=True, code="requested")
    after = stage.see(order)
    assert after.status is OrderStatus.IN_CANCEL
    assert after.deadline == START + 2 * DAY
    assert after.refund.stage is RefundStage.NONE


def test_while_the_payment_is_verified_a_world_may_cancel_at_once_and_pay_back() -> None:
    stage = a_stage(terms={"cancels_while_verifying": True})
    order = stage.order("RISK_CONTROL", total="12.34")
    assert stage.cancel(order) == Answer(changed=True, code="cancelled")
    after = stage.see(order)
    assert after.end_reason is EndReason.CANCELLED_IN_RISK
    assert (after.refund.stage, str(after.refund.amount)) == (RefundStage.EXPECTED, "12.34")


def test_in_some_worlds_the_minutes_after_paying_are_the_last_chance_for_a_day() -> None:
    stage = a_stage(terms={"cancel_after_paying": 120})
    early, late = stage.order("RISK_CONTROL"), stage.order("RISK_CONTROL")
    stage.shop.wind(119)
    assert stage.cancel(early) == Answer(changed=True, code="cancelled")
    stage.shop.wind(1)
    assert stage.cancel(late) == Answer(changed=False, code="refused_state")


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("RISK_CONTROL", "refused_state"),
        ("IN_CANCEL", "refused_state"),
        ("SELLER_PART_SEND_GOODS", "refused_state"),
        ("WAIT_BUYER_ACCEPT_GOODS", "refused_shipped"),
        ("IN_ISSUE", "refused_state"),
        ("IN_FROZEN", "refused_state"),
        ("FINISH", "refused_state"),
    ],
)
def test_in_other_states_the_shop_refuses_to_cancel_and_changes_nothing(
    status: str, answer: str
) -> None:
    stage = a_stage()
    order = stage.order(status)
    before = stage.see(order)
    assert cancelling.refusal(before, START) == answer
    assert stage.cancel(order) == Answer(changed=False, code=answer)
    assert stage.see(order) == before


@pytest.mark.parametrize(
    ("status", "reasons"),
    [("PLACE_ORDER_SUCCESS", UNPAID_REASONS), ("WAIT_SELLER_SEND_GOODS", PAID_REASONS)],
)
def test_each_reason_offered_is_taken_and_no_other(status: str, reasons: tuple[str, ...]) -> None:
    stage = a_stage()
    for reason in reasons:
        assert stage.cancel(stage.order(status), reason).changed
    for reason in ({*UNPAID_REASONS, *PAID_REASONS} - {*reasons}) | {"", "nonsense"}:
        order = stage.order(status)
        assert stage.cancel(order, reason) == Answer(changed=False, code="unknown_reason")
        assert stage.see(order).status == status


@pytest.mark.parametrize("status", ["PLACE_ORDER_SUCCESS", "WAIT_SELLER_SEND_GOODS"])
def test_a_second_cancellation_changes_nothing(status: str) -> None:
    stage = a_stage()
    order = stage.order(status)
    stage.cancel(order)
    after_first = stage.see(order)
    assert stage.cancel(order) == Answer(changed=False, code="refused_state")
    assert stage.see(order) == after_first
    assert [entry["changed"] for entry in stage.shop.log] == [True, False]


def test_a_buyer_neither_sees_nor_changes_the_orders_of_another() -> None:
    stage = a_stage()
    order = stage.order()
    assert stage.shop.order(NOAH, order) is None
    assert list(stage.shop.orders_of(NOAH)) == []
    assert stage.cancel(order, buyer=NOAH) == Answer(changed=False, code="unknown_order")
    assert stage.see(order).status is OrderStatus.UNPAID


def test_orders_are_listed_newest_first() -> None:
    stage = a_stage()
    old = stage.order(age_h=50)
    new = stage.order()
    middle = stage.order(age_h=20)
    assert [order.id for order in stage.shop.orders_of(ANNA)] == [new, middle, old]


def test_the_log_tells_of_every_request_when_by_whom_on_what_and_what_was_answered() -> None:
    stage = a_stage()
    order = stage.order()
    stage.wind(HOUR)
    stage.cancel(order, reason="nonsense")
    stage.cancel("no-such-order")
    stage.cancel(order, reason=NOT_WANTED)
    at = iso(START + HOUR)
    same = {"at": at, "account": ANNA, "action": "cancel.submit"}
    assert stage.shop.log == [
        {**same, "order": order, "changed": False, "answer": "unknown_reason"},
        {**same, "order": "no-such-order", "changed": False, "answer": "unknown_order"},
        {**same, "order": order, "changed": True, "answer": "cancelled"},
    ]


def test_what_became_due_has_happened_before_a_buyer_acts() -> None:
    stage = a_stage()
    order = stage.order()
    stage.shop.clock.wind((20 * DAY).total_seconds())
    assert stage.cancel(order) == Answer(changed=False, code="refused_state")
    assert stage.see(order).end_reason is EndReason.PAY_TIMEOUT


def test_an_act_on_an_order_that_is_not_there_is_told_so() -> None:
    with pytest.raises(UnknownOrder, match="no-such-order"):
        a_stage().shop.change("no-such-order", lambda order, _: order)
