"""The last steps that all acts but a cancellation share: open, show, confirm, send once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.domain.acts import Act
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import Refused, ShopChanged
from flows.send_once import Sending, Sent, send_once
from flows.storefront import ActDialog, FillableDialog, Storefront


@dataclass(frozen=True, slots=True)
class Step:
    """What would be done, for the person to see before it is: a verb, and what it leads to.

    `details` are names and texts of what is sent beside, such as a reason.
    `content` goes with it, such as a message's text; `given` is what the shop does by itself where
    its dialog takes no such thing.
    """

    order: Order
    act: Act
    verb: str
    afterwards: str
    details: tuple[tuple[str, str], ...] = ()
    content: str = ""
    given: str = ""


class Agrees(Protocol):
    """Whoever answers for the account says yes or no to a step."""

    def __call__(self, step: Step, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class ActWish:
    """What the buyer asks for. `send_again` is a person's word that a doubtful attempt failed."""

    order_id: str
    agrees: Agrees
    dry_run: bool = False
    send_again: bool = False


@dataclass(frozen=True, slots=True)
class Acted:
    """How one wish ended; the order as last seen (None: the shop has it no more)."""

    order: Order | None
    outcome: Outcome
    message: str
    sent_at: datetime | None = None


def acted(sent: Sent) -> Acted:
    return Acted(sent.order, sent.outcome, sent.message, sent.sent_at)


def already(order: Order, message: str) -> Acted:
    """The order is as asked for without anything being sent."""
    return Acted(order, Outcome.DONE, message)


def act_once(shop: Storefront, sending: Sending, wish: ActWish, step: Step) -> Acted:
    """Open what sends the act, let the person see it, and send it at most once."""
    order, act = sending.order, sending.act
    if act.control not in (order.controls or ()):
        raise ShopChanged(
            f"By the rules the {act.noun} of order {order.id} is possible, but its page shows no"
            " such control. Nothing was sent; look at the page."
        )
    with shop.act_dialog(order, act) as dialog:
        _fill(dialog, step)
        return send_agreed(sending, wish, step, dialog)


def _fill(dialog: FillableDialog, step: Step) -> None:
    if not step.content or dialog.fill(step.content) or step.content == step.given:
        return
    raise Refused(
        f"For the {step.act.noun} the shop takes no {step.content!r}, only {step.given!r}, as it"
        " lets nobody choose. Nothing was sent."
    )


def send_agreed(sending: Sending, wish: ActWish, step: Step, dialog: ActDialog) -> Acted:
    """Let the person see it, and send it at most once by what stands open and ready."""
    if wish.dry_run:
        message = f"Would {step.verb}. {step.afterwards} Nothing was sent."
        return Acted(sending.order, Outcome.DONE, message)
    if not wish.agrees(step):
        raise Refused(f"Order {wish.order_id} was left alone: the sending was not confirmed.")
    return acted(send_once(sending, dialog.send))
