from datetime import timedelta

from flows.domain.orders import Status
from flows.domain.refunds import Method, Refund, RefundStage
from flows.refund_progress import refund_progress
from tests.flows.fakes import ID, FakeShop, order_in
from tests.flows.moments import NOW


def test_the_refund_comes_from_the_payment_view_with_a_due_date_of_its_method() -> None:
    shop = FakeShop(refunds={ID: Refund(RefundStage.PROCESSING, method=Method.QIWI)})
    refund = refund_progress(shop, order_in(Status.CANCELLED, ended_at=NOW))
    assert (refund.stage, refund.due) == (RefundStage.PROCESSING, NOW + timedelta(days=15))
    assert shop.events == ["refund"]


def test_a_due_date_on_the_page_wins_over_the_usual_time() -> None:
    due = NOW + timedelta(days=3)
    shop = FakeShop(refunds={ID: Refund(RefundStage.EXPECTED, method=Method.QIWI, due=due)})
    assert refund_progress(shop, order_in(Status.CANCELLED, ended_at=NOW)).due == due
