"""What lies in the folder of a run's evidence, `evidence/<time>-<command>/`, by its names.

Beside these: pictures as `<order>-<moment>.jpg`, and for each stop `stopped-here.*` (the page as
picture, HTML and accessibility snapshot, each frame of it, and why), numbered from the second on.
"""

import re
from pathlib import Path

_OF_ORDER = re.compile(r"(\d{10,20})-")
_NAME = re.compile(r"\d{8}T\d{6}-[\w-]+")

RUN = "run.json"
LOG = "log.jsonl"
CONSOLE = "console.jsonl"
FAILED_REQUESTS = "failed-requests.jsonl"
TRACE = "trace.zip"


def is_run(folder: Path) -> bool:
    """Whether it is the folder of a run's evidence."""
    return bool(_NAME.fullmatch(folder.name)) and folder.is_dir()


def order_of(name: str) -> str | None:
    """The order that a file of this name is about, if it is about one."""
    found = _OF_ORDER.match(name)
    return found[1] if found else None
