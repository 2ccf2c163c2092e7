"""Attempts of a run that somebody steps through: nothing is sent but what they want sent."""

from datetime import datetime

from automator.stepping.stepper import Stepper
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Order
from flows.ports import Attempt, Attempts, AttemptState


class AskedAttempts:
    """Asks before an intent is recorded, so that a "no" leaves none behind."""

    def __init__(self, attempts: Attempts, stepper: Stepper) -> None:
        self._attempts = attempts
        self._stepper = stepper

    def latest(self, order_id: str, act: Act, what: str | None = "") -> Attempt | None:
        return self._attempts.latest(order_id, act, what)

    def intend(
        self, order: Order, act: Act, at: datetime, *, reason: Reason | None = None, what: str = ""
    ) -> Attempt:
        sends = f"the {act.noun} of order {order.id}"
        self._stepper.ask_to_send(sends)
        attempt = self._attempts.intend(order, act, at, reason=reason, what=what)
        self._stepper.sends = sends
        return attempt

    def sent(self, attempt: Attempt, answer: str | None, at: datetime) -> Attempt:
        return self._attempts.sent(attempt, answer, at)

    def settle(
        self, attempt: Attempt, state: AttemptState, order: Order | None, at: datetime
    ) -> None:
        self._attempts.settle(attempt, state, order, at)
