"""The pages of a trace: DOM trees in which a node may be a reference to one of an earlier tree.

A tree is `[name, {attributes}, *children]`, a text, or `[[how many trees ago, which node]]`. Nodes
are counted, so none is ever taken out.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from automator.redaction.fields import some_of
from automator.redaction.trace.rewriting import Rewriting

_OWN = "__playwright_"
_KEPT_OWN = {
    "__playwright_target__", "__playwright_checked_", "__playwright_selected_",
    "__playwright_scroll_top_", "__playwright_scroll_left_", "__playwright_popover_open_",
    "__playwright_dialog_open_", "__playwright_shadow_root_",
}  # fmt: skip
_KEPT_VALUE = re.compile(r"[\w@.-]*")
_FRAME = re.compile(r"/snapshot/frame@\w+")
_FILE_ATTRIBUTES = {"LINK": "href", "IMG": "src", "SOURCE": "src"}
_CONTROLS = {"BUTTON", "OPTION"}
_CONTROL_ROLES = {"button", "tab", "menuitem", "radio", "option"}


def page_snapshot(snapshot: dict[str, Any], to: Rewriting) -> dict[str, Any]:
    """The snapshot of one frame at one moment."""
    kept = some_of(
        snapshot, "callId", "phase", "snapshotName", "pageId", "frameId", "doctype", "viewport",
        "timestamp", "wallTime", "collectionTime", "isMainFrame",
    )  # fmt: skip
    overrides = snapshot.get("resourceOverrides", [])
    return {
        **kept,
        "frameUrl": to.page(snapshot["frameUrl"]),
        "html": _node(snapshot["html"], to, _Place(snapshot["frameUrl"])),
        "resourceOverrides": [
            {**some_of(it, "sha1", "ref"), "url": to.file(it["url"])} for it in overrides
        ],
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the page at `address` a node stands, as far as that tells whose words it has."""

    address: str
    parent: str = ""
    in_header: bool = False
    is_name: bool = False

    def within(self, tag: str, attributes: dict[str, str]) -> "_Place":
        in_header = self.in_header or _is_header(tag, attributes)
        is_control = tag in _CONTROLS or attributes.get("role") in _CONTROL_ROLES
        is_name = not in_header and (self.is_name or is_control)
        return _Place(self.address, tag, in_header, is_name)


def _is_header(tag: str, attributes: dict[str, str]) -> bool:
    """Where the shop may greet the buyer by name."""
    return (
        tag in {"HEADER", "NAV"}
        or "header" in attributes.get("class", "")
        or "nav" in attributes.get("id", "")
    )


def _node(node: Any, to: Rewriting, at: _Place) -> Any:
    if isinstance(node, str):
        return _text(node, to, at)
    if not node or not isinstance(node[0], str):
        return node  # a reference to what was rewritten before
    tag, attributes, children = _parts(node)
    within = at.within(tag, attributes)
    kept = [_node(child, to, within) for child in children]
    return [tag, _attributes(tag, attributes, to, at.address), *kept]


def _parts(node: list[Any]) -> tuple[str, dict[str, str], list[Any]]:
    return node[0], node[1] if len(node) > 1 else {}, node[2:]


def _text(text: str, to: Rewriting, at: _Place) -> str:
    if not text.strip():
        return text
    if at.parent == "STYLE":
        return to.style_sheet(text)
    if at.parent in {"TEXTAREA", "SCRIPT", "NOSCRIPT", "TEMPLATE"}:
        return ""
    return to.text(text, "name" if at.is_name else "")


def _attributes(
    tag: str, attributes: dict[str, str], to: Rewriting, address: str
) -> dict[str, str]:
    if tag == "META":
        return {}
    if attributes.get("type") == "hidden":
        return {"type": "hidden"}
    if file := _FILE_ATTRIBUTES.get(tag):
        attributes = {n: urljoin(address, v) if n == file else v for n, v in attributes.items()}
    kept = {name: _attribute(tag, name, value, to) for name, value in attributes.items()}
    return {name: value for name, value in kept.items() if value is not None}


def _attribute(tag: str, name: str, value: str, to: Rewriting) -> str | None:
    if name.startswith(_OWN):
        return _own_attribute(name, value, to)
    if name == _FILE_ATTRIBUTES.get(tag):
        return to.file(value) if re.match(r"https?:", value) else None
    if tag == "BASE":
        return to.page(value) if name == "href" else None
    if tag == "LINK":
        return value if name == "rel" and value == "stylesheet" else None
    if name == "style":
        return to.style(value)
    return to.attributes.redacted(tag.lower(), name, value)


def _own_attribute(name: str, value: str, to: Rewriting) -> str | None:
    """What Playwright keeps of a page's state; what was typed goes."""
    if name == "__playwright_src__":
        return value if _FRAME.fullmatch(value) else None
    if name == "__playwright_current_src__":
        return to.file(value)
    if name == "__playwright_style_sheet_":
        return to.style_sheet(value)
    return value if name in _KEPT_OWN and _KEPT_VALUE.fullmatch(value) else None
