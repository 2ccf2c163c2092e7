"""Which attributes of an element stay, and what becomes of their values."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from automator.redaction.links import redacted_link
from automator.redaction.needed import Needed
from automator.redaction.numbers import ID, StandIns

_TEXTS = {
    "title", "alt", "placeholder", "label", "aria-label", "aria-description", "aria-placeholder",
    "aria-valuetext", "aria-roledescription",
}  # fmt: skip
_LINKS = {"href", "action"}
_REFERENCES = {
    "id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns",
    "aria-activedescendant",
}  # fmt: skip
_STATES = {
    "lang", "dir", "type", "role", "hidden", "open", "checked", "selected", "disabled", "multiple",
    "colspan", "rowspan", "tabindex",
}  # fmt: skip
_STATE = re.compile(r"[A-Za-z-]{0,20}|-?\d{1,4}")
_MARK = re.compile(r"[A-Za-z_][\w-]{0,80}|\d{0,4}")
_FORMS = {
    "name": re.compile(r"[A-Za-z][A-Za-z_-]{0,30}"),
    "style": re.compile("visibility: hidden"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?"),
}
_LONG_NUMBER = re.compile(r"\d{5,}")


@dataclass
class Attributes:
    """The attributes of one page; ids that are not looked for are counted as they turn up.

    `text` redacts a printed text, `is_secret` tells whether a value has a secret in it.
    """

    needed: Needed
    ids: StandIns
    shops_host: str
    text: Callable[[str], str]
    is_secret: Callable[[str], bool]
    _renamed: dict[str, str] = field(default_factory=dict)

    def redacted(self, tag: str, name: str, value: str) -> str | None:
        """The value that it has from now on; None: it goes."""
        if name in _TEXTS or (name == "value" and tag == "button"):
            return self.text(value)
        if name in _LINKS:
            return redacted_link(value, self.shops_host, self.needed, self.ids)
        if name in _REFERENCES:
            return " ".join(map(self._renamed_id, value.split()))
        if self.is_secret(value):
            return None
        return self._mark(tag, name, value)

    def _mark(self, tag: str, name: str, value: str) -> str | None:
        if name == "class":
            marks = (it for it in value.split() if _MARK.fullmatch(it))
            return " ".join(_LONG_NUMBER.sub("0", it) for it in marks)
        if name == "value" and tag in {"option", "input"}:
            return "x" if value else ""
        form = _FORMS.get(name, _STATE if name in _STATES or name.startswith("aria-") else None)
        if form:
            return value if form.fullmatch(value) else None
        return self._needed(value) if name in self.needed.attributes else None

    def _needed(self, value: str) -> str | None:
        if ID.fullmatch(value):
            return self.ids.of(value)
        return value if _MARK.fullmatch(value) and not _LONG_NUMBER.search(value) else None

    def _renamed_id(self, name: str) -> str:
        if name in self.needed.ids:
            return name
        return self._renamed.setdefault(name, f"id-{len(self._renamed) + 1}")
