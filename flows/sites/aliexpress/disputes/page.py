"""The page of a dispute, or what the shop shows instead where there is none. Mostly a guess."""

from datetime import datetime
from typing import Any

from flows.domain.acts import Act
from flows.domain.disputes import Dispute, DisputeReason, DisputeStage, HandedIn, Party, Said
from flows.domain.money import Money
from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.disputes.argument import Argument
from flows.sites.aliexpress.disputes.sending import Sender, the_button
from flows.sites.aliexpress.screen import Reading, Screen
from flows.sites.aliexpress.words import Words, entry, says, tidy

_PARTIES = {"buyer": Party.BUYER, "seller": Party.SELLER, "platform": Party.SHOP}


class DisputePage:
    """The page as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self, order_id: str) -> Dispute | None:
        """None where the page offers to open one, or says why it can't be.

        Raises `ShopChanged` where a text is not known or the page is about another order.
        """
        reading = self._screen.read("dispute")
        self._raise_if_another(reading, order_id)
        if reading.data["state"] is None:
            return None
        try:
            return _dispute(reading)
        except ValueError as why:
            raise ShopChanged(f"The dispute of order {order_id} can't be read: {why}.") from why

    def way_to_form(self, order_id: str, *, received: bool) -> str | None:
        """The address of the form behind the question that stands here; None: the form does.

        Raises `Refused` with the shop's words where it lets no dispute be opened.
        """
        reading = self._screen.read("dispute")
        self._raise_if_another(reading, order_id)
        raw, words = reading.data, reading.words
        if raw["refusal"]:
            raise Refused(f'The shop refuses: "{tidy(raw["refusal"])}" Nothing was sent.')
        if raw["state"]:
            raise Refused("A dispute about this order is open already. Nothing was sent.")
        if raw["form"]:
            return None
        wanted = words.dispute.refund_only + (words.dispute.yes if received else words.dispute.no)
        ways = [way["url"] for way in raw["ways"] if says(wanted, way["text"])]
        if len(ways) != 1:
            raise ShopChanged("The shop does not ask about the parcel as known. Nothing was sent.")
        return str(ways[0])

    def argument(self) -> Argument:
        """Raises `ShopChanged` where nothing can be added here."""
        words = self._screen.read("dispute").words
        form = self._screen.locate("dispute", "argument")
        return Argument(self._screen, form, the_button(form, words.dispute.argue, "adds a word"))

    def withdrawal(self) -> Sender:
        words = self._screen.read("dispute").words
        button = the_button(
            self._screen.page.locator("main"), words.dispute.withdraw, "withdraws the dispute"
        )
        return Sender(self._screen, button, Act.WITHDRAW_DISPUTE, words)

    def _raise_if_another(self, reading: Reading, order_id: str) -> None:
        if order_id not in (reading.data["order"] or ""):
            raise ShopChanged(f"The page of the dispute is not about order {order_id}.")


def _dispute(reading: Reading) -> Dispute:
    raw, words = reading.data, reading.words
    facts = [(tidy(row[0]).rstrip(":"), tidy(row[1])) for row in raw["facts"] if len(row) > 1]
    about = entry(facts, words.dispute.about)
    opened = entry(facts, words.dispute.opened)
    wanted = _sum(entry(facts, words.dispute.wanted), words, None)
    return Dispute(
        stage=_stage(raw["state"], words),
        state=tidy(raw["state"]),
        told=tidy(raw["told"] or ""),
        answer_by=_present_end(raw["steps"], words),
        reason=_reason(about, words),
        reason_words=about,
        received=_yes(entry(facts, words.dispute.received), words),
        wanted=wanted,
        offered=_sum(entry(facts, words.dispute.offered), words, wanted),
        granted=_sum(entry(facts, words.dispute.granted), words, wanted),
        opened_at=words.moment_in(opened),
        talks=tuple(_said(it, words) for it in raw["talks"]),
    )


def _stage(line: str, words: Words) -> DisputeStage:
    """A dispute that is settled with money shows the stage of the refund instead of its own."""
    if words.is_dispute_stage(line):
        return words.dispute_stage_of(line)
    words.refund_stage_of(line)
    return DisputeStage.ENDED


def _present_end(steps: list[dict[str, Any]], words: Words) -> datetime | None:
    return next((words.moment_in(step["date"]) for step in steps if step["current"]), None)


def _reason(text: str | None, words: Words) -> DisputeReason | None:
    """None where the shop has a reason that we have no name for; its words are kept."""
    known = words.dispute_reason.items()
    return next((reason for reason, texts in known if text and says(texts, text)), None)


def _yes(text: str | None, words: Words) -> bool | None:
    if text is None:
        return None
    if says(words.dispute.yes, text):
        return True
    if says(words.dispute.no, text):
        return False
    raise ValueError(f"{text!r} is neither yes nor no")


def _sum(text: str | None, words: Words, like: Money | None) -> Money | None:
    """The sum; "nothing" is one in the currency of another."""
    if text is None:
        return None
    if like and says(words.dispute.nothing, text):
        return Money(like.amount - like.amount, like.currency)
    return words.money_in(text)


def _said(raw: dict[str, Any], words: Words) -> Said:
    if raw["party"] not in _PARTIES:
        raise ValueError(f"nobody known is called {raw['party']!r}")
    return Said(
        by=_PARTIES[raw["party"]],
        at=words.moment_in(raw["at"]),
        deed=tidy(raw["deed"] or ""),
        text=tidy(raw["text"] or ""),
        files=tuple(HandedIn(tidy(it["name"]), tidy(it["size"] or "")) for it in raw["files"]),
    )
