"""Each file of a run becomes one that a stranger may have; what is of no known kind is left out."""

import base64
import json
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest

from automator.bundle.check import NotFit, raise_if_not_fit
from automator.bundle.files import ForStrangers
from automator.bundle.pack import Bundle, pack
from automator.bundle.private import Private, add_seen, add_session
from flows.domain.orders import Status
from flows.sites.aliexpress.tables import OURS

ORDER = "8190007001360000"
[AWAITING_PAYMENT, *_] = OURS.words_in("de").status[Status.AWAITING_PAYMENT]
WHY = (
    f"The page https://www.aliexpress.com/p/order/detail.html?orderId={ORDER} (titled 'Annabel')"
    " does not look like the known order page."
)
STOP = {"name": "stopped-here", "at": "2026-11-27T09:00:01"}
PAGE = (
    '<html lang="de"><b class="welcome-name">Hallo, Annabel</b><p>Annabel Zephyrine</p>'
    f"<p>annabel@mailbox.example</p><p>{ORDER}</p><button data-shops-own=name>Neues Wort</button>"
    f"<h1>{AWAITING_PAYMENT}</h1></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run's evidence, as it lies in the home folder."""
    run = {
        "command": "cancel",
        "account": "annabels",
        "outcome": "shop_changed",
        "message": WHY,
        "orders": [ORDER],
        "stops": [{**STOP, "order": ORDER, "why": WHY, "address": "/annabel"}],
        "versions": {"unbuy": "0.1.0"},
        "files": [{"name": f"{ORDER}-before-sending.jpg"}],
        "lost": ["trace.zip (No space left on device)"],
    }
    log = {"at": "2026-11-27T09:00:00", "level": "info", "message": f"Reading order {ORDER}"}
    console = {"type": "log", "text": "Hi Annabel", "page": "https://www.aliexpress.com/annabel"}
    failed = {"method": "GET", "address": "https://elsewhere.example/annabel", "status": 404}
    aria = '- heading "Annabel Zephyrine" [level=1]\n- textbox "Name": Annabel\n- /url: /annabel\n'
    texts = {
        "run.json": json.dumps(run),
        "log.jsonl": json.dumps(log),
        "console.jsonl": json.dumps(console),
        "failed-requests.jsonl": json.dumps(failed),
        "stopped-here.html": PAGE,
        "stopped-here.aria.yaml": aria,
        "stopped-here.txt": WHY,
        "notes-of-annabel.doc": "Annabel",
        f"{ORDER}-before-sending.jpg": "not looked at",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def known(folder: Path) -> Private:
    private = Private()
    private.add("a password", ["correct-horse-9"])
    add_seen(private, folder, ["welcome-name"])
    return private


def packed(folder: Path, private: Private | None = None) -> Bundle:
    private = private or known(folder)
    return pack(folder, ForStrangers(OURS, "www.aliexpress.com", private.never_kept), private)


def member(bundle: Bundle, name: str) -> str:
    with ZipFile(BytesIO(bundle.content)) as archive:
        return archive.read(name).decode()


def test_nothing_of_the_buyer_is_in_any_file(folder: Path) -> None:
    bundle = packed(folder)
    everything = "".join(f"{name}{member(bundle, name)}" for name in bundle.members).lower()
    for private in ("annabel", "zephyrine", "mailbox", ORDER, "elsewhere"):
        assert private not in everything


def test_our_own_sentences_stay_with_another_id_that_is_the_same_everywhere(folder: Path) -> None:
    bundle = packed(folder)
    other = "8000000000000001"
    assert f"Reading order {other}" in member(bundle, "log.jsonl")
    assert member(bundle, "stopped-here.txt") == (
        f"The page https://shop.example/p/order/detail.html?orderId={other} (titled 'Xxxxxxx')"
        " does not look like the known order page."
    )
    run = json.loads(member(bundle, "run.json"))
    assert run["orders"] == [other] == [run["stops"][0]["order"]]
    assert run["lost"] == ["trace.zip (No space left on device)"]
    assert f"<p>{other}</p>" in member(bundle, "stopped-here.html")


def test_a_page_is_redacted_by_the_words_of_its_own_language(folder: Path) -> None:
    page = member(packed(folder), "stopped-here.html")
    assert f"<h1>{AWAITING_PAYMENT}</h1>" in page
    assert "<button>Neues Wort</button>" in page


def test_roles_and_states_stay_in_an_accessibility_snapshot(folder: Path) -> None:
    aria = member(packed(folder), "stopped-here.aria.yaml")
    assert aria == '- heading "Xxxxxxx Xxxxxxxxx" [level=1]\n- textbox "Xxxx": x\n'


def test_pictures_and_unknown_files_are_left_out_and_counted(folder: Path) -> None:
    bundle = packed(folder)
    assert set(bundle.left_out) == {f"{ORDER}-before-sending.jpg", "notes-of-annabel.doc"}
    readme = member(bundle, "README.txt")
    assert "1 picture(s)" in readme
    assert "1 other file(s)" in readme


def test_a_run_without_a_trace_is_told_as_one_with_its_steps_and_the_page(folder: Path) -> None:
    bundle = packed(folder)
    assert bundle.opens
    assert not bundle.has_trace
    assert "--trace on" in member(bundle, "README.txt")
    events = list(map(json.loads, member(bundle, "told.trace").splitlines()))
    titles = [it["title"] for it in events if it["type"] == "before"]
    assert titles == ["Reading order 8000000000000001", "Stopped here"]
    [page] = [it["snapshot"]["html"] for it in events if it["type"] == "frame-snapshot"]
    assert ["H1", {}, AWAITING_PAYMENT] in page
    assert "does not look like" in events[-1]["error"]["message"]


def test_a_run_that_was_killed_has_nothing_to_be_shown_and_says_so(folder: Path) -> None:
    for file in folder.iterdir():
        if file.suffix != ".jpg":
            file.unlink()
    bundle = packed(folder)
    assert (bundle.opens, bundle.members) == (False, ["README.txt"])
    assert "was killed" in member(bundle, "README.txt")


@pytest.mark.parametrize("form", ["{}", "cGFzcz1{}", "%22{}%22", '\\"{}\\"'])
def test_a_bundle_with_a_known_value_in_any_form_is_refused_by_its_kind(form: str) -> None:
    secret = 'corr"ect&horse-9'
    spelled = {
        "cGFzcz1{}": base64.b64encode(f"pass={secret}".encode()).decode(),
        "%22{}%22": quote(secret),
        '\\"{}\\"': json.dumps(secret)[1:-1],
    }.get(form, secret)
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("log.jsonl", f"something {spelled} else")
    private = Private()
    private.add("a password", [secret])
    with pytest.raises(NotFit, match=r"a password in it.*nothing was written") as refused:
        raise_if_not_fit(file.getvalue(), private)
    assert secret not in str(refused.value)


def test_what_is_known_of_the_buyer_comes_from_session_and_pages(folder: Path) -> None:
    private = known(folder)
    session: dict[str, Any] = {
        "since": "2026-03-02T09:12:30+00:00",
        "cookies": [{"name": "xman_t", "value": "_7hQvGDGbHm9XtW", "domain": "aliexpress.com"}],
    }
    add_session(private, session)
    assert private.values["a cookie or token"] == {"_7hQvGDGbHm9XtW"}
    assert private.values["the buyer's name"] >= {"Annabel"}
    assert private.values["an e-mail address"] == {"annabel@mailbox.example"}
    assert private.values["an order's id"] == {ORDER}


def test_digits_by_chance_in_what_playwright_names_a_frame_by_are_no_orders_id(
    tmp_path: Path,
) -> None:
    frame = "frame@9a2a77d3b0f2e8a7795922758283668c"
    (tmp_path / "log.jsonl").write_text(f'{{"frame": "{frame}", "step": "order{ORDER}"}}')
    private = Private()
    add_seen(private, tmp_path, ["welcome-name"])
    assert private.values["an order's id"] == {ORDER}


def test_a_file_that_is_cut_off_is_told(folder: Path) -> None:
    (folder / "run.json").write_text('{"command": ')
    with pytest.raises(ValueError, match="Expecting value"):
        packed(folder)
