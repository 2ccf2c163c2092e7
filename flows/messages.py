"""Writing to the seller of an order; the thread, read again from the server, proves it.

A thread shows minutes and no numbers, so a message is told from an equal one before it by how many
there are: an attempt is named by its text and by how many of that text stood there when it began.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from flows.act_once import Acted, ActWish, Step, act_once, acted, already
from flows.domain.acts import Act
from flows.domain.messages import Message, Thread, folded
from flows.domain.moments import minute
from flows.domain.orders import Order
from flows.ports import Ports
from flows.reading import read_order
from flows.send_once import Sending, after_earlier
from flows.storefront import Storefront


@dataclass(slots=True)
class Conversation:
    """The messages of one order; `thread` is how they were last read."""

    shop: Storefront
    order: Order
    thread: Thread

    def read(self) -> Thread:
        self.thread = self.shop.thread(self.order.id)
        return self.thread


@dataclass(frozen=True, slots=True)
class Written:
    """How the writing ended, and the messages as last read."""

    acted: Acted
    messages: tuple[Message, ...]


def write_message(shop: Storefront, wish: ActWish, ports: Ports, text: str) -> Written:
    """Send one message, at most once; what stands there already is sent again on --send-again."""
    order = read_order(shop, wish.order_id, ports)
    ports.progress.step(f"Reading the messages of order {order.id}")
    talk = Conversation(shop, order, shop.thread(order.id))
    ended = _written(talk, wish, ports, text)
    return Written(ended, talk.thread.messages)


def _written(talk: Conversation, wish: ActWish, ports: Ports, text: str) -> Acted:
    there = talk.thread.own(text)
    if there:
        if ended := after_earlier(_sending(talk, ports, text, len(there) - 1)):
            return acted(ended)
        if not wish.send_again:
            return already(talk.order, _stands_there(there[-1]))
    sending = _sending(talk, ports, text, len(there))
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    then = f"The seller reads: {text}"
    step = Step(talk.order, Act.MESSAGE, "send the message", then, content=text)
    return act_once(talk.shop, sending, wish, step)


def _sending(talk: Conversation, ports: Ports, text: str, before: int) -> Sending:
    """The message that is to make one more than there were `before`."""

    def shown(_since: datetime) -> Order | None:
        return talk.order if len(talk.read().own(text)) > before else None

    fingerprint = sha256(folded(text).encode()).hexdigest()[:16]
    return Sending(Act.MESSAGE, talk.order, shown, ports, f"{fingerprint} {before}")


def _stands_there(message: Message) -> str:
    return (
        f"This message stands in the thread already, written {minute(message.at)};"
        " nothing was sent. To say it once more, add --send-again."
    )
