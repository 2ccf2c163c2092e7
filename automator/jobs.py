"""What the other commands do at the shop."""

from dataclasses import replace
from typing import TYPE_CHECKING

from automator.contact_jobs import keep_messages
from automator.result import OrderResult, Result
from automator.visits import visit
from automator.wiring import Run, Visit
from flows.domain.advice import advise, pile_warning
from flows.domain.messages import Message
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import RefundStage
from flows.domain.situations import Known
from flows.errors import NeedsPerson, ShopChanged, UnknownOrder, Unreachable
from flows.my_orders import Wanted, my_orders
from flows.refund_progress import refund_progress
from flows.sign_in import sign_in, sign_in_by_hand

if TYPE_CHECKING:
    from automator.browser.cookie_files import Cookies


def sign_in_now(run: Run) -> Result:
    with visit(run, "sign-in") as at:
        if run.by_hand:
            fresh = sign_in_by_hand(at.shop)
            at.keep_session()
        else:
            fresh = sign_in(at.shop)
        message = "Signed in; the session is kept." if fresh else "The kept session is still good."
        return at.result("sign-in", message)


def sign_in_with(run: Run, cookies: "Cookies") -> Result:
    """Take over the session of another browser, once the shop knows whose it is."""
    with visit(replace(run, imported=cookies.ours), "sign-in") as at:
        at.progress.step(
            f"{len(cookies.ours)} cookies of the shop are taken; {cookies.of_others} of other sites"
            f" and {cookies.ended} that have ended are left"
        )
        if not at.shop.is_signed_in():
            raise NeedsPerson(
                "With these cookies the shop shows a guest, or does not tell whom. Sign in there in"
                " your browser and export them anew; what was kept before is as it was."
            )
        at.keep_session()
        message = f"Signed in; the shop greets {at.shop.greeting!r}. The session is kept."
        return at.result("sign-in", message)


def list_orders(run: Run, wanted: Wanted, *, deleted: bool = False) -> Result:
    with visit(run, "orders") as at:
        at.progress.step("Reading the deleted orders" if deleted else "Reading My Orders")
        listed = my_orders(at.shop, wanted, deleted=deleted)
        orders = [
            OrderResult(id=order.id, outcome=Outcome.DONE, message="", order=order)
            for order in listed.orders
        ]
        unreadable = [
            {"position": card.position, "text": card.text, "why": card.why}
            for card in listed.unreadable
        ]
        unpaid = sum(order.status is Status.AWAITING_PAYMENT for order in listed.orders)
        message = " ".join(filter(None, (listed.message, pile_warning(unpaid))))
        return at.result("orders", message, orders, listed.outcome, {"unreadable": unreadable})


def show_order(run: Run, order_id: str, command: str = "show") -> Result:
    """One order with its refund and the advice on it, for `show` and for `advise`."""
    with visit(run, command) as at:
        at.progress.step(f"Reading order {order_id}")
        order = at.shop.order(order_id)
        refund = refund_progress(at.shop, order) if order.status.is_over else None
        known = at.ledger.known([order]).get(order.id, Known())
        if refund:
            stage = RefundStage.RECEIVED if _has_arrived(known) else refund.stage
            known = replace(known, refund=replace(refund, stage=stage))
        advice = advise(order, at.clock.now(), known)
        plan = at.ledger.plan(order.id)
        messages, missing = _messages(at, order_id) if command == "show" else (None, "")
        shown = OrderResult(
            id=order.id,
            outcome=Outcome.DONE,
            message=" ".join(filter(None, (advice.why, missing))),
            order=order,
            advice=advice,
            reason=plan.reason if plan else None,
            planned_at=plan.since if plan else None,
            refund=refund,
            messages=messages,
        )
        return at.result(command, advice.next_step, [shown])


def _messages(at: Visit, order_id: str) -> tuple[tuple[Message, ...] | None, str]:
    """What was written about the order; where that can't be read, why not."""
    try:
        messages = at.shop.thread(order_id).messages
    except (ShopChanged, UnknownOrder, Unreachable) as why:
        return None, f"Its messages could not be read: {why}"
    keep_messages(at, order_id, messages)
    return messages, ""


def _has_arrived(known: Known) -> bool:
    """The buyer's own word, which no page of the shop knows."""
    return known.refund is not None and known.refund.stage is RefundStage.RECEIVED
