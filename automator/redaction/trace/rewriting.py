"""What becomes of the contents of a trace, whose structure stays."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from automator.redaction.attributes import Attributes
from automator.redaction.links import SHOP
from automator.redaction.page import Redaction
from flows.sites.aliexpress.told_address import told_address

HIDDEN = "***"

_STYLE = re.compile(r"[\w\s:;,.#%()!/*+-]*")
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXTS = re.compile(r"(\"|').*?\1", re.DOTALL)
_PLAIN_TEXT = re.compile(
    r"['\"][a-z ._-]{0,80}['\"]"
)  # such as a font or the names of a grid's areas
_FILES = re.compile(r"url\([^)]*\)|@import[^;]*;", re.IGNORECASE)


@dataclass
class Rewriting:
    """How one trace is rewritten: by which redaction, and what becomes of `said` sentences.

    `for_strangers`: files that may show whose it is are left out as well.
    """

    redaction: Redaction
    said: Callable[[str], str]
    for_strangers: bool
    _files: dict[str, str] = field(default_factory=dict)
    _texts: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def attributes(self) -> Attributes:
        return self.redaction.attributes()

    def text(self, text: str, shops_own: str = "") -> str:
        """What a page shows; the same texts stand in it again and again."""
        key = text, shops_own
        if key not in self._texts:
            self._texts[key] = self.redaction.text(text, shops_own)
        return self._texts[key]

    def page(self, address: str) -> str:
        """The address of a page."""
        if address in {"", "about:blank"}:
            return address
        return self.redaction.address(address) if self.for_strangers else told_address(address)

    def file(self, address: str) -> str:
        """The address of what a page is drawn with; each one stays another one."""
        if address not in self._files:
            url = urlsplit(address)
            end = re.search(r"\.[a-z]{2,5}$", url.path)
            name = f"/file-{len(self._files) + 1}{end.group() if end else ''}"
            own = f"{url.scheme}://{url.netloc}{url.path}{'?' + name[1:] if url.query else ''}"
            self._files[address] = f"{SHOP}{name}" if self.for_strangers else own
        return self._files[address]

    def style_sheet(self, css: str) -> str:
        if not self.for_strangers:
            return self.redaction.ids.shapeless(css)
        plain = _FILES.sub("", _COMMENTS.sub("", css))
        return _TEXTS.sub(lambda it: it.group() if self._is_plain(it.group()) else "''", plain)

    def _is_plain(self, text: str) -> bool:
        return bool(_PLAIN_TEXT.fullmatch(text)) and not self.attributes.is_secret(text)

    def style(self, css: str) -> str:
        """An element's own style, unless it names anything."""
        plain = _STYLE.fullmatch(css) and "url" not in css and not re.search(r"--|\d{5}", css)
        return css if plain and not self.attributes.is_secret(css) else ""
