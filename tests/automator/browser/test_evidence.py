"""What a run keeps of the page in front, of what it heard, and of where it stopped."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from automator.browser.evidence import RunEvidence, RunFacts
from automator.browser.tracing import no_raw_traces, traced
from automator.home import HomeError
from flows.sites.aliexpress.tables import OURS

SHOP = "https://www.aliexpress.com"
ORDER = "8190007001360000"
COOKIE = "4ypFb5ADsszZ-yGcTx4Pq1b5cArQx7bJ"
PAGES = {
    "/order": """<html lang="en"><meta name="csrf" content="99de45274c099297"><body>
<h1 class="order-status"><b class="order-block-title">Awaiting payment</b></h1>
<p>Order ID: 8190007001360000</p><input maxlength="1" value="7" aria-label="Digit">
<input type="hidden" value="7a334cad45951833"><a target="_blank" href="/form">Cancel order</a>
<iframe src="/frame"></iframe></body></html>""",
    "/form": "<html lang='en'><body style='background: red'><h1>Cancel this order?</h1></body>",
    "/frame": "<html lang='en'><body><p>In the frame</p></body></html>",
}


def answer(route: Route) -> None:
    path = route.request.url.removeprefix(SHOP).partition("?")[0]
    if path in PAGES:
        headers = {"set-cookie": f"xman_t={COOKIE}; Path=/", "content-type": "text/html"}
        route.fulfill(body=PAGES[path], headers=headers)
    else:
        route.fulfill(status=404, body="")


@pytest.fixture
def shop_page(page: Page) -> Page:
    page.context.route("**/*", answer)
    page.goto(f"{SHOP}/order?orderId={ORDER}&token=x5-17bb0c21d9")
    return page


@pytest.fixture
def evidence(shop_page: Page, tmp_path: Path) -> RunEvidence:
    facts = RunFacts("cancel", "default", OURS, frozenset({"correct-horse-9"}))
    return RunEvidence(shop_page, tmp_path / "evidence" / "20260302T090000-cancel", facts)


def run_of(evidence: RunEvidence) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((evidence.folder / "run.json").read_text())
    return document


def red(page: Page, picture: Path) -> bool:
    """Whether a picture shows the red form."""
    colour = page.evaluate(
        """async (jpeg) => {
            const picture = await createImageBitmap(await (await fetch(jpeg)).blob());
            const canvas = new OffscreenCanvas(1, 1).getContext("2d");
            canvas.drawImage(picture, -600, -600);
            return [...canvas.getImageData(0, 0, 1, 1).data];
        }""",
        f"data:image/jpeg;base64,{b64encode(picture.read_bytes()).decode()}",
    )
    return bool(colour[0] > 200 and colour[1] < 100)


def test_the_form_in_a_tab_of_its_own_is_pictured_and_not_the_page_behind_it(
    evidence: RunEvidence, shop_page: Page
) -> None:
    with shop_page.expect_popup() as opened:
        shop_page.get_by_role("link", name="Cancel order").click()
    opened.value.wait_for_load_state()
    form = evidence.picture("before-sending")
    opened.value.close()
    behind = evidence.picture("second-reading")
    assert form
    assert behind
    shop_page.goto("about:blank")
    assert (red(shop_page, form), red(shop_page, behind)) == (True, False)


def test_nothing_is_made_where_nothing_is_kept(evidence: RunEvidence) -> None:
    evidence.finish()
    assert evidence.kept is None
    assert not evidence.folder.exists()


def test_a_stop_keeps_the_page_its_frames_and_what_was_found_on_it(evidence: RunEvidence) -> None:
    evidence.bundle("This is not as known.", ORDER)
    evidence.finish()
    names = {file.name for file in evidence.folder.iterdir()}
    assert names == {
        "stopped-here.jpg", "stopped-here.html", "stopped-here.aria.yaml", "stopped-here.txt",
        "stopped-here-frame-1.html", "stopped-here-frame-1.aria.yaml", "log.jsonl", "run.json",
    }  # fmt: skip
    assert "In the frame" in (evidence.folder / "stopped-here-frame-1.html").read_text()
    [stop] = run_of(evidence)["stops"]
    assert "status" in stop["recognised"]["current"]["order"]["found"]
    assert "info_row" in stop["recognised"]["current"]["order"]["missing"]
    assert (stop["order"], stop["why"]) == (ORDER, "This is not as known.")
    assert run_of(evidence)["orders"] == [ORDER]
    assert run_of(evidence)["versions"]["browser"].startswith("chromium ")


def test_no_token_code_or_cookie_is_in_what_a_stop_keeps(
    evidence: RunEvidence, shop_page: Page
) -> None:
    shop_page.evaluate("console.log(document.cookie, 'https://x.example/?t=x5-17bb0c21d9')")
    shop_page.evaluate("fetch('/gone?token=x5-17bb0c21d9').then((it) => it.text())")
    evidence.bundle(f"{SHOP}/order?token=x5-17bb0c21d9 with correct-horse-9 failed")
    evidence.finish()
    texts = "".join(it.read_text() for it in evidence.folder.iterdir() if it.suffix != ".jpg")
    tokens = (COOKIE, "x5-17bb0c21d9", "99de45274c099297", "7a334cad45951833")
    for secret in (*tokens, "correct-horse-9", '"7"'):
        assert secret not in texts
    assert "Order ID: 8190007001360000" in texts
    [failed] = map(json.loads, (evidence.folder / "failed-requests.jsonl").read_text().splitlines())
    assert (failed["address"], failed["status"]) == (f"{SHOP}/gone", 404)
    assert "xman_t=***" in (evidence.folder / "console.jsonl").read_text()


def test_a_second_stop_and_a_second_run_of_the_same_second_replace_nothing(
    evidence: RunEvidence,
) -> None:
    again = RunEvidence(evidence.page, evidence.intended, evidence.run)
    evidence.bundle("one")
    evidence.bundle("two")
    again.bundle("other run")
    assert "one" in (evidence.folder / "stopped-here.txt").read_text()
    assert "two" in (evidence.folder / "stopped-here-2.txt").read_text()
    assert again.folder.name == f"{evidence.folder.name}-2"


def test_what_cannot_be_written_is_told_and_stops_nothing(
    evidence: RunEvidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: object) -> None:
        del content
        raise HomeError(f"{path} can't be written (No space left on device)")

    monkeypatch.setattr("automator.browser.evidence.write_private", full)
    evidence.keep("before-sending")
    evidence.bundle("stopped")
    evidence.finish()
    assert "before-sending.jpg" in evidence.loss
    assert "No space left on device" in evidence.loss


def test_a_folder_that_cannot_be_made_is_told_and_stops_nothing(evidence: RunEvidence) -> None:
    evidence.intended.parent.write_text("a file stands in the way")
    evidence.keep("before-sending")
    assert evidence.bundle("stopped") is None
    evidence.finish()
    assert "before-sending.jpg (File exists)" in evidence.loss


def test_a_trace_is_kept_without_its_raw_form_staying_anywhere(
    evidence: RunEvidence, shop_page: Page, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "trace.zip").write_text("left by a run that was killed")
    with no_raw_traces(raw), traced(shop_page.context, "on", raw, evidence):
        assert not raw.exists()
        shop_page.goto(f"{SHOP}/order")
    assert not raw.exists()
    assert (evidence.folder / "trace.zip").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("stops", "kept"), [(True, True), (False, False)])
def test_a_trace_on_failure_is_kept_where_one_order_of_several_stopped_the_run(
    evidence: RunEvidence, shop_page: Page, tmp_path: Path, stops: bool, kept: bool
) -> None:
    with traced(shop_page.context, "on-failure", tmp_path / "raw", evidence):
        if stops:
            evidence.bundle("one of them")
    assert (evidence.folder / "trace.zip").exists() is kept
