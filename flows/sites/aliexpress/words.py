"""The shop's words in one language, as data: `labels/<language>.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from flows.domain.cancellation import Reason
from flows.domain.orders import Control, EndReason, Status
from flows.domain.refunds import Method, RefundStage
from flows.errors import ShopChanged
from flows.sites.aliexpress.texts import parse_date

M = TypeVar("M", bound=StrEnum)
_FOLDER = Path(__file__).with_name("labels")


class Words(BaseModel):
    """One entry per meaning; each is a list of texts, in which `*` stands for anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: dict[Status, list[str]]
    control: dict[Control, list[str]]
    end_reason: dict[EndReason, list[str]]
    reason: dict[Reason, list[str]]
    refund_stage: dict[RefundStage, list[str]]
    method: dict[Method, list[str]]
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
    send: list[str]
    cancel_title: list[str]
    months: list[str]
    date_pattern: str
    duration_units: dict[str, list[str]]

    def status_of(self, text: str) -> Status:
        return _meaning("status", self.status, text)

    def control_of(self, text: str) -> Control:
        return _meaning("control", self.control, text)

    def end_reason_of(self, text: str) -> EndReason:
        return _meaning("reason of the closing", self.end_reason, text)

    def reason_of(self, text: str) -> Reason:
        return _meaning("reason to cancel", self.reason, text)

    def refund_stage_of(self, text: str) -> RefundStage:
        return _meaning("refund stage", self.refund_stage, text)

    def method_of(self, text: str) -> Method:
        return _meaning("payment method", self.method, text)

    def date_in(self, text: str) -> date | datetime:
        """The date that a text holds, with its time where that is printed. Raises ValueError."""
        return parse_date(text, self.date_pattern, self.month_numbers())

    def moment_in(self, text: str | None) -> datetime | None:
        """The date with its time that a text holds; None where it holds no such thing."""
        try:
            found = self.date_in(text or "")
        except ValueError:
            return None
        return found if isinstance(found, datetime) else None

    def month_numbers(self) -> dict[str, int]:
        """Full and short names, case folded, to 1..12."""
        names: dict[str, int] = {}
        for number, entry in enumerate(self.months, start=1):
            for name in entry.split():
                names[name.casefold()] = number
        return names

    def units(self) -> dict[str, str]:
        """Words for a unit of time to the names that `timedelta` takes."""
        return {word: unit for unit, words in self.duration_units.items() for word in words}


@cache
def words_in(language: str) -> Words:
    """The table of a language, by what the page declares ("en", "en-US"). Raises ShopChanged."""
    tables = {file.stem: file for file in _FOLDER.glob("*.toml")}
    file = tables.get(language.split("-", maxsplit=1)[0].lower())
    if file is None:
        raise ShopChanged(f"The shop's pages are in {language!r}, which has no table of words yet.")
    return Words.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


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


def _meaning(kind: str, table: Mapping[M, list[str]], text: str) -> M:
    for meaning, texts in table.items():
        if says(texts, text):
            return meaning
    raise ShopChanged(f"Unknown {kind} on the page: {tidy(text)!r}.")
