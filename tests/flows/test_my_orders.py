import pytest

from flows.domain.orders import OrderList, Status, UnreadableOrder
from flows.domain.outcomes import Outcome
from flows.my_orders import MyOrders, my_orders
from tests.flows.fakes import FakeShop, order_in

UNPAID = order_in(Status.AWAITING_PAYMENT, "8190000000000001")
SHIPPED = order_in(Status.SHIPPED, "8190000000020001")


def listed(found: OrderList, statuses: tuple[Status, ...] = ()) -> MyOrders:
    shop = FakeShop()
    shop.my_orders = lambda: found  # type: ignore[method-assign]  # the list as each test wants it
    return my_orders(shop, statuses)


def test_every_order_is_listed_and_that_they_are_all_is_said() -> None:
    result = listed(OrderList((UNPAID, SHIPPED), announced=2))
    assert (result.orders, result.outcome) == ((UNPAID, SHIPPED), Outcome.DONE)
    assert result.message == "2 orders, all that there are."


def test_only_orders_in_the_given_states_are_kept() -> None:
    result = listed(OrderList((UNPAID, SHIPPED)), (Status.SHIPPED, Status.FROZEN))
    assert (result.orders, result.message) == ((SHIPPED,), "1 of 2 orders.")


def test_an_account_without_orders_is_no_error() -> None:
    result = listed(OrderList((), announced=0))
    assert (result.outcome, result.message) == (Outcome.DONE, "This account has no orders.")


def test_an_unreadable_card_is_named_and_the_others_are_listed() -> None:
    card = UnreadableOrder(2, "???", "it has no link to an order")
    result = listed(OrderList((UNPAID,), (card,), announced=2))
    assert (result.orders, result.unreadable) == ((UNPAID,), (card,))
    assert result.outcome is Outcome.SHOP_CHANGED
    assert "1 could not be read" in result.message


@pytest.mark.parametrize(
    ("found", "announces"),
    [
        (OrderList((UNPAID,), announced=3), "announces 3 orders"),
        (OrderList((UNPAID,), reached_end=False), "announces more"),
    ],
)
def test_a_list_without_proof_that_it_is_whole_is_not_done(
    found: OrderList, announces: str
) -> None:
    result = listed(found)
    assert result.outcome is Outcome.SHOP_CHANGED
    assert announces in result.message
