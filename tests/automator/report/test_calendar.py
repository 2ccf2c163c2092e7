"""A calendar that can be shared, and that a later one brings up to date."""

from datetime import timedelta
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


def read(content: bytes) -> list[dict[str, str]]:
    events = Calendar.from_ical(content).walk("VEVENT")
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
