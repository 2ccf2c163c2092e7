"""The hand-over page as a person uses it: beside a run that waits, in another browser context."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from automator.hand_over.page_way import HandOverPage
from automator.hand_over.person import PersonOnCall, Way
from automator.hand_over.rendezvous import waiting_runs
from flows.ports import Wall, WallKind
from flows.sites.aliexpress.shop import AliExpress
from flows.storefront import Credentials
from mock_site.practice_shop import PracticeShop
from tests.automator.hand_over.second_actor import (
    SecondActor,
    Steps,
    Told,
    drag_in_picture,
    until_pictured,
)
from tests.flows.fakes import FakeClock
from tests.flows.person_at_page import place_of_handle

pytestmark = pytest.mark.browser
ASKS = "The shop wants something."
FORM = """<style>
  body { margin: 0; height: 3000px } body > * { position: absolute }
  input { left: 0; top: 0; width: 400px; height: 90px } button { left: 640px; top: 450px }
</style><input><button onclick="document.title='pressed'">Go</button>"""


@pytest.fixture
def person(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 1100})
    yield context.new_page()
    context.close()


class Desk:
    """A run whose page is handed over, and the address that a person asks for."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.told = Told()
        self._page = page
        self._folder = folder
        self._served = HandOverPage(page, folder, "default", self.told)

    def address(self) -> str:
        [waiting] = waiting_runs(self._folder)
        address = waiting.new_address()
        assert address is not None
        return address

    def on_call(self, steps: Steps, within_s: float = 30) -> PersonOnCall:
        ways: list[Way] = [self._served, SecondActor(steps)]
        return PersonOnCall(self._page, within_s, ways, self.told)

    def stop(self) -> None:
        self._served.stop()


@pytest.fixture
def desk(page: Page, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(page, tmp_path)
    yield made
    made.stop()


def wall_until(page: Page, seen: str) -> Wall:
    """It is gone when this holds on the run's page."""
    return Wall(WallKind.UNKNOWN, ASKS, lambda: bool(page.evaluate(seen)))


def test_a_slider_dragged_on_the_hand_over_page_lets_the_run_go_on(
    page: Page, person: Page, shop: PracticeShop, desk: Desk
) -> None:
    def steps() -> Iterator[None]:
        x, y = place_of_handle(page)
        size = page.viewport_size
        assert size is not None
        person.goto(desk.address())
        yield
        yield from until_pictured(person)
        yield from drag_in_picture(person, (x / size["width"], y / size["height"]), way=0.3)

    credentials = Credentials(shop.username, shop.password)
    on_call = desk.on_call(steps)
    aliexpress = AliExpress(page, shop.url, FakeClock(), credentials, 5, on_call=on_call)
    shop.arm("orders.list", "slider")
    assert len(aliexpress.my_orders().orders) == len(shop.orders())
    assert desk.told.steps[-1] == "Solved: the run goes on."
    person.locator("#ending", has_text="Solved").wait_for()
    assert person.locator("#picture").get_attribute("src") is None


def test_clicks_keys_and_the_wheel_reach_the_page(page: Page, person: Page, desk: Desk) -> None:
    page.set_content(FORM)

    def steps() -> Iterator[None]:
        person.goto(desk.address())
        yield
        yield from until_pictured(person)
        picture = person.locator("#picture")
        picture.click(position={"x": 60, "y": 20})
        yield
        person.keyboard.type("Zob")
        yield
        person.keyboard.press("Backspace")
        yield
        person.get_by_label("Type into the page").fill("e 42")
        yield
        person.get_by_role("button", name="Type", exact=True).click()
        yield
        box = picture.bounding_box()
        assert box is not None
        person.mouse.click(
            box["x"] + box["width"] * 655 / 1280, box["y"] + box["height"] * 460 / 720
        )
        yield
        person.mouse.wheel(0, 300)
        yield

    done = "document.title === 'pressed' && scrollY >= 300 && document.querySelector('input').value"
    assert desk.on_call(steps).get_past(wall_until(page, done))
    assert page.locator("input").input_value() == "Zoe 42"


def test_a_finger_that_begins_to_zoom_presses_nothing(page: Page, person: Page, desk: Desk) -> None:
    page.set_content(FORM)
    page.evaluate("addEventListener('mouseup', () => { window.released = true; })")

    def steps() -> Iterator[None]:
        person.goto(desk.address())
        yield
        yield from until_pictured(person)
        box = person.locator("#picture").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] * 655 / 1280, box["y"] + box["height"] * 460 / 720
        at = {"clientX": x, "clientY": y, "isPrimary": True, "pointerId": 1, "button": 0}
        person.mouse.move(x, y)
        person.mouse.down()
        yield
        person.locator("#picture").dispatch_event("pointercancel", at)
        yield

    assert desk.on_call(steps).get_past(wall_until(page, "window.released"))
    assert page.title() != "pressed"


def test_who_cannot_do_it_ends_the_wait_at_once(page: Page, person: Page, desk: Desk) -> None:
    def steps() -> Iterator[None]:
        person.goto(desk.address())
        yield
        person.get_by_role("button", name="I can't do this").click()
        yield

    on_call = desk.on_call(steps, within_s=600)
    assert not on_call.get_past(wall_until(page, "false"))
    person.locator("#ending", has_text="given up").wait_for()
    assert not on_call.get_past(wall_until(page, "false"))  # at once: nobody is called again


def test_a_tab_that_opens_meanwhile_is_what_the_person_gets(
    page: Page, person: Page, desk: Desk
) -> None:
    def steps() -> Iterator[None]:
        person.goto(desk.address())
        yield
        tab = page.context.new_page()
        tab.set_content(FORM)
        yield from until_pictured(person)
        person.locator("#picture").click(position={"x": 60, "y": 20})
        yield
        person.keyboard.type("x")
        yield
        while tab.locator("input").input_value() != "x":
            yield
        tab.close()
        yield

    tabs = iter([False] * 20)  # the tab has not come yet
    gone = Wall(WallKind.UNKNOWN, ASKS, lambda: next(tabs, len(page.context.pages) == 1))
    assert desk.on_call(steps).get_past(gone)


def test_a_page_told_what_is_asked_and_how_much_time_is_left(
    page: Page, person: Page, desk: Desk
) -> None:
    def steps() -> Iterator[None]:
        person.goto(desk.address())
        yield
        person.get_by_role("heading", name=ASKS).wait_for()
        assert person.get_by_role("timer").inner_text().split()[-1] in {"10:00", "9:59", "9:58"}
        assert "nothing more is sent" in person.locator("footer").inner_text()
        assert "token" not in person.url
        person.get_by_role("button", name="I can't do this").click()
        yield

    desk.on_call(steps, within_s=600).get_past(wall_until(page, "false"))
