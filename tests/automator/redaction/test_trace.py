"""A kept trace has no secret in it, one for strangers nothing of the buyer, and both still open."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser

from automator.redaction.at_home import redaction_at_home
from automator.redaction.needed import Needed
from automator.redaction.own_words import OwnWords
from automator.redaction.page import Redaction
from automator.redaction.trace.archive import rewrite_trace
from automator.redaction.trace.rewriting import Rewriting
from automator.secret_texts import SecretTexts, spellings
from flows.sites.aliexpress.tables import OURS
from tests.automator.redaction.recorded_trace import (
    CODE,
    HOST,
    PASSWORD,
    PRIVATE,
    SECRETS,
    TOKENS,
    everything_in,
    record_trace,
)

WORDS = OURS.words_in("en")


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def recorded(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("recorded") / "raw.zip"
    with browser.new_context() as context:
        record_trace(context.new_page(), file)
    return file


@pytest.fixture
def raw(recorded: Path, tmp_path: Path) -> Path:
    """A copy of the one recorded trace."""
    return Path(shutil.copy(recorded, tmp_path / "raw.zip"))


def rewritten(raw: Path, to: Rewriting) -> Path:
    file = raw.with_name("rewritten.zip")
    with ZipFile(file, "w") as target:
        rewrite_trace(raw, target, to)
    return file


def at_home(raw: Path) -> Path:
    known = [PASSWORD, TOKENS["cookie"]]
    redaction = redaction_at_home(OURS, WORDS, HOST, known)
    return rewritten(raw, Rewriting(redaction, SecretTexts(known).hidden, for_strangers=False))


def for_strangers(raw: Path) -> Path:
    redaction = Redaction(Needed(OURS), WORDS, HOST, (PASSWORD, "Annabel", "Zephyrine"))
    return rewritten(raw, Rewriting(redaction, OwnWords(redaction).said, for_strangers=True))


def left_in(file: Path, values: tuple[str, ...]) -> set[str]:
    """Those values that stand in any file of the zip, in any form."""
    contents = list(everything_in(file))
    return {
        value
        for value in values
        for form in spellings(value)
        if any(form.encode() in content for content in contents)
    }


def events(file: Path, *kinds: str) -> list[dict[str, Any]]:
    with ZipFile(file) as trace:
        lines = [line for name in trace.namelist() if name.endswith((".trace", ".network"))
                 for line in trace.read(name).splitlines()]  # fmt: skip
    return [event for event in map(json.loads, lines) if event["type"] in kinds]


def reader(file: Path, *command: str) -> str:
    """What Playwright's own reader of traces on the command line says."""
    ended = subprocess.run(
        [*compute_driver_executable(), "trace", *command],
        cwd=file.parent,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return ended.stdout


def test_the_trace_as_recorded_has_all_of_it(raw: Path) -> None:
    """Else the tests below would prove nothing."""
    assert left_in(raw, SECRETS) >= set(SECRETS) - {CODE}
    assert left_in(raw, PRIVATE) == set(PRIVATE)


def test_a_trace_kept_at_home_has_no_password_code_cookie_or_token(raw: Path) -> None:
    assert left_in(at_home(raw), SECRETS) == set()


def test_a_trace_kept_at_home_still_tells_what_the_pages_said(raw: Path) -> None:
    assert {"Lamp House", "8190007001360000"} <= left_in(at_home(raw), PRIVATE)


def test_what_was_typed_goes_key_by_key_and_named_keys_stay(raw: Path) -> None:
    typed = {
        event["params"].get("value") or event["params"].get("key") or event["params"].get("text")
        for event in events(at_home(raw), "before")
        if event["method"] in {"fill", "press", "type", "keyboardType"}
    }
    assert typed == {"***", "Enter"}


def test_a_trace_for_strangers_has_nothing_of_the_buyer(raw: Path) -> None:
    assert left_in(for_strangers(raw), (*SECRETS, *PRIVATE)) == set()


def test_a_trace_for_strangers_keeps_the_shops_own_words_sums_and_controls(raw: Path) -> None:
    pages = json.dumps(
        [event["snapshot"]["html"] for event in events(for_strangers(raw), "frame-snapshot")]
    )
    for kept in ("Awaiting payment", "US $12.34", "Cancel order", "Order ID: 8000000000000001"):
        assert kept in pages


def test_no_machine_and_no_home_folder_is_named_to_strangers(raw: Path) -> None:
    contents = b"".join(everything_in(for_strangers(raw)))
    assert str(Path.cwd()).encode() not in contents
    assert str(Path.home()).encode() + b"/" not in contents


@pytest.mark.parametrize("keep", [at_home, for_strangers])
def test_playwrights_own_reader_tells_the_same_actions(raw: Path, keep: Any) -> None:
    file = keep(raw)
    reader(file, "open", str(file))
    actions = reader(file, "actions")
    for told in ("Navigate", "orderId=8", 'Fill "***"', "Click", "Cancel order", "Evaluate"):
        assert told in actions
    requests = reader(file, "requests")
    assert requests.count("POST") == 1


def test_pictures_and_files_of_unknown_kinds_are_left_out(raw: Path) -> None:
    with ZipFile(raw, "a") as trace:
        trace.writestr("screencast/page@1-1.jpeg", "Annabel")
        trace.writestr("attachments/Annabel.txt", "Annabel")
        trace.writestr("resources/0000000000000000000000000000000000000000.html", "Annabel")
    names = set(ZipFile(for_strangers(raw)).namelist())
    assert {name.rpartition(".")[2] for name in names} == {"trace", "network", "stacks", "css"}
