import pytest

from flows.domain.cancellation import Blame, Reason
from flows.domain.orders import Control, EndReason, Status
from flows.domain.outcomes import Outcome
from flows.errors import (
    FlowError,
    NeedsPerson,
    Refused,
    ShopChanged,
    SignedOut,
    UnknownOrder,
    Unreachable,
)
from flows.ports import AttemptState
from flows.storefront import ShopAnswer
from tests.flows.cancelling import BOTH, PAID, UNPAID, assert_left_alone, machine_with, run
from tests.flows.fakes import ID, Machine, order_in, state_of_attempt

# The story as it should go


def test_an_unpaid_order_is_cancelled_and_a_second_reading_proves_it() -> None:
    machine = machine_with(order_in(UNPAID))
    ended = run(machine)
    assert (ended.outcome, ended.order.status) == (Outcome.DONE, Status.CANCELLED)
    assert (ended.reason, ended.sent_at) == (
        Reason.NOT_NEEDED,
        machine.attempts.kept[0].intended_at,
    )
    assert state_of_attempt(machine) is AttemptState.ACCEPTED


def test_a_paid_order_is_requested_and_waits_for_the_seller() -> None:
    machine = machine_with(order_in(PAID))
    ended = run(machine)
    assert (ended.outcome, ended.order.status) == (Outcome.PENDING, Status.CANCEL_REQUESTED)
    assert state_of_attempt(machine) is AttemptState.ACCEPTED


@BOTH
def test_the_intent_is_committed_before_sending_and_the_proof_comes_from_the_list_after_it(
    status: Status,
) -> None:
    machine = machine_with(order_in(status))
    run(machine)
    assert machine.shop.events == [
        "order",
        "open dialog",
        "intend",
        "send",
        "sent",
        "close dialog",
        "find",
        "settle accepted",
    ]


def test_what_the_shop_answered_at_once_is_kept_with_the_attempt() -> None:
    machine = machine_with(order_in(UNPAID))
    run(machine)
    assert machine.attempts.kept[0].answer == "Done"


def test_the_person_sees_the_order_the_reason_the_note_and_who_is_blamed() -> None:
    machine = machine_with(order_in(PAID))
    run(machine, reason=Reason.LATE_DELIVERY, note="Please")
    (shown,) = machine.person.asked
    assert (shown.order.id, shown.reason, shown.note) == (ID, Reason.LATE_DELIVERY, "Please")
    assert (shown.words, shown.blame) == ("words for late_delivery", Blame.SELLER)
    assert "write Please" in machine.shop.events


def test_pictures_are_kept_before_sending_and_at_the_second_reading() -> None:
    machine = machine_with(order_in(UNPAID))
    run(machine)
    assert machine.seen.kept == [f"{ID}-before-sending", f"{ID}-second-reading"]


def test_the_result_keeps_what_the_list_does_not_show() -> None:
    machine = machine_with(order_in(UNPAID, seller="Ann", titles=("Lamp",)))
    machine.shop.listed[ID] = order_in(Status.CANCELLED)
    ended = run(machine)
    assert (ended.order.seller, ended.order.titles) == ("Ann", ("Lamp",))


@BOTH
def test_a_change_that_shows_a_moment_late_is_still_proven(status: Status) -> None:
    machine = machine_with(order_in(status))
    machine.shop.listed[ID] = order_in(status)
    keep_pause = machine.clock.pause

    def pause(seconds: float) -> None:
        keep_pause(seconds)
        if seconds >= 1:
            machine.shop.listed.clear()

    machine.clock.pause = pause  # type: ignore[method-assign]  # the shop catches up meanwhile
    assert run(machine).outcome in {Outcome.DONE, Outcome.PENDING}
    assert machine.shop.events.count("find") == 3
    assert machine.shop.sent == [ID]


def test_a_cancelled_order_that_the_list_calls_completed_is_proven_by_its_own_page() -> None:
    machine = machine_with(order_in(UNPAID))
    machine.shop.listed[ID] = order_in(Status.COMPLETED)
    ended = run(machine)
    assert (ended.outcome, ended.order.status) == (Outcome.DONE, Status.CANCELLED)
    assert machine.shop.events[-3:] == ["find", "order", "settle accepted"]


# Nothing is sent


def test_an_order_that_is_cancelled_already_is_done_and_says_so() -> None:
    machine = machine_with(order_in(Status.CANCELLED, end_reason=EndReason.CANCELLED_UNPAID))
    ended = run(machine)
    assert (ended.outcome, ended.sent_at) == (Outcome.DONE, None)
    assert "already" in ended.message
    assert_left_alone(machine)


def test_an_order_whose_cancellation_was_requested_elsewhere_is_pending_and_says_so() -> None:
    machine = machine_with(order_in(Status.CANCEL_REQUESTED))
    ended = run(machine)
    assert ended.outcome is Outcome.PENDING
    assert "already" in ended.message
    assert_left_alone(machine)


@pytest.mark.parametrize(
    "status",
    [
        Status.PARTLY_SHIPPED,
        Status.SHIPPED,
        Status.COMPLETED,
        Status.IN_DISPUTE,
        Status.FROZEN,
        Status.CLOSED,
    ],
)
def test_what_the_rules_forbid_is_refused_with_the_rule_whatever_the_shop_offers(
    status: Status,
) -> None:
    machine = machine_with(order_in(status))
    ended = run(machine)
    assert ended.outcome is Outcome.REFUSED
    assert ended.advice.why in ended.message
    assert_left_alone(machine)


def test_while_the_payment_is_verified_an_order_without_the_control_is_left_alone() -> None:
    machine = machine_with(order_in(Status.PAYMENT_VERIFYING, controls=frozenset()))
    ended = run(machine)
    assert ended.outcome is Outcome.REFUSED
    assert "verified" in ended.message
    assert_left_alone(machine)


def test_while_the_payment_is_verified_an_order_with_the_control_is_cancelled_at_once() -> None:
    machine = machine_with(order_in(Status.PAYMENT_VERIFYING))

    def close() -> ShopAnswer:
        machine.shop.change(Status.CANCELLED)
        return ShopAnswer("Done")

    machine.shop.on_send = close
    ended = run(machine)
    assert (ended.outcome, ended.order.status) == (Outcome.DONE, Status.CANCELLED)
    assert machine.shop.sent == [ID]


@BOTH
def test_where_the_rules_allow_it_and_the_page_has_no_control_the_shop_has_changed(
    status: Status,
) -> None:
    machine = machine_with(order_in(status, controls=frozenset({Control.REMOVE})))
    with pytest.raises(ShopChanged, match=r"shows no such control\. Nothing was sent"):
        run(machine)
    assert_left_alone(machine)


def test_a_reason_that_the_shop_does_not_offer_is_refused() -> None:
    machine = machine_with(order_in(PAID))
    machine.shop.offers = [Reason.NOT_NEEDED]
    with pytest.raises(Refused, match="It offers: not_needed"):
        run(machine, reason=Reason.OTHER)
    assert machine.person.asked == []
    assert_left_alone(machine)


def test_a_person_who_says_no_is_heard() -> None:
    machine = machine_with(order_in(PAID))
    machine.person.yes = False
    with pytest.raises(Refused, match="was not confirmed"):
        run(machine)
    assert_left_alone(machine)


def test_a_dry_run_goes_to_the_last_step_and_says_what_would_be_sent() -> None:
    machine = machine_with(order_in(PAID))
    ended = run(machine, dry_run=True, reason=Reason.PRICE_RAISED)
    assert (ended.outcome, ended.sent_at) == (Outcome.DONE, None)
    assert "requested to be cancelled" in ended.message
    assert "words for price_raised" in ended.message
    assert "against the seller" in ended.message
    assert machine.person.asked == []
    assert_left_alone(machine)


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(UnknownOrder, match=ID):
        run(Machine())


# The shop lies, stumbles or was faster


@BOTH
def test_a_success_message_without_a_change_is_unconfirmed_and_stays_open(status: Status) -> None:
    machine = machine_with(order_in(status))
    machine.shop.on_send = lambda: ShopAnswer("You've canceled the order")
    ended = run(machine)
    assert ended.outcome is Outcome.UNCONFIRMED
    assert "You've canceled the order" in ended.message
    assert state_of_attempt(machine) is AttemptState.SENT
    assert machine.shop.events.count("find") == 4


def test_a_silent_shop_without_a_change_is_unconfirmed_too() -> None:
    machine = machine_with(order_in(PAID))
    machine.shop.on_send = lambda: ShopAnswer(None)
    ended = run(machine)
    assert ended.outcome is Outcome.UNCONFIRMED
    assert "no readable answer" in ended.message


@pytest.mark.parametrize("answer", [ShopAnswer("Something went wrong."), ShopAnswer(None)])
def test_an_accepted_request_that_was_answered_with_an_error_is_pending(
    answer: ShopAnswer,
) -> None:
    machine = machine_with(order_in(PAID))

    def accept_and_stumble() -> ShopAnswer:
        machine.shop.change(Status.CANCEL_REQUESTED)
        return answer

    machine.shop.on_send = accept_and_stumble
    assert run(machine).outcome is Outcome.PENDING
    assert state_of_attempt(machine) is AttemptState.ACCEPTED


def test_even_a_refusal_is_not_believed_when_the_order_shows_the_request() -> None:
    machine = machine_with(order_in(PAID))

    def accept_and_deny() -> ShopAnswer:
        machine.shop.change(Status.CANCEL_REQUESTED)
        return ShopAnswer("This order can't be canceled", refused=True)

    machine.shop.on_send = accept_and_deny
    assert run(machine).outcome is Outcome.PENDING


def test_a_refusal_of_the_shop_is_the_outcome_and_closes_the_attempt() -> None:
    machine = machine_with(order_in(PAID))
    machine.shop.on_send = lambda: ShopAnswer("This order can't be canceled", refused=True)
    ended = run(machine)
    assert ended.outcome is Outcome.REFUSED
    assert '"This order can\'t be canceled"' in ended.message
    assert state_of_attempt(machine) is AttemptState.REFUSED
    assert machine.shop.events.count("find") == 1


@pytest.mark.parametrize("status", [Status.SHIPPED, Status.PARTLY_SHIPPED])
def test_an_order_shipped_between_reading_and_sending_is_declined(status: Status) -> None:
    machine = machine_with(order_in(PAID))

    def ship_first() -> ShopAnswer:
        machine.shop.change(status)
        return ShopAnswer("Too late to cancel", refused=True)

    machine.shop.on_send = ship_first
    ended = run(machine)
    assert (ended.outcome, ended.order.status) == (Outcome.DECLINED, status)
    assert state_of_attempt(machine) is AttemptState.REFUSED


def test_an_order_that_changed_otherwise_while_sending_is_refused_and_named() -> None:
    machine = machine_with(order_in(PAID))

    def freeze() -> ShopAnswer:
        machine.shop.change(Status.FROZEN)
        return ShopAnswer(None)

    machine.shop.on_send = freeze
    ended = run(machine)
    assert ended.outcome is Outcome.REFUSED
    assert "it is frozen now" in ended.message


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (Unreachable("The shop is away."), Outcome.UNCONFIRMED),
        (ShopChanged("No such page."), Outcome.UNCONFIRMED),
        (NeedsPerson("A slider."), Outcome.NEEDS_PERSON),
        (SignedOut("Signed out."), Outcome.NEEDS_PERSON),
    ],
)
def test_a_second_reading_that_fails_is_never_taken_for_success(
    trouble: FlowError, outcome: Outcome
) -> None:
    machine = machine_with(order_in(UNPAID))
    machine.shop.trouble["find"] = trouble
    ended = run(machine)
    assert ended.outcome is outcome
    assert str(trouble) in ended.message
    assert state_of_attempt(machine) is AttemptState.SENT
    assert ended.sent_at is not None


def test_an_order_that_my_orders_does_not_list_is_not_proven() -> None:
    machine = machine_with(order_in(UNPAID))

    def forget() -> ShopAnswer:
        machine.shop.truth.clear()
        return ShopAnswer("Done")

    machine.shop.on_send = forget
    ended = run(machine)
    assert ended.outcome is Outcome.UNCONFIRMED
    assert f"does not list order {ID}" in ended.message


def test_done_is_never_claimed_from_the_page_that_was_clicked() -> None:
    machine = machine_with(order_in(UNPAID))
    run(machine)
    events = machine.shop.events
    assert events.index("find") > events.index("send")
    assert "order" not in events[events.index("send") : events.index("find")]
