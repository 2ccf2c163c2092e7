"""Product pictures: SVG drawn by the shop itself, the same one for the same product."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

# Background light and dark, thing, detail: pairs that go well together.
_COLOURS = (
    ("#fdeedd", "#f6d3ac", "#d9643a", "#8f3417"),
    ("#e3f1ee", "#b9ddd5", "#14776d", "#0a443e"),
    ("#e9ecfb", "#c6cef4", "#4b5fc0", "#28357a"),
    ("#fbe9ef", "#f2c3d2", "#b8446d", "#722541"),
    ("#f3f0e2", "#ded5ad", "#94812f", "#584b14"),
    ("#e7f0f7", "#bcd6ea", "#2f76a8", "#174766"),
    ("#f0e9f7", "#d6c3ea", "#7a4aa8", "#472768"),
    ("#eaf3e2", "#c8dfb2", "#568a2c", "#2f5313"),
)


@dataclass(frozen=True, slots=True)
class _Drawings:
    """Shapes by the name of the thing, and which word of a title calls for which thing."""

    shapes: dict[str, str]
    thing_of_word: dict[str, str]


def picture_url(product: str, choice: str = "") -> str:
    """Address of a product's picture on this shop, or of one of its choices, by title and sku."""
    key = blake2b((product + choice).encode(), digest_size=5).hexdigest()
    return f"/img/{thing(product)}/{key}.svg"


def thing(product: str) -> str:
    """The name of what is drawn for a product of this title."""
    thing_of_word = _drawings().thing_of_word
    words = re.findall("[a-z]+", product.lower())
    return next((thing_of_word[word] for word in words if word in thing_of_word), "box")


def draw(thing: str, key: str) -> str | None:
    """The SVG text behind such an address; None when no picture of that kind exists."""
    shape = _drawings().shapes.get(thing)
    if shape is None:
        return None
    number = int.from_bytes(blake2b(key.encode(), digest_size=4).digest())
    light, dark, colour, detail = _COLOURS[number % len(_COLOURS)]
    tilt = number // 8 % 13 - 6
    for role, paint in (("T", colour), ("D", detail), ("W", "#ffffff")):
        shape = shape.replace(f'"{role}"', f'"{paint}"')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">'
        '<defs><radialGradient id="b" cx=".35" cy=".25" r="1">'
        f'<stop offset="0" stop-color="{light}"/><stop offset="1" stop-color="{dark}"/>'
        '</radialGradient></defs><rect width="200" height="200" fill="url(#b)"/>'
        f'<ellipse cx="100" cy="168" rx="58" ry="8" fill="{detail}" opacity=".16"/>'
        f'<g transform="rotate({tilt} 100 100)">{shape}</g></svg>'
    )


@cache
def _drawings() -> _Drawings:
    drawings = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return _Drawings(
        shapes={thing: drawing["shape"] for thing, drawing in drawings.items()},
        thing_of_word={
            word: thing for thing, drawing in drawings.items() for word in drawing["words"]
        },
    )
