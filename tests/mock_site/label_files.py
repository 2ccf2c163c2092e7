"""The label files as they lie in their folders, for tests of what they hold."""

import tomllib
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path
from string import Formatter
from typing import Any

import mock_site

LABELS = Path(mock_site.__file__).parent / "labels"

Text = str | list[str]


def files(language: str) -> list[str]:
    """The names of a language's files, those of single layouts with their folder."""
    folder = LABELS / language
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*.toml"))


def texts(language: str, file: str) -> dict[str, Text]:
    """Every text of one file by its dotted key; a list where it has several forms or wordings."""
    return dict(_flat("", tomllib.loads((LABELS / language / file).read_text("utf-8"))))


def all_texts(language: str) -> dict[str, Text]:
    """Every text of a language by file and key, such as "refund.toml: refund.title"."""
    return {
        f"{file}: {key}": text
        for file in files(language)
        for key, text in texts(language, file).items()
    }


def placeholders(text: str) -> set[str]:
    """The values that a text wants filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else text


def plural_forms(language: str) -> int:
    """How many forms a counted text needs: as many as the language's rule can name."""
    rule = c2py(str(texts(language, "shop.toml")["number.plural"]))
    return len({rule(n) for n in range(1000)})


def _flat(prefix: str, labels: dict[str, Any]) -> Iterator[tuple[str, Text]]:
    for name, value in labels.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value
