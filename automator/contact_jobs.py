"""Messages with a seller and the parcels of an order."""

from automator.act_job import acted_result
from automator.result import OrderResult, Result
from automator.visits import visit
from automator.wiring import Run, Visit
from flows.act_once import ActWish
from flows.domain.messages import Message
from flows.domain.outcomes import Outcome
from flows.messages import write_message
from flows.ports import Person
from flows.tracking import track_order


def write(run: Run, wish: ActWish, text: str, person: Person) -> Result:
    """Send one message, and tell the thread as it was read afterwards."""
    with visit(run, "message") as at:
        written = write_message(at.shop, wish, at.ports(person), text)
        keep_messages(at, wish.order_id, written.messages)
        result = acted_result(at, wish, written.acted, written.messages)
        return at.result("message", result.message, [result])


def read_thread(run: Run, order_id: str) -> Result:
    with visit(run, "message") as at:
        at.progress.step(f"Reading the messages of order {order_id}")
        messages = at.shop.thread(order_id).messages
        keep_messages(at, order_id, messages)
        message = _counted(len(messages))
        told = OrderResult(id=order_id, outcome=Outcome.DONE, message=message, messages=messages)
        return at.result("message", message, [told])


def _counted(messages: int) -> str:
    if not messages:
        return "Nothing has been written yet."
    return "One message." if messages == 1 else f"{messages} messages."


def keep_messages(at: Visit, order_id: str, messages: tuple[Message, ...]) -> None:
    """Write what was not read before into the ledger."""
    with at.ledger.news(at.clock.now()) as news:
        news.messages(order_id, messages)


def track(run: Run, order_id: str) -> Result:
    with visit(run, "track") as at:
        at.progress.step(f"Looking for the parcels of order {order_id}")
        tracked = track_order(at.shop, order_id)
        count = len(tracked.parcels)
        message = "One parcel." if count == 1 else f"{count} parcels."
        told = OrderResult(
            id=order_id,
            outcome=Outcome.DONE,
            message=message,
            order=tracked.order,
            parcels=tracked.parcels,
        )
        return at.result("track", message, [told])
