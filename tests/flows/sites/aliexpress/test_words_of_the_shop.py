"""What the practice shop's pages say, in each of its languages, is what our tables know."""

from datetime import timedelta

import pytest

from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.disputes import DisputeReason, DisputeStage
from flows.domain.orders import Control, EndReason, Status
from flows.domain.refunds import Method, RefundStage
from flows.sites.aliexpress.words import Words, languages, says, words_in
from mock_site.wording import Wording, wording

each_language = pytest.mark.parametrize("language", languages())
each_label = pytest.mark.parametrize("labels", ["", "ref_number"])
each_layout = pytest.mark.parametrize("layout", ["current", "classic"])

STATUSES = {
    "PLACE_ORDER_SUCCESS": Status.AWAITING_PAYMENT,
    "RISK_CONTROL": Status.PAYMENT_VERIFYING,
    "WAIT_SELLER_SEND_GOODS": Status.AWAITING_SHIPMENT,
    "IN_CANCEL": Status.CANCEL_REQUESTED,
    "SELLER_PART_SEND_GOODS": Status.PARTLY_SHIPPED,
    "WAIT_BUYER_ACCEPT_GOODS": Status.SHIPPED,
    "IN_ISSUE": Status.IN_DISPUTE,
    "IN_FROZEN": Status.FROZEN,
}
END_REASONS = {
    "buyer_cancel_notpay_order": EndReason.CANCELLED_UNPAID,
    "buyer_cancel_order_in_risk": EndReason.CANCELLED_IN_VERIFICATION,
    "cancel_order_close_trade": EndReason.CANCELLED_WITH_SELLER,
    "buyer_pay_timeout": EndReason.PAYMENT_TIMEOUT,
    "seller_send_goods_timeout": EndReason.SHIPPING_TIMEOUT,
    "buyer_accept_goods": EndReason.RECEIVED,
    "buyer_accept_goods_timeout": EndReason.RECEIVED_BY_TIMEOUT,
    "end_issue": EndReason.DISPUTE_ENDED,
    "security_close": EndReason.CLOSED_BY_SHOP,
}
REASONS = {
    "unpaid.buyerDonotwantOrder": Reason.NOT_NEEDED,
    "unpaid.buyerWantChangeProduct": Reason.OTHER_PRODUCT,
    "unpaid.buyerChangeMailAddress": Reason.CHANGE_ADDRESS,
    "unpaid.buyerChangeCoupon": Reason.CHANGE_COUPON,
    "unpaid.buyerChangeLogistic": Reason.CHANGE_DELIVERY,
    "unpaid.buyerCannotPayment": Reason.CANNOT_PAY,
    "unpaid.otherReasons": Reason.OTHER,
    "paid.buyerDonotwantOrder": Reason.NOT_NEEDED,
    "paid.freightCommitDayNotMatch": Reason.LATE_DELIVERY,
    "paid.sellerRiseOrderAmount": Reason.PRICE_RAISED,
    "paid.sellerDidnotuseBuyerLogisticType": Reason.OTHER_DELIVERY,
    "paid.buyerCannotContactSeller": Reason.SELLER_SILENT,
    "paid.productNotEnough": Reason.OUT_OF_STOCK,
    "paid.otherReasons": Reason.OTHER,
}
STAGES = {
    "EXPECTED": RefundStage.EXPECTED,
    "PROCESSING": RefundStage.PROCESSING,
    "REFUNDED": RefundStage.REFUNDED,
    "ON_BALANCE": RefundStage.REFUNDED,
}
DISPUTES = {
    "WAIT_SELLER": DisputeStage.SELLER,
    "WAIT_BUYER": DisputeStage.BUYER,
    "PLATFORM": DisputeStage.SHOP,
    "ENDED": DisputeStage.ENDED,
    "WITHDRAWN": DisputeStage.WITHDRAWN,
    "on_hold": DisputeStage.ON_HOLD,
}
DISPUTE_REASONS = {
    "notReceived": DisputeReason.NOT_RECEIVED,
    "returnedToSender": DisputeReason.RETURNED,
    "sellerRefusedToCancel": DisputeReason.NOT_CANCELLED,
    "notAsDescribed": DisputeReason.NOT_AS_DESCRIBED,
    "qualityProblem": DisputeReason.DAMAGED,
    "wrongGoods": DisputeReason.WRONG_GOODS,
}
DISPUTE_ACTS = {
    Act.OPEN_DISPUTE: "dispute_open",
    Act.ACCEPT_OFFER: "dispute_accept",
    Act.ESCALATE: "dispute_escalate",
    Act.WITHDRAW_DISPUTE: "dispute_withdraw",
}
CONTROLS = {
    "button.pay": Control.PAY,
    "button.cancel_order": Control.CANCEL,
    "button.confirm_received": Control.CONFIRM_RECEIPT,
    "button.track": Control.TRACK,
    "button.add_to_cart": Control.BUY_AGAIN,
    "button.remove": Control.REMOVE,
    "button.more": Control.MORE,
    "button.payment": Control.REFUND,
    "button.extend": Control.EXTEND,
    "button.restore": Control.RESTORE,
    "button.purge": Control.PURGE,
    "button.review": Control.REVIEW,
    "protection.button": Control.RETURN,
    "messages.contact": Control.MESSAGE,
}
RENAMED = ("button.cancel_order_renamed", "button.more_renamed", "button.cancel", "button.confirm")


STATES_IN_A_SENTENCE = {f"record.state.{code}": status for code, status in STATUSES.items()}
ROWS_OF_AN_ORDER: dict[str, dict[str, tuple[str, ...]]] = {
    "current": {
        "order_id": ("orders.id", "detail.id"),
        "placed_at": ("orders.date", "detail.placed"),
        "closed_at": ("detail.closed",),
        "paid_with": ("detail.method", "refund.method"),
        "total": ("detail.total",),
        "refund_amount": ("refund.amount",),
        "refund_due": ("refund.due",),
        "all_orders": ("orders.tabs.all",),
    },
    "classic": {
        "order_id": ("detail.id", "record.number", "orders.id"),
        "placed_at": ("step.placed", "operate.placed"),
        "closed_at": ("operate.closed",),
        "paid_with": ("fund.method", "fund.refund_method"),
        "total": ("goods.sum",),
        "refund_amount": ("fund.refund_cash",),
        "refund_due": ("fund.refund_due",),
    },
}
ROWS_NOT_MEANT: dict[str, dict[str, tuple[str, ...]]] = {
    "current": {"total": ("detail.subtotal",), "paid_with": ("detail.paid",)},
    "classic": {
        "closed_at": ("operate.placed", "operate.paid", "operate.shipped", "step.completed"),
        "placed_at": ("operate.paid", "operate.shipped", "step.paid", "step.shipped"),
    },
}
UNITS = ("days", "hours", "minutes", "seconds")
TIMERS = ("reminder.pay", "reminder.ship", "reminder.answer")


def both(language: str, layout: str = "current", labels: str = "") -> tuple[Words, Wording]:
    return words_in(language), wording(language, layout, labels)


@each_language
def test_every_status_and_every_word_for_an_ending_is_known(language: str) -> None:
    words, shop = both(language)
    for code, status in STATUSES.items():
        for number in range(6):
            assert words.status_of(shop.one_of(f"status.{code}", number)) is status
    for code, reason in END_REASONS.items():
        assert words.end_reason_of(shop.text(f"ending_reason.{code}")) is reason
        for number in range(6):
            assert words.status_of(shop.one_of(f"ending.{code}", number)).is_over


@each_language
def test_every_reason_stage_and_method_is_known(language: str) -> None:
    words, shop = both(language)
    assert {code: words.reason_of(shop.text(f"cancel.{code}")) for code in REASONS} == REASONS
    assert {
        code: words.refund_stage_of(shop.text(f"refund.stage.{code}")) for code in STAGES
    } == STAGES
    assert {
        code: words.dispute_stage_of(shop.text(f"dispute.state.{code}")) for code in DISPUTES
    } == DISPUTES
    assert words.refund_stage_of(shop.text("refund.none")) is RefundStage.NONE
    assert [words.method_of(shop.text(f"method.{method}")) for method in Method] == list(Method)


@each_language
@each_layout
def test_every_control_of_an_order_is_known_and_no_renamed_one_is(
    language: str, layout: str
) -> None:
    words, shop = both(language, layout)
    assert {key: words.control_of(shop.text(key)) for key in CONTROLS} == CONTROLS
    known = [text for texts in words.control.values() for text in texts]
    assert [key for key in RENAMED if says(known, shop.text(key))] == []


@each_language
@each_label
@each_layout
def test_every_label_of_a_fact_is_known_in_both_generations(
    language: str, labels: str, layout: str
) -> None:
    words, shop = both(language, layout, labels)

    def known(fact: str, key: str) -> bool:
        return says(getattr(words, fact), shop.text(key).partition(":")[0])

    rows, others = ROWS_OF_AN_ORDER[layout], ROWS_NOT_MEANT[layout]
    assert [key for fact, keys in rows.items() for key in keys if not known(fact, key)] == []
    assert [key for fact, keys in others.items() for key in keys if known(fact, key)] == []


@each_language
def test_every_state_that_the_classic_page_puts_in_a_sentence_is_known(language: str) -> None:
    words, shop = both(language, "classic")
    states = {key: words.status_of(shop.text(key)) for key in STATES_IN_A_SENTENCE}
    assert states == STATES_IN_A_SENTENCE


@each_language
def test_every_timer_of_the_classic_page_is_read_and_that_of_the_receipt_is_not(
    language: str,
) -> None:
    words, shop = both(language, "classic")
    left = " ".join(f"{n} {shop.text(f'countdown.{unit}')}" for n, unit in enumerate(UNITS, 1))
    for key in TIMERS:
        text = f"{shop.text(key)} {left}"
        assert says(words.countdown, text), key
        assert words.duration_in(text) == timedelta(days=1, hours=2, minutes=3, seconds=4)
    assert not says(words.countdown, f"{shop.text('reminder.receive')} {left}")


@each_language
@each_layout
def test_the_cancel_dialog_and_the_shops_answers_are_known(language: str, layout: str) -> None:
    words, shop = both(language, layout)
    for title in ("cancel.title", "cancel.title_request", "cancel.page.title"):
        assert says(words.cancel_title, shop.text(title))
    assert says(words.send, shop.text("cancel.send"))
    assert not says(words.send, shop.text("cancel.send_renamed"))
    answers = {
        answer: says(words.refused, f"{shop.text(f'{key}.title')} {shop.text(f'{key}.text')}")
        for answer in ("cancelled", "requested", "refused_shipped", "refused")
        for key in [f"cancel.answer.{answer}"]
    }
    assert answers == {
        "cancelled": False,
        "requested": False,
        "refused_shipped": True,
        "refused": True,
    }


@each_language
@each_layout
def test_the_dialogs_of_the_other_acts_are_known_each_by_its_own_words(
    language: str, layout: str
) -> None:
    words, shop = both(language, layout)
    dialogs = {Act.DELETE: "remove", Act.PURGE: "purge", Act.EXTEND: "extend"}
    for act, texts in dialogs.items():
        known = [
            it for it in dialogs.values() if says(words.act_title[act], shop.text(f"{it}.title"))
        ]
        assert known == [texts]
        assert not says(words.act_title[act], shop.text("receipt.title"))
        assert says(words.act_confirm[act], shop.text(f"{texts}.confirm"))
        for other in ("button.cancel", f"{texts}.confirm_renamed", "receipt.confirm"):
            assert not says(words.act_confirm[act], shop.text(other))
    assert says(words.deleted_orders, shop.text("orders.tabs.recycle"))
    assert not says(words.deleted_orders, shop.text("orders.tabs.all"))


@each_language
def test_what_the_page_tells_of_seller_extension_and_dispute_is_known(language: str) -> None:
    words, shop = both(language)
    assert says(words.declined, shop.text("reminder.declined", date="…"))
    assert says(words.deleted, shop.text("reminder.deleted"))
    assert says(words.dispute_from, shop.text("protection.from", date="…"))
    assert says(words.dispute_until, shop.text("protection.until", date="…"))
    for days in (1, 2, 5):
        assert says(words.extension, shop.counted("reminder.extension", days))
        assert not says(words.extension, shop.counted("reminder.extended", days))


@each_language
def test_each_dialog_of_a_dispute_is_known_by_its_own_title(language: str) -> None:
    words, shop = both(language)
    for act, name in DISPUTE_ACTS.items():
        title = shop.text(f"dispute.dialog.{name}.title", shop=shop.text("shop.name"))
        assert [it for it in Act if says(words.act_title.get(it, []), title)] == [act]
        assert says(words.act_confirm[act], shop.text("dispute.dialog.confirm"))
        assert not says(words.act_confirm[act], shop.text("dispute.dialog.cancel"))
        assert not says(words.act_title[act], shop.text("receipt.title"))


@each_language
def test_what_stands_on_the_pages_of_a_dispute_is_known_in_both_layouts(language: str) -> None:
    words, shop = words_in(language), wording(language, "current", "")
    dispute = words.dispute
    classic = wording(language, "classic", "")
    for texts, known in (
        (dispute.next_step, shop.text("dispute.form.next")),
        (dispute.submit, shop.text("dispute.form.submit")),
        (dispute.submit, shop.text("dispute.solution.submit")),
        (dispute.refund_only, classic.text("issue.refund_only")),
        (dispute.view_solutions, shop.text("dispute.solution.view")),
        (dispute.take_offer, shop.text("dispute.solution.offer", amount="US $1.00")),
        (dispute.take_offer, classic.text("issue.accept")),
        (dispute.disagree, shop.text("dispute.solution.disagree")),
        (dispute.disagree, shop.text("dispute.solution.disagree_to_nothing")),
        (dispute.disagree, classic.text("issue.reject")),
        (dispute.withdraw, shop.text("dispute.facts.withdraw")),
        (dispute.argue, shop.text("dispute.talks.add")),
        (dispute.yes, shop.text("dispute.yes")),
        (dispute.no, shop.text("dispute.no")),
        (dispute.nothing, shop.text("dispute.facts.nothing")),
        (dispute.wanted, shop.text("dispute.facts.wanted")),
        (dispute.offered, shop.text("dispute.facts.offered")),
        (dispute.granted, shop.text("dispute.facts.granted")),
        (dispute.about, shop.text("dispute.facts.reason")),
        (dispute.received, shop.text("dispute.received")),
        (dispute.opened, shop.text("dispute.facts.opened")),
        (dispute.refused, shop.text("dispute.refused.changed")),
        (dispute.refused, shop.text("dispute.refused.late", ends="…")),
    ):
        assert says(texts, known), known
    assert not says(dispute.refused, shop.text("dispute.trouble"))
    for code, reason in DISPUTE_REASONS.items():
        text = shop.text(f"dispute.reason.{code}")
        assert [it for it in DisputeReason if says(words.dispute_reason[it], text)] == [reason]


@each_language
def test_no_renamed_control_of_a_dispute_is_known(language: str) -> None:
    dispute = words_in(language).dispute
    for layout, keys in (
        ("current", ("dispute.form.submit", "dispute.facts.withdraw", "dispute.talks.add")),
        ("classic", ("issue.accept", "issue.reject")),
    ):
        shop = wording(language, layout, "")
        known = [dispute.submit, dispute.withdraw, dispute.argue, dispute.disagree]
        for key in keys:
            renamed = shop.text(f"{key}_renamed")
            assert not any(says(texts, renamed) for texts in (*known, dispute.take_offer))
