"""Playwright's trace of a run, kept without secrets.

Until it is rewritten it holds all that was typed and sent; so it lies in a folder of its own, which
is emptied when the run ends and, after a crash, when the next one begins.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from playwright.sync_api import BrowserContext
from playwright.sync_api import Error as PlaywrightError

from automator.browser.heard import tokens_of
from automator.run_files import TRACE
from automator.secret_texts import SecretTexts

if TYPE_CHECKING:
    from automator.browser.evidence import RunEvidence


@contextmanager
def no_raw_traces(folder: Path) -> Iterator[None]:
    """Remove what a killed run left there, and what this one makes. Needs the account's lock."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def traced(
    context: BrowserContext, when: str, raw: Path, evidence: "RunEvidence"
) -> Iterator[None]:
    """Keep a trace of what is done meanwhile; `when` is on, off or on-failure.

    `raw` is the folder for what is not rewritten yet. Pictures are not in it: what they show can't
    be searched for secrets.
    """
    if when == "off":
        yield
        return
    context.tracing.start(screenshots=False, snapshots=True, sources=False)
    try:
        yield
    except Exception:
        _keep_trace(context, raw, evidence)
        raise
    if when == "on" or evidence.stops:
        _keep_trace(context, raw, evidence)
    else:
        context.tracing.stop()


def _keep_trace(context: BrowserContext, raw: Path, evidence: "RunEvidence") -> None:
    try:
        raw.mkdir(mode=0o700, parents=True, exist_ok=True)
        context.tracing.stop(path=raw / TRACE)
        secrets = evidence.secrets | tokens_of(context)
        evidence.write(TRACE, _rewritten(raw, secrets, evidence), "trace")
    except (OSError, PlaywrightError, BadZipFile) as error:
        evidence.lose(TRACE, error)


def _rewritten(raw: Path, secrets: frozenset[str], evidence: "RunEvidence") -> bytes:
    from automator.redaction.at_home import redaction_at_home
    from automator.redaction.trace.archive import rewrite_trace
    from automator.redaction.trace.rewriting import Rewriting

    words = evidence.tables.words_in("en")  # at home all texts stay, whatever their language
    redaction = redaction_at_home(evidence.tables, words, "", secrets)
    file = raw / f"rewritten-{TRACE}"
    with ZipFile(file, "w") as target:
        to = Rewriting(redaction, SecretTexts(secrets).hidden, for_strangers=False)
        rewrite_trace(raw / TRACE, target, to)
    return file.read_bytes()
