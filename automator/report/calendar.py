"""The days to remember as an iCalendar file: due dates of refunds, windows of disputes.

It tells an order by its last four digits only, since calendars are shared. Each day has a UID of
its own that stays the same, so that a later file brings the calendar up to date.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from icalendar import Alarm, Calendar, Event

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
        whole.add_component(_event(day, now))
    content: bytes = whole.to_ical()
    return content


def _event(day: Day, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{sha256(f'{day.kind} {day.order_id}'.encode()).hexdigest()[:32]}@unbuy")
    event.add("dtstamp", now)
    event.add("dtstart", day.at)
    event.add("summary", day.title)
    event.add("description", day.text)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", day.title)
    alarm.add("trigger", -_WARNED_BEFORE)
    event.add_component(alarm)
    return event


def _due(claim: Claim) -> Day | None:
    if claim.due is None or claim.has_landed:
        return None
    title = f"Refund is due (order …{claim.order.id[-4:]})"
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
