"""A person who is called to the page: drags the slider, or knows the code, or does nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

from flows.ports import Wall
from mock_site.practice_shop import PracticeShop


def place_of_handle(page: Page) -> tuple[float, float]:
    """The middle of the handle on the slider's page, in pixels."""
    handle = page.frame_locator("iframe").locator("#nc_1_n1z")
    handle.wait_for()
    box = handle.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag_slider(page: Page) -> None:
    """As a hand does it, in the tab that has it."""
    tab = page.context.pages[-1]
    x, y = place_of_handle(tab)
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 150, y, steps=3)
    tab.mouse.move(x + 400, y, steps=3)
    tab.mouse.up()


def typing_credentials(page: Page, shop: PracticeShop) -> Iterator[None]:
    """In the form of either layout, a step at a time."""
    framed = page.locator("#alibaba-login-box").count() > 0
    form = page.frame_locator("#alibaba-login-box") if framed else page
    form.locator("#fm-login-id").fill(shop.username)
    yield
    if not framed:
        form.locator("[data-step=name] [type=submit]").click()
    form.locator("#fm-login-password").fill(shop.password)
    yield
    form.locator("#fm-login-password").press("Enter")
    yield


@dataclass
class PersonAtPage:
    """Does `acts` at each wall, and waits until it is gone; `walls` is what they were called to."""

    page: Page
    acts: Callable[[Wall], object] | None = None
    walls: list[Wall] = field(default_factory=list)

    is_there = True

    def get_past(self, wall: Wall) -> bool:
        self.walls.append(wall)
        if self.acts is None:
            return False
        self.acts(wall)
        for _ in range(200):
            if wall.is_gone():
                return True
            self.page.wait_for_timeout(25)
        return False

    @property
    def called_to(self) -> list[str]:
        return [wall.kind.value for wall in self.walls]
