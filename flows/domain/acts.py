"""What a buyer can send to the shop about an order, each at most once at a time."""

from enum import StrEnum

from flows.domain.orders import Control


class Act(StrEnum):
    """One thing that changes an order in the shop; the names are kept in the ledger."""

    CANCEL = "cancel"
    DELETE = "delete"
    RESTORE = "restore"
    PURGE = "purge"
    EXTEND = "extend"
    OPEN_DISPUTE = "open_dispute"
    ARGUE = "argue"
    ACCEPT_OFFER = "accept_offer"
    ESCALATE = "escalate"
    WITHDRAW_DISPUTE = "withdraw_dispute"
    MESSAGE = "message"
    BUY_AGAIN = "buy_again"

    @property
    def noun(self) -> str:
        """As it stands in a sentence: "The deletion of 819… was sent"."""
        return _NOUNS[self]

    @property
    def control(self) -> Control:
        """What is pressed for it on the page of an order."""
        return _CONTROLS[self]


_CONTROLS = {
    Act.CANCEL: Control.CANCEL,
    Act.DELETE: Control.REMOVE,
    Act.RESTORE: Control.RESTORE,
    Act.PURGE: Control.PURGE,
    Act.EXTEND: Control.EXTEND,
    Act.MESSAGE: Control.MESSAGE,
    Act.BUY_AGAIN: Control.BUY_AGAIN,
}
_NOUNS = {
    Act.CANCEL: "cancellation",
    Act.DELETE: "deletion",
    Act.RESTORE: "restoring",
    Act.PURGE: "final deletion",
    Act.EXTEND: "extension",
    Act.OPEN_DISPUTE: "dispute",
    Act.ARGUE: "argument in the dispute",
    Act.ACCEPT_OFFER: "acceptance of the offer",
    Act.ESCALATE: "escalation of the dispute",
    Act.WITHDRAW_DISPUTE: "withdrawal of the dispute",
    Act.MESSAGE: "message",
    Act.BUY_AGAIN: "buying again",
}

# An order that took one of these can never take it again; an accepted cancellation that the seller
# declines later is no longer accepted.
ONCE_ONLY = (Act.CANCEL, Act.PURGE)
