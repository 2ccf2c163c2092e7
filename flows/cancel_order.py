"""The one dangerous story, from finding the order to proving what became of it.

Find the order, read it, decide, show and confirm, intend, send, read again, report.

At most once: an intent is committed before the click, and nothing is sent while an earlier attempt
has no known end. Success is only what a second reading shows, on another page than the clicked one.
"""

from dataclasses import dataclass
from datetime import datetime

from flows.domain.acts import Act
from flows.domain.advice import Advice, Verdict, advise
from flows.domain.cancellation import CANCELLABLE, Reason, blame
from flows.domain.moments import minute
from flows.domain.orders import Order, Status
from flows.domain.outcomes import Outcome
from flows.errors import Doubtful, FlowError, NeedsPerson, Refused, ShopChanged
from flows.ports import Attempt, AttemptState, Ports, Proposal
from flows.reading import read_order
from flows.send_once import READ_AGAIN_AFTER_S, SHOWS_CHANGES_WITHIN
from flows.storefront import ShopAnswer, Storefront


@dataclass(frozen=True, slots=True)
class Wish:
    """What the buyer asks for. `send_again` is a person's word that a doubtful attempt failed."""

    order_id: str
    reason: Reason = Reason.NOT_NEEDED
    note: str = ""
    dry_run: bool = False
    send_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """How one wish ended, the order as last seen, and what was sent if anything was."""

    order: Order
    outcome: Outcome
    message: str
    advice: Advice
    reason: Reason | None = None
    sent_at: datetime | None = None


def cancel_order(shop: Storefront, wish: Wish, ports: Ports) -> Cancellation:
    """Cancel one order, or request it, at most once; see the module's first lines."""
    order = read_order(shop, wish.order_id, ports)

    if (earlier := ports.attempts.latest(wish.order_id, Act.CANCEL)) and (
        ended := _after_earlier(shop, earlier, order, wish, ports)
    ):
        return ended

    advice = advise(order, ports.clock.now())
    if not advice.may_send:
        return _nothing_to_send(order, advice)
    if not order.can_cancel:
        raise ShopChanged(
            f"Order {order.id} is {order.status} and by the rules can be cancelled, but its page"
            " shows no such control. Nothing was sent; look at the page."
        )

    with shop.cancel_dialog(order) as dialog:
        words = dialog.choose(wish.reason)
        if wish.note:
            dialog.write(wish.note)
        blamed = blame(wish.reason, order.status)
        proposal = Proposal(order, wish.reason, words, wish.note, blamed, advice)
        if wish.dry_run:
            return _would_be_sent(proposal)
        if not ports.person.agrees(proposal):
            raise Refused(f"Order {order.id} was left alone: the sending was not confirmed.")

        ports.evidence.keep(f"{order.id}-before-sending")
        ports.progress.step(f"Sending the cancellation of {order.id}")
        now = ports.clock.now()
        ports.read.pop(order.id, None)
        attempt = ports.attempts.intend(order, Act.CANCEL, now, reason=wish.reason)
        answer = dialog.send()
        attempt = ports.attempts.sent(attempt, answer.text, ports.clock.now())

    return _prove(shop, attempt, order, answer, ports)


def _prove(
    shop: Storefront, attempt: Attempt, before: Order, answer: ShopAnswer, ports: Ports
) -> Cancellation:
    """Read again until the order shows what was sent, or the pauses are used up."""
    ports.progress.step(f"Reading {attempt.order_id} again in My Orders")
    seen = before
    try:
        for pause in READ_AGAIN_AFTER_S:
            ports.clock.pause(pause)
            seen = _second_reading(shop, before).with_facts_of(before)
            if seen.status is not before.status or answer.refused:
                break
    except FlowError as trouble:
        return _not_proven(seen, attempt, f"the second reading failed: {trouble}", trouble)
    finally:
        ports.evidence.keep(f"{attempt.order_id}-second-reading")
    if (ended := _as_seen(attempt, before, seen, ports)) is not None:
        return ended
    if answer.refused:
        now = ports.clock.now()
        ports.attempts.settle(attempt, AttemptState.REFUSED, seen, now)
        message = f'The shop refused: "{answer.text}" The order is {seen.status} as before.'
        return _ended(seen, attempt, Outcome.REFUSED, message, ports)
    said = f'the shop said "{answer.text}"' if answer.text else "the shop gave no readable answer"
    return _not_proven(seen, attempt, f"{said}, but My Orders still shows {seen.status}.")


def _second_reading(shop: Storefront, before: Order) -> Order:
    """My Orders, and the order's own page where the word there may mean several things."""
    listed = shop.find(before.id)
    if listed is None:
        raise ShopChanged(f"My Orders does not list order {before.id}.")
    if listed.status.is_over and not listed.was_cancelled:
        return shop.order(before.id)
    return listed


def _as_seen(attempt: Attempt, before: Order, seen: Order, ports: Ports) -> Cancellation | None:
    """Close the attempt by what the order shows; None where it shows no change."""
    if seen.status in {Status.CANCELLED, Status.CANCEL_REQUESTED}:
        state = AttemptState.ACCEPTED
        outcome, message = _accepted(seen)
    elif seen.status is not before.status:
        state = AttemptState.REFUSED
        outcome, message = _overtaken(seen)
    else:
        return None
    ports.attempts.settle(attempt, state, seen, ports.clock.now())
    return _ended(seen, attempt, outcome, message, ports)


def _accepted(seen: Order) -> tuple[Outcome, str]:
    if seen.status is Status.CANCELLED:
        return Outcome.DONE, "Cancelled; a second reading shows it."
    return Outcome.PENDING, "The request was sent and My Orders shows it; the seller must answer."


def _overtaken(seen: Order) -> tuple[Outcome, str]:
    if seen.status in {Status.SHIPPED, Status.PARTLY_SHIPPED}:
        return Outcome.DECLINED, "The seller shipped the order first, so the shop refused."
    return Outcome.REFUSED, f"The order changed first: it is {seen.status} now."


def _after_earlier(
    shop: Storefront, attempt: Attempt, order: Order, wish: Wish, ports: Ports
) -> Cancellation | None:
    """What an earlier attempt means for this wish; None: the way is free."""
    if attempt.is_open:
        return _find_out(shop, attempt, order, wish, ports)
    answered_no = attempt.state in {AttemptState.ACCEPTED, AttemptState.DECLINED}
    if not (answered_no and advise(order, ports.clock.now()).may_send):
        return None
    if order.status is not Status.AWAITING_SHIPMENT:
        raise Doubtful(
            f"Order {order.id} was seen cancelled (sent {minute(attempt.intended_at)})"
            f" and is now {order.status.words} again. Look at it in the shop; nothing was sent."
        )
    return _after_a_no(attempt, order, wish, ports)


def _after_a_no(attempt: Attempt, order: Order, wish: Wish, ports: Ports) -> Cancellation | None:
    """The seller declined what arrived; None: the person asks once more."""
    if attempt.state is not AttemptState.DECLINED:
        ports.attempts.settle(attempt, AttemptState.DECLINED, order, ports.clock.now())
    if wish.send_again:
        return None
    message = (
        f"A cancellation was requested at {minute(attempt.intended_at)} and the seller"
        " declined it. It is not sent twice; to ask once more, add --send-again."
    )
    return _ended(order, attempt, Outcome.DECLINED, message, ports)


def _find_out(
    shop: Storefront, attempt: Attempt, order: Order, wish: Wish, ports: Ports
) -> Cancellation | None:
    """What became of an attempt without a known end; None: surely nothing was sent."""
    now = ports.clock.now()
    if order.status in {Status.CANCELLED, Status.CANCEL_REQUESTED}:
        ports.attempts.settle(attempt, AttemptState.ACCEPTED, order, now)
        outcome, message = _accepted(order)
        return _ended(order, attempt, outcome, f"An earlier attempt arrived. {message}", ports)
    if order.status not in CANCELLABLE:
        ports.attempts.settle(attempt, AttemptState.REFUSED, order, now)
        outcome, message = _overtaken(order)
        return _ended(order, attempt, outcome, message, ports)
    if order.was_declined_since(attempt.intended_at):
        return _after_a_no(attempt, order, wish, ports)
    shows_by = attempt.intended_at + SHOWS_CHANGES_WITHIN
    if now < shows_by:
        what = f"it still shows {order.status}. Run this again after {shows_by:%H:%M:%S} UTC."
        return _not_proven(order, attempt, what)
    if wish.send_again:
        ports.attempts.settle(attempt, AttemptState.ABANDONED, order, now)
        return None
    unchanged = _second_reading(shop, order).status is order.status
    # A "no" of an earlier time, as pages print it, may be one to this attempt in another time zone.
    answered = order.answer is not None
    if unchanged and not answered and attempt.state is AttemptState.INTENDED:
        ports.attempts.settle(attempt, AttemptState.NOT_SENT, order, now)
        return None
    raise Doubtful(
        f"A cancellation of {order.id} was sent at {minute(attempt.intended_at)} and"
        f" the order still shows {order.status}. It is not sent again on a doubt: look at the"
        " order in the shop, and if it is not cancelled run this with --send-again."
    )


def _nothing_to_send(order: Order, advice: Advice) -> Cancellation:
    outcome = {
        Verdict.ALREADY_CANCELLED: Outcome.DONE,
        Verdict.ALREADY_REQUESTED: Outcome.PENDING,
    }.get(advice.verdict, Outcome.REFUSED)
    message = " ".join(filter(None, (advice.why, advice.page_differs, "Nothing was sent.")))
    return Cancellation(order=order, outcome=outcome, message=message, advice=advice)


def _would_be_sent(proposal: Proposal) -> Cancellation:
    verb = "cancelled" if proposal.advice.verdict is Verdict.CANCEL else "requested to be cancelled"
    return Cancellation(
        order=proposal.order,
        outcome=Outcome.DONE,
        message=f'Dry run: would be {verb} for the reason "{proposal.words}",'
        f" which counts against the {proposal.blame}. Nothing was sent.",
        advice=proposal.advice,
        reason=proposal.reason,
    )


def _not_proven(
    order: Order, attempt: Attempt, what: str, cause: FlowError | None = None
) -> Cancellation:
    outcome = Outcome.NEEDS_PERSON if isinstance(cause, NeedsPerson) else Outcome.UNCONFIRMED
    return Cancellation(
        order=order,
        outcome=outcome,
        message=f"The cancellation was sent, but is not proven: {what}",
        advice=advise(order, attempt.intended_at),
        reason=attempt.reason,
        sent_at=attempt.intended_at,
    )


def _ended(
    order: Order, attempt: Attempt, outcome: Outcome, message: str, ports: Ports
) -> Cancellation:
    return Cancellation(
        order=order,
        outcome=outcome,
        message=message,
        advice=advise(order, ports.clock.now()),
        reason=attempt.reason,
        sent_at=attempt.intended_at,
    )
