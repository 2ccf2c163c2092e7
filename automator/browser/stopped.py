"""The page on which a run stopped, as far as it can be told: HTML, accessibility, what it has."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page

from automator.redaction.aria import redacted_aria
from automator.redaction.as_seen import page_as_seen
from automator.redaction.at_home import redaction_at_home, words_of
from automator.redaction.page import Redaction
from flows.sites.aliexpress.layouts import LAYOUTS
from flows.sites.aliexpress.tables import Tables

_LOOKED_FOR = Path(__file__).with_name("looked_for.js").read_text(encoding="utf-8")
# A style element would be refused by pages with a content security policy.
_HIDE_TYPED = """
() => {
  const dots = new CSSStyleSheet();
  dots.replaceSync(`input:is([type=password], [maxlength='1'], [autocomplete='one-time-code'],
    [autocomplete='current-password']) { -webkit-text-security: disc !important; }`);
  document.adoptedStyleSheets.push(dots);
}
"""
_AT_MOST_MS = 3000
_FRAMES_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class StoppedOn:
    """A page that stopped a run. `tables` are what it is read by, `secrets` what never stays."""

    page: Page
    tables: Tables
    secrets: tuple[str, ...]

    def hide_typed_secrets(self) -> None:
        """Show a code as dots, and so a password on a page that shows it, for the picture."""
        for frame in self.page.frames[: _FRAMES_AT_MOST + 1]:
            with suppress(PlaywrightError):
                frame.locator("html").evaluate(_HIDE_TYPED, timeout=_AT_MOST_MS)

    def files(self) -> Iterator[tuple[str, str]]:
        """Ends of names, and contents: the page and its frames, without what was typed.

        A page that does not answer in time gives none.
        """
        yield from self._told_by(self.page.main_frame, "")
        frames = [frame for frame in self.page.frames[1:] if frame.url.startswith("http")]
        for number, frame in enumerate(frames[:_FRAMES_AT_MOST], 1):
            yield from self._told_by(frame, f"-frame-{number}")

    def _told_by(self, frame: Frame, name: str) -> Iterator[tuple[str, str]]:
        redaction = self._redaction(frame)
        try:
            html = page_as_seen(frame, redaction.needed.shops_own)
            aria = frame.locator("html").aria_snapshot(timeout=_AT_MOST_MS)
        except PlaywrightError:
            return
        yield f"{name}.html", redaction.page(html, marked=True)
        yield f"{name}.aria.yaml", redacted_aria(aria, redaction)

    def _redaction(self, frame: Frame) -> Redaction:
        host = urlsplit(frame.url).netloc
        return redaction_at_home(self.tables, words_of(frame, self.tables), host, self.secrets)

    def recognised(self) -> dict[str, dict[str, dict[str, list[str]]]]:
        """By layout and part of it, which controls were found and which not, where any was."""
        at = {name: self.tables.locators(name) for name in LAYOUTS}
        try:
            counts = self.page.locator("html").evaluate(
                f"(_, at) => ({_LOOKED_FOR})(at)", at, timeout=_AT_MOST_MS
            )
        except PlaywrightError:
            return {}
        return {
            layout: {
                part: _told(controls) for part, controls in parts.items() if any(controls.values())
            }
            for layout, parts in counts.items()
        }


def _told(counts: dict[str, Any]) -> dict[str, list[str]]:
    return {
        "found": [name for name, count in counts.items() if count > 0],
        "missing": [name for name, count in counts.items() if count <= 0],
    }
