"""Logging: human lines on stderr, JSON lines in the home folder's `logs/`, never a secret.

Modules say `from loguru import logger`; only `start_log` decides where that goes.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from automator.secret_texts import SecretTexts
from flows.ports import Progress

if TYPE_CHECKING:
    from loguru import Record


class LoggedProgress:
    """Keeps each step in the log as well; on stderr it was told already."""

    def __init__(self, told: Progress) -> None:
        self._told = told

    def step(self, text: str) -> None:
        from loguru import logger

        self._told.step(text)
        logger.bind(step=True).info(text)


_LINE = "line"
_LEVELS = ("WARNING", "INFO", "DEBUG")
_FILE_SIZE = "5 MB"
_FILES_KEPT = 10

_Hide = Callable[[str], str]


def start_log(
    verbosity: int,
    logs: Path,
    secrets: Iterable[str] = (),
    copy: Callable[[str], None] | None = None,
) -> None:
    """Begin to log, in place of what was begun before.

    `verbosity` counts the `-v`s: warnings on stderr, what is done, details with tracebacks.
    `logs/unbuy.jsonl` gets everything that is done, whatever the verbosity. Each of the
    `secrets` shows as `***`. `copy` gets the same lines.
    """
    from loguru import logger

    hide = SecretTexts(secrets).hidden
    details = verbosity >= len(_LEVELS) - 1
    logger.remove()
    logger.add(
        lambda line: print(hide(line), end="", file=sys.stderr),  # noqa: T201 - a log's own end
        level=_LEVELS[min(verbosity, len(_LEVELS) - 1)],
        format=lambda _: "{level}: {message}\n" + ("{exception}" if details else ""),
        filter=lambda record: not record["extra"].get("step"),  # was told on stderr already
        diagnose=False,  # it would print the values of variables, passwords among them
    )
    logger.add(
        logs / "unbuy.jsonl",
        level="INFO",
        format=lambda record: _json_line(record, hide),
        rotation=_FILE_SIZE,
        retention=_FILES_KEPT,
        delay=True,
        opener=lambda path, flags: os.open(path, flags, 0o600),
        encoding="utf-8",
    )
    if copy:
        logger.add(copy, level="INFO", format=lambda record: _json_line(record, hide))


def _json_line(record: "Record", hide: _Hide) -> str:
    """Put the line where loguru's format finds it: it formats what it is given once more."""
    given = {key: value for key, value in record["extra"].items() if key != _LINE}
    extra = {key: hide(str(value)) for key, value in given.items()}
    line = {
        "at": record["time"].isoformat(),
        "level": record["level"].name.lower(),
        "module": record["name"],
        "message": hide(record["message"]),
        **extra,
        "error": hide(_trace(record)) or None,
    }
    record["extra"] = {**given, _LINE: json.dumps(line, ensure_ascii=False)}
    return f"{{extra[{_LINE}]}}\n"


def _trace(record: "Record") -> str:
    exception = record["exception"]
    if exception is None:
        return ""
    return "".join(traceback.format_exception(exception.type, exception.value, exception.traceback))
