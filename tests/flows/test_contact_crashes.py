"""B2 for more time, messages, carts and final deletion: a kill at the click, and what is next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.act_once import Acted, ActWish
from flows.buy_again import buy_again
from flows.deleted_orders import purge_order
from flows.domain.acts import Act
from flows.domain.carts import Cart, CartLine
from flows.domain.messages import Message, Sender, Thread
from flows.domain.orders import Control, Order, Status
from flows.domain.outcomes import Outcome
from flows.errors import NeedsPerson, Refused, UnknownOrder
from flows.extend import extend_time
from flows.messages import write_message
from flows.ports import AttemptState
from flows.storefront import ShopAnswer
from tests.flows.fakes import ID, Machine, order_in
from tests.flows.moments import NOW

TEXT = "Please  cancel it"
AWAITING = order_in(
    Status.AWAITING_SHIPMENT,
    controls=frozenset({Control.EXTEND, Control.MESSAGE}),
    deadline=NOW + timedelta(days=1),
    extension_days=4,
)
ENDED = order_in(Status.CANCELLED, titles=("Lamp",), controls=frozenset({Control.BUY_AGAIN}))


class Killed(BaseException):
    """The process is gone: nothing that runs afterwards may catch it."""


def wish(*, send_again: bool = False) -> ActWish:
    return ActWish(ID, lambda _: True, send_again=send_again)


def extend(machine: Machine, asked: ActWish) -> Acted:
    return extend_time(machine.shop, asked, machine.ports, 4)


def write(machine: Machine, asked: ActWish) -> Acted:
    return write_message(machine.shop, asked, machine.ports, TEXT).acted


def again(machine: Machine, asked: ActWish) -> Acted:
    return buy_again(machine.shop, asked, machine.ports)


def extended(machine: Machine) -> None:
    order = machine.shop.truth[ID]
    later = AWAITING.deadline and AWAITING.deadline + timedelta(days=4)
    machine.shop.put(replace(order, deadline=later, extension_days=None))


def written(machine: Machine) -> None:
    had = machine.shop.threads.get(ID, Thread()).messages
    new = Message(NOW, Sender.BUYER, "Please cancel it")
    machine.shop.threads[ID] = Thread((*had, new))


def added(machine: Machine) -> None:
    pieces = machine.shop.in_cart.pieces("Lamp")
    machine.shop.in_cart = Cart((CartLine("Lamp", pieces + 1),))


Deed = tuple[Order, Callable[[Machine, ActWish], Acted], Callable[[Machine], None]]
DEEDS: list[Deed] = [
    (AWAITING, extend, extended),
    (AWAITING, write, written),
    (ENDED, again, added),
]
each_deed = pytest.mark.parametrize("deed", DEEDS, ids=["extend", "message", "buy-again"])


def killed_at_the_click(machine: Machine, deed: Deed, *, arrived: bool) -> None:
    order, do, happens = deed

    def die() -> ShopAnswer:
        if arrived:
            happens(machine)
        raise Killed

    machine.shop.put(order)
    machine.shop.on_send = die
    with pytest.raises(Killed):
        do(machine, wish())
    machine.shop.on_send = lambda: ShopAnswer(None)


@each_deed
def test_what_arrived_before_a_kill_is_adopted_and_not_sent_again(deed: Deed) -> None:
    machine = Machine()
    killed_at_the_click(machine, deed, arrived=True)
    ended = deed[1](machine, wish())
    assert (ended.outcome, len(machine.shop.sent)) == (Outcome.DONE, 1)
    assert machine.attempts.kept[-1].state is AttemptState.ACCEPTED


@each_deed
def test_soon_after_a_kill_nothing_is_sent_for_it_may_still_show(deed: Deed) -> None:
    machine = Machine()
    killed_at_the_click(machine, deed, arrived=False)
    ended = deed[1](machine, wish())
    assert (ended.outcome, len(machine.shop.sent)) == (Outcome.UNCONFIRMED, 1)


@each_deed
def test_what_was_sent_and_never_showed_is_sent_again_on_a_persons_word_alone(deed: Deed) -> None:
    machine = Machine()
    order, do, _ = deed
    machine.shop.put(order)
    assert do(machine, wish()).outcome is Outcome.UNCONFIRMED
    machine.clock.wind(minutes=3)
    with pytest.raises(NeedsPerson):
        do(machine, wish())
    assert len(machine.shop.sent) == 1
    do(machine, wish(send_again=True))
    assert len(machine.shop.sent) == 2


def test_an_equal_message_from_before_proves_nothing_of_the_new_one() -> None:
    machine = Machine()
    machine.shop.put(AWAITING)
    written(machine)
    assert write(machine, wish()).outcome is Outcome.DONE
    assert machine.shop.sent == []
    assert write(machine, wish(send_again=True)).outcome is Outcome.UNCONFIRMED


def test_the_same_thing_in_the_cart_from_before_proves_nothing_of_the_new_one() -> None:
    machine = Machine()
    machine.shop.put(ENDED)
    added(machine)
    assert again(machine, wish()).outcome is Outcome.DONE
    assert machine.shop.sent == []
    assert again(machine, wish(send_again=True)).outcome is Outcome.UNCONFIRMED


def test_where_the_shop_lets_nobody_choose_only_the_days_that_were_asked_for_are_given() -> None:
    machine = Machine()
    machine.shop.put(AWAITING)
    machine.shop.takes = lambda _: False
    with pytest.raises(Refused, match="only '4'"):
        extend_time(machine.shop, wish(), machine.ports, 5)
    assert machine.shop.sent == []
    extend(machine, wish())
    assert len(machine.shop.sent) == 1


def test_time_given_to_an_order_that_is_shipped_by_now_is_a_closed_case() -> None:
    machine = Machine()
    killed_at_the_click(machine, DEEDS[0], arrived=False)
    machine.shop.change(Status.SHIPPED, extension_days=None)
    with pytest.raises(Refused, match="shipped"):
        extend(machine, wish())
    assert not machine.attempts.kept[-1].is_open


def test_a_final_deletion_that_arrived_before_a_kill_is_settled_once_the_order_is_gone() -> None:
    machine = Machine()
    order = machine.shop.put(replace(ENDED, is_deleted=True))
    machine.attempts.intend(order, Act.PURGE, NOW)
    machine.shop.truth.clear()
    for _ in range(2):
        ended = purge_order(machine.shop, wish(), machine.ports, ())
        assert (ended.order, ended.outcome) == (None, Outcome.DONE)
    assert machine.attempts.kept[-1].state is AttemptState.ACCEPTED
    assert machine.shop.sent == []


def test_an_order_that_nobody_here_deleted_for_ever_is_unknown() -> None:
    machine = Machine()
    with pytest.raises(UnknownOrder):
        purge_order(machine.shop, wish(), machine.ports, ())
