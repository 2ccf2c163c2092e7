"""Disputes: open one, add words and files, take an offer, let the shop decide, withdraw.

Each reads the order, looks at what an earlier run left, asks the rules, fills in what is sent,
lets the person see it, and sends it at most once. The proof is on another page than the clicked
one: My Orders, or the order's own page where the word there may mean several things. Only an
argument shows nowhere but on the page of the dispute, which is asked from the server anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from flows.act_once import Acted, ActWish, Step, acted, already, send_agreed
from flows.domain.acts import Act
from flows.domain.disputes import Dispute, DisputeReason, DisputeStage, Party, Said
from flows.domain.disputing import opening, parcel_came
from flows.domain.moments import minute
from flows.domain.money import Money
from flows.domain.orders import EndReason, Order, Status
from flows.errors import Refused, ShopChanged
from flows.ports import AttemptState, Ports
from flows.reading import read_order
from flows.send_once import Sending, after_earlier
from flows.storefront import Argument, Storefront

_A_MINUTE = timedelta(minutes=1)  # pages print times without their seconds


@dataclass(frozen=True, slots=True)
class Demand:
    """What a dispute is opened with; `amount` None is all that was paid.

    `received` is whether the parcel came, where the buyer says so; else the reason tells.
    """

    reason: DisputeReason
    amount: Decimal | None = None
    received: bool | None = None
    text: str = ""
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """Words, files or both, for a dispute that runs."""

    text: str = ""
    files: tuple[Path, ...] = ()

    def fingerprint(self, dispute: Dispute) -> str:
        """Tells apart what may be added to one dispute side by side; the same is added once."""
        parts = [str(dispute.opened_at).encode(), " ".join(self.text.split()).encode()]
        parts += [sha256(file.read_bytes()).digest() for file in self.files]
        return sha256(b"\0".join(parts)).hexdigest()[:32]


def open_dispute(shop: Storefront, wish: ActWish, ports: Ports, demand: Demand) -> Acted:
    """Want the money back for an order that was sent, or is said to be."""
    order = read_order(shop, wish.order_id, ports)
    sending = Sending(Act.OPEN_DISPUTE, order, lambda _: _in_dispute(shop, order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if why_not := opening(order, ports.clock.now()).why_not:
        raise Refused(f"{why_not} Nothing was sent.")
    amount = _amount(demand.amount, order)
    came = parcel_came(demand.reason, order) if demand.received is None else demand.received
    with shop.disputes.form(order, received=came) as form:
        words = form.choose(demand.reason)
        form.ask_for(amount.amount)
        _fill(form, demand.text, demand.files)
        form.check()
        details = (
            ("Reason", words),
            ("Parcel", "has come" if came else "has not come"),
            ("Refund", str(amount)),
            *_shown(demand.text, demand.files),
        )
        afterwards = "The seller has to answer; the order waits until the dispute is over."
        step = Step(order, Act.OPEN_DISPUTE, f"open a dispute for {amount}", afterwards, details)
        return send_agreed(sending, wish, step, form)


def argue(shop: Storefront, wish: ActWish, ports: Ports, addition: Addition) -> Acted:
    """Add words and files to a dispute that runs; the same only once."""
    order = read_order(shop, wish.order_id, ports)
    dispute = _running(shop, order)
    what = addition.fingerprint(dispute)
    sending = Sending(
        Act.ARGUE, order, lambda since: _added(shop, order, addition, since), ports, what
    )
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    earlier = ports.attempts.latest(order.id, Act.ARGUE, what)
    if earlier and earlier.state is AttemptState.ACCEPTED:
        when = minute(earlier.intended_at)
        message = f"The same was added already ({when}); nothing was sent."
        return already(order, message)
    with shop.disputes.argument(order) as form:
        _fill(form, addition.text, addition.files)
        details = tuple(_shown(addition.text, addition.files))
        afterwards = "The seller and the shop can read it."
        step = Step(order, Act.ARGUE, "add this to the dispute", afterwards, details)
        return send_agreed(sending, wish, step, form)


def accept_offer(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Take what the seller offers; that ends the dispute."""
    order = read_order(shop, wish.order_id, ports)
    sending = Sending(Act.ACCEPT_OFFER, order, lambda _: _settled(shop, order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if order.end_reason is EndReason.DISPUTE_ENDED:
        return _decided(shop, order)
    dispute = _running(shop, order)
    if not dispute.has_offer:
        raise Refused(f"No offer is on the table: {dispute.state.rstrip('.')}. Nothing was sent.")
    verb = f"take the offer of {dispute.offered}"
    step = Step(order, Act.ACCEPT_OFFER, verb, _THEN[Act.ACCEPT_OFFER], _offer(dispute))
    return _answer(shop, sending, wish, step, dispute)


def escalate(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Refuse what the seller says and let the shop decide."""
    order = read_order(shop, wish.order_id, ports)
    sending = Sending(Act.ESCALATE, order, lambda _: _with_shop(shop, order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    dispute = _running(shop, order)
    if dispute.stage is DisputeStage.SHOP:
        return already(order, "The shop is deciding already; nothing was sent.")
    if dispute.stage is not DisputeStage.BUYER:
        by = f" (until {minute(dispute.answer_by)})" if dispute.answer_by else ""
        raise Refused(
            f"The shop can be asked once the seller has answered{by}; a seller who says nothing is"
            " passed over by itself. Nothing was sent."
        )
    step = Step(order, Act.ESCALATE, "let the shop decide", _THEN[Act.ESCALATE], _offer(dispute))
    return _answer(shop, sending, wish, step, dispute)


def withdraw(shop: Storefront, wish: ActWish, ports: Ports) -> Acted:
    """Give a dispute up; the order goes on as before."""
    order = read_order(shop, wish.order_id, ports)
    sending = Sending(Act.WITHDRAW_DISPUTE, order, lambda _: _goes_on(shop, order.id), ports)
    if ended := after_earlier(sending, send_again=wish.send_again):
        return acted(ended)
    if order.status is not Status.IN_DISPUTE and _is_withdrawn(shop, order.id):
        message = "The dispute is withdrawn already; nothing was sent."
        return already(order, message)
    dispute = _running(shop, order)
    step = Step(
        order,
        Act.WITHDRAW_DISPUTE,
        "withdraw the dispute",
        _THEN[Act.WITHDRAW_DISPUTE],
        _offer(dispute),
    )
    return _answer(shop, sending, wish, step, dispute)


_THEN = {
    Act.ACCEPT_OFFER: "The dispute ends with this sum, and that is final.",
    Act.ESCALATE: "The offer is refused, and the shop's decision is final.",
    Act.WITHDRAW_DISPUTE: "The order goes on as before and the seller may get the money. Another"
    " dispute can be opened only while the purchase is still protected, and the real shop may not"
    " allow a second one.",
}


def _running(shop: Storefront, order: Order) -> Dispute:
    """The dispute about this order; raises `Refused` where none runs."""
    dispute = shop.disputes.read(order.id) if order.status is Status.IN_DISPUTE else None
    if dispute is None or dispute.stage.is_over:
        reasons = ", ".join(DisputeReason)
        raise Refused(
            f"No dispute about this order is open; it is {order.status.words}. To open one, give a"
            f" --reason: {reasons}. Nothing was sent."
        )
    return dispute


def _decided(shop: Storefront, order: Order) -> Acted:
    """The dispute is over: as asked for, where what the seller offered is what it ended with."""
    dispute = shop.disputes.read(order.id)
    if dispute and dispute.granted and dispute.granted == dispute.offered:
        message = f"The offer of {dispute.offered} is accepted already; nothing was sent."
        return already(order, message)
    raise Refused("The dispute is decided already, and that is final. Nothing was sent.")


def _is_withdrawn(shop: Storefront, order_id: str) -> bool:
    dispute = shop.disputes.read(order_id)
    return dispute is not None and dispute.stage is DisputeStage.WITHDRAWN


def _amount(wanted: Decimal | None, order: Order) -> Money:
    """The sum to ask for: no more than was paid."""
    if order.total is None:
        raise ShopChanged(f"The page of order {order.id} shows no total. Nothing was sent.")
    if wanted is None:
        return order.total
    if wanted > order.total.amount:
        raise Refused(f"No more than the {order.total} paid can be asked for. Nothing was sent.")
    return Money(wanted, order.total.currency)


def _fill(form: Argument, text: str, files: Sequence[Path]) -> None:
    if text:
        form.write(text)
    if files:
        form.attach(files)


def _shown(text: str, files: Sequence[Path]) -> list[tuple[str, str]]:
    texts = [("Text", " ".join(text.split()))] if text else []
    return texts + [("File", file.name) for file in files]


def _offer(dispute: Dispute) -> tuple[tuple[str, str], ...]:
    wanted = ("Wanted", str(dispute.wanted or "?"))
    return (wanted,) if dispute.offered is None else (wanted, ("Offer", str(dispute.offered)))


def _answer(
    shop: Storefront, sending: Sending, wish: ActWish, step: Step, dispute: Dispute
) -> Acted:
    with shop.disputes.answer(sending.order, sending.act, dispute.offered) as dialog:
        return send_agreed(sending, wish, step, dialog)


def _in_dispute(shop: Storefront, order_id: str) -> Order | None:
    listed = shop.find(order_id)
    return listed if listed and listed.status is Status.IN_DISPUTE else None


def _settled(shop: Storefront, order_id: str) -> Order | None:
    order = shop.order(order_id)
    return order if order.end_reason is EndReason.DISPUTE_ENDED else None


def _with_shop(shop: Storefront, order_id: str) -> Order | None:
    listed = shop.find(order_id)
    return listed if listed and listed.dispute_stage is DisputeStage.SHOP else None


def _goes_on(shop: Storefront, order_id: str) -> Order | None:
    """The order, where it is again what it was before the dispute."""
    listed = shop.find(order_id)
    if listed is None or listed.status is Status.IN_DISPUTE:
        return None
    order = shop.order(order_id)
    return None if order.end_reason is EndReason.DISPUTE_ENDED else order


def _added(shop: Storefront, order: Order, addition: Addition, since: datetime) -> Order | None:
    dispute = shop.disputes.read(order.id)
    words = dispute.talks if dispute else ()
    return order if any(_is_same(said, addition, since) for said in words) else None


def _is_same(said: Said, addition: Addition, since: datetime) -> bool:
    is_new = said.at is not None and said.at >= since - _A_MINUTE
    same_text = said.text == " ".join(addition.text.split())
    same_files = len(said.files) == len(addition.files)
    return said.by is Party.BUYER and is_new and same_text and same_files
