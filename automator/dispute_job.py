"""`unbuy dispute`: show one, or send something in it and show what it then is."""

from dataclasses import replace

from automator.act_job import Journey, acted_result
from automator.result import OrderResult, Result
from automator.visits import visit
from automator.wiring import Run, Visit
from flows.act_once import ActWish
from flows.domain.outcomes import Outcome
from flows.errors import FlowError
from flows.ports import Person


def show_dispute(run: Run, order_id: str) -> Result:
    """Where it stands, or whether and when one can be opened; one that runs is followed."""
    with visit(run, "dispute") as at:
        at.progress.step(f"Reading the dispute about order {order_id}")
        shown = at.watch.look_at_dispute(order_id)
        return at.result("dispute", shown.message, [replace(shown, outcome=Outcome.DONE)])


def act_in_dispute(run: Run, journey: Journey, wish: ActWish, person: Person) -> Result:
    """Send it, and follow the dispute from there."""
    with visit(run, "dispute") as at:
        try:
            ended = journey(at.shop, wish, at.ports(person))
        except FlowError as error:
            failed = at.failed(wish.order_id, error)
            return at.result("dispute", failed.message, [failed])
        result = acted_result(at, wish, ended)
        if ended.outcome is Outcome.DONE and not wish.dry_run:
            result = _with_dispute(at, result)
        return at.result("dispute", result.message, [result])


def _with_dispute(at: Visit, result: OrderResult) -> OrderResult:
    """What was sent is proven; a page that can't be read after that changes nothing about it."""
    at.progress.step("Reading the dispute as it stands now")
    try:
        now = at.watch.look_at_dispute(result.id)
    except FlowError as error:
        return replace(result, message=f"{result.message} It could not be shown: {error}")
    return replace(now, outcome=result.outcome, message=result.message, evidence=result.evidence)
