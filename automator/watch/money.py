"""What is left to wait for, and to say, once an order is over and money is on its way back."""

from automator.ledger.following import WaitingFor
from flows.domain.claims import Claim, Whereabouts
from flows.domain.refunds import RefundStage
from flows.seller_answer import Answer

_TELLS = {
    Whereabouts.RECEIVED: "The money is there, you said.",
    Whereabouts.BALANCE: (
        "The money is on your balance in the shop, where it can pay your next purchase."
    ),
    Whereabouts.ON_ITS_WAY: (
        "The page says refunded. It can take up to two weeks until the money is on the account."
    ),
}


def waits_for(claim: Claim | None) -> WaitingFor:
    """None: nothing was ever paid. Sent money is waited for until its due date or your word."""
    if claim is None or claim.has_landed:
        return WaitingFor.NOTHING
    is_sent = claim.where is Whereabouts.ON_ITS_WAY
    return WaitingFor.ARRIVAL if is_sent else WaitingFor.REFUND


def money_message(answer: Answer, claim: Claim | None) -> str:
    """Late money is told with what to do about it."""
    if claim is None:
        return "The order is closed and was never paid: no money is owed."
    if claim.is_overdue or claim.is_stalled:
        return f"{claim.advice.why} {claim.advice.next_step}"
    if claim.where in _TELLS:
        return _TELLS[claim.where]
    if claim.refund.stage is RefundStage.NONE:
        return f"{answer.message} The payment view shows no refund yet."
    return f"{answer.message} The refund is {claim.refund.stage}."
