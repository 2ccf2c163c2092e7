"""`unbuy cancel`: one wish after the other, each with an outcome of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from automator.result import OrderResult, Result
from automator.visits import visit
from automator.wiring import Run, Visit
from flows.act_once import ActWish
from flows.cancel_order import Cancellation, Wish, cancel_order
from flows.domain.cancellation import Reason
from flows.domain.orders import Status
from flows.errors import BrowserGone, FlowError, Unreachable
from flows.ports import Person

W = TypeVar("W", Wish, ActWish)


@dataclass(frozen=True, slots=True)
class Task:
    """What the command line asks for; `wait_s` is in real seconds.

    `when_possible`: what the shop does not allow yet is planned.
    """

    order_ids: list[str]
    reason: Reason = Reason.NOT_NEEDED
    note: str = ""
    dry_run: bool = False
    send_again: bool = False
    wait_s: float = 0.0
    when_possible: bool = False


def cancel_orders(run: Run, task: Task, person: Person) -> Result:
    """Cancel each order; one that fails stops none of the others."""
    with visit(run, "cancel") as at:
        results = cancel_at(at, task, person)
        return at.result("cancel", told_of_all(results), results)


def cancel_at(at: Visit, task: Task, person: Person) -> list[OrderResult]:
    """Cancel each order on a visit that is under way."""
    wishes = [
        Wish(order_id, task.reason, task.note, task.dry_run, task.send_again)
        for order_id in task.order_ids
    ]
    one = partial(cancel_one, at, person=person, when_possible=task.when_possible)
    results = list(in_turn(at, wishes, one))
    if task.wait_s and not task.dry_run:
        results = with_answers(at, results, task.order_ids, task.wait_s)
    return results


def in_turn(
    at: Visit, wishes: Sequence[W], work: Callable[[W], OrderResult]
) -> Iterator[OrderResult]:
    """Do one after the other; one that fails stops none of the others."""
    stopped: FlowError | None = None
    for wish in wishes:
        if stopped:
            message = f"Not tried: {stopped}"
            yield OrderResult(id=wish.order_id, outcome=stopped.outcome, message=message)
            continue
        try:
            yield work(wish)
        except FlowError as error:
            yield at.failed(wish.order_id, error)
            # What stands in the way of the whole account stands in the way of the next order too.
            stopped = error if isinstance(error, Unreachable | BrowserGone) else None


def cancel_one(at: Visit, wish: Wish, person: Person, *, when_possible: bool) -> OrderResult:
    """Cancel, request, plan or find out about one order; raises `FlowError` where it can't."""
    from automator.planning import already_on_its_way, can_be_planned, plan

    ended = cancel_order(at.shop, wish, at.ports(person))
    if can_be_planned(ended):
        if on_its_way := already_on_its_way(at, ended.order):
            return on_its_way
        if when_possible:
            return plan(at, wish, ended.order, person)
    if not wish.dry_run:
        _follow_adopted(at, ended)
    return OrderResult(
        id=ended.order.id,
        outcome=ended.outcome,
        message=ended.message,
        order=ended.order,
        advice=ended.advice,
        reason=ended.reason,
        sent_at=ended.sent_at,
        evidence=at.evidence.kept if ended.sent_at else None,
    )


def _follow_adopted(at: Visit, ended: Cancellation) -> None:
    """Keep the reading; a request that was sent by other means is followed like our own."""
    from automator.ledger.following import Followed, WaitingFor

    now = at.clock.now()
    order = ended.order
    followed = at.ledger.followed([order.id])
    with at.ledger.news(now) as news:
        news.order(order)
        if order.status is Status.CANCEL_REQUESTED and not followed:
            news.follow(Followed(order.id, WaitingFor.SELLER, since=now, next_look_at=now))


def with_answers(
    at: Visit, results: list[OrderResult], order_ids: list[str], wait_s: float
) -> list[OrderResult]:
    """Wait for the sellers of these orders at most so many real seconds; the newest results."""
    from automator.watch.follow import wait_for_answers

    answered = wait_for_answers(at.watch, at.clock, order_ids, wait_s, at.progress.step)
    newer = {result.id: result for result in answered}
    return [
        replace(newer[result.id], evidence=result.evidence) if result.id in newer else result
        for result in results
    ]


def told_of_all(results: list[OrderResult]) -> str:
    """One sentence for all: that of a single order, or how many ended how."""
    if len(results) == 1:
        return results[0].message
    counts: dict[str, int] = {}
    for result in results:
        counts[result.outcome] = counts.get(result.outcome, 0) + 1
    return (
        ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in counts.items()) + "."
    )
