"""Acts other than a cancellation: one wish after the other, each with an outcome of its own."""

from collections.abc import Callable, Iterator, Sequence

from automator.cancel_job import told_of_all
from automator.result import OrderResult, Result
from automator.wiring import Run, Visit, visit
from flows.act_once import Acted, ActWish
from flows.domain.messages import Message
from flows.errors import FlowError, Unreachable
from flows.ports import Person, Ports
from flows.storefront import Storefront

Journey = Callable[[Storefront, ActWish, Ports], Acted]


def act_on_orders(
    run: Run, command: str, journey: Journey, wishes: Sequence[ActWish], person: Person
) -> Result:
    """Make the journey for each wish; one that fails stops none of the others."""
    with visit(run, command) as at:
        results = list(_each(at, journey, wishes, at.ports(person)))
        return at.result(command, told_of_all(results), results)


def _each(
    at: Visit, journey: Journey, wishes: Sequence[ActWish], ports: Ports
) -> Iterator[OrderResult]:
    stopped: FlowError | None = None
    for wish in wishes:
        if stopped:
            message = f"Not tried: {stopped}"
            yield OrderResult(id=wish.order_id, outcome=stopped.outcome, message=message)
            continue
        try:
            yield acted_result(at, wish, journey(at.shop, wish, ports))
        except FlowError as error:
            yield at.failed(wish.order_id, error)
            # What stands in the way of the whole account stands in the way of the next order too.
            stopped = error if isinstance(error, Unreachable) else None


def acted_result(
    at: Visit, wish: ActWish, ended: Acted, messages: Sequence[Message] | None = None
) -> OrderResult:
    return OrderResult(
        id=wish.order_id,
        outcome=ended.outcome,
        message=ended.message,
        order=ended.order,
        evidence=at.evidence.kept if ended.sent_at else None,
        messages=messages,
    )
