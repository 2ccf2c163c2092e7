"""What a journey needs from the machine it runs on; each port is handed in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from flows.domain.acts import Act
from flows.domain.advice import Advice
from flows.domain.cancellation import Blame, Reason
from flows.domain.orders import Order


class Clock(Protocol):
    """The time that dates and deadlines are held against."""

    def now(self) -> datetime:
        """An aware datetime in UTC."""
        ...

    def pause(self, seconds: float) -> None:
        """Let real time pass between two readings of the same thing."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be sent, for the person to see before it is; `words` is the shop's own reason."""

    order: Order
    reason: Reason
    words: str
    note: str
    blame: Blame
    advice: Advice


class Person(Protocol):
    """Whoever answers for the account."""

    def agrees(self, proposal: Proposal) -> bool: ...


class WallKind(StrEnum):
    """What a person is needed for in the middle of a run."""

    SLIDER = "slider"
    CODE = "code"
    SIGN_IN = "sign_in"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands on the page in the way of a run, and only a person may remove.

    `asks` is a sentence on what the shop wants; `is_gone` looks at the page. Where the shop has
    sent a code, `enter` types it into the page and gives what the shop says against it (None: it
    was taken).
    """

    kind: WallKind
    asks: str
    is_gone: Callable[[], bool]
    enter: Callable[[str], str | None] | None = None


class OnCall(Protocol):
    """A person who can be called to the page on show; without one no wall is ever removed."""

    @property
    def is_there(self) -> bool:
        """Whether anybody would come."""
        ...

    def get_past(self, wall: Wall) -> bool:
        """Give the page to the person until the wall is gone; False: nobody removed it in time."""
        ...


class NobodyOnCall:
    """There is no person to call: a run ends at the wall."""

    is_there = False

    def get_past(self, wall: Wall) -> bool:
        del wall
        return False


class AttemptState(StrEnum):
    """The life of one attempt.

    `intended` is committed before the click and `sent` right after it; both are open. The others
    are final: `accepted` (seen on a second reading), `refused` (the shop said no), `not_sent`
    (proven by reading), `declined` (the seller said no to an accepted request), `abandoned` (a
    person looked and decided).
    """

    INTENDED = "intended"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    DECLINED = "declined"
    ABANDONED = "abandoned"


OPEN_STATES = (AttemptState.INTENDED, AttemptState.SENT)
"""Of attempts whose end is not known, in the order in which they come."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to change an order in the shop.

    `what` tells apart things that may be sent side by side, such as a fingerprint of a message's
    text; `reason` is that of a cancellation; `answer` is what the shop said at once, in its words.
    """

    id: int
    order_id: str
    act: Act
    state: AttemptState
    intended_at: datetime
    reason: Reason | None = None
    what: str = ""
    answer: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Attempts(Protocol):
    """The record that makes sending happen at most once; every call is committed on return."""

    def latest(self, order_id: str, act: Act, what: str | None = "") -> Attempt | None:
        """The newest attempt at this on this order, open or ended; None: there never was one.

        With `what` None it is the newest one whatever it was about.
        """
        ...

    def intend(
        self, order: Order, act: Act, at: datetime, *, reason: Reason | None = None, what: str = ""
    ) -> Attempt:
        """Record that it is about to be sent; fails where such an attempt is open already."""
        ...

    def sent(self, attempt: Attempt, answer: str | None, at: datetime) -> Attempt:
        """Record that the click was made and what the shop answered to it."""
        ...

    def settle(
        self, attempt: Attempt, state: AttemptState, order: Order | None, at: datetime
    ) -> None:
        """Record how it ended and the order that showed it; None: the shop has it no more."""
        ...


class Evidence(Protocol):
    """Keeps what was seen at the moments that matter."""

    def keep(self, moment: str) -> None:
        """A picture of the page as it stands, under this name."""
        ...


class Progress(Protocol):
    """Tells whoever watches what is being done."""

    def step(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything a sending journey needs, in one parameter.

    `read` has each order as it was read, until something is sent for it: for whoever tells of a
    journey that stopped before that.
    """

    attempts: Attempts
    person: Person
    clock: Clock
    evidence: Evidence
    progress: Progress
    read: dict[str, Order] = field(default_factory=dict)
