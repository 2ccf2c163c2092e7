"""The bundle is a trace that Playwright's own viewer shows, from the actions to the pages."""

import json
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
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


@pytest.fixture
def bundle(run: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Beside a copy of the viewer, which fetches it from its own address."""
    request.getfixturevalue(request.param)
    redacting = ForStrangers(OURS, HOST, ("Annabel", "Zephyrine"))
    folder = tmp_path / "viewer"
    shutil.copytree(VIEWER, folder)
    packed = pack(run, redacting, Private())
    assert README in packed.members
    (folder / "bundle.zip").write_bytes(packed.content)
    return folder / "bundle.zip"


@pytest.fixture
def traced(browser: Browser, run: Path) -> None:
    with browser.new_context() as context:
        record_trace(context.new_page(), run / "trace.zip")


@pytest.fixture
def stopped(run: Path) -> None:
    """A run without a trace that stopped at a page."""
    stop = {"name": "stopped-here", "at": "2026-11-27T09:00:02", "why": "It is not as known."}
    line = {"at": "2026-11-27T09:00:00", "message": "Reading order 8190007001360000"}
    (run / "run.json").write_text(json.dumps({"command": "cancel", "stops": [stop]}))
    (run / "log.jsonl").write_text(json.dumps(line))
    (run / "stopped-here.html").write_text(
        "<html lang=en><h1>Awaiting payment</h1><p>Annabel</p></html>"
    )


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


@pytest.mark.parametrize("bundle", ["traced"], indirect=True)
def test_the_viewer_shows_the_actions_and_the_redacted_page(page: Page, viewer: str) -> None:
    page.goto(viewer)
    click = page.get_by_text('name="Cancel order"').first
    expect(page.get_by_text('"***"').first).to_be_visible(timeout=20_000)
    click.click()
    shown = page.frame_locator("iframe.snapshot-visible")
    expect(shown.get_by_text("Awaiting payment")).to_be_visible(timeout=20_000)
    expect(shown.get_by_text("Order ID: 8000000000000001")).to_be_visible()
    expect(shown.get_by_text("Xxxx Xxxxx", exact=True)).to_be_visible()


@pytest.mark.parametrize("bundle", ["stopped"], indirect=True)
def test_the_viewer_shows_the_steps_and_the_page_of_a_run_without_a_trace(
    page: Page, viewer: str
) -> None:
    page.goto(viewer)
    expect(page.get_by_text("Reading order 8000000000000001")).to_be_visible(timeout=20_000)
    page.get_by_text("Stopped here").first.click()
    shown = page.frame_locator("iframe.snapshot-visible")
    expect(shown.get_by_text("Awaiting payment")).to_be_visible(timeout=20_000)
    expect(shown.get_by_text("Xxxxxxx")).to_be_visible()
