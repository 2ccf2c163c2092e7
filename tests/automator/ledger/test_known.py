"""What the ledger adds to the reading of an order."""

from datetime import timedelta

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from flows.domain.acts import Act
from flows.domain.orders import Status
from flows.domain.refunds import Refund, RefundStage
from flows.domain.situations import Known
from flows.ports import AttemptState
from flows.seller_answer import AnswerKind
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

PAID = order_in(Status.AWAITING_SHIPMENT)
HOUR = timedelta(hours=1)


def test_of_an_order_never_seen_it_knows_nothing(ledger: AccountLedger) -> None:
    assert ledger.known([PAID]) == {}


def test_since_when_an_order_is_in_its_state_is_when_it_was_first_seen_so(
    ledger: AccountLedger,
) -> None:
    for status, hours in ((Status.AWAITING_PAYMENT, 0), (Status.SHIPPED, 1), (Status.SHIPPED, 2)):
        with ledger.news(NOW + hours * HOUR) as news:
            news.order(order_in(status))
    assert ledger.known([order_in(Status.SHIPPED)]) == {ID: Known(since=NOW + HOUR)}


def test_of_a_state_that_it_has_not_seen_it_does_not_know_since_when(ledger: AccountLedger) -> None:
    with ledger.news(NOW) as news:
        news.order(PAID)
    assert ledger.known([order_in(Status.SHIPPED)])[ID].since is None


def test_a_request_a_no_and_a_refund_are_known(ledger: AccountLedger) -> None:
    attempt = ledger.attempts.intend(PAID, Act.CANCEL, NOW)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, PAID, NOW)
    assert ledger.known([PAID])[ID].requested_at == NOW
    refund = Refund(RefundStage.PROCESSING)
    with ledger.news(NOW) as news:
        news.follow(
            Followed(
                ID,
                WaitingFor.NOTHING,
                NOW,
                None,
                answer=AnswerKind.DECLINED,
                answered_at=NOW + HOUR,
            )
        )
        news.refund(ID, refund)
    known = ledger.known([PAID])[ID]
    assert (known.declined_at, known.refund) == (NOW + HOUR, refund)
