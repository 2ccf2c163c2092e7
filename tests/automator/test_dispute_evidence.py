"""M11, B11: what a dispute is argued with comes out of the ledger, in plain sentences."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from automator.dispute_evidence import TEXT, prepare_evidence
from automator.settings import Settings, load_settings
from automator.wiring import account_ledger
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.errors import Refused
from flows.ports import AttemptState
from flows.seller_answer import Answer, AnswerKind
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("UNBUY_HOME", str(tmp_path / "home"))
    return load_settings({})


@pytest.fixture
def declined(settings: Settings) -> None:
    """An order whose cancellation the seller declined, and then shipped."""
    ledger = account_ledger(settings)
    order = order_in(Status.AWAITING_SHIPMENT, seller="Maple & Wire")
    attempt = ledger.attempts.intend(order, Act.CANCEL, NOW, reason=Reason.LATE_DELIVERY)
    attempt = ledger.attempts.sent(attempt, "Done", NOW)
    asked = order_in(Status.CANCEL_REQUESTED)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, asked, NOW)
    no = Answer(AnswerKind.DECLINED, NOW + HOUR, "No.", Outcome.DECLINED)
    with ledger.news(NOW + 2 * HOUR) as news:
        news.order(order_in(Status.SHIPPED, dispute_until=NOW + 90 * 24 * HOUR))
        news.answer(order, no)


def picture_of(settings: Settings, order_id: str) -> None:
    folder = settings.home / "evidence" / "20260302T090000-cancel"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{order_id}-before-sending.jpg").write_bytes(b"\xff\xd8\xff")


@pytest.mark.usefixtures("declined")
def test_what_was_sent_and_answered_is_told_with_its_times(
    settings: Settings, tmp_path: Path
) -> None:
    prepare_evidence(settings, ID, tmp_path / "new" / "folder")
    text = (tmp_path / "new" / "folder" / TEXT).read_text()
    asked, answered = (f"{at:%Y-%m-%d %H:%M} UTC" for at in (NOW, NOW + HOUR))
    assert f'{asked}: I sent a request to cancel the order, for the reason "late delivery".' in text
    assert f"The seller had declined the request on {answered}." in text
    assert "The order was seen shipped." in text
    assert "protected until" in text
    assert "Maple & Wire" in text


@pytest.mark.usefixtures("declined")
def test_the_pictures_of_this_order_alone_are_put_beside_it_and_named(
    settings: Settings, tmp_path: Path
) -> None:
    for order_id in (ID, "8190000000020001"):
        picture_of(settings, order_id)
    told = prepare_evidence(settings, ID, tmp_path)
    [file] = told.more["prepared"]["files"]
    assert Path(file).read_bytes() == b"\xff\xd8\xff"
    assert ID in file
    assert f"--file {file}" in told.message


def test_pictures_of_a_run_stand_in_the_order_in_which_they_were_taken(
    settings: Settings, tmp_path: Path, declined: None
) -> None:
    del declined
    folder = settings.home / "evidence" / "20260302T090000-delete"
    folder.mkdir(parents=True)
    for second, moment in enumerate(("before-delete", "after-delete")):
        file = folder / f"{ID}-{moment}.jpg"
        file.write_bytes(b"")
        os.utime(file, (second, second))
    told = prepare_evidence(settings, ID, tmp_path / "prepared")
    names = [Path(file).name.rpartition(f"{ID}-")[2] for file in told.more["prepared"]["files"]]
    assert names == ["before-delete.jpg", "after-delete.jpg"]


def test_of_an_unknown_order_there_is_no_evidence(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="knows nothing"):
        prepare_evidence(settings, ID, tmp_path)
    assert list(tmp_path.glob("*.txt")) == []


@pytest.mark.usefixtures("declined")
def test_a_folder_that_can_not_be_written_to_is_told(settings: Settings, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(Refused, match="can't be written to"):
        prepare_evidence(settings, ID, in_the_way)
