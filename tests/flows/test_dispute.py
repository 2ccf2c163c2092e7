"""M11: a dispute is opened and answered at most once each, by the rules, and proven elsewhere."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from flows.act_once import Acted, ActWish
from flows.dispute import Addition, Demand, accept_offer, argue, escalate, open_dispute, withdraw
from flows.domain.disputes import Dispute, DisputeReason, DisputeStage, HandedIn, Party, Said
from flows.domain.money import Money
from flows.domain.orders import EndReason, Order, Status
from flows.domain.outcomes import Outcome
from flows.errors import NeedsPerson, Refused
from flows.storefront import ShopAnswer
from tests.flows.fakes import ID, Machine, order_in
from tests.flows.moments import NOW

TOTAL = Money(Decimal("40.00"), "USD")
OFFER = Money(Decimal("10.00"), "USD")
NOTHING = Money(Decimal("0.00"), "USD")
RUNNING = Dispute(stage=DisputeStage.SELLER, state="Waiting", told="…", wanted=TOTAL, opened_at=NOW)
OFFERED = replace(RUNNING, stage=DisputeStage.BUYER, offered=OFFER)
NOT_CANCELLED = Demand(DisputeReason.NOT_CANCELLED)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def wish(*, yes: bool = True, **more: bool) -> ActWish:
    return ActWish(ID, lambda _: yes, **more)


def sent_order(machine: Machine, **facts: object) -> Order:
    machine.shop.on_send = lambda: obey(machine)
    return machine.shop.put(order_in(Status.SHIPPED, ID, total=TOTAL, **facts))


def obey(machine: Machine, status: Status = Status.IN_DISPUTE, **facts: object) -> ShopAnswer:
    machine.shop.change(status, ID, **facts)
    return ShopAnswer(None)


def disputed(machine: Machine, dispute: Dispute = RUNNING) -> Order:
    machine.shop.disputes.truth[ID] = dispute
    return machine.shop.put(order_in(Status.IN_DISPUTE, total=TOTAL))


def opened(machine: Machine, demand: Demand = NOT_CANCELLED, **more: bool) -> Acted:
    return open_dispute(machine.shop, wish(**more), machine.ports, demand)


def test_a_dispute_is_opened_for_the_full_sum_and_my_orders_prove_it(machine: Machine) -> None:
    sent_order(machine)
    assert opened(machine).outcome is Outcome.DONE
    events = machine.shop.events
    assert "ask for 40.00" in events
    assert events.index("intend") < events.index("send") < events.index("find")


def test_words_files_and_another_sum_go_with_it(machine: Machine) -> None:
    sent_order(machine)
    demand = replace(NOT_CANCELLED, amount=Decimal(3), text="Why", files=(Path("/a/x.png"),))
    opened(machine, demand)
    assert {"ask for 3", "write Why", "attach x.png"} <= set(machine.shop.events)


@pytest.mark.parametrize(
    ("reason", "received", "parcel"),
    [
        (DisputeReason.NOT_RECEIVED, None, "missing"),
        (DisputeReason.DAMAGED, None, "came"),
        (DisputeReason.NOT_CANCELLED, None, "missing"),
        (DisputeReason.NOT_CANCELLED, True, "came"),
    ],
)
def test_whether_the_parcel_came_is_told_by_the_reason_or_by_the_buyer(
    machine: Machine, reason: DisputeReason, received: bool | None, parcel: str
) -> None:
    sent_order(machine)
    opened(machine, Demand(reason, received=received))
    assert f"open dispute form, parcel {parcel}" in machine.shop.events


def test_no_more_than_was_paid_can_be_asked_for(machine: Machine) -> None:
    sent_order(machine)
    with pytest.raises(Refused, match=r"No more than the 40\.00 USD"):
        opened(machine, replace(NOT_CANCELLED, amount=Decimal("40.01")))
    assert machine.shop.sent == []


def test_a_reason_that_is_not_offered_is_told_with_those_that_are(machine: Machine) -> None:
    sent_order(machine)
    machine.shop.disputes.offers = ["damaged"]
    with pytest.raises(Refused, match="offers: damaged"):
        opened(machine)
    assert machine.shop.sent == []


def test_a_dry_run_goes_to_the_last_step_and_a_no_sends_nothing(machine: Machine) -> None:
    sent_order(machine)
    assert opened(machine, dry_run=True).message.endswith("Nothing was sent.")
    assert machine.shop.events[-1] == "check"
    with pytest.raises(Refused, match="not confirmed"):
        opened(machine, yes=False)
    assert machine.shop.sent == []


@pytest.mark.parametrize(
    "facts",
    [
        {"dispute_from": NOW + timedelta(days=1)},
        {"dispute_until": NOW},
        {"is_deleted": True},
    ],
)
def test_what_the_rules_forbid_is_not_even_opened(
    machine: Machine, facts: dict[str, object]
) -> None:
    sent_order(machine, **facts)
    with pytest.raises(Refused, match="Nothing was sent"):
        opened(machine)
    assert machine.shop.events == ["order"]


def test_one_that_is_open_already_is_not_opened_again(machine: Machine) -> None:
    disputed(machine)
    with pytest.raises(Refused, match="open already"):
        opened(machine)
    assert machine.shop.sent == []


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("arrives", [True, False])
def test_a_run_killed_at_the_click_is_found_out_about_and_never_repeated_on_a_doubt(
    machine: Machine, arrives: bool
) -> None:
    sent_order(machine)

    def die() -> ShopAnswer:
        if arrives:
            obey(machine)
        raise Killed

    machine.shop.on_send = die
    with pytest.raises(Killed):
        opened(machine)
    machine.shop.on_send = lambda: obey(machine)
    if arrives:
        assert "earlier attempt arrived" in opened(machine).message
    else:
        assert opened(machine).outcome is Outcome.UNCONFIRMED
    assert machine.shop.sent == [ID]


def test_a_lie_is_unconfirmed_then_for_a_person(machine: Machine) -> None:
    sent_order(machine)
    machine.shop.on_send = lambda: ShopAnswer("Your request has been sent.")
    assert opened(machine).outcome is Outcome.UNCONFIRMED
    machine.clock.wind(minutes=3)
    with pytest.raises(NeedsPerson):
        opened(machine)
    assert machine.shop.sent == [ID]


def word(text: str, at: int = 0, names: tuple[str, ...] = (), by: Party = Party.BUYER) -> Said:
    files = tuple(HandedIn(name, "1 KB") for name in names)
    return Said(by=by, at=NOW + timedelta(seconds=at), text=text, files=files)


def added(machine: Machine, addition: Addition) -> Acted:
    return argue(machine.shop, wish(), machine.ports, addition)


def hear(machine: Machine, said: Said) -> ShopAnswer:
    dispute = machine.shop.disputes.truth[ID]
    machine.shop.disputes.truth[ID] = replace(dispute, talks=(*dispute.talks, said))
    return ShopAnswer(None)


def test_an_argument_is_proven_by_the_page_of_the_dispute_and_sent_once(machine: Machine) -> None:
    disputed(machine)
    machine.shop.on_send = lambda: hear(machine, word("Look here"))
    assert added(machine, Addition("Look  here")).outcome is Outcome.DONE
    assert "added already" in added(machine, Addition("Look here")).message
    assert machine.shop.sent == [ID]


def test_other_words_may_be_added_beside_it(machine: Machine) -> None:
    disputed(machine)
    for text in ("One", "Two"):
        machine.shop.on_send = lambda text=text: hear(machine, word(text))  # type: ignore[misc]
        assert added(machine, Addition(text)).outcome is Outcome.DONE
    assert machine.shop.sent == [ID, ID]


@pytest.mark.parametrize(
    "said",
    [
        word("Look here", at=-120),
        word("Look here", by=Party.SELLER),
        word("Look here", names=("x",)),
    ],
)
def test_what_others_said_or_was_said_before_proves_nothing(machine: Machine, said: Said) -> None:
    disputed(machine)
    machine.shop.on_send = lambda: hear(machine, said)
    assert added(machine, Addition("Look here")).outcome is Outcome.UNCONFIRMED


def test_files_are_told_apart_by_what_is_in_them(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    prints = []
    for content in (b"1", b"2", b"1"):
        file.write_bytes(content)
        prints.append(Addition("", (file,)).fingerprint(RUNNING))
    assert prints[0] == prints[2] != prints[1]
    another = replace(RUNNING, opened_at=NOW + timedelta(days=9))
    assert Addition("", (file,)).fingerprint(another) != prints[0]


def test_words_without_a_dispute_are_refused_with_the_reasons_to_open_one(machine: Machine) -> None:
    sent_order(machine)
    with pytest.raises(Refused, match=r"give a --reason: not_received.*wrong_goods"):
        added(machine, Addition("Look here"))
    assert machine.shop.sent == []


def test_an_offer_is_taken_and_the_orders_own_page_proves_it(machine: Machine) -> None:
    disputed(machine, OFFERED)
    closed = {"end_reason": EndReason.DISPUTE_ENDED}
    machine.shop.on_send = lambda: obey(machine, Status.CLOSED, **closed)
    assert accept_offer(machine.shop, wish(), machine.ports).outcome is Outcome.DONE
    assert "open accept_offer on 10.00 USD" in machine.shop.events
    machine.shop.disputes.truth[ID] = replace(OFFERED, stage=DisputeStage.ENDED, granted=OFFER)
    again = accept_offer(machine.shop, wish(), machine.ports)
    assert (again.outcome, machine.shop.sent) == (Outcome.DONE, [ID])


@pytest.mark.parametrize("dispute", [RUNNING, replace(OFFERED, offered=NOTHING)])
def test_where_no_money_is_offered_nothing_is_accepted(machine: Machine, dispute: Dispute) -> None:
    disputed(machine, dispute)
    with pytest.raises(Refused, match="No offer"):
        accept_offer(machine.shop, wish(), machine.ports)
    assert machine.shop.sent == []


def test_the_shop_is_asked_to_decide_and_my_orders_prove_it(machine: Machine) -> None:
    disputed(machine, OFFERED)
    machine.shop.on_send = lambda: obey(machine, dispute_stage=DisputeStage.SHOP)
    assert escalate(machine.shop, wish(), machine.ports).outcome is Outcome.DONE
    machine.shop.disputes.truth[ID] = replace(OFFERED, stage=DisputeStage.SHOP)
    again = escalate(machine.shop, wish(), machine.ports)
    assert (again.outcome, machine.shop.sent) == (Outcome.DONE, [ID])


def test_before_the_seller_has_answered_the_shop_can_not_be_asked(machine: Machine) -> None:
    disputed(machine)
    with pytest.raises(Refused, match="once the seller has answered"):
        escalate(machine.shop, wish(), machine.ports)
    assert machine.shop.sent == []


@pytest.mark.parametrize(
    ("status", "end_reason", "outcome"),
    [
        (Status.SHIPPED, None, Outcome.DONE),
        (Status.COMPLETED, EndReason.RECEIVED, Outcome.DONE),
        (Status.CLOSED, EndReason.DISPUTE_ENDED, Outcome.UNCONFIRMED),
    ],
)
def test_a_withdrawal_is_proven_by_an_order_that_goes_on_not_by_one_that_was_decided(
    machine: Machine, status: Status, end_reason: EndReason | None, outcome: Outcome
) -> None:
    disputed(machine)
    machine.shop.on_send = lambda: obey(machine, status, end_reason=end_reason)
    assert withdraw(machine.shop, wish(), machine.ports).outcome is outcome


def test_the_person_is_told_what_a_withdrawal_may_cost(machine: Machine) -> None:
    disputed(machine, OFFERED)
    told = withdraw(machine.shop, wish(dry_run=True), machine.ports)
    assert "may not allow a second one" in told.message
