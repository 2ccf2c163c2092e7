"""Worlds about when an order can be cancelled, and what becomes of its neighbours."""

from itertools import groupby, pairwise

from mock_site.buyer_acts import dispute_refusal
from mock_site.cancelling import asks_seller, refusal
from mock_site.refunds import RefundStage
from mock_site.statuses import EndReason, OrderStatus
from tests.mock_site.opened import Opened, username
from tests.mock_site.stage import DAY, HOUR, START

_NEIGHBOUR = 20_000
_BUTTON = ">Cancel order<"


def test_verifying_cancels_closes_it_at_once_and_pays_it_back() -> None:
    world = Opened("verifying-cancels")
    for total in ("32.00", "18.60"):
        order = world.order(total)
        assert _BUTTON in world.page("order", order).text
        assert world.cancel(order).code == "cancelled"
        assert world.now(order).end_reason is EndReason.CANCELLED_IN_RISK
        assert world.now(order).refund.stage is RefundStage.EXPECTED
    assert world.cancel(world.order("40.50")).code == "requested"


def test_verifying_no_button_has_one_for_two_minutes_and_again_once_it_is_verified() -> None:
    world = Opened("verifying-no-button")
    just_paid, verifying, nearly = map(world.order, ("32.00", "18.60", "77.00"))
    assert _BUTTON in world.page("order", just_paid).text
    assert _BUTTON not in world.page("order", verifying).text
    world.wind(minutes=2)
    assert _BUTTON not in world.page("order", just_paid).text
    assert world.cancel(just_paid).code == "refused_state"
    assert world.cancel(nearly).code == "refused_state"
    world.wind(minutes=58)
    assert _BUTTON in world.page("order", nearly).text
    assert world.cancel(nearly).code == "requested"
    world.wind(hours=2)
    assert world.now(nearly).end_reason is EndReason.CANCELLED_PAID


def test_verifying_no_button_lets_a_quick_buyer_cancel_in_the_first_two_minutes() -> None:
    world = Opened("verifying-no-button")
    world.wind(seconds=119)
    assert world.cancel(world.order("32.00")).code == "cancelled"


def test_cancels_at_once_asks_no_seller() -> None:
    world = Opened("cancels-at-once")
    for total in ("36.00", "58.90", "7.70"):
        order = world.order(total)
        assert not asks_seller(order)
        assert world.cancel(order).code == "cancelled"
        assert world.now(order).ended_at == START
    assert world.now(world.order("58.90")).refund.stage is RefundStage.EXPECTED
    assert world.cancel(world.order("22.00")).code == "refused_shipped"


def test_the_unpaid_pile_up_blocks_the_account_until_enough_are_cancelled() -> None:
    world = Opened("unpaid-pile-up")
    blocked = []
    for order in world.orders(status="PLACE_ORDER_SUCCESS")[:7]:
        (account,) = world.control("GET", "state")["accounts"]
        blocked.append(account["blocked"])
        assert world.cancel(order).code == "cancelled", "a blocked account can do that"
    assert blocked == [True] * 7
    assert not world.control("GET", "state")["accounts"][0]["blocked"]


def test_the_unpaid_pile_up_stays_blocked_when_its_orders_expire_instead() -> None:
    world = Opened("unpaid-pile-up")
    world.wind(days=20)
    assert world.control("GET", "state")["accounts"][0]["blocked"]


def test_the_unpaid_pile_up_is_more_than_an_account_may_have() -> None:
    world = Opened("unpaid-pile-up")
    unpaid = world.orders(status="PLACE_ORDER_SUCCESS")
    assert len(unpaid) == 24 > world.shop.terms.most_unpaid
    left = [order.deadline - START for order in unpaid if order.deadline]
    assert (min(left), max(left)) == (HOUR, 20 * DAY - HOUR)


def test_the_unpaid_pile_up_expires_one_after_the_other() -> None:
    world = Opened("unpaid-pile-up")
    remaining = []
    for hours in (1, 19, 160, 180, 90, 29):
        world.wind(hours=hours)
        remaining.append(len(world.orders(status="PLACE_ORDER_SUCCESS")))
    assert remaining == [22, 20, 16, 11, 6, 0]
    assert {order.end_reason for order in world.orders()} == {EndReason.PAY_TIMEOUT}


def test_split_orders_are_neighbours_of_different_sellers() -> None:
    world = Opened("split-orders")
    in_order = groupby(world.orders(), key=lambda order: order.placed_at)
    purchases = [list(together) for _, together in in_order]
    assert list(map(len, purchases)) == [4, 2, 2]
    for together in purchases:
        numbers = [int(order.id) for order in together]
        steps = [after - before for before, after in pairwise(numbers)]
        assert set(steps) == {_NEIGHBOUR}
        assert len({order.seller_name for order in together}) == len(together)


def test_split_orders_are_cancelled_one_by_one() -> None:
    world = Opened("split-orders")
    before = dict(world.shop.orders)
    order = world.order("24.00")
    world.cancel(order)
    world.wind(hours=2)
    assert world.now(order).end_reason is EndReason.CANCELLED_PAID
    others = [it for it in world.orders() if it.id != order.id]
    assert others == [before[it.id] for it in others]


def test_of_split_orders_a_part_may_be_on_its_way_already() -> None:
    world = Opened("split-orders")
    partly = world.order("88.00")
    assert refusal(partly, START) == "refused_state"
    world.wind(days=4)
    assert world.now(partly).status is OrderStatus.SHIPPED


def test_deleted_orders_are_not_in_the_list_and_still_get_their_money() -> None:
    world = Opened("deleted-orders")
    visitor = world.visitor("deleted-orders")
    order = world.order("34.00")
    assert order.id not in visitor.get("/p/order/index.html").text
    assert order.id in visitor.get("/p/order/index.html?tab=recycle").text
    world.wind(days=20)
    assert world.now(order).refund.stage is RefundStage.REFUNDED


def test_a_deleted_order_can_be_disputed_once_it_is_restored_and_never_after_a_purge() -> None:
    world = Opened("deleted-orders")
    order = world.order("45.00")
    assert dispute_refusal(order, START) == "refused_deleted"
    visitor = world.visitor("deleted-orders")
    assert visitor.post("/p/order/restore", orderId=order.id).status == 200
    assert dispute_refusal(world.now(order), START) is None
    assert {world.page(page, order).status for page in ("order", "dispute")} == {200}
    visitor.post("/p/order/delete", orderId=order.id)
    visitor.post("/p/order/purge", orderId=order.id)
    assert world.now(order).deleted == "purged"
    assert {world.page(page, order).status for page in ("order", "refund", "dispute")} == {404}
    assert [entry["action"] for entry in world.shop.log if entry["order"] == order.id] == [
        "restore", "delete", "purge",
    ]  # fmt: skip


def test_the_agency_has_twelve_buyers_who_see_their_own_orders_only() -> None:
    world = Opened("agency")
    assert len(world.shop.accounts) == 12
    for number in (1, 7, 12):
        account = f"client-{number:02}"
        page = world.visitor(account).get("/p/order/index.html").text
        for order in world.orders():
            assert (order.id in page) == (order.account == username(account))


def test_each_of_the_agencys_buyers_has_a_few_orders_and_another_kind_of_seller() -> None:
    world = Opened("agency")
    answers = set()
    for account in world.shop.accounts:
        orders = [order for order in world.orders() if order.account == account]
        assert 2 <= len(orders) <= 4
        answers |= {order.seller.answer for order in orders}
    assert answers == {"accept", "decline", "ignore", "ship"}
