"""B2: runs at once on one account, killed at random; what is found wrong afterwards is told."""

from pathlib import Path
from typing import Any

import pytest

from bench.soak import main, soak
from bench.soak_runs import Soak, Wanted
from bench.soak_truth import faults
from mock_site.practice_shop import PracticeShop

ORDER = "8190000000010001"
CANCELLED = {"status": "FINISH", "end_reason": "buyer_cancel_notpay_order"}
SENT = {"order": ORDER, "changed": True}
ANSWER = {"table": "facts", "order_id": ORDER, "kind": "seller_answer"}
ATTEMPT = {"table": "attempts", "order_id": ORDER, "state": "accepted"}


def found(
    told: str = "done",
    truth: dict[str, Any] = CANCELLED,
    sent: tuple[dict[str, Any], ...] = (SENT,),
    kept: tuple[dict[str, Any], ...] = (ATTEMPT,),
) -> list[str]:
    return list(faults([ORDER], [{"id": ORDER, "outcome": told}], {ORDER: truth}, sent, kept))


def test_an_order_that_was_cancelled_once_and_is_told_so_has_no_fault() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (found(sent=(SENT, SENT)), "was cancelled 2 times"),
        (found(sent=(SENT, {"order": "1", "changed": False})), "Order 1 was never asked for"),
        (found(told="needs_person"), "told as needs_person"),
        (found(truth={"status": "PLACE_ORDER_SUCCESS", "end_reason": None}), "told as done"),
        (found(sent=()), "0 cancellations took effect"),
        (found(kept=()), "its attempts in the ledger are {}"),
        (found(kept=(ATTEMPT, ATTEMPT)), "its attempts in the ledger are {'accepted': 2}"),
        (
            found(kept=(ATTEMPT, ANSWER, ANSWER)),
            "has the fact seller_answer 2 times",
        ),
        (list(faults([ORDER], [], {}, [], [])), f"Nothing was told of order {ORDER}"),
    ],
)
def test_what_must_not_be_is_a_fault(wrong: list[str], told: str) -> None:
    assert any(told in fault for fault in wrong), wrong


@pytest.mark.complete
@pytest.mark.browser
@pytest.mark.timeout(300)
def test_after_a_few_kills_at_random_nothing_was_sent_twice(
    shop: PracticeShop, tmp_path: Path
) -> None:
    line, wrong = soak(Soak(shop, tmp_path / "home", Wanted(kills=3, orders=3, at_once=2)))
    assert wrong == [], line
    assert "0 of them twice, 0 of orders not asked for" in line


@pytest.mark.complete
@pytest.mark.browser
@pytest.mark.timeout(7200)
def test_after_500_kills_nothing_was_sent_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("number", ["0", "many", "-3"])
def test_a_wrong_number_is_told_and_nothing_is_started(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([f"--kills={number}"])
    assert ended.value.code == 2
    assert f"{number!r} is no whole number from 1 on" in capsys.readouterr().err
