"""Acts other than a cancellation: one wish after the other, each with an outcome of its own."""

from collections.abc import Callable, Sequence

from automator.cancel_job import in_turn, told_of_all
from automator.result import OrderResult, Result
from automator.visits import visit
from automator.wiring import Run, Visit
from flows.act_once import Acted, ActWish
from flows.domain.messages import Message
from flows.ports import Person, Ports
from flows.storefront import Storefront

Journey = Callable[[Storefront, ActWish, Ports], Acted]


def act_on_orders(
    run: Run, command: str, journey: Journey, wishes: Sequence[ActWish], person: Person
) -> Result:
    """Make the journey for each wish; one that fails stops none of the others."""
    with visit(run, command) as at:
        ports = at.ports(person)

        def act(wish: ActWish) -> OrderResult:
            return acted_result(at, wish, journey(at.shop, wish, ports))

        results = list(in_turn(at, wishes, act))
        return at.result(command, told_of_all(results), results)


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
