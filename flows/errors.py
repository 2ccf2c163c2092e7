"""What can stand in the way; the class says what happens next.

FlowError
├── Refused          the rules or the shop say no: nothing was sent
│   └── UnknownOrder the account has no such order
├── NeedsPerson      a person must act: sign in, solve a check, look at the order
│   ├── SignedOut    the shop asks for a sign-in (tried once with what is at hand)
│   ├── Checked      the shop wants to see a person before it goes on
│   └── Doubtful     of one order no reading tells what became of what was sent
├── ShopChanged      a page does not look as known: stop, keep the evidence
├── Unreachable      the shop did not answer: try later
└── BrowserGone      the browser was closed or killed, or it crashed: run this again
"""

from flows.domain.outcomes import Outcome


class FlowError(Exception):
    """A journey stopped; the message is a sentence for the buyer.

    `evidence` is the folder with what the page showed, where that is kept.
    """

    outcome = Outcome.FAILED
    evidence: str | None = None


class Refused(FlowError):
    outcome = Outcome.REFUSED


class UnknownOrder(Refused):
    """The signed-in account has no order with this id."""


class NeedsPerson(FlowError):
    outcome = Outcome.NEEDS_PERSON


class SignedOut(NeedsPerson):
    """The shop asks for a sign-in."""


class Checked(NeedsPerson):
    """The shop wants to see a person: a slider, or something like it."""


class Doubtful(NeedsPerson):
    """What became of something sent for one order; the account's other orders can go on."""


class ShopChanged(FlowError):
    outcome = Outcome.SHOP_CHANGED


class Unreachable(FlowError):
    outcome = Outcome.UNREACHABLE


class BrowserGone(FlowError):
    """The browser, or the page in it, ended under the run; its other orders can't go on either."""
