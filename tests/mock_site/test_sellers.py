"""How sellers and the platform act on an order, by themselves and when told to."""

from functools import partial

import pytest

from mock_site import acts, buyer_acts, control_acts, dispute_acts
from mock_site.acts import Act, NotPossible
from mock_site.calls import SellerAct
from mock_site.messages import Message
from mock_site.pauses import Paused
from mock_site.refunds import RefundStage
from mock_site.statuses import EndReason, OrderStatus
from tests.mock_site.stage import ANNA, DAY, HOUR, START, a_stage


def test_a_seller_who_accepts_closes_the_order_and_the_refund_begins() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept", "after_s": 3600})
    stage.cancel(order)
    stage.shop.wind(3599)
    assert stage.see(order).status is OrderStatus.IN_CANCEL
    stage.shop.wind(1)
    after = stage.see(order)
    assert (after.status, after.end_reason) == (OrderStatus.FINISH, EndReason.CANCELLED_PAID)
    assert after.ended_at == after.refund.expected_at == START + HOUR
    assert after.refund.amount == after.total


def test_a_seller_who_declines_lets_the_order_go_on_and_the_date_of_the_no_is_kept() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller={"answer": "decline", "after_s": 3600})
    stage.cancel(order)
    stage.wind(2 * HOUR)
    after = stage.see(order)
    assert after.status is OrderStatus.TO_SHIP
    assert after.declined_at == START + HOUR
    assert after.deadline == START + 7 * DAY, (
        "the time to ship goes on as if nothing had been asked"
    )
    stage.shop.change(order, acts.shipped)
    assert stage.see(order).declined_at == START + HOUR


def test_a_seller_who_declines_late_still_has_a_day_to_ship() -> None:
    stage = a_stage()
    order = stage.order(
        "WAIT_SELLER_SEND_GOODS", seller={"answer": "decline", "after_s": 40 * 3600}
    )
    stage.wind(6 * DAY)
    stage.cancel(order)
    stage.wind(40 * HOUR)
    declined_at = START + 6 * DAY + 40 * HOUR
    assert stage.see(order).declined_at == declined_at
    assert stage.see(order).deadline == declined_at + DAY


def test_a_buyer_may_ask_again_after_a_no() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller={"answer": "decline", "after_s": 60})
    stage.cancel(order)
    stage.shop.wind(60)
    assert stage.cancel(order).code == "requested"
    assert stage.see(order).declined_at is None


def test_silence_closes_the_order_for_the_buyer_at_the_limit() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    stage.cancel(order)
    stage.wind(2 * DAY - HOUR)
    assert stage.see(order).status is OrderStatus.IN_CANCEL
    stage.wind(HOUR)
    after = stage.see(order)
    assert after.end_reason is EndReason.CANCELLED_PAID
    assert after.refund.expected_at == START + 2 * DAY


def test_an_answer_later_than_the_limit_comes_too_late() -> None:
    stage = a_stage()
    order = stage.order(
        "WAIT_SELLER_SEND_GOODS", seller={"answer": "decline", "after_s": 3 * 86_400}
    )
    stage.cancel(order)
    stage.wind(4 * DAY)
    assert stage.see(order).end_reason is EndReason.CANCELLED_PAID


def test_a_seller_may_ship_in_answer_to_a_cancellation() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ship", "after_s": 60})
    stage.cancel(order)
    stage.shop.wind(60)
    after = stage.see(order)
    assert (after.status, after.declined_at) == (OrderStatus.SHIPPED, None)
    assert after.shipped_at == after.status_since
    assert after.deadline == after.status_since + 60 * DAY


def test_a_seller_ships_so_long_after_the_verification_of_the_payment() -> None:
    stage = a_stage()
    order = stage.order("RISK_CONTROL", seller={"ships_after_s": 3 * 3600})
    stage.wind(DAY)
    assert stage.see(order).status is OrderStatus.TO_SHIP
    stage.wind(3 * HOUR)
    assert stage.see(order).shipped_at == START + DAY + 3 * HOUR


def test_a_no_does_not_put_off_the_shipping() -> None:
    stage = a_stage()
    seller = {"answer": "decline", "after_s": 3600, "ships_after_s": 3 * 3600}
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller=seller)
    stage.cancel(order)
    stage.wind(4 * HOUR)
    after = stage.see(order)
    assert (after.declined_at, after.shipped_at) == (START + HOUR, START + 3 * HOUR)


def test_what_was_due_to_be_shipped_meanwhile_is_shipped_right_after_the_no() -> None:
    stage = a_stage()
    seller = {"answer": "decline", "after_s": 3 * 3600, "ships_after_s": 3600}
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller=seller)
    stage.cancel(order)
    stage.wind(2 * HOUR)
    assert stage.see(order).status is OrderStatus.IN_CANCEL
    stage.wind(HOUR)
    after = stage.see(order)
    assert after.declined_at == after.shipped_at == START + 3 * HOUR


def test_an_order_that_is_not_shipped_in_time_closes_and_is_paid_back() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS", total="86.20")
    stage.wind(7 * DAY)
    after = stage.see(order)
    assert after.end_reason is EndReason.SHIP_TIMEOUT
    assert (after.refund.stage, str(after.refund.amount)) == (RefundStage.EXPECTED, "86.20")


def test_a_seller_asks_once_for_more_time_a_day_before_it_runs_out() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller={"asks_extension_days": 5})
    stage.wind(6 * DAY - HOUR)
    assert stage.see(order).extension_asked_days is None
    stage.wind(HOUR)
    assert stage.see(order).extension_asked_days == 5
    assert stage.see(order).deadline == START + 7 * DAY, "asking alone gives no time"


def test_a_seller_may_ask_again_each_time_that_more_time_was_given() -> None:
    stage = a_stage()
    seller = {"asks_extension_days": 5, "asks_extension_times": 2}
    order = stage.order("WAIT_SELLER_SEND_GOODS", seller=seller)
    for days in (6, 5):
        stage.wind(days * DAY)
        assert stage.see(order).extension_asked_days == 5
        assert stage.shop.ask(ANNA, order, buyer_acts.extend(5)).changed
    stage.wind(5 * DAY)
    assert stage.see(order).extension_asked_days is None, "twice was all"
    stage.wind(DAY)
    assert stage.see(order).end_reason is EndReason.SHIP_TIMEOUT
    assert stage.see(order).ended_at == START + 17 * DAY


def test_a_wish_for_more_time_lapses_with_the_state_it_was_for() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    stage.shop.change(order, partial(acts.extension_asked, days=3))
    stage.shop.change(order, acts.shipped)
    assert stage.see(order).extension_asked_days is None


def _says(text: str) -> Act:
    return control_acts.by_seller(SellerAct(do="message", text=text))


def test_messages_of_the_seller_stay_on_the_order_in_any_state() -> None:
    stage = a_stage()
    order = stage.order("FINISH")
    stage.shop.change(order, _says("Sorry."))
    stage.wind(HOUR)
    stage.shop.change(order, _says("Very sorry."))
    assert stage.see(order).messages == (
        Message("seller", "Sorry.", START),
        Message("seller", "Very sorry.", START + HOUR),
    )


def test_a_verified_payment_starts_the_time_to_ship() -> None:
    stage = a_stage()
    order = stage.order("RISK_CONTROL")
    stage.wind(HOUR)
    stage.shop.change(order, acts.verified)
    after = stage.see(order)
    assert (after.status, after.deadline) == (OrderStatus.TO_SHIP, START + HOUR + 7 * DAY)


def test_a_verification_takes_a_day_if_nobody_hurries_it() -> None:
    stage = a_stage()
    order = stage.order("RISK_CONTROL")
    stage.wind(DAY)
    assert stage.see(order).status is OrderStatus.TO_SHIP
    assert stage.see(order).status_since == START + DAY


def test_a_parcel_nobody_confirms_is_taken_as_received() -> None:
    stage = a_stage()
    order = stage.order("WAIT_BUYER_ACCEPT_GOODS")
    stage.wind(60 * DAY)
    after = stage.see(order)
    assert after.end_reason is EndReason.ACCEPT_TIMEOUT
    assert after.refund.stage is RefundStage.NONE


def test_a_settled_dispute_pays_back() -> None:
    stage = a_stage()
    order = stage.order("IN_ISSUE")
    stage.shop.change(order, dispute_acts.decided)
    after = stage.see(order)
    assert after.end_reason is EndReason.ISSUE
    assert after.refund.amount == after.total


@pytest.mark.parametrize(
    ("status", "left"),
    [
        ("PLACE_ORDER_SUCCESS", 20 * DAY),
        ("RISK_CONTROL", DAY),
        ("WAIT_SELLER_SEND_GOODS", 7 * DAY),
        ("IN_CANCEL", 2 * DAY),
        ("WAIT_BUYER_ACCEPT_GOODS", 60 * DAY),
    ],
)
def test_every_timer_stands_still_while_an_order_is_frozen(status: str, left: object) -> None:
    stage = a_stage()
    order = stage.order(status, seller={"answer": "accept", "after_s": 30 * 3600})
    stage.wind(HOUR)
    stage.shop.change(order, acts.frozen)
    stage.wind(100 * DAY)
    assert stage.see(order).status is OrderStatus.FROZEN
    assert stage.see(order).deadline is None
    stage.shop.change(order, acts.cleared)
    after = stage.see(order)
    assert after.status == status
    assert after.deadline is not None
    assert after.deadline - (START + 100 * DAY) == left
    assert after.paused is None


def test_a_seller_still_has_as_long_to_answer_and_to_ship_as_before_the_freeze() -> None:
    stage = a_stage()
    asked = stage.order("IN_CANCEL", seller={"answer": "accept", "after_s": 5 * 3600})
    waiting = stage.order("WAIT_SELLER_SEND_GOODS", seller={"ships_after_s": 5 * 3600})
    stage.wind(HOUR)
    for order in (asked, waiting):
        stage.shop.change(order, acts.frozen)
    stage.wind(DAY)
    for order in (asked, waiting):
        stage.shop.change(order, acts.cleared)
    stage.wind(5 * HOUR)
    assert stage.see(asked).ended_at == START + DAY + 5 * HOUR
    assert stage.see(waiting).shipped_at == START + DAY + 5 * HOUR


def test_an_annulled_order_is_paid_back_if_it_was_paid() -> None:
    stage = a_stage()
    paid, unpaid = stage.order("WAIT_SELLER_SEND_GOODS"), stage.order()
    for order in (paid, unpaid):
        stage.shop.change(order, acts.frozen)
        stage.shop.change(order, acts.annulled)
        assert stage.see(order).end_reason is EndReason.SECURITY
        assert stage.see(order).paused is None
    assert stage.see(paid).refund.stage is RefundStage.EXPECTED
    assert stage.see(unpaid).refund.stage is RefundStage.NONE


def test_an_order_that_was_made_frozen_goes_on_to_be_shipped() -> None:
    stage = a_stage()
    order = stage.order("IN_FROZEN")
    assert stage.see(order).paused == Paused(OrderStatus.TO_SHIP, 0 * DAY, 7 * DAY)
    stage.wind(3 * DAY)
    stage.shop.change(order, acts.cleared)
    assert stage.see(order).deadline == START + 10 * DAY


_ALL = {status.value for status in OrderStatus}


@pytest.mark.parametrize(
    ("act", "possible_in"),
    [
        (acts.verified, {"RISK_CONTROL"}),
        (acts.cancel_requested, {"WAIT_SELLER_SEND_GOODS"}),
        (acts.accepted, {"IN_CANCEL"}),
        (acts.declined, {"IN_CANCEL"}),
        (acts.shipped, {"WAIT_SELLER_SEND_GOODS", "IN_CANCEL", "SELLER_PART_SEND_GOODS"}),
        (partial(acts.extension_asked, days=1), {"WAIT_SELLER_SEND_GOODS"}),
        (acts.frozen, _ALL - {"FINISH", "IN_FROZEN"}),
        (acts.cleared, {"IN_FROZEN"}),
        (acts.annulled, {"IN_FROZEN"}),
        (dispute_acts.decided, {"IN_ISSUE"}),
        (acts.refund_advanced, set()),
        (acts.refund_put_on_balance, set()),
    ],
)
def test_an_act_is_possible_in_its_states_only(act: Act, possible_in: set[str]) -> None:
    stage = a_stage()
    for status in sorted(_ALL):
        order = stage.order(status)
        before = stage.see(order)
        if status in possible_in:
            assert stage.shop.change(order, act) != before
            continue
        with pytest.raises(NotPossible, match=status):
            stage.shop.change(order, act)
        assert stage.see(order) == before
