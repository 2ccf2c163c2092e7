"""The person: turn by turn they use the hand-over page, in a browser context of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

from automator.hand_over.person import Ending
from flows.ports import Wall

Steps = Callable[[], Iterator[None]]


@dataclass
class Told:
    """Progress that is remembered."""

    steps: list[str] = field(default_factory=list)

    def step(self, text: str) -> None:
        self.steps.append(text)


class SecondActor:
    """A way that does one step of the person's at each turn, as the same thread has both pages."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._under_way: Iterator[None] = iter(())

    def open(self, wall: Wall, within_s: float) -> None:
        del wall, within_s
        self._under_way = self._steps()

    def turn(self, wall: Wall) -> bool:
        del wall
        next(self._under_way, None)
        return True

    def close(self, ending: Ending) -> None:
        del ending


def drag_in_picture(person: Page, start: tuple[float, float], way: float) -> Iterator[None]:
    """Drag to the right by so much of the picture, beginning at this part of it."""
    box = person.locator("#picture").bounding_box()
    assert box is not None
    x, y = box["x"] + start[0] * box["width"], box["y"] + start[1] * box["height"]
    person.mouse.move(x, y)
    yield
    person.mouse.down()
    yield
    for part in (0.3, 0.7, 1.0):
        person.mouse.move(x + part * way * box["width"], y)
        yield
    person.mouse.up()
    yield


def until_pictured(person: Page) -> Iterator[None]:
    """Turns pass until the picture is there: the run's own loop brings it."""
    while not person.evaluate("document.getElementById('picture').naturalWidth"):
        yield
