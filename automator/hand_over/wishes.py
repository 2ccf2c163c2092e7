"""What a person wishes to be done in the page, as the hand-over page sends it.

Places are parts of the picture, from 0 to 1.
"""

from typing import Annotated, Literal

from playwright.sync_api import Page
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

_Part = Annotated[float, Field(ge=0, le=1)]
_Way = Annotated[float, Field(ge=-5000, le=5000)]


class _Wish(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Pointer(_Wish):
    """The pointer is there, and its button is pressed or let go."""

    do: Literal["move", "down", "up"]
    x: _Part
    y: _Part

    def play(self, page: Page) -> None:
        page.mouse.move(*_in_pixels(page, self.x, self.y))
        if self.do == "down":
            page.mouse.down()
        elif self.do == "up":
            page.mouse.up()


class Wheel(_Wish):
    """The page is scrolled under the pointer, by so many pixels."""

    do: Literal["wheel"]
    x: _Part
    y: _Part
    dx: _Way
    dy: _Way

    def play(self, page: Page) -> None:
        page.mouse.move(*_in_pixels(page, self.x, self.y))
        page.mouse.wheel(self.dx, self.dy)


class Key(_Wish):
    """A key that writes nothing is pressed."""

    do: Literal["key"]
    key: Literal[
        "Enter", "Tab", "Backspace", "Delete", "Escape", "Home", "End", "PageUp", "PageDown",
        "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown",
    ]  # fmt: skip

    def play(self, page: Page) -> None:
        page.keyboard.press(self.key)


class Text(_Wish):
    """Something is typed; it shows in no log and in no error."""

    do: Literal["text"]
    text: Annotated[str, Field(min_length=1, max_length=500, repr=False)]

    def play(self, page: Page) -> None:
        page.keyboard.type(self.text)


Wish = Annotated[Pointer | Wheel | Key | Text, Field(discriminator="do")]
WISHES: TypeAdapter[list[Pointer | Wheel | Key | Text]] = TypeAdapter(
    Annotated[list[Wish], Field(max_length=500)]
)


def _in_pixels(page: Page, x: float, y: float) -> tuple[float, float]:
    size = page.viewport_size or {"width": 0, "height": 0}
    return x * size["width"], y * size["height"]
