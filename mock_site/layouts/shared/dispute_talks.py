"""The talks about a dispute: what the three parties wrote and what they did, in its order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from mock_site.disputes import Dispute, DisputeStage
from mock_site.evidence import Evidence
from mock_site.messages import Message, Party
from mock_site.orders import Order
from mock_site.wording import Wording


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution: words of the party itself, or a sentence on what it did."""

    party: Party
    at: datetime
    text: str = ""
    deed: str = ""
    files: tuple[Evidence, ...] = ()


def thread(messages: tuple[Message, ...]) -> list[Said]:
    """Messages as they are drawn."""
    return [Said(it.sender, it.at, text=it.text, files=it.files) for it in messages]


def talks(order: Order, dispute: Dispute, wording: Wording) -> list[Said]:
    """Words and deeds, oldest first; the words that came with a deed stand with it."""
    words = thread(dispute.talks)
    for party, at, deed, amount in _deeds(dispute):
        done = Said(party, at, deed=_sentence(wording, order, deed, amount))
        spoken = next((it for it in words if (it.party, it.at, it.deed) == (party, at, "")), None)
        if spoken:
            words[words.index(spoken)] = replace(spoken, deed=done.deed)
        else:
            words.append(done)
    return sorted(words, key=lambda said: said.at)


def _deeds(dispute: Dispute) -> Iterator[tuple[Party, datetime, str, Decimal]]:
    """Who did what and when, with the sum that it was about."""
    yield "buyer", dispute.opened_at, "opened", dispute.wanted
    if dispute.offered_at and dispute.offered is not None:
        deed = "offered" if dispute.offered else "refused"
        yield "seller", dispute.offered_at, deed, dispute.offered
    if dispute.escalated_at:
        yield "platform", dispute.escalated_at, "took_over", dispute.wanted
    if dispute.ended_at and dispute.stage is DisputeStage.WITHDRAWN:
        yield "buyer", dispute.ended_at, "withdrew", dispute.wanted
    if dispute.ended_at and dispute.ended_by and dispute.granted is not None:
        deed = f"ended_{'granted' if dispute.granted else 'nothing'}"
        yield "platform", dispute.ended_at, deed, dispute.granted


def _sentence(wording: Wording, order: Order, deed: str, amount: Decimal) -> str:
    return wording.text(f"dispute.deed.{deed}", amount=wording.money(amount, order.currency))
