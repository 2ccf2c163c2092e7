"""Product pictures: SVG drawn by the shop itself, the same picture for the same product every time."""

import re
from hashlib import blake2b

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

# Drawn on a field of 200 by 200; T is the thing's colour, D the detail's, W white.
_THINGS = {
    "mug": '<path d="M130 85h16a20 20 0 0 1 0 46h-18" fill="none" stroke="D" stroke-width="10"/>'
    '<rect x="55" y="66" width="78" height="84" rx="12" fill="T"/>'
    '<ellipse cx="94" cy="68" rx="39" ry="9" fill="D"/><path d="M68 92v36" stroke="W" '
    'stroke-width="6" stroke-linecap="round" opacity=".5"/>',
    "lamp": '<path d="M100 38v-10" stroke="D" stroke-width="6"/><path d="M72 40h56l22 56H50z" '
    'fill="T"/><path d="M100 96v48" stroke="D" stroke-width="8"/><ellipse cx="100" cy="150" '
    'rx="36" ry="9" fill="D"/><circle cx="100" cy="102" r="9" fill="W"/>',
    "bag": '<path d="M76 76V62a24 24 0 0 1 48 0v14" fill="none" stroke="D" stroke-width="8"/>'
    '<rect x="52" y="72" width="96" height="82" rx="18" fill="T"/><rect x="68" y="108" width="64" '
    'height="34" rx="9" fill="D"/><path d="M92 116h16" stroke="W" stroke-width="5"/>',
    "shirt": '<path d="M74 50l26 14 26-14 32 24-16 26-14-8v62H72V92l-14 8-16-26z" fill="T"/>'
    '<path d="M82 54q18 22 36 0" fill="none" stroke="D" stroke-width="6"/>'
    '<path d="M84 112h32" stroke="W" stroke-width="6" opacity=".6"/>',
    "watch": '<path d="M84 34h32l4 34H80zM80 132h40l-4 34H84z" fill="D"/><circle cx="100" cy="100" '
    'r="42" fill="T"/><circle cx="100" cy="100" r="32" fill="W"/><path d="M100 80v20l14 10" '
    'fill="none" stroke="D" stroke-width="5" stroke-linecap="round"/>',
    "headphones": '<path d="M52 112v-10a48 48 0 0 1 96 0v10" fill="none" stroke="D" '
    'stroke-width="10"/><rect x="42" y="104" width="28" height="46" rx="12" fill="T"/>'
    '<rect x="130" y="104" width="28" height="46" rx="12" fill="T"/>',
    "phone": '<rect x="66" y="36" width="68" height="128" rx="15" fill="D"/><rect x="73" y="44" '
    'width="54" height="112" rx="9" fill="T"/><rect x="80" y="50" width="24" height="28" rx="8" '
    'fill="D"/><circle cx="88" cy="60" r="5" fill="W"/><circle cx="96" cy="70" r="4" fill="W"/>',
    "cable": '<path d="M60 130a32 32 0 1 1 46-30a30 30 0 1 0 44-30" fill="none" stroke="T" '
    'stroke-width="9" stroke-linecap="round"/><rect x="46" y="124" width="26" height="32" rx="6" '
    'fill="D"/><rect x="52" y="154" width="14" height="12" fill="D" opacity=".6"/>'
    '<rect x="138" y="42" width="24" height="30" rx="6" fill="D"/>',
    "bottle": '<rect x="86" y="32" width="28" height="20" rx="5" fill="D"/><path d="M84 52h32v12q16 '
    '8 16 26v62a12 12 0 0 1-12 12H80a12 12 0 0 1-12-12V90q0-18 16-26z" fill="T"/>'
    '<rect x="68" y="104" width="64" height="30" fill="W" opacity=".75"/>',
    "shoe": '<path d="M44 92q20 10 34-8l46 34q24 6 34 16v14H44z" fill="T"/><path d="M40 146h120v8a6 '
    '6 0 0 1-6 6H46a6 6 0 0 1-6-6z" fill="D"/><path d="M86 98l10-10M98 107l10-10M110 116l10-10" '
    'stroke="W" stroke-width="5" stroke-linecap="round"/>',
    "book": '<rect x="58" y="44" width="88" height="112" rx="7" fill="T"/><path d="M58 50h16v100H58z" '
    'fill="D"/><path d="M88 72h42M88 86h30" stroke="W" stroke-width="6" stroke-linecap="round"/>',
    "keyboard": '<rect x="36" y="66" width="128" height="74" rx="11" fill="T"/><path d="M50 84h100M50 '
    '102h100" stroke="W" stroke-width="11" stroke-dasharray="12 6"/><path d="M70 122h60" stroke="D" '
    'stroke-width="10" stroke-linecap="round"/>',
    "tool": '<path d="M56 148l46-46" stroke="T" stroke-width="24" stroke-linecap="round"/><path d="M102 '
    '102l26-26" stroke="D" stroke-width="13"/><path d="M126 78l28-30" stroke="W" stroke-width="6" '
    'stroke-linecap="round"/><path d="M64 132l8 8M76 120l8 8" stroke="D" stroke-width="5"/>',
    "mat": '<path d="M62 78l82-22 10 78-82 22z" fill="T"/><circle cx="66" cy="116" r="38" fill="D"/>'
    '<circle cx="66" cy="116" r="26" fill="T"/><circle cx="66" cy="116" r="14" fill="D"/>',
    "bell": '<path d="M52 122a48 48 0 0 1 96 0z" fill="T"/><rect x="46" y="122" width="108" height="13" '
    'rx="6" fill="D"/><circle cx="100" cy="68" r="9" fill="D"/><path d="M68 110a32 32 0 0 1 22-24" '
    'fill="none" stroke="W" stroke-width="6" stroke-linecap="round"/>',
    "paints": '<rect x="42" y="62" width="116" height="82" rx="13" fill="T"/><circle cx="68" cy="88" '
    'r="12" fill="W"/><circle cx="100" cy="88" r="12" fill="D"/><circle cx="132" cy="88" r="12" '
    'fill="W"/><circle cx="68" cy="119" r="12" fill="D"/><circle cx="100" cy="119" r="12" fill="W"/>'
    '<circle cx="132" cy="119" r="12" fill="D"/>',
    "box": '<path d="M100 46l52 24v60l-52 26-52-26V70z" fill="T"/><path d="M48 70l52 26 52-26" '
    'fill="none" stroke="D" stroke-width="5"/><path d="M100 96v60" stroke="D" stroke-width="5"/>'
    '<path d="M74 58l52 26v18" fill="none" stroke="W" stroke-width="7" opacity=".7"/>',
}

_WORDS = {
    "keyboard": ("keyboard", "switches", "keys", "mouse"),
    "tool": ("tool", "tools", "iron", "screwdriver", "pliers", "knife", "brush", "pen"),
    "mat": ("mat", "mats", "rug", "towel", "blanket", "pillow"),
    "bell": ("bell", "horn", "bicycle", "bike"),
    "paints": ("watercolour", "paint", "palette", "crayons", "makeup"),
    "mug": ("mug", "cup", "coffee", "tea", "teapot", "bowl", "kettle"),
    "lamp": ("lamp", "light", "lantern", "led", "candle"),
    "bag": ("bag", "backpack", "wallet", "purse", "pouch", "organizer", "tent"),
    "shirt": ("shirt", "hoodie", "jacket", "dress", "sweater", "coat", "gloves", "scarf", "hat"),
    "watch": ("watch", "clock", "bracelet", "ring", "timer"),
    "headphones": ("headphones", "earbuds", "earphones", "headset", "speaker", "microphone"),
    "phone": ("phone", "case", "tablet", "screen", "holder", "camera"),
    "cable": ("cable", "charger", "adapter", "hub", "wire", "usb", "cord"),
    "bottle": ("bottle", "jar", "jars", "flask", "thermos", "vase", "shampoo", "spray"),
    "shoe": ("shoes", "shoe", "sneakers", "boots", "slippers", "sandals", "socks"),
    "book": ("book", "notebook", "planner", "stickers", "cards", "puzzle", "diary"),
}
_THING_OF_WORD = {word: thing for thing, words in _WORDS.items() for word in words}


def picture_url(product: str) -> str:
    """Address of a product's picture on this shop; the product is known by its title."""
    words = re.findall("[a-z]+", product.lower())
    thing = next((_THING_OF_WORD[word] for word in words if word in _THING_OF_WORD), "box")
    return f"/img/{thing}/{_digest(product)}.svg"


def draw(thing: str, key: str) -> str | None:
    """The SVG text behind such an address; None when no picture of that kind exists."""
    if thing not in _THINGS:
        return None
    number = int.from_bytes(blake2b(key.encode(), digest_size=4).digest())
    light, dark, colour, detail = _COLOURS[number % len(_COLOURS)]
    tilt = number // 8 % 13 - 6
    shape = _THINGS[thing]
    for role, paint in (("T", colour), ("D", detail), ("W", "#ffffff")):
        shape = shape.replace(f'"{role}"', f'"{paint}"')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">'
        f'<defs><radialGradient id="b" cx=".35" cy=".25" r="1"><stop offset="0" '
        f'stop-color="{light}"/><stop offset="1" stop-color="{dark}"/></radialGradient></defs>'
        '<rect width="200" height="200" fill="url(#b)"/>'
        f'<ellipse cx="100" cy="168" rx="58" ry="8" fill="{detail}" opacity=".16"/>'
        f'<g transform="rotate({tilt} 100 100)">{shape}</g>'
        "</svg>"
    )


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=5).hexdigest()
