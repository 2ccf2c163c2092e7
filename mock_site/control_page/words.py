"""What the control page calls codes and fields; its words are data, in English only."""

import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text("utf-8")
)


def word(group: str, code: Any) -> str:
    """The words for a code; one that has none is shown as it is, without its underscores."""
    return WORDS[group].get(str(code)) or str(code).replace("_", " ")
