"""The person at the terminal: sees what would be sent, and says yes or no."""

import sys

from flows.act_once import Step
from flows.domain.acts import Act
from flows.domain.advice import Verdict
from flows.domain.orders import Order
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

    def agrees_to(self, step: Step) -> bool:
        if not sys.stdin.isatty():
            raise Refused(
                f"Order {step.order.id} was left alone: there is no terminal to ask on."
                " Add --yes to send without asking."
            )
        sys.stderr.write(step_shown(step))
        if step.act is Act.PURGE:
            return _typed(f"Type the order id to {step.verb}: ") == step.order.id
        return _typed(f"{step.verb[0].upper()}{step.verb[1:]}? [y/N] ").lower() in {"y", "yes"}


class AgreedBeforehand:
    """--yes was given: the proposal is shown, not asked about."""

    def agrees(self, proposal: Proposal) -> bool:
        sys.stderr.write(shown(proposal))
        return True

    def agrees_to(self, step: Step) -> bool:
        sys.stderr.write(step_shown(step))
        return True


def _typed(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


_AFTERWARDS = {
    Verdict.CANCEL: "The order is closed at once.",
    Verdict.REQUEST: "The seller agrees or declines; until then the order stays open.",
    Verdict.NOT_YET: "It is kept, and sent by `unbuy watch` as soon as the shop allows it.",
}


def shown(proposal: Proposal) -> str:
    """What will be sent, line by line."""
    lines = [
        *_facts(proposal.order),
        ("Reason", f"{proposal.words} (counts against the {proposal.blame})"),
    ]
    if proposal.note:
        lines.append(("Note", proposal.note))
    lines.append(("Then", _AFTERWARDS[proposal.advice.verdict]))
    return _listed(lines)


def step_shown(step: Step) -> str:
    """What will be done to the order, line by line."""
    return _listed([*_facts(step.order), *step.details, ("Then", step.afterwards)])


def _facts(order: Order) -> list[tuple[str, str]]:
    return [
        ("Order", order.id),
        ("Items", ", ".join(order.titles) or "?"),
        ("Seller", order.seller or "?"),
        ("Total", str(order.total or "?")),
        ("Status", order.status.replace("_", " ")),
    ]


def _listed(lines: list[tuple[str, str]]) -> str:
    return "".join(f"  {name:<7} {text}\n" for name, text in lines)
