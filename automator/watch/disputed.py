"""Following a dispute: whose turn it is, how it ends, and reminding of the buyer's own dates.

Nothing is sent from here. Silence of the buyer accepts an offer, and a dispute that is not opened
in time can't be opened any more: each is told once, in good time.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.result import OrderResult
from automator.watch.when import next_look
from flows.domain.advice import advise
from flows.domain.disputes import Dispute, DisputeStage
from flows.domain.disputing import advice_on, opening
from flows.domain.limits import REMIND_OF_OFFER, REMIND_OF_WINDOW
from flows.domain.orders import EndReason, Order, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Refund, RefundStage
from flows.domain.situations import Known
from flows.ports import Ports
from flows.refund_progress import refund_progress
from flows.seller_answer import AnswerKind
from flows.storefront import Storefront

_A_MINUTE = timedelta(minutes=1)  # a countdown shows whole minutes
_GOES_ON = {Status.AWAITING_SHIPMENT, Status.PARTLY_SHIPPED, Status.SHIPPED, Status.COMPLETED}
_SAID_NO = {AnswerKind.DECLINED, AnswerKind.SHIPPED}


@dataclass(frozen=True, slots=True)
class _Deadline:
    """Until when the buyer can do something, and from when on to remind of it."""

    of: str
    ends: datetime
    remind_from: datetime

    def next_look(self, now: datetime) -> datetime:
        return self.remind_from if now < self.remind_from else self.ends + _A_MINUTE


@dataclass(frozen=True, slots=True)
class Disputed:
    """Looks at orders in dispute, and at those about which one can still be opened."""

    shop: Storefront
    ledger: AccountLedger
    ports: Ports

    def concerns(self, entry: Followed, order: Order) -> bool:
        if order.status is Status.IN_DISPUTE or order.end_reason is EndReason.DISPUTE_ENDED:
            return True
        if entry.waiting_for is WaitingFor.DISPUTE:
            return order.status is Status.FROZEN or order.status in _GOES_ON
        return entry.waiting_for is WaitingFor.WINDOW and order.status in _GOES_ON

    def changed(self, entry: Followed, card: Order) -> bool:
        """Whether My Orders shows something of a dispute that the last look did not."""
        last = self.ledger.dispute_stage(entry.order_id)
        if card.status is Status.FROZEN:
            return last is not DisputeStage.ON_HOLD
        return card.status is not Status.IN_DISPUTE or card.dispute_stage is not last

    def look(self, entry: Followed, order: Order) -> OrderResult:
        """See where it stands, keep that, and follow it from here."""
        dispute = self.shop.disputes.read(order.id)
        if dispute and not dispute.stage.is_over:
            return self._running(entry, order, dispute)
        if order.end_reason is EndReason.DISPUTE_ENDED:
            return self._settled(entry, order, dispute)
        return self._not_running(entry, order, dispute)

    def until_the_window_closes(self, entry: Followed, order: Order) -> Followed:
        """The entry that reminds in time of the dispute that can be opened, if one can be."""
        now = self.ports.clock.now()
        if order.status is Status.AWAITING_SHIPMENT:  # it ships, or closes by itself
            look = order.deadline and order.deadline + _A_MINUTE
        else:
            window = _window(order, now)
            look = window.next_look(now) if window else None
        waiting_for = WaitingFor.WINDOW if look else WaitingFor.NOTHING
        return replace(entry, waiting_for=waiting_for, next_look_at=look)

    def _running(self, entry: Followed, order: Order, dispute: Dispute) -> OrderResult:
        now = self.ports.clock.now()
        deadline = _answer(dispute)
        ends = deadline.next_look(now) if deadline else dispute.answer_by
        look = next_look(WaitingFor.DISPUTE, entry.since, now, ends)
        entry = replace(entry, waiting_for=WaitingFor.DISPUTE, next_look_at=look)
        return self._kept(entry, order, dispute, advice_on(dispute), deadline)

    def _not_running(self, entry: Followed, order: Order, dispute: Dispute | None) -> OrderResult:
        """None was opened, or it was withdrawn."""
        now = self.ports.clock.now()
        window = _window(order, now) if entry.waiting_for is WaitingFor.WINDOW else None
        if entry.waiting_for in {WaitingFor.DISPUTE, WaitingFor.WINDOW}:
            entry = self.until_the_window_closes(entry, order)
        told = dispute.told if dispute else ""
        message = f"{told} {opening(order, now).told}".strip()
        return self._kept(entry, order, dispute, message, window)

    def _settled(self, entry: Followed, order: Order, dispute: Dispute | None) -> OrderResult:
        """It is decided: follow the money, if any was granted."""
        now = self.ports.clock.now()
        refund = refund_progress(self.shop, order)
        waiting_for = _waits_for(refund, dispute)
        entry = replace(
            entry,
            waiting_for=waiting_for,
            next_look_at=next_look(waiting_for, entry.since, now),
            answer=AnswerKind.SETTLED,
            answered_at=order.ended_at,
        )
        message = f"{dispute.told if dispute else 'The dispute is settled.'} {_money(refund)}"
        return self._kept(entry, order, dispute, message, refund=refund)

    def _kept(
        self,
        entry: Followed,
        order: Order,
        dispute: Dispute | None,
        message: str,
        deadline: _Deadline | None = None,
        refund: Refund | None = None,
    ) -> OrderResult:
        """Record the look as a whole, with the reminder that it is time for."""
        now = self.ports.clock.now()
        is_followed = bool(self.ledger.followed([order.id]))
        is_time = deadline is not None and deadline.remind_from <= now < deadline.ends
        with self.ledger.news(now) as news:
            news.order(order)
            if dispute:
                news.dispute(order.id, dispute)
            if refund:
                news.refund(order.id, refund)
            if deadline and is_time and news.remind(order.id, deadline.of, deadline.ends):
                message = f"Reminder: {message}"
            if is_followed or entry.waiting_for is not WaitingFor.NOTHING:
                news.follow(entry)
        return OrderResult(
            id=order.id,
            outcome=_outcome(entry, dispute),
            message=message,
            order=order,
            advice=advise(order, now, Known(refund=refund)),
            reason=entry.reason,
            sent_at=entry.requested_at,
            answer=entry.answer,
            answered_at=entry.answered_at,
            refund=refund,
            dispute=dispute,
        )


def _answer(dispute: Dispute) -> _Deadline | None:
    """The buyer's time to answer, which only runs in the buyer's own turn."""
    if dispute.stage is not DisputeStage.BUYER or dispute.answer_by is None:
        return None
    ends = dispute.answer_by
    return _Deadline("answer_in_dispute", ends, ends - REMIND_OF_OFFER)


def _window(order: Order, now: datetime) -> _Deadline | None:
    """The time in which a dispute can be opened, where it is known and not over."""
    ends = opening(order, now).closes
    if ends is None or ends <= now:
        return None
    return _Deadline("open_dispute", ends, ends - REMIND_OF_WINDOW)


def _waits_for(refund: Refund, dispute: Dispute | None) -> WaitingFor:
    """A dispute that paid nothing has no refund to wait for."""
    lost = dispute is not None and dispute.granted is not None and not dispute.granted.amount
    if lost and refund.stage is RefundStage.NONE:
        return WaitingFor.NOTHING
    return WaitingFor.ARRIVAL if refund.stage is RefundStage.REFUNDED else WaitingFor.REFUND


def _outcome(entry: Followed, dispute: Dispute | None) -> Outcome:
    if dispute and not dispute.stage.is_over:
        return Outcome.PENDING
    return Outcome.DECLINED if entry.answer in _SAID_NO else Outcome.DONE


def _money(refund: Refund) -> str:
    if refund.stage is RefundStage.NONE:
        return "The payment view shows no refund."
    return f"The refund is {refund.stage}."
