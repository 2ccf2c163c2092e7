"""The days to remember as an iCalendar file: due dates of refunds, windows of disputes.

It tells an order by its last four digits only, since calendars are shared. Each day has a UID of
its own that stays the same, and a SEQUENCE that grows, so that a later file brings the calendar up
to date. By RFC 5545, which allows no calendar without a component.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from automator.home import HomeError, write_private
from flows.domain.advice import advise
from flows.domain.claims import Claim
from flows.domain.orders import Order
from flows.domain.situations import Known, Situation

_BEGINS = b"BEGIN:VCALENDAR"
_ENDS_OF = {
    Situation.SHIPPED: "Last day to open a dispute or confirm receipt",
    Situation.SHIPPED_EARLY: "Last day to open a dispute or confirm receipt",
    Situation.SHIPPED_UNKNOWN: "Last day to open a dispute or confirm receipt",
    Situation.PARTLY_SHIPPED: "Last day to open a dispute or confirm receipt",
    Situation.COMPLETED: "Last day to open a dispute",
    Situation.DISPUTE_WITH_BUYER: "Last day to answer in the dispute",
}
_WARNED_BEFORE = timedelta(days=1)
_SEQUENCE_GROWS_EACH_S = 60


@dataclass(frozen=True, slots=True)
class Day:
    """A moment to remember; `kind` and `order_id` make it this one and no other."""

    order_id: str
    kind: str
    at: datetime
    title: str
    text: str


def days_to_remember(
    claims: Sequence[Claim], orders: Sequence[Order], known: Mapping[str, Known], now: datetime
) -> list[Day]:
    """When money is due that has not landed, and from when until when disputes can be opened."""
    due = [day for claim in claims if (day := _due(claim))]
    windows = [day for order in orders for day in _window(order, known.get(order.id), now)]
    return sorted(due + windows, key=lambda day: (day.at, day.order_id, day.kind))


def write_calendar(file: Path, days: Sequence[Day], now: datetime) -> None:
    """Raises HomeError where the file can't be written, or is something else than a calendar."""
    try:
        is_other = file.exists() and not file.read_bytes().startswith(_BEGINS)
        if is_other:
            raise HomeError(f"{file} is no calendar and is left as it is; name another file")
        write_private(file, calendar(days, now))
    except OSError as error:
        raise HomeError(f"{file} can't be read ({error.strerror}); name another file") from error


def calendar(days: Sequence[Day], now: datetime) -> bytes:
    whole = Calendar()
    whole.add("prodid", "-//unbuy//refunds and disputes//EN")
    whole.add("version", "2.0")
    for day in days:
        whole.add_component(_event(day, now.astimezone(UTC)))
    if not days:
        whole.add_component(_utc())
    content: bytes = whole.to_ical()
    return content


def _event(day: Day, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{sha256(f'{day.kind} {day.order_id}'.encode()).hexdigest()[:32]}@unbuy")
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp() // _SEQUENCE_GROWS_EACH_S))
    event.add("dtstart", day.at.astimezone(UTC))
    event.add("summary", day.title)
    event.add("description", day.text)
    event.add("transp", "TRANSPARENT")
    if day.at > now:
        event.add_component(_alarm(day))
    return event


def _alarm(day: Day) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", day.title)
    alarm.add("trigger", -_WARNED_BEFORE)
    return alarm


def _utc() -> Timezone:
    """What a calendar without a day to remember consists of."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, by the RFC
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def _due(claim: Claim) -> Day | None:
    if claim.due is None or claim.has_landed:
        return None
    is_due = "was due and is not noted as received" if claim.is_overdue else "is due"
    title = f"Refund {is_due} (order …{claim.order.id[-4:]})"
    money = f"{claim.owed}{f' by {claim.method}' if claim.method else ''}. " if claim.owed else ""
    text = f"{money}Is it there? unbuy refunds received. If not: unbuy refunds --overdue"
    return Day(claim.order.id, "refund", claim.due, title, text)


def _window(order: Order, known: Known | None, now: datetime) -> Iterator[Day]:
    advice = advise(order, now, known)
    name = f"(order …{order.id[-4:]})"
    if advice.situation not in _ENDS_OF:
        return
    if advice.not_before:
        title = f"A dispute can be opened from now on {name}"
        yield Day(order.id, "dispute_from", advice.not_before, title, "unbuy advise tells more.")
    if advice.not_after:
        title = f"{_ENDS_OF[advice.situation]} {name}"
        yield Day(order.id, "dispute_until", advice.not_after, title, "unbuy advise tells more.")
