"""The shop's words in one language, as data: `labels/<language>.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.disputes import DisputeReason, DisputeStage
from flows.domain.money import Money
from flows.domain.orders import Control, EndReason, Status
from flows.domain.refunds import Method, RefundStage
from flows.errors import ShopChanged
from flows.sites.aliexpress.sums import parse_money
from flows.sites.aliexpress.times import parse_date, parse_duration

M = TypeVar("M", bound=StrEnum)
_FOLDER = Path(__file__).with_name("labels")


class UnknownWord(ShopChanged):
    """A text that has no meaning in a table of a language, such as "status" in "en"."""

    def __init__(self, text: str, table: str, language: str, kind: str) -> None:
        self.text = tidy(text)
        self.table = table
        self.language = language
        super().__init__(
            f"Unknown {kind} on the page: {self.text!r}. If you are sure what it means, add it"
            f" under [labels.{language}.{table}] in overrides.toml."
        )


class DisputeWords(BaseModel):
    """What only the pages of a dispute say, each entry as in `Words`.

    From `wanted` to `opened` they are the labels of its facts; `refused` is how the shop says no.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    next_step: list[str]
    submit: list[str]
    refund_only: list[str]
    view_solutions: list[str]
    take_offer: list[str]
    disagree: list[str]
    withdraw: list[str]
    argue: list[str]
    yes: list[str]
    no: list[str]
    nothing: list[str]
    wanted: list[str]
    offered: list[str]
    granted: list[str]
    about: list[str]
    received: list[str]
    opened: list[str]
    refused: list[str]


class Words(BaseModel):
    """One entry per meaning; each is a list of texts, in which `*` stands for anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    status: dict[Status, list[str]]
    control: dict[Control, list[str]]
    end_reason: dict[EndReason, list[str]]
    reason: dict[Reason, list[str]]
    refund_stage: dict[RefundStage, list[str]]
    dispute_stage: dict[DisputeStage, list[str]]
    method: dict[Method, list[str]]
    act_title: dict[Act, list[str]]
    act_confirm: dict[Act, list[str]]
    declined: list[str]
    refused: list[str]
    order_id: list[str]
    placed_at: list[str]
    paid_with: list[str]
    closed_at: list[str]
    total: list[str]
    refund_amount: list[str]
    refund_due: list[str]
    all_orders: list[str]
    go_on: list[str]
    send: list[str]
    cancel_title: list[str]
    countdown: list[str]
    extension: list[str]
    deleted: list[str]
    deleted_orders: list[str]
    dispute_from: list[str]
    dispute_until: list[str]
    dates: list[str]
    times: list[str]
    duration_units: dict[str, list[str]]
    dispute_reason: dict[DisputeReason, list[str]]
    dispute: DisputeWords

    def status_of(self, text: str) -> Status:
        return self._meaning("status", "status", self.status, text)

    def control_of(self, text: str) -> Control:
        return self._meaning("control", "control", self.control, text)

    def end_reason_of(self, text: str) -> EndReason:
        return self._meaning("reason of the closing", "end_reason", self.end_reason, text)

    def reason_of(self, text: str) -> Reason:
        return self._meaning("reason to cancel", "reason", self.reason, text)

    def refund_stage_of(self, text: str) -> RefundStage:
        return self._meaning("refund stage", "refund_stage", self.refund_stage, text)

    def is_dispute_stage(self, text: str) -> bool:
        """Whether a line of state is that of a dispute; others are those of a refund."""
        return any(says(texts, text) for texts in self.dispute_stage.values())

    def dispute_stage_of(self, text: str) -> DisputeStage:
        return self._meaning("dispute stage", "dispute_stage", self.dispute_stage, text)

    def method_of(self, text: str) -> Method:
        return self._meaning("payment method", "method", self.method, text)

    def money_in(self, text: str) -> Money:
        """The sum that a text holds. Raises ValueError."""
        return parse_money(text, self.language)

    def date_in(self, text: str) -> date | datetime:
        """The date that a text holds, with its time where that is printed. Raises ValueError."""
        return parse_date(text, self.dates, self.times, self.language)

    def moment_in(self, text: str | None) -> datetime | None:
        """The date with its time that a text holds; None where it holds no such thing."""
        try:
            found = self.date_in(text or "")
        except ValueError:
            return None
        return found if isinstance(found, datetime) else None

    def duration_in(self, text: str) -> timedelta | None:
        """The countdown that a text holds; None where it holds none."""
        units = {word: unit for unit, words in self.duration_units.items() for word in words}
        return parse_duration(text, units)

    def if_renamed(self, key: str, table: str = "") -> str:
        """A sentence for the buyer: how to tell of another name that something has now."""
        name = f"labels.{self.language}.{table}".rstrip(".")
        return f"If it has another name now, add that to {key} under [{name}] in overrides.toml."

    def _meaning(self, kind: str, table: str, texts_of: Mapping[M, list[str]], text: str) -> M:
        for meaning, texts in texts_of.items():
            if says(texts, text):
                return meaning
        raise UnknownWord(text, table, self.language, kind)


@cache
def words_in(language: str) -> Words:
    """The table of a language, by what the page declares ("en", "en-US"). Raises ShopChanged."""
    name = table_name(language)
    if name not in languages():
        raise ShopChanged(f"The shop's pages are in {language!r}, which has no table of words yet.")
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Words.model_validate({"language": name, **table})


def table_name(language: str) -> str:
    """The language as tables are called by it: "en" for "en-US"."""
    return language.split("-", maxsplit=1)[0].lower()


def languages() -> list[str]:
    """Those that have a table of words, such as "de"."""
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def says(texts: list[str], text: str) -> bool:
    """Whether a printed text is one of these, but for case, spaces and what `*` stands for."""
    return any(_pattern(known).fullmatch(tidy(text)) for known in texts)


def entry(rows: Iterable[tuple[str, str]], labels: list[str]) -> str | None:
    """The value of the first row whose label is one of these."""
    return next((value for label, value in rows if says(labels, label)), None)


def tidy(text: str) -> str:
    """Fold all white space; printed texts carry stray spaces."""
    return " ".join(text.split())


@cache
def _pattern(known: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, known.split("*"))), re.IGNORECASE)
