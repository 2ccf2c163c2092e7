"""Worlds about what sellers do, or don't: what each promises comes true as its clock is wound."""

from datetime import timedelta

from mock_site import buyer_acts, cancelling
from mock_site.buyer_acts import dispute_refusal
from mock_site.disputes import DisputeStage
from mock_site.refunds import RefundStage
from mock_site.statuses import EndReason, OrderStatus
from tests.mock_site.opened import Opened
from tests.mock_site.stage import DAY, HOUR, START


def test_silent_sellers_let_a_request_close_by_itself_after_48_hours() -> None:
    world = Opened("silent-sellers")
    order = world.order("41.30")
    assert world.cancel(order).code == "requested"
    world.wind(hours=48)
    after = world.now(order)
    assert after.end_reason is EndReason.CANCELLED_PAID
    assert after.ended_at == START + 48 * HOUR
    assert after.refund.stage is RefundStage.EXPECTED


def test_silent_sellers_lose_every_order_within_twenty_days_without_a_word() -> None:
    world = Opened("silent-sellers")
    world.wind(days=20)
    ends = {str(order.total): order.end_reason for order in world.orders()}
    assert ends == {
        "41.30": EndReason.SHIP_TIMEOUT,
        "17.80": EndReason.SHIP_TIMEOUT,
        "25.00": EndReason.CANCELLED_PAID,
        "63.45": EndReason.CANCELLED_PAID,
        "38.20": EndReason.ISSUE,
        "9.90": EndReason.PAY_TIMEOUT,
    }
    first_to_last = sorted(world.orders(), key=lambda order: order.ended_at or START)
    totals = [str(order.total) for order in first_to_last]
    assert totals == ["63.45", "17.80", "25.00", "41.30", "38.20", "9.90"]
    assert not any(order.messages for order in world.orders())
    disputed = world.order("38.20").dispute
    assert disputed
    assert (disputed.offered, disputed.ended_by) == (None, "platform")


def test_stubborn_sellers_decline_or_ship_and_never_agree() -> None:
    world = Opened("stubborn-sellers")
    for order in world.orders(status="WAIT_SELLER_SEND_GOODS"):
        assert world.cancel(order).code == "requested"
    world.wind(hours=3)
    declined = {"52.00", "28.75", "74.60", "46.50"}
    assert {str(order.total) for order in world.orders() if order.declined_at} == declined
    assert {str(it.total) for it in world.orders(status="WAIT_BUYER_ACCEPT_GOODS")} == {
        "33.10", "19.99",
    }  # fmt: skip
    world.wind(days=20)
    assert EndReason.CANCELLED_PAID not in {order.end_reason for order in world.orders()}
    assert world.ended("52.00") is EndReason.SHIP_TIMEOUT
    assert world.order("28.75").status is OrderStatus.SHIPPED
    assert world.order("74.60").status is OrderStatus.SHIPPED


def test_stubborn_sellers_say_no_to_the_second_request_as_to_the_first() -> None:
    world = Opened("stubborn-sellers")
    order = world.order("52.00")
    for _ in range(2):
        world.cancel(order)
        world.wind(hours=3)
        assert world.now(order).status is OrderStatus.TO_SHIP
    assert world.now(order).declined_at == START + 6 * HOUR


def test_slow_extension_asks_again_each_time_and_each_answer_has_its_end() -> None:
    patient, silent = Opened("slow-extension"), Opened("slow-extension")
    asked = 0
    for _ in range(40):
        patient.wind(days=1)
        for order in patient.orders():
            if order.extension_asked_days:
                days = order.extension_asked_days
                assert patient.ask(order, buyer_acts.extend(days)).code == "extended"
                asked += str(order.total) == "61.20"
    silent.wind(days=40)
    assert asked == 3
    given, refused = patient.order("61.20"), silent.order("61.20")
    assert given.end_reason is refused.end_reason is EndReason.SHIP_TIMEOUT
    assert given.ended_at
    assert refused.ended_at
    assert given.ended_at - refused.ended_at == 21 * DAY


def test_slow_extension_asks_its_first_time_within_the_hour() -> None:
    world = Opened("slow-extension")
    world.wind(hours=1)
    assert world.order("61.20").extension_asked_days == 7


def test_parcels_can_not_be_cancelled_and_arrive_and_are_confirmed_by_themselves() -> None:
    world = Opened("parcels")
    sent = world.orders(status="WAIT_BUYER_ACCEPT_GOODS")
    assert {cancelling.refusal(order, START) for order in sent} == {"refused_shipped"}
    delivered = {str(order.total) for order in sent if order.delivered_at}
    assert {"12.10", "44.80"} <= delivered
    assert "18.40" not in delivered
    world.wind(days=20)
    assert world.ended("44.80") is EndReason.ACCEPT_TIMEOUT
    assert world.order("93.00").status is OrderStatus.SHIPPED
    flying = [order for order in world.orders() if order.end_reason is None]
    assert any(order.delivered_at for order in flying)


def test_parcels_may_be_disputed_from_the_sixth_day_on() -> None:
    world = Opened("parcels")
    just_sent = world.order("18.40")
    assert dispute_refusal(just_sent, START) == "refused_early"
    world.wind(days=5)
    assert dispute_refusal(world.now(just_sent), world.shop.clock.now()) is None


def test_disputes_stand_at_each_stage_and_end_as_told_when_nobody_speaks() -> None:
    world = Opened("disputes")
    stages = [order.dispute.stage for order in world.orders() if order.dispute]
    assert set(stages) == set(DisputeStage) - {DisputeStage.WITHDRAWN}
    assert dispute_refusal(world.order("30.00"), START) == "refused_early"
    for total in ("48.00", "27.50", "66.00"):
        assert dispute_refusal(world.order(total), START) is None
    assert dispute_refusal(world.order("15.20"), START) == "refused_late"
    world.wind(days=20)
    paid_back = {str(it.total): str(it.refund.amount) for it in world.orders() if it.dispute}
    assert paid_back == {
        "40.00": "16.00",
        "80.00": "25.00",
        "36.00": "0.00",
        "90.00": "45.00",
        "50.00": "20.00",
    }


def test_disputes_warn_of_two_windows_that_close_within_two_days() -> None:
    world = Opened("disputes")
    for total in ("27.50", "66.00"):
        order = world.order(total)
        _, ends = buyer_acts.dispute_window(order)
        assert ends
        assert timedelta(0) < ends - START <= 2 * DAY
    world.wind(days=2)
    assert dispute_refusal(world.order("66.00"), world.shop.clock.now()) == "refused_late"


def test_disputes_may_be_taken_to_the_shop_in_time() -> None:
    world = Opened("disputes")
    refused = world.order("36.00")
    assert world.ask(refused, buyer_acts.escalate()).code == "escalated"
    world.wind(days=7)
    assert str(world.now(refused).refund.amount) == "36.00"


def test_a_frozen_store_that_is_cleared_goes_on_as_before() -> None:
    world = Opened("frozen-store")
    order = world.order("54.30")
    world.wind(days=3)
    assert world.now(order).status is OrderStatus.FROZEN, "nothing moves by itself"
    world.control("POST", f"orders/{order.id}/platform", {"do": "clear"})
    assert world.now(order).status is OrderStatus.TO_SHIP
    world.cancel(order)
    world.wind(hours=2)
    assert world.now(order).end_reason is EndReason.CANCELLED_PAID


def test_a_frozen_store_that_is_annulled_is_blocked_with_all_it_has_not_sent() -> None:
    world = Opened("frozen-store")
    world.control("POST", f"orders/{world.order('71.00').id}/platform", {"do": "annul"})
    of_the_store = [it for it in world.orders() if it.seller_name == "Seven Seas Bazaar"]
    assert {str(order.total): order.end_reason for order in of_the_store} == {
        "71.00": EndReason.SECURITY,
        "22.60": EndReason.SECURITY,
        "13.90": EndReason.SECURITY,
        "8.40": EndReason.SECURITY,
        "39.00": None,
    }
    assert world.order("22.60").refund.stage is RefundStage.EXPECTED
    assert world.order("8.40").refund.stage is RefundStage.NONE
    assert world.order("24.00").status is OrderStatus.TO_SHIP, "another store's"
