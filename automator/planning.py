"""Planning a cancellation that the shop does not allow yet; `watch` carries it out."""

from automator.ledger.following import Followed, WaitingFor
from automator.result import OrderResult
from automator.wiring import Visit
from flows.cancel_order import Cancellation, Wish
from flows.domain.advice import Advice, Verdict
from flows.domain.cancellation import PAID_REASONS, blame
from flows.domain.moments import minute
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import Refused
from flows.ports import Person, Proposal

_ON_ITS_WAY = {WaitingFor.PROOF, WaitingFor.SELLER}


def can_be_planned(ended: Cancellation) -> bool:
    """Nothing was sent, since the shop does not allow it yet."""
    not_yet = ended.advice.verdict is Verdict.NOT_YET
    return not_yet and ended.outcome is Outcome.REFUSED and ended.sent_at is None


def plan(at: Visit, wish: Wish, order: Order, person: Person) -> OrderResult:
    """Keep the wish once the person has agreed; raises `Refused` where nothing can be planned."""
    now = at.clock.now()
    advice = at.ledger.advice([order], now)[order.id]
    if wish.reason not in PAID_REASONS:
        raise Refused(
            f"A paid order can't be cancelled for the reason {wish.reason}. Nothing was planned;"
            f" known: {', '.join(PAID_REASONS)}."
        )
    blamed = blame(wish.reason, order.status)
    words = wish.reason.replace("_", " ")
    if wish.dry_run:
        message = (
            f'Dry run: would be planned for the reason "{words}", which counts against the'
            f" {blamed}. Nothing was kept or sent."
        )
        return _result(order, advice, Outcome.DONE, message)
    if not person.agrees(Proposal(order, wish.reason, words, wish.note, blamed, advice)):
        raise Refused(f"Order {order.id} was left alone: the plan was not confirmed.")
    with at.ledger.news(now) as news:
        news.order(order)
        news.plan(order, wish.reason, wish.note)
    message = f"Planned: it is sent {_when(advice)}, by the next `unbuy watch`. {advice.why}"
    return _planned(at, order, advice, message)


def already_on_its_way(at: Visit, order: Order) -> OrderResult | None:
    """What is planned or sent for this order already; None: nothing."""
    for entry in at.ledger.followed([order.id]):
        advice = at.ledger.advice([order], at.clock.now())[order.id]
        if entry.waiting_for is WaitingFor.PERMISSION:
            return _planned(at, order, advice, _planned_already(entry, advice))
        if entry.waiting_for in _ON_ITS_WAY:
            message = f"A request was sent already, and is followed. {advice.why}"
            return _result(order, advice, Outcome.PENDING, message)
    return None


def _planned_already(entry: Followed, advice: Advice) -> str:
    return (
        f"It is planned already (since {minute(entry.since)}, reason {entry.reason}) and"
        f" is sent {_when(advice)}, by `unbuy watch`. To take the plan back: --forget-plan."
    )


def _when(advice: Advice) -> str:
    known = advice.not_before
    by = f", by {minute(known)} at the latest" if known else ""
    return f"as soon as the shop allows it{by}"


def _planned(at: Visit, order: Order, advice: Advice, message: str) -> OrderResult:
    entry = at.ledger.plan(order.id)
    return OrderResult(
        id=order.id,
        outcome=Outcome.PENDING,
        message=message,
        order=order,
        advice=advice,
        reason=entry.reason if entry else None,
        planned_at=entry.since if entry else None,
    )


def _result(order: Order, advice: Advice, outcome: Outcome, message: str) -> OrderResult:
    return OrderResult(id=order.id, outcome=outcome, message=message, order=order, advice=advice)
