import pytest

from flows.domain.cancellation import (
    PAID_REASONS,
    UNPAID_REASONS,
    Blame,
    Reason,
    blame,
    reasons_for,
)
from flows.domain.orders import Status


def test_an_unpaid_order_has_its_seven_reasons_as_the_contract_lists_them() -> None:
    assert [reason.value for reason in UNPAID_REASONS] == [
        "not_needed",
        "other_product",
        "change_address",
        "change_coupon",
        "change_delivery",
        "cannot_pay",
        "other",
    ]


def test_a_paid_order_has_its_seven_reasons_as_the_contract_lists_them() -> None:
    assert [reason.value for reason in PAID_REASONS] == [
        "not_needed",
        "late_delivery",
        "price_raised",
        "other_delivery",
        "seller_silent",
        "out_of_stock",
        "other",
    ]


@pytest.mark.parametrize("status", Status)
def test_only_an_unpaid_order_is_offered_the_reasons_for_unpaid_ones(status: Status) -> None:
    unpaid = status is Status.AWAITING_PAYMENT
    assert reasons_for(status) == (UNPAID_REASONS if unpaid else PAID_REASONS)


def test_every_reason_is_offered_somewhere() -> None:
    assert {*UNPAID_REASONS, *PAID_REASONS} == set(Reason)


@pytest.mark.parametrize("status", Status)
def test_the_default_reason_never_blames_the_seller(status: Status) -> None:
    assert blame(Reason.NOT_NEEDED, status) is Blame.BUYER


@pytest.mark.parametrize("reason", UNPAID_REASONS)
def test_no_reason_for_an_unpaid_order_blames_the_seller(reason: Reason) -> None:
    assert blame(reason, Status.AWAITING_PAYMENT) is Blame.BUYER


@pytest.mark.parametrize("reason", PAID_REASONS[1:])
def test_every_other_reason_for_a_paid_order_blames_the_seller(reason: Reason) -> None:
    assert blame(reason, Status.AWAITING_SHIPMENT) is Blame.SELLER
