"""The control page as it is served: careful, complete, and in words."""

import json
import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from playwright.sync_api import expect

from mock_site import calls
from mock_site.assets import Assets
from mock_site.control_page import page as control_page
from mock_site.control_page.fields import fields_of
from mock_site.control_page.words import WORDS, word
from mock_site.disputes import DisputeStage
from mock_site.faults import KINDS, PLACES, Fault
from mock_site.refunds import RefundStage
from mock_site.specs import DisputeSpec, OrderSpec, SellerSpec
from mock_site.statuses import EndReason, OrderStatus
from mock_site.variants import Variant
from tests.mock_site.conftest import OTHER_BUYER, Storefront, Visitor
from tests.mock_site.desk import Desk

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


class _Tags(HTMLParser):
    """The tags of a page with their attributes, and what stands in scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in {"script", "style"} and data.strip():
            self.within.append(data)


@pytest.fixture
def tags(guest: Visitor) -> _Tags:
    return _Tags(guest.get("/_control/").text())


def test_it_is_served_with_the_headers_of_the_shop(guest: Visitor) -> None:
    answer = guest.get("/_control/")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert guest.get("/_control", follow=False).headers["location"].endswith("/_control/")


def test_it_has_no_script_or_style_of_its_own_and_nothing_from_elsewhere(tags: _Tags) -> None:
    assert tags.within == []
    for tag, attributes in tags.tags:
        assert tag != "style"
        assert not any(name == "style" or name.startswith("on") for name in attributes)
        for address in (attributes.get("src"), attributes.get("href")):
            assert address is None or re.match(r"/(_control/assets/\w+/[\w.-]+)?$", address)


def test_every_id_stands_once_and_every_label_has_its_control(tags: _Tags) -> None:
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for name in ("for", "aria-controls", "aria-describedby", "aria-labelledby"):
        named = {str(attributes[name]) for _, attributes in tags.tags if name in attributes}
        assert named <= set(ids), name


def test_its_files_may_be_kept_for_ever_at_their_present_address(guest: Visitor) -> None:
    script = guest.get(Assets("/_control", control_page.FILES).url("control.js"))
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert guest.get("/_control/assets/older/control.js").status == 404
    assert guest.get("/_control/assets/older/..%2f..%2fpage.py").status == 404


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("status", OrderStatus),
        ("ending", EndReason),
        ("refund", RefundStage),
        ("dispute", DisputeStage),
        ("kind", KINDS),
        ("place", PLACES),
        ("act", get_args(calls.SellerDoes)),
        ("act", get_args(calls.PlatformDoes)),
    ],
)
def test_every_code_has_its_words(group: str, codes: tuple[str, ...]) -> None:
    assert [code for code in codes if str(code) not in WORDS[group]] == []


def test_a_code_without_words_is_shown_as_it_is() -> None:
    assert word("act", "sing_a_song") == "sing a song"


def test_the_forms_ask_for_every_field_of_their_calls() -> None:
    asked = {field.name for field in fields_of(OrderSpec, {})}
    within = {f"seller.{name}" for name in SellerSpec.model_fields}
    within |= {f"dispute.{name}" for name in DisputeSpec.model_fields}
    assert asked == (OrderSpec.model_fields.keys() - {"seller", "dispute"}) | within
    assert {field.name for field in fields_of(Fault, {})} == set(Fault.model_fields)
    reset = {field.name for field in fields_of(calls.Reset, {"scenario": ["a"]})}
    assert {f"variant.{name}" for name in Variant.model_fields} <= reset


def test_a_field_says_to_which_choices_it_belongs() -> None:
    whose = {field.name: field.whose for field in fields_of(OrderSpec, {})}
    assert whose["total"] == ()
    assert whose["refund_stage"] == ("FINISH",)
    assert whose["dispute.wanted"] == ("IN_ISSUE", "FINISH")


def test_the_scenarios_are_told_with_what_they_are_for(guest: Visitor) -> None:
    told = guest.get("/_control/scenarios").json()
    assert {tuple(world) for world in told} == {("name", "group", "about", "lesson")}
    assert {"everyday", "every-state"} <= {world["name"] for world in told}


def test_what_people_wrote_is_shown_and_never_run(storefront: Storefront, desk: Desk) -> None:
    account = {"username": HOSTILE, "password": HOSTILE, "persona": HOSTILE}
    order = {
        "account": HOSTILE,
        "status": "IN_ISSUE",
        "items": [{"title": HOSTILE, "sku": HOSTILE, "price": "1.00"}],
        "seller": {"name": HOSTILE},
        "dispute": {"text": HOSTILE},
    }
    world = {"about": HOSTILE, "accounts": [account], "orders": [order]}
    desk.others.post("/reset", {"scenario": world, "rate": 0})
    made = next(iter(desk.others.orders()))
    desk.others.post(f"/orders/{made}/seller", {"do": "message", "text": HOSTILE})
    storefront.shop.record(HOSTILE, HOSTILE, HOSTILE, changed=True, answer=HOSTILE)
    expect(desk.choose(made)).to_contain_text(HOSTILE)
    expect(desk.order.locator("#dispute-talks")).to_contain_text(HOSTILE)
    expect(desk.tab("Log")).to_contain_text(HOSTILE)
    expect(desk.tab("World")).to_contain_text(HOSTILE)
    desk.open(f"?order={HOSTILE}")
    expect(desk.page.locator("#order-gone")).to_contain_text(HOSTILE)
    expect(desk.page).to_have_title("Control – Lantern Lane")  # noqa: RUF001 - as it is set
    assert desk.page.locator("main img").count() == 0


def test_on_a_phone_one_part_is_shown_at_a_time_and_nothing_sticks_out(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.open()
    order = desk.new_order("IN_CANCEL", account=OTHER_BUYER, total="1234567.89")
    desk.choose(order)
    expect(desk.row(order)).to_be_hidden()
    for name in ("Order", "New", "Faults", "Log", "World", "Orders"):
        desk.page.get_by_role("tab", name=name, exact=True).click()
        width = desk.page.evaluate("document.documentElement.scrollWidth")
        assert width == 390, name
    expect(desk.row(order)).to_be_visible()


def test_the_tabs_are_walked_through_with_arrow_keys(desk: Desk) -> None:
    desk.page.get_by_role("tab", name="Order").press("ArrowRight")
    expect(desk.page.get_by_role("tab", name="New")).to_be_focused()
    expect(desk.page.get_by_role("tab", name="New")).to_have_attribute("aria-selected", "true")
    desk.page.keyboard.press("ArrowLeft")
    desk.page.keyboard.press("ArrowLeft")
    expect(desk.page.get_by_role("tab", name="World")).to_be_focused()


def test_what_is_looked_at_is_checked(guest: Visitor) -> None:
    answer = guest.get("/_control/watch?offset=-1&status=SHIPPED&nothing=1")
    assert answer.status == 400
    fields = {complaint["field"] for complaint in json.loads(answer.text())["fields"]}
    assert fields == {"offset", "status", "nothing"}
