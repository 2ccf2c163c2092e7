"""A calendar that can be shared, and that a later one brings up to date."""

from datetime import timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from icalendar import Calendar

from automator.home import HomeError
from automator.report.calendar import Day, calendar, days_to_remember, write_calendar
from flows.domain.claims import Claim, claim
from flows.domain.money import Money
from flows.domain.orders import Order, Status
from flows.domain.refunds import Method, Refund, RefundStage
from flows.domain.situations import Known
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

DAY = timedelta(days=1)
TEN = Money(Decimal("10.00"), "USD")


def owed(stage: str = "expected", method: Method = Method.CARD) -> Claim:
    order = order_in(Status.CANCELLED, seller="Müller; Söhne, Köln")
    return claim(order, Refund(RefundStage(stage), TEN, method, due=NOW + 3 * DAY), NOW)


def of_orders(*orders: Order, known: Known | None = None) -> list[Day]:
    return days_to_remember([], orders, {order.id: known or Known() for order in orders}, NOW)


def parsed(content: bytes) -> Calendar:
    """The calendar, if the library finds nothing against the RFC in any part of it."""
    whole = Calendar.from_ical(content)
    assert isinstance(whole, Calendar)
    whole.validate()  # type: ignore[no-untyped-call]  # the library's
    for part in whole.walk():
        assert part.errors == []
        assert set(part.required) <= part.keys()
        assert not any(isinstance(value, list) for value in part.values())
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    return whole


def read(content: bytes) -> list[dict[str, str]]:
    events = parsed(content).walk("VEVENT")
    return [
        {"uid": str(e["uid"]), "at": str(e.decoded("dtstart")), "title": str(e["summary"])}
        for e in events
    ]


def test_the_due_date_of_money_that_has_not_landed_is_a_day_to_remember() -> None:
    (day,) = days_to_remember([owed(), owed("refunded", Method.BALANCE)], [], {}, NOW)
    assert (day.kind, day.at) == ("refund", NOW + 3 * DAY)
    (event,) = read(calendar([day], NOW))
    assert event["at"] == str(NOW + 3 * DAY)
    assert event["title"] == f"Refund is due (order …{ID[-4:]})"


@pytest.mark.parametrize(
    ("order", "kinds"),
    [
        (
            order_in(Status.SHIPPED, dispute_from=NOW + DAY, dispute_until=NOW + 9 * DAY),
            ["dispute_from", "dispute_until"],
        ),
        (order_in(Status.SHIPPED, deadline=NOW + 9 * DAY), ["dispute_until"]),
        (order_in(Status.COMPLETED, ended_at=NOW), ["dispute_until"]),
        (order_in(Status.COMPLETED, ended_at=NOW - 99 * DAY), []),
        (order_in(Status.AWAITING_SHIPMENT, deadline=NOW + DAY), []),
    ],
)
def test_when_a_dispute_can_be_opened_is_remembered(order: Order, kinds: list[str]) -> None:
    assert [day.kind for day in of_orders(order)] == kinds


def test_a_day_that_moved_keeps_its_name_so_that_no_calendar_shows_it_twice() -> None:
    first = read(calendar(of_orders(order_in(Status.SHIPPED, deadline=NOW + DAY)), NOW))
    moved = read(calendar(of_orders(order_in(Status.SHIPPED, deadline=NOW + 2 * DAY)), NOW + DAY))
    assert first[0]["uid"] == moved[0]["uid"]
    assert first[0]["at"] != moved[0]["at"]
    both = of_orders(order_in(Status.SHIPPED, dispute_from=NOW + DAY, deadline=NOW + 9 * DAY))
    assert len({event["uid"] for event in read(calendar(both, NOW))}) == 2


def test_a_day_is_a_moment_in_utc_with_a_warning_a_day_before() -> None:
    here = timezone(timedelta(hours=3))
    day = Day(ID, "refund", (NOW + 3 * DAY).astimezone(here), "Refund", "ü; long, " * 40)
    (event,) = parsed(calendar([day], NOW.astimezone(here))).walk("VEVENT")
    written = event.to_ical().decode()
    assert f"DTSTART:{NOW + 3 * DAY:%Y%m%dT%H%M%SZ}" in written
    assert f"DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}" in written
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == -DAY
    assert (str(alarm["action"]), str(alarm["description"])) == ("DISPLAY", "Refund")
    assert str(event["description"]) == "ü; long, " * 40


def test_a_later_file_replaces_the_days_of_an_earlier_one() -> None:
    days = of_orders(order_in(Status.SHIPPED, deadline=NOW + DAY))
    (first,) = parsed(calendar(days, NOW)).walk("VEVENT")
    (later,) = parsed(calendar(days, NOW + timedelta(minutes=1))).walk("VEVENT")
    assert first["uid"] == later["uid"]
    assert first.decoded("sequence") < later.decoded("sequence") < 2**31
    assert first.decoded("dtstamp") < later.decoded("dtstamp")


def test_money_that_is_overdue_stays_a_day_to_remember_and_warns_no_more() -> None:
    refund = Refund(RefundStage.EXPECTED, TEN, Method.CARD, due=NOW - 3 * DAY)
    late = claim(order_in(Status.CANCELLED), refund, NOW)
    (event,) = parsed(calendar(days_to_remember([late], [], {}, NOW), NOW)).walk("VEVENT")
    assert str(event["summary"]).startswith("Refund was due and is not noted as received")
    assert event.decoded("dtstart") == NOW - 3 * DAY
    assert event.walk("VALARM") == []


def test_without_a_day_to_remember_it_is_still_a_calendar() -> None:
    assert parsed(calendar([], NOW)).walk("VEVENT") == []


def test_it_can_be_shown_to_others() -> None:
    content = calendar(days_to_remember([owed()], [owed().order], {}, NOW), NOW).decode()
    assert ID not in content
    assert "Müller" not in content


def test_a_file_that_is_no_calendar_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Ann")
    with pytest.raises(HomeError, match=r"letter\.txt is no calendar and is left as it is"):
        write_calendar(file, [], NOW)
    assert file.read_text() == "Dear Ann"


def test_an_older_calendar_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "refunds.ics"
    for days in ([], days_to_remember([owed()], [], {}, NOW)):
        write_calendar(file, days, NOW)
        assert len(read(file.read_bytes())) == len(days)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match=r"nowhere/refunds\.ics can't be written"):
        write_calendar(tmp_path / "nowhere" / "refunds.ics", [], NOW)
    with pytest.raises(HomeError, match="can't be read"):
        write_calendar(tmp_path, [], NOW)
