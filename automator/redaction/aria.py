"""An accessibility snapshot as Playwright writes it: roles and states stay, texts are redacted."""

import re

from automator.redaction.page import Redaction

_LINE = re.compile(
    r"(?P<begin>\s*- )(?P<quote>'?)(?P<role>[a-z]+)(?: (?P<name>\"(?:[^\"\\]|\\.)*\"|/.*?/))?"
    r"(?P<states>(?: \[[a-z]+(?:=[a-z0-9]+)?\])*)'?(?P<colon>:?)(?: (?P<text>.*))?"
)
_TYPED_IN = {"textbox", "searchbox", "spinbutton", "combobox", "slider"}
_CONTROLS = {"button", "tab", "menuitem", "radio", "option"}
_TYPED = "x"


def redacted_aria(snapshot: str, redaction: Redaction) -> str:
    """The snapshot, without what was typed and where links lead."""
    lines = (_line(line, redaction) for line in snapshot.splitlines())
    return "".join(f"{line}\n" for line in lines if line is not None)


def _line(line: str, redaction: Redaction) -> str | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None if line.lstrip().startswith("- /") else redaction.text(line)
    role, quote = found["role"], found["quote"]
    name = redaction.text(found["name"] or "", "name" if role in _CONTROLS else "")
    text = found["text"] or ""
    shown = _TYPED if text and role in _TYPED_IN else redaction.text(text)
    return (
        f"{found['begin']}{quote}{role}{' ' if name else ''}{name}{found['states']}{quote}"
        f"{found['colon']}{' ' if shown else ''}{shown}"
    )
