"""Pictures of the moments that matter, and of the page where a run stopped."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from automator.home import HomeError, write_private

_QUALITY = 60
_AT_MOST_MS = 5000


@contextmanager
def traced(context: BrowserContext, when: str, evidence: "RunEvidence") -> Iterator[None]:
    """Keep a Playwright trace of what is done meanwhile; `when` is on, off or on-failure."""
    if when == "off":
        yield
        return
    context.tracing.start(screenshots=True, snapshots=True, sources=True)
    try:
        yield
    except Exception:
        _keep_trace(context, evidence)
        raise
    if when == "on":
        _keep_trace(context, evidence)
    else:
        context.tracing.stop()


def _keep_trace(context: BrowserContext, evidence: "RunEvidence") -> None:
    """The driver writes it with rights of its own; what was typed stands in it."""
    trace = evidence.place("trace.zip")
    context.tracing.stop(path=trace)
    trace.chmod(0o600)


class RunEvidence:
    """Keeps what one run saw in a folder of its own, made with the first thing kept."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self.folder = folder

    @property
    def kept(self) -> str | None:
        """The folder, if anything was kept."""
        return str(self.folder) if self.folder.exists() else None

    def keep(self, moment: str) -> None:
        # A lost picture stops no cancellation, nor does a disk without room for it.
        with suppress(PlaywrightError, HomeError, OSError):
            picture = self._page.screenshot(type="jpeg", quality=_QUALITY, timeout=_AT_MOST_MS)
            self._write(f"{moment}.jpg", picture)

    def bundle(self, why: str) -> str:
        """Keep the page as it stands, as picture and HTML, and why; returns the folder."""
        self.keep("stopped-here")
        with suppress(PlaywrightError):
            whole = self._page.locator("html")  # unlike the page's own content, bounded in time
            html = whole.evaluate("root => root.outerHTML", timeout=_AT_MOST_MS)
            self._write("stopped-here.html", html.encode())
        self._write("why.txt", f"{self._page.url}\n{why}\n".encode())
        return str(self.folder)

    def place(self, name: str) -> Path:
        """Where a file of this run goes; the folder is there afterwards."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder / name

    def _write(self, name: str, content: bytes) -> None:
        write_private(self.place(name), content)
