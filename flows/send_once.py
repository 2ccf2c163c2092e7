"""Sending anything but a cancellation at most once: intend, click, read again, settle.

A journey reads its order, lets `after_earlier` look at what an earlier run left, asks its own
rules, opens its dialog, shows what would be sent, and hands the dialog's one click to `send_once`:

    sending = Sending(Act.DELETE, order, shown=lambda since: shop.deleted(order.id), ports=ports)
    if ended := after_earlier(sending):
        return ended
    with shop.delete_dialog(order) as dialog:
        ...
        return send_once(sending, dialog.send)

`flows/cancel_order.py` tells its own story by the same rules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.domain.acts import ONCE_ONLY, Act
from flows.domain.moments import minute
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import FlowError, NeedsPerson
from flows.ports import Attempt, AttemptState, Ports
from flows.storefront import ShopAnswer

SHOWS_CHANGES_WITHIN = timedelta(minutes=2)  # a change may show on the pages a minute late
READ_AGAIN_AFTER_S = (0.0, 0.5, 1.0, 2.0)

# The second reading, on another page than the clicked one, asked for what took effect at this time
# or later: the order that shows it, or None where it does not show.
Shown = Callable[[datetime], Order | None]


@dataclass(frozen=True, slots=True)
class Sending:
    """One thing to be sent for an order as it stands, and how to see that it took effect.

    `what` tells apart things that may be sent side by side, such as two messages.
    """

    act: Act
    order: Order
    shown: Shown
    ports: Ports
    what: str = ""

    @property
    def named(self) -> str:
        return f"{self.act.noun} of order {self.order.id}"


@dataclass(frozen=True, slots=True)
class Sent:
    """How one sending ended; the order as last seen, and when it was sent."""

    order: Order
    outcome: Outcome
    message: str
    sent_at: datetime


def send_once(sending: Sending, click: Callable[[], ShopAnswer]) -> Sent:
    """Click once, and prove it; raises `NeedsPerson` where such a sending is open already."""
    ports, order = sending.ports, sending.order
    ports.evidence.keep(f"{order.id}-before-{sending.act}")
    ports.progress.step(f"Sending the {sending.named}")
    ports.read.pop(order.id, None)
    attempt = ports.attempts.intend(order, sending.act, ports.clock.now(), what=sending.what)
    answer = click()
    attempt = ports.attempts.sent(attempt, answer.text, ports.clock.now())
    return _prove(sending, attempt, answer)


def after_earlier(sending: Sending, *, send_again: bool = False) -> Sent | None:
    """What an earlier sending of the same means for this one; None: the way is free.

    `send_again` is a person's word that they looked and a doubtful one had no effect.
    """
    ports, order = sending.ports, sending.order
    attempt = ports.attempts.latest(order.id, sending.act, sending.what)
    if attempt and attempt.is_open:
        return _find_out(sending, attempt, send_again=send_again)
    if attempt and attempt.state is AttemptState.ACCEPTED and sending.act in ONCE_ONLY:
        raise NeedsPerson(
            f"The {sending.named} was seen done (sent {minute(attempt.intended_at)}), and can be"
            " done only once. Look at the order in the shop; nothing was sent."
        )
    return None


def _prove(sending: Sending, attempt: Attempt, answer: ShopAnswer) -> Sent:
    """Read again until the effect shows, or the pauses are used up."""
    ports = sending.ports
    ports.progress.step(f"Looking whether the {sending.named} shows")
    seen = None
    try:
        for pause in READ_AGAIN_AFTER_S:
            ports.clock.pause(pause)
            seen = sending.shown(attempt.intended_at)
            if seen or answer.refused:
                break
    except FlowError as trouble:
        return _not_proven(sending, attempt, f"the second reading failed: {trouble}", trouble)
    finally:
        ports.evidence.keep(f"{sending.order.id}-after-{sending.act}")
    if seen:
        return _settled(sending, attempt, AttemptState.ACCEPTED, seen, "A second reading shows it.")
    if answer.refused:
        message = f'The shop refused: "{answer.text}" The order is as before.'
        return _settled(sending, attempt, AttemptState.REFUSED, sending.order, message)
    said = f'the shop said "{answer.text}"' if answer.text else "the shop gave no readable answer"
    return _not_proven(sending, attempt, f"{said}, but a second reading does not show it.")


def _find_out(sending: Sending, attempt: Attempt, *, send_again: bool) -> Sent | None:
    """What became of a sending without a known end; None: surely nothing was sent."""
    ports, order = sending.ports, sending.order
    if seen := sending.shown(attempt.intended_at):
        message = "An earlier attempt arrived; the shop shows it."
        return _settled(sending, attempt, AttemptState.ACCEPTED, seen, message)
    now = ports.clock.now()
    shows_by = attempt.intended_at + SHOWS_CHANGES_WITHIN
    if now < shows_by:
        what = f"it does not show yet. Run this again after {shows_by:%H:%M:%S} UTC."
        return _not_proven(sending, attempt, what)
    if send_again or attempt.state is AttemptState.INTENDED:
        state = AttemptState.ABANDONED if send_again else AttemptState.NOT_SENT
        ports.attempts.settle(attempt, state, order, now)
        return None
    raise NeedsPerson(
        f"The {sending.named} was sent at {minute(attempt.intended_at)} and the shop does not show"
        " it. It is not sent again on a doubt: look at the order in the shop, and if it had no"
        " effect run this with --send-again."
    )


def _settled(
    sending: Sending, attempt: Attempt, state: AttemptState, seen: Order, message: str
) -> Sent:
    ports = sending.ports
    ports.attempts.settle(attempt, state, seen, ports.clock.now())
    outcome = Outcome.DONE if state is AttemptState.ACCEPTED else Outcome.REFUSED
    return Sent(seen, outcome, message, attempt.intended_at)


def _not_proven(
    sending: Sending, attempt: Attempt, what: str, cause: FlowError | None = None
) -> Sent:
    """The attempt stays open, for the next run to find out."""
    outcome = Outcome.NEEDS_PERSON if isinstance(cause, NeedsPerson) else Outcome.UNCONFIRMED
    message = f"The {sending.named} was sent, but is not proven: {what}"
    return Sent(sending.order, outcome, message, attempt.intended_at)
