"""Carrying out a planned cancellation, as soon as the shop allows it."""

from dataclasses import dataclass, replace

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.result import OrderResult
from automator.watch.when import next_look
from flows.cancel_order import Cancellation, Wish, cancel_order
from flows.domain.advice import Verdict
from flows.domain.cancellation import Reason
from flows.domain.orders import Order, Status
from flows.domain.outcomes import Outcome
from flows.errors import Refused, UnknownOrder
from flows.ports import Ports, Proposal
from flows.storefront import Storefront


class AgreedWhenPlanned:
    """The person saw reason and blame, and said yes, when the cancellation was planned."""

    def agrees(self, proposal: Proposal) -> bool:
        del proposal
        return True


@dataclass(frozen=True, slots=True)
class Planned:
    """Plans are carried out by the one story that cancels, so at most once like all else.

    Its intent takes the place of the plan in the ledger; a plan that is still there afterwards was
    not sent.
    """

    shop: Storefront
    ledger: AccountLedger
    ports: Ports

    def carry_out(self, plan: Followed) -> OrderResult:
        """Send it, wait on, or end the plan of an order that met another fate."""
        wish = Wish(plan.order_id, plan.reason or Reason.NOT_NEEDED, plan.note or "")
        try:
            ended = cancel_order(self.shop, wish, self.ports)
        except UnknownOrder:
            raise
        except Refused as refusal:
            return self._give_up(plan, refusal)
        if self.ledger.plan(plan.order_id) is None:
            return _result(plan, ended, ended.outcome, ended.message)
        if ended.outcome is Outcome.REFUSED and ended.advice.verdict is Verdict.NOT_YET:
            return self._wait_on(plan, ended)
        return self._overtaken(plan, ended)

    def _wait_on(self, plan: Followed, ended: Cancellation) -> OrderResult:
        now = self.ports.clock.now()
        advice = self.ledger.advice([ended.order], now)[plan.order_id]
        look = next_look(WaitingFor.PERMISSION, plan.since, now, advice.not_before)
        with self.ledger.news(now) as news:
            news.order(ended.order)
            news.follow(replace(plan, next_look_at=look))
        message = f"The cancellation is planned and can't be sent yet. {advice.why}"
        return _result(plan, replace(ended, advice=advice), Outcome.PENDING, message)

    def _overtaken(self, plan: Followed, ended: Cancellation) -> OrderResult:
        """Nothing is left to send; a request that was sent by other means is followed like ours."""
        now = self.ports.clock.now()
        order, verdict = ended.order, ended.advice.verdict
        with self.ledger.news(now) as news:
            news.order(order)
            entry = news.end_plan(plan, ended.message)
            waiting_for = _then(order, verdict)
            if waiting_for is not WaitingFor.NOTHING:
                news.follow(replace(entry, waiting_for=waiting_for, next_look_at=now))
        message = f"The planned cancellation is off. {ended.message}"
        return _result(plan, ended, _FATES.get(order.status, ended.outcome), message)

    def _give_up(self, plan: Followed, refusal: Refused) -> OrderResult:
        """The shop does not offer the reason any more; a person has to choose another."""
        with self.ledger.news(self.ports.clock.now()) as news:
            news.end_plan(plan, str(refusal))
        message = f"The planned cancellation was not sent and is off: {refusal}"
        return OrderResult(id=plan.order_id, outcome=Outcome.REFUSED, message=message)


# Closed is what was asked for; shipped is the seller's way of saying no.
_FATES = {
    Status.CANCELLED: Outcome.DONE,
    Status.CLOSED: Outcome.DONE,
    Status.SHIPPED: Outcome.DECLINED,
    Status.PARTLY_SHIPPED: Outcome.DECLINED,
}


def _then(order: Order, verdict: Verdict) -> WaitingFor:
    if verdict is Verdict.ALREADY_REQUESTED:
        return WaitingFor.SELLER
    closed = order.status in {Status.CANCELLED, Status.CLOSED}
    return WaitingFor.REFUND if closed else WaitingFor.NOTHING


def _result(plan: Followed, ended: Cancellation, outcome: Outcome, message: str) -> OrderResult:
    return OrderResult(
        id=plan.order_id,
        outcome=outcome,
        message=message,
        order=ended.order,
        advice=ended.advice,
        reason=plan.reason,
        sent_at=ended.sent_at,
        planned_at=plan.since,
    )
