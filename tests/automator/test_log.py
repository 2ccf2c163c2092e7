import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loguru import logger

from automator.log import start_log


@pytest.fixture(autouse=True)
def _end_of_log() -> Iterator[None]:
    yield
    logger.remove()


def lines(logs: Path) -> list[dict[str, Any]]:
    text = (logs / "unbuy.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def say_everything() -> None:
    logger.debug("a detail")
    logger.info("a step")
    logger.warning("a warning")


@pytest.mark.parametrize(
    ("verbosity", "said"),
    [
        (0, ["WARNING: a warning"]),
        (1, ["INFO: a step", "WARNING: a warning"]),
        (2, ["DEBUG: a detail", "INFO: a step", "WARNING: a warning"]),
        (9, ["DEBUG: a detail", "INFO: a step", "WARNING: a warning"]),
    ],
)
def test_each_v_says_more_on_stderr_and_nothing_on_stdout(
    verbosity: int, said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(verbosity, tmp_path)
    say_everything()
    captured = capsys.readouterr()
    assert captured.err.splitlines() == said
    assert captured.out == ""


def test_the_file_has_every_step_as_json_whatever_the_verbosity(tmp_path: Path) -> None:
    start_log(0, tmp_path)
    say_everything()
    logger.bind(order="8012").info("braces {} and <red>tags</red> stay")
    assert [(line["level"], line["message"]) for line in lines(tmp_path)] == [
        ("info", "a step"),
        ("warning", "a warning"),
        ("info", "braces {} and <red>tags</red> stay"),
    ]
    assert lines(tmp_path)[-1]["order"] == "8012"


def test_a_secret_is_logged_nowhere_not_even_in_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = 'pa"ss wörd'
    start_log(2, tmp_path, {secret, "", "pa"})
    try:
        raise ValueError(secret)
    except ValueError:
        logger.bind(form=secret).exception(f"typed {secret}")
    told = capsys.readouterr().err + (tmp_path / "unbuy.jsonl").read_text(encoding="utf-8")
    assert "wörd" not in told
    assert "typed ***" in told
    assert "ValueError: ***" in lines(tmp_path)[0]["error"]


def test_a_traceback_is_kept_in_the_file_and_shown_only_with_all_details(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(0, tmp_path)
    try:
        raise ValueError("broken")
    except ValueError:
        logger.exception("it went wrong")
    assert capsys.readouterr().err == "ERROR: it went wrong\n"
    assert "ValueError: broken" in lines(tmp_path)[0]["error"]


def test_the_log_file_is_for_its_owner_only(tmp_path: Path) -> None:
    start_log(0, tmp_path)
    logger.info("a step")
    assert (tmp_path / "unbuy.jsonl").stat().st_mode & 0o077 == 0


def test_starting_again_replaces_the_log_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(0, tmp_path / "first")
    start_log(0, tmp_path / "second")
    logger.warning("once")
    assert capsys.readouterr().err == "WARNING: once\n"
    assert not (tmp_path / "first").exists()
    assert len(lines(tmp_path / "second")) == 1
