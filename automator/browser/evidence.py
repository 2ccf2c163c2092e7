"""What one run keeps in a folder of its own: of each step that sends, and of where it stopped."""

import json
import platform
from collections import deque
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from automator.browser.heard import Heard, real_now, tokens_of
from automator.home import HomeError, write_private
from automator.run_files import CONSOLE, FAILED_REQUESTS, LOG, RUN, order_of
from automator.secret_texts import SecretTexts
from flows.sites.aliexpress.tables import Tables
from flows.sites.aliexpress.told_address import told_address

_QUALITY = 60
_AT_MOST_MS = 5000
_LINES_AT_MOST = 5000


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run is: its command and account, what pages are read by, what must not be kept."""

    command: str
    account: str
    tables: Tables
    secrets: frozenset[str]


@dataclass
class RunEvidence:
    """Keeps what one run saw; the folder is made with the first thing kept.

    What can't be written is lost, and told: no run fails for that.
    """

    page: Page
    intended: Path
    run: RunFacts
    stops: list[dict[str, Any]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    _files: list[dict[str, str | None]] = field(default_factory=list)
    _log: deque[str] = field(default_factory=lambda: deque(maxlen=_LINES_AT_MOST))
    _orders: set[str] = field(default_factory=set)
    _ended: dict[str, str] = field(default_factory=dict)
    _folder: Path | None = None

    def __post_init__(self) -> None:
        self._began = real_now()
        self._heard = Heard(self.page.context)

    @property
    def folder(self) -> Path:
        return self._folder or self.intended

    @property
    def kept(self) -> str | None:
        """The folder, if anything was kept."""
        return str(self._folder) if self._folder else None

    @property
    def tables(self) -> Tables:
        return self.run.tables

    @property
    def secrets(self) -> frozenset[str]:
        return self.run.secrets

    @property
    def loss(self) -> str:
        """A sentence on what could not be kept; empty: nothing was lost."""
        return f" Evidence was lost: {'; '.join(self.lost)}." if self.lost else ""

    def logged(self, line: str) -> None:
        """Take a line of the run's log."""
        self._log.append(line)

    def keep(self, moment: str) -> None:
        self.picture(moment)

    def picture(self, moment: str) -> Path | None:
        """The file with a picture of the page in front; a lost one stops no cancellation."""
        try:
            picture = self._front().screenshot(type="jpeg", quality=_QUALITY, timeout=_AT_MOST_MS)
        except PlaywrightError as error:
            self.lose(f"{moment}.jpg", error)
            return None
        return self.write(f"{moment}.jpg", picture, "picture")

    def bundle(self, why: str, order_id: str | None = None) -> str | None:
        """Keep the page as it stands and why; returns the folder, None where nothing could be."""
        from automator.browser.stopped import StoppedOn

        stop = "stopped-here" + (f"-{len(self.stops) + 1}" if self.stops else "")
        page = self._front()
        told = SecretTexts(self.secrets).hidden(why)
        stopped = StoppedOn(page, self.tables, tuple(self.secrets))
        self.stops.append(
            {
                "name": stop,
                "at": real_now(),
                "order": order_id,
                "why": told,
                "address": told_address(page.url),
                "recognised": stopped.recognised(),
            }
        )
        if order_id:
            self._orders.add(order_id)
        stopped.hide_typed_secrets()
        self.keep(stop)
        files = list(stopped.files())
        for end, content in files:
            self.write(f"{stop}{end}", content, "page")
        if not files:
            self.lose(f"{stop}.html", TimeoutError("the page gives no answer"))
        self.write(f"{stop}.txt", f"{told_address(page.url)}\n{told}\n", "why")
        return self.kept

    def ended(self, outcome: str, message: str) -> None:
        """Note what the run told in the end."""
        self._ended = {"outcome": outcome, "message": SecretTexts(self.secrets).hidden(message)}

    def finish(self) -> None:
        """Add what is known at the end, where anything was kept."""
        if self._folder is None:
            return
        hidden = SecretTexts(self.secrets | tokens_of(self.page.context)).hidden
        heard = {CONSOLE: self._heard.console, FAILED_REQUESTS: self._heard.failed_requests}
        for name, documents in heard.items():
            if documents:
                lines = [json.dumps(it, ensure_ascii=False) + "\n" for it in list(documents)]
                self.write(name, hidden("".join(lines)), Path(name).stem)
        self.write(LOG, "".join(list(self._log)), "log")
        self.write(RUN, json.dumps(self._document(), indent=2, ensure_ascii=False) + "\n", "run")

    def write(self, name: str, content: str | bytes, what: str) -> Path | None:
        """Add a file of this name, to which a second one adds a number; None: it is lost."""
        try:
            folder = self._made()
            file = folder / name
            number = 2
            while file.exists():
                file = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
                number += 1
            write_private(file, content)
        except (OSError, HomeError) as error:
            self.lose(name, error)
            return None
        order_id = order_of(name)
        if order_id:
            self._orders.add(order_id)
        self._files.append({"name": file.name, "what": what, "at": real_now(), "order": order_id})
        return file

    def lose(self, name: str, error: Exception) -> None:
        """Note that this could not be kept."""
        from loguru import logger

        reason = getattr(error, "strerror", None) or str(error).splitlines()[0].strip()
        self.lost.append(f"{name} ({reason})")
        logger.warning("evidence was lost: {} can't be kept: {}", name, reason)

    def _made(self) -> Path:
        """The folder, which no other run of the same second has."""
        if self._folder is None:
            folder, number = self.intended, 2
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            while True:
                try:
                    folder.mkdir(mode=0o700)
                except FileExistsError:
                    folder = self.intended.with_name(f"{self.intended.name}-{number}")
                    number += 1
                else:
                    break
            self._folder = folder
        return self._folder

    def _front(self) -> Page:
        """The shop's newest page: a form may stand in a tab of its own, before the page behind."""
        host = urlsplit(self.page.url).netloc
        shown = [it for it in self.page.context.pages if urlsplit(it.url).netloc == host]
        return shown[-1] if shown else self.page

    def _document(self) -> dict[str, Any]:
        return {
            "command": self.run.command,
            "account": self.run.account,
            "began_at": self._began,
            "ended_at": real_now(),
            "outcome": None,
            "message": None,
            **self._ended,
            "orders": sorted(self._orders),
            "stops": self.stops,
            "versions": self._versions(),
            "files": self._files,
            "lost": self.lost,
        }

    def _versions(self) -> dict[str, str | None]:
        browser = self.page.context.browser
        return {
            "unbuy": _version("unbuy"),
            "python": platform.python_version(),
            "playwright": _version("playwright"),
            "browser": f"{browser.browser_type.name} {browser.version}" if browser else None,
            "system": platform.platform(),
        }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
