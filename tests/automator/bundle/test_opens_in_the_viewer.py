"""The bundle is a trace that Playwright's own viewer shows, from the actions to the pages."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import playwright
import pytest
from playwright.sync_api import Browser, Page, expect

from automator.bundle.files import ForStrangers
from automator.bundle.pack import README, pack
from automator.bundle.private import Private
from flows.sites.aliexpress.tables import OURS
from tests.automator.redaction.recorded_trace import HOST, record_trace

VIEWER = Path(playwright.__file__).parent / "driver/package/lib/vite/traceViewer"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture
def bundle(browser: Browser, tmp_path: Path) -> Path:
    """Beside a copy of the viewer, which fetches it from its own address."""
    run = tmp_path / "run"
    run.mkdir()
    with browser.new_context() as context:
        record_trace(context.new_page(), run / "trace.zip")
    redacting = ForStrangers(OURS, HOST, ("Annabel", "Zephyrine"))
    folder = tmp_path / "viewer"
    shutil.copytree(VIEWER, folder)
    packed = pack(run, redacting, Private())
    assert README in packed.members
    (folder / "bundle.zip").write_bytes(packed.content)
    return folder / "bundle.zip"


@pytest.fixture
def viewer(bundle: Path) -> Iterator[str]:
    answer = partial(Quiet, directory=str(bundle.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        yield f"{address}/index.html?trace={address}/bundle.zip"
        server.shutdown()
        thread.join()


def test_the_viewer_shows_the_actions_and_the_redacted_page(page: Page, viewer: str) -> None:
    page.goto(viewer)
    click = page.get_by_text('name="Cancel order"').first
    expect(page.get_by_text('"***"').first).to_be_visible(timeout=20_000)
    click.click()
    shown = page.frame_locator("iframe.snapshot-visible")
    expect(shown.get_by_text("Awaiting payment")).to_be_visible(timeout=20_000)
    expect(shown.get_by_text("Order ID: 8000000000000001")).to_be_visible()
    expect(shown.get_by_text("Xxxx Xxxxx", exact=True)).to_be_visible()
