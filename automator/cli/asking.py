"""The person at the terminal: sees what would be sent, and says yes or no."""

import sys

from flows.domain.advice import Verdict
from flows.errors import Refused
from flows.ports import Proposal


class PersonAtTerminal:
    """Asks before anything is sent."""

    def agrees(self, proposal: Proposal) -> bool:
        if not sys.stdin.isatty():
            raise Refused(
                f"Order {proposal.order.id} was left alone: there is no terminal to ask on."
                " Add --yes to send without asking."
            )
        verb = "Send" if proposal.advice.may_send else "Plan"
        sys.stderr.write(f"{shown(proposal)}{verb} this? [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in {"y", "yes"}


class AgreedBeforehand:
    """--yes was given: the proposal is shown, not asked about."""

    def agrees(self, proposal: Proposal) -> bool:
        sys.stderr.write(shown(proposal))
        return True


_AFTERWARDS = {
    Verdict.CANCEL: "The order is closed at once.",
    Verdict.REQUEST: "The seller agrees or declines; until then the order stays open.",
    Verdict.NOT_YET: "It is kept, and sent by `unbuy watch` as soon as the shop allows it.",
}


def shown(proposal: Proposal) -> str:
    """What will be sent, line by line."""
    order = proposal.order
    lines = [
        ("Order", order.id),
        ("Items", ", ".join(order.titles) or "?"),
        ("Seller", order.seller or "?"),
        ("Total", str(order.total or "?")),
        ("Status", order.status.replace("_", " ")),
        ("Reason", f"{proposal.words} (counts against the {proposal.blame})"),
    ]
    if proposal.note:
        lines.append(("Note", proposal.note))
    lines.append(("Then", _AFTERWARDS[proposal.advice.verdict]))
    return "".join(f"  {name:<7} {text}\n" for name, text in lines)
