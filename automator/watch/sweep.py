"""One sweep: read My Orders, open only what changed or is due, record what each order brought."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.result import OrderResult
from automator.watch.allowance import FOR_A_LOOK, FOR_AN_ACT, PageAllowance
from automator.watch.back_off import BackOff
from automator.watch.disputed import Disputed
from automator.watch.listed import looked_at_in_list
from automator.watch.money import money_message, waits_for
from automator.watch.planned import Planned
from automator.watch.swept import Swept
from automator.watch.urgency import most_urgent_first
from automator.watch.when import next_look
from flows.domain.advice import advise
from flows.domain.cancellation import CANCELLABLE
from flows.domain.claims import Claim, claim
from flows.domain.moments import minute
from flows.domain.orders import Order, OrderList, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Refund, RefundStage
from flows.domain.situations import NEVER_PAID, Known
from flows.errors import BrowserGone, FlowError, Unreachable
from flows.ports import Clock, Ports
from flows.refund_progress import refund_progress
from flows.seller_answer import Answer, AnswerKind, seller_answer
from flows.send_once import SHOWS_CHANGES_WITHIN
from flows.storefront import Storefront

_AGREED = {
    AnswerKind.ACCEPTED,
    AnswerKind.TIMED_OUT,
    AnswerKind.CLOSED_BY_SHOP,
    AnswerKind.SETTLED,
}


_FAILS_AFTER = 3  # orders in a row that the shop does not answer for


@dataclass(frozen=True, slots=True)
class Watch:
    """What a sweep works with."""

    shop: Storefront
    ledger: AccountLedger
    ports: Ports
    allowance: PageAllowance

    @property
    def clock(self) -> Clock:
        return self.ports.clock

    @property
    def _disputed(self) -> Disputed:
        return Disputed(self.shop, self.ledger, self.ports)

    @property
    def back_off(self) -> BackOff:
        return BackOff(self.ledger, self.clock)

    def sweep(self, order_ids: Collection[str] = ()) -> Swept:
        """Look at everything followed, or at these orders whether due or not.

        Raises `Unreachable` where My Orders does not answer.
        """
        self.allowance.begin_sweep()
        now = self.clock.now()
        entries = self.ledger.followed(order_ids)
        if order_ids:
            known = {entry.order_id for entry in entries}
            unknown = (id_ for id_ in order_ids if id_ not in known)
            entries += [Followed(id_, WaitingFor.NOTHING, now, None) for id_ in unknown]
            swept = self._opened(entries)
        else:
            entries = [entry for entry in entries if entry.is_awaited or _is_due(entry, now)]
            swept = self._of_list(entries, now) if entries else Swept([])
        self.allowance.note()
        return swept

    def _of_list(self, entries: list[Followed], now: datetime) -> Swept:
        """What the list alone tells, and what is to be opened for it."""
        if self.allowance.left() < FOR_A_LOOK:
            return self._left([entry for entry in entries if _is_due(entry, now)])
        listed = self._listed()
        cards = {order.id: order for order in listed.orders}
        read, to_open = [], []
        for entry in entries:
            card = cards.get(entry.order_id)
            if card is None and not listed.reached_end and not _is_due(entry, now):
                continue  # it is further down, where the list was not read
            result = self._from_list(entry, card, now)
            if result:
                read.append(result)
            else:
                to_open.append(entry)
        opened = self._opened(to_open)
        count = len(listed.orders) + len(listed.unreadable) if listed.reached_end else None
        return replace(opened, orders=[*opened.orders, *read], listed=count)

    def _listed(self) -> OrderList:
        """My Orders, for half of the pages at most: the other half is for the orders themselves."""
        half = self.allowance.left() // 2
        try:
            listed = self.shop.my_orders(lambda: self.allowance.left() > half)
        except Unreachable as error:
            error.add_note(self.back_off.failed(str(error)).told)
            raise
        self.back_off.answered()
        return listed

    def _opened(self, entries: list[Followed]) -> Swept:
        """Open these, the most urgent first, while pages are left and the shop answers."""
        seen = {order.id: order for order in self.ledger.orders()}
        queue = most_urgent_first(entries, seen, self.clock.now())
        results: list[OrderResult] = []
        for position, entry in enumerate(queue):
            self.allowance.note()
            if self.allowance.left() < _may_load(entry):
                return replace(self._left(queue[position:]), orders=results)
            results.append(self._guarded(entry))
            if _does_not_answer(results):
                return self._broken_off(results, queue[position + 1 :])
        return Swept(results)

    def _left(self, entries: list[Followed]) -> Swept:
        ids = tuple(entry.order_id for entry in entries)
        why, again_at = self.allowance.why_reached(), self.allowance.again_at()
        return Swept([], None, ids, Outcome.PENDING, why, again_at)

    def _broken_off(self, results: list[OrderResult], entries: list[Followed]) -> Swept:
        failing = self.back_off.failed(results[-1].message)
        ids = tuple(entry.order_id for entry in entries)
        return Swept(
            results, None, ids, Outcome.UNREACHABLE, failing.told, again_at=failing.look_from
        )

    def look_at_dispute(self, order_id: str) -> OrderResult:
        """Where the dispute about an order stands; one that runs is followed from here on."""
        nothing_yet = Followed(order_id, WaitingFor.NOTHING, self.clock.now(), None)
        entry = next(iter(self.ledger.followed([order_id])), nothing_yet)
        return self._disputed.look(entry, self.shop.order(order_id))

    def _from_list(self, entry: Followed, card: Order | None, now: datetime) -> OrderResult | None:
        """None: the order has to be opened."""
        refund = self.ledger.refund(entry.order_id)
        if card is None or self._changed(entry, card, refund):
            return None
        if _is_due(entry, now):
            last = self.ledger.seen(entry.order_id)
            looked_at = looked_at_in_list(entry, card, last, refund, now)
            if looked_at is None:
                return None
            with self.ledger.news(now) as news:
                news.follow(looked_at)
        return _result(entry, card, refund, "Nothing new.", now)

    def _changed(self, entry: Followed, card: Order, refund: Refund | None) -> bool:
        """Whether the card shows something that the last look did not."""
        if entry.waiting_for is WaitingFor.DISPUTE:
            return self._disputed.changed(entry, card)
        return _changed(entry, card, refund)

    def _guarded(self, entry: Followed) -> OrderResult:
        """One order that can't be read stops none of the others; raises `BrowserGone`."""
        try:
            return self._look(entry)
        except BrowserGone:
            self._look_later(entry.order_id)
            raise
        except FlowError as error:
            self._look_later(entry.order_id)
            return OrderResult(id=entry.order_id, outcome=error.outcome, message=str(error))

    def _look_later(self, order_id: str) -> None:
        """What could not be read is tried again soon, whatever it is waited for by now."""
        now = self.clock.now()
        for entry in self.ledger.followed([order_id]):
            if entry.next_look_at is None:
                continue
            look = next_look(WaitingFor.SELLER, entry.since, now)
            with self.ledger.news(now) as news:
                news.follow(replace(entry, next_look_at=look))

    def _look(self, entry: Followed) -> OrderResult:
        if entry.waiting_for is WaitingFor.PERMISSION:
            return Planned(self.shop, self.ledger, self.ports).carry_out(entry)
        order = self.shop.order(entry.order_id)
        if entry.waiting_for is WaitingFor.PROOF:
            entry = self._proof(entry, order)
        if entry.waiting_for is WaitingFor.PROOF:
            return _result(entry, order, None, _unproven(entry), self.clock.now())
        if self._disputed.concerns(entry, order):
            return self._disputed.look(entry, order)
        if order.status.is_over and order.status is not Status.COMPLETED:
            return self._closed(entry, order)
        if entry.answer is None and _nothing_awaited(entry, order):
            message = "No cancellation of this order is on its way."
            return _result(entry, order, None, message, self.clock.now())
        return self._answered(entry, order, seller_answer(order))

    def _proof(self, entry: Followed, order: Order) -> Followed:
        """What became of a sending that no second reading has shown yet."""
        now = self.clock.now()
        changed = order.status not in CANCELLABLE or order.was_declined_since(entry.since)
        next_time = next_look(entry.waiting_for, entry.since, now)
        entry = replace(entry, next_look_at=next_time)
        if changed:
            entry = replace(entry, waiting_for=WaitingFor.SELLER)
        with self.ledger.news(now) as news:
            news.order(order)
            news.follow(entry)
            if changed:
                news.prove_attempt(order)
        return entry

    def _answered(self, entry: Followed, order: Order, answer: Answer) -> OrderResult:
        """The order is still open: the seller is silent, declined, or shipped."""
        now = self.clock.now()
        is_news = answer.kind not in {AnswerKind.WAITING, entry.answer}
        if answer.kind is AnswerKind.WAITING:
            look = next_look(WaitingFor.SELLER, entry.since, now, order.deadline)
            entry = replace(entry, waiting_for=WaitingFor.SELLER, next_look_at=look)
        else:
            entry = _ended(entry, WaitingFor.NOTHING, answer)
            if answer.outcome is Outcome.DECLINED:
                entry = self._disputed.until_the_window_closes(entry, order)
        with self.ledger.news(now) as news:
            news.order(order)
            news.follow(entry)
            if is_news:
                news.answer(order, answer)
        return _result(entry, order, None, answer.message, now)

    def _closed(self, entry: Followed, order: Order) -> OrderResult:
        """The order is over: follow the money, if any was paid."""
        now = self.clock.now()
        answer = seller_answer(order)
        refund = None if order.end_reason in NEVER_PAID else refund_progress(self.shop, order)
        money = self._claim(order, refund, now) if refund else None
        waiting_for = waits_for(money)
        first = entry.answer is None or entry.waiting_for is WaitingFor.WINDOW
        entry = _ended(entry, waiting_for, answer) if first else entry
        look = next_look(waiting_for, entry.since, now, money.due if money else None)
        entry = replace(entry, waiting_for=waiting_for, next_look_at=look)
        with self.ledger.news(now) as news:
            news.order(order)
            news.follow(entry)
            if first and answer.kind in _AGREED:
                news.answer(order, answer)
            if refund:
                news.refund(order.id, refund)
            if money and money.due and money.is_overdue:
                news.overdue(order.id, money.due)
        message = money_message(answer, money)
        return _result(entry, order, money.refund if money else None, message, now)

    def _claim(self, order: Order, refund: Refund, now: datetime) -> Claim:
        """What the page says, and the buyer's own word, which no page knows."""
        known = self.ledger.refund(order.id)
        if known and known.received_at:
            said = known.received_at
            refund = replace(refund, stage=RefundStage.RECEIVED, received_at=said)
        return claim(order, refund, now)


def _may_load(entry: Followed) -> int:
    return FOR_AN_ACT if entry.waiting_for is WaitingFor.PERMISSION else FOR_A_LOOK


def _does_not_answer(results: list[OrderResult]) -> bool:
    newest = results[-_FAILS_AFTER:]
    silent = all(result.outcome is Outcome.UNREACHABLE for result in newest)
    return silent and len(newest) == _FAILS_AFTER


def _is_due(entry: Followed, now: datetime) -> bool:
    return entry.next_look_at is None or entry.next_look_at <= now


def _nothing_awaited(entry: Followed, order: Order) -> bool:
    """Neither we nor the page know of a request that the seller could have answered."""
    requested = order.status is Status.CANCEL_REQUESTED or order.answer is not None
    return entry.waiting_for is WaitingFor.NOTHING and not requested


def _ended(entry: Followed, waiting_for: WaitingFor, answer: Answer) -> Followed:
    return replace(
        entry,
        waiting_for=waiting_for,
        next_look_at=None,
        answer=answer.kind,
        answered_at=answer.at,
    )


def _changed(entry: Followed, card: Order, refund: Refund | None) -> bool:
    if entry.waiting_for is WaitingFor.PERMISSION:
        return card.status not in {Status.PAYMENT_VERIFYING, Status.FROZEN}
    if entry.waiting_for is WaitingFor.REFUND:
        return card.refund_stage is not None and card.refund_stage is not (refund and refund.stage)
    return card.status is not Status.CANCEL_REQUESTED or entry.waiting_for is WaitingFor.PROOF


def _result(
    entry: Followed, order: Order, refund: Refund | None, message: str, now: datetime
) -> OrderResult:
    return OrderResult(
        id=order.id,
        outcome=_outcome(entry, now),
        message=message,
        order=order,
        advice=advise(order, now, _known(entry, refund)),
        reason=entry.reason,
        sent_at=entry.requested_at,
        answer=_answer(entry),
        answered_at=entry.answered_at,
        planned_at=entry.since if entry.waiting_for is WaitingFor.PERMISSION else None,
        refund=refund,
    )


def _known(entry: Followed, refund: Refund | None) -> Known:
    declined = entry.answer is AnswerKind.DECLINED
    return Known(
        requested_at=entry.requested_at,
        declined_at=entry.answered_at if declined else None,
        refund=refund,
    )


def _answer(entry: Followed) -> AnswerKind | None:
    is_awaited = entry.waiting_for is WaitingFor.SELLER
    return AnswerKind.WAITING if is_awaited else entry.answer


def _outcome(entry: Followed, now: datetime) -> Outcome:
    if entry.waiting_for in {WaitingFor.SELLER, WaitingFor.PERMISSION, WaitingFor.DISPUTE}:
        return Outcome.PENDING
    if entry.waiting_for is WaitingFor.PROOF:
        late = now - entry.since > SHOWS_CHANGES_WITHIN
        return Outcome.NEEDS_PERSON if late else Outcome.UNCONFIRMED
    return Outcome.DONE if entry.answer is None or entry.answer in _AGREED else Outcome.DECLINED


def _unproven(entry: Followed) -> str:
    return (
        f"A cancellation was sent at {minute(entry.since)} and the order does not show"
        " it. If it stays so, look at the order in the shop; `unbuy cancel` says how to go on."
    )
