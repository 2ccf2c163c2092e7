"""The pages that are recorded, each with the world it is from and what must be read of it.

What is said here is said by hand, after the world: a page that reads otherwise is not recorded.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from mock_site.practice_shop import PracticeShop

LayoutName = Literal["current", "classic"]
LAYOUTS: tuple[LayoutName, ...] = ("current", "classic")
_ALIKE: tuple[LayoutName, ...] = ("current",)  # the others draw such a page the same
Pick = Callable[[PracticeShop], str]
LANGUAGES = {
    "english": "en",
    "russian": "ru",
    "spanish": "es",
    "portuguese": "pt",
    "german": "de",
    "french": "fr",
}


@dataclass(frozen=True)
class Case:
    """One page: `pick` makes or finds the order, `facts` are fields and what they must hold.

    `layouts` are those that draw it each in its own way.
    """

    name: str
    page: str
    pick: Pick = lambda _: ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    scenario: str = "every-state"
    buyer: str | None = None
    variant: Mapping[str, str] = field(default_factory=dict)
    layouts: Sequence[LayoutName] = LAYOUTS


def cases() -> Iterator[Case]:
    yield from _orders_by_status()
    yield from _orders_over()
    yield from _orders_of_special_cases()
    yield from _refunds()
    yield from _lists()
    yield from _cancel_dialogs()
    yield from _threads_and_parcels()
    yield from _disputes()
    yield from _in_each_language()


def _status(status: str) -> Pick:
    return lambda shop: shop.first(status)


def _ended(reason: str) -> Pick:
    return lambda shop: next(i for i, o in shop.orders().items() if o["end_reason"] == reason)


def _refund(stage: str) -> Pick:
    return lambda shop: next(i for i, o in shop.orders().items() if o["refund"]["stage"] == stage)


def _orders_by_status() -> Iterator[Case]:
    for name, theirs, ours in (
        ("unpaid", "PLACE_ORDER_SUCCESS", "awaiting_payment"),
        ("verifying", "RISK_CONTROL", "payment_verifying"),
        ("paid", "WAIT_SELLER_SEND_GOODS", "awaiting_shipment"),
        ("requested", "IN_CANCEL", "cancel_requested"),
        ("partly-shipped", "SELLER_PART_SEND_GOODS", "partly_shipped"),
        ("shipped", "WAIT_BUYER_ACCEPT_GOODS", "shipped"),
        ("in-dispute", "IN_ISSUE", "in_dispute"),
        ("frozen", "IN_FROZEN", "frozen"),
    ):
        yield Case(f"order-{name}", "order", _status(theirs), {"status": ours})


def _orders_over() -> Iterator[Case]:
    for theirs, ours, status in (
        ("buyer_cancel_notpay_order", "cancelled_unpaid", "cancelled"),
        ("buyer_cancel_order_in_risk", "cancelled_in_verification", "cancelled"),
        ("cancel_order_close_trade", "cancelled_with_seller", "cancelled"),
        ("buyer_pay_timeout", "payment_timeout", "closed"),
        ("seller_send_goods_timeout", "shipping_timeout", "closed"),
        ("buyer_accept_goods", "received", "completed"),
        ("buyer_accept_goods_timeout", "received_by_timeout", "completed"),
        ("end_issue", "dispute_ended", "closed"),
        ("security_close", "closed_by_shop", "closed"),
    ):
        facts = {"status": status, "end_reason": ours}
        yield Case(f"order-{ours.replace('_', '-')}", "order", _ended(theirs), facts)


def _orders_of_special_cases() -> Iterator[Case]:
    def declined(shop: PracticeShop) -> str:
        order = shop.first("IN_CANCEL")
        shop.seller(order, "decline")
        return order

    def extension(shop: PracticeShop) -> str:
        order = shop.first("WAIT_SELLER_SEND_GOODS")
        shop.seller(order, "ask_extension", days=5)
        return order

    def deleted(shop: PracticeShop) -> str:
        return next(i for i, order in shop.orders().items() if order["deleted"] == "recycle")

    answer = {"word": "declined", "at": "2026-03-02T09:00:00Z"}
    yield Case("order-declined", "order", declined, {"answer": answer})
    yield Case("order-extension-asked", "order", extension, {"extension_days": 5})
    facts = {"is_deleted": True, "status": "cancelled"}
    yield Case("order-deleted", "order", deleted, facts, "deleted-orders")


def _refunds() -> Iterator[Case]:
    for stage in ("NONE", "EXPECTED", "PROCESSING", "REFUNDED"):
        yield Case(f"refund-{stage.lower()}", "refund", _refund(stage), {"stage": stage.lower()})


def _lists() -> Iterator[Case]:
    yield Case("my-orders", "my_orders", scenario="everyday", facts={"unreadable": []})
    yield Case("my-orders-irregular-words", "my_orders", scenario="irregular-words")
    yield Case("my-orders-disputes", "my_orders", scenario="disputes", facts={"unreadable": []})
    yield Case("my-orders-refunds", "my_orders", scenario="late-refunds", facts={"unreadable": []})
    yield Case("my-orders-split", "my_orders", scenario="split-orders", facts={"unreadable": []})
    yield Case("my-orders-empty", "my_orders", scenario="empty", facts={"orders": []})
    yield Case("deleted-orders", "deleted_orders", scenario="deleted-orders")


def _cancel_dialogs() -> Iterator[Case]:
    for reasons in ("radio", "drop_down"):
        for name, status in (("unpaid", "PLACE_ORDER_SUCCESS"), ("paid", "WAIT_SELLER_SEND_GOODS")):
            yield Case(
                f"cancel-dialog-{name}-{reasons.replace('_', '-')}",
                "cancel_dialog",
                _status(status),
                variant={"reasons": reasons},
            )


def _threads_and_parcels() -> Iterator[Case]:
    def silent(shop: PracticeShop) -> str:
        return shop.new_order("WAIT_SELLER_SEND_GOODS")

    def answered(shop: PracticeShop) -> str:
        order = silent(shop)
        shop.seller(order, "message", text="It leaves tomorrow.")
        return order

    yield Case("messages-none", "thread", silent, {"messages": []}, layouts=_ALIKE)
    yield Case("messages", "thread", answered, layouts=_ALIKE)
    for name, total in (("sent", "18.40"), ("on-its-way", "57.00"), ("in-parts", "93.00")):
        pick = _of_total(total)
        yield Case(f"parcels-{name}", "parcels", pick, scenario="parcels", layouts=_ALIKE)


def _disputes() -> Iterator[Case]:
    for name, total, stage in (
        ("sellers-turn", "40.00", "seller"),
        ("offer", "80.00", "buyer"),
        ("shops-turn", "90.00", "shop"),
        ("settled", "50.00", "ended"),
    ):
        yield Case(f"dispute-{name}", "dispute", _of_total(total), {"stage": stage}, "disputes")
    yield Case("dispute-not-opened", "dispute", _of_total("48.00"), scenario="disputes")


def _of_total(total: str) -> Pick:
    return lambda shop: next(i for i, order in shop.orders().items() if order["total"] == total)


def _in_each_language() -> Iterator[Case]:
    for language, code in LANGUAGES.items():
        buyer = f"{language}@example.com"

        def mine(status: str, buyer: str = buyer) -> Pick:
            return lambda shop: next(
                i for i, order in shop.orders(buyer).items() if order["status"] == status
            )

        of_them = {"scenario": "languages", "buyer": buyer}
        unread: dict[str, Any] = {"unreadable": []}
        paid, stage = {"status": "awaiting_shipment"}, {"stage": "processing"}
        yield Case(f"my-orders-{code}", "my_orders", facts=unread, **of_them)  # type: ignore[arg-type]  # two texts
        yield Case(f"order-paid-{code}", "order", mine("WAIT_SELLER_SEND_GOODS"), paid, **of_them)  # type: ignore[arg-type]  # the same
        yield Case(f"refund-processing-{code}", "refund", mine("FINISH"), stage, **of_them)  # type: ignore[arg-type]  # the same
