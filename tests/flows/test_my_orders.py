import pytest

from flows.domain.orders import Order, OrderList, Status, UnreadableOrder
from flows.domain.outcomes import Outcome
from flows.my_orders import EVERY, MyOrders, Wanted, my_orders
from flows.storefront import GoOn, to_the_end
from tests.flows.fakes import FakeShop, order_in

UNPAID = order_in(
    Status.AWAITING_PAYMENT, "8190000000000001", seller="Luz y Óptica", titles=("Lamp", "Straße")
)
SHIPPED = order_in(Status.SHIPPED, "8190000000020001", seller="Harbour Tools")


def listed(found: OrderList, wanted: Wanted = EVERY) -> MyOrders:
    return my_orders(Listing(found), wanted)


class Listing(FakeShop):
    """Lists what each test wants."""

    def __init__(self, found: OrderList) -> None:
        super().__init__()
        self._found = found

    def my_orders(self, go_on: GoOn = to_the_end) -> OrderList:
        del go_on
        return self._found


def test_every_order_is_listed_and_that_they_are_all_is_said() -> None:
    result = listed(OrderList((UNPAID, SHIPPED), announced=2))
    assert (result.orders, result.outcome) == ((UNPAID, SHIPPED), Outcome.DONE)
    assert result.message == "2 orders, all that there are."


def test_only_orders_in_the_given_states_are_kept() -> None:
    wanted = Wanted((Status.SHIPPED, Status.FROZEN))
    result = listed(OrderList((UNPAID, SHIPPED)), wanted)
    assert (result.orders, result.message) == ((SHIPPED,), "1 of 2 orders.")


@pytest.mark.parametrize(
    ("wanted", "orders"),
    [
        (Wanted(seller="óptica"), (UNPAID,)),
        (Wanted(seller="o"), (SHIPPED,)),
        (Wanted(search="lam"), (UNPAID,)),
        (Wanted(search="STRASSE"), (UNPAID,)),
        (Wanted(search="20001"), (SHIPPED,)),
        (Wanted(search="819"), (UNPAID, SHIPPED)),
        (Wanted((Status.SHIPPED,), seller="luz"), ()),
        (Wanted(search="kangaroo"), ()),
    ],
)
def test_only_orders_with_these_words_in_seller_title_or_id_are_kept(
    wanted: Wanted, orders: tuple[Order, ...]
) -> None:
    assert listed(OrderList((UNPAID, SHIPPED)), wanted).orders == orders


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
