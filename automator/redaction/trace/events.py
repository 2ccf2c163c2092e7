"""The lines of a trace: each an event of a known kind, of which known fields stay."""

import re
from collections.abc import Callable
from typing import Any

from automator.redaction.fields import some_of
from automator.redaction.trace.network import request_snapshot
from automator.redaction.trace.rewriting import HIDDEN, Rewriting
from automator.redaction.trace.snapshots import page_snapshot

Event = dict[str, Any]

_WORD = re.compile(r"[A-Za-z][A-Za-z-]{0,24}")
_NAMED_KEY = re.compile(r"[A-Z][A-Za-z]+\d{0,2}")  # such as Enter or F5, no letter or digit
_TYPED = re.compile(r"\b(fill|type|insertText|press\w*|selectOption)\(.*", re.DOTALL)
_TAG = re.compile(r"<(\w+)\b[^>]*>")
_ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")
_LARGEST_NUMBER = 10**7


def rewritten(event: Event, to: Rewriting) -> Event | None:
    """The event as it is kept; None: it is not."""
    rewrite = _KINDS.get(event["type"])
    return {"type": event["type"], **rewrite(event, to)} if rewrite else None


def _begins(event: Event, to: Rewriting) -> Event:
    options = some_of(event.get("options", {}), "viewport", "deviceScaleFactor", "isMobile")
    return {
        **some_of(
            event, "version", "origin", "browserName", "playwrightVersion", "platform", "wallTime",
            "monotonicTime", "sdkLanguage", "testIdAttributeName",
        ),
        "options": options,
        "title": to.said(event.get("title", "")),
    }  # fmt: skip


def _before(event: Event, to: Rewriting) -> Event:
    return {
        **some_of(
            event, "callId", "startTime", "class", "method", "stepId", "parentId", "pageId",
            "beforeSnapshot",
        ),
        **({"title": to.said(event["title"])} if "title" in event else {}),
        "params": _params(event.get("params", {}), to),
    }  # fmt: skip


def _params(params: Event, to: Rewriting) -> Event:
    kept = {name: _param(name, value, to) for name, value in params.items()}
    return {name: value for name, value in kept.items() if value is not None}


def _param(name: str, value: Any, to: Rewriting) -> Any:
    """What an action was called with; what was typed goes, and all that has no known meaning."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < _LARGEST_NUMBER else None
    if isinstance(value, dict):
        return _params(value, to) if name in {"position", "point", "clip", "viewportSize"} else None
    if not isinstance(value, str):
        return None
    return _text_param(name, value, to)


def _text_param(name: str, value: str, to: Rewriting) -> str | None:
    if name in {"value", "text", "expression"}:
        return HIDDEN
    if name == "key":
        return value if _NAMED_KEY.fullmatch(value) else HIDDEN
    if name == "url":
        return to.page(value)
    if name == "selector":
        return to.said(value)
    return value if _WORD.fullmatch(value) else None


def _input(event: Event, _: Rewriting) -> Event:
    return some_of(event, "callId", "point", "box", "inputSnapshot")


def _after(event: Event, to: Rewriting) -> Event:
    """How an action ended; what it gave back was the page's, or cookies."""
    kept = some_of(event, "callId", "endTime", "point", "afterSnapshot")
    return {**kept, **({"error": _error(event["error"], to)} if "error" in event else {})}


def _error(error: Event, to: Rewriting) -> Event:
    told = error.get("error", error)
    return {
        "name": str(told.get("name", "Error")),
        "message": _told(str(told.get("message", "")), to),
    }


def _log(event: Event, to: Rewriting) -> Event:
    return {**some_of(event, "callId", "time"), "message": _told(event["message"], to)}


def _told(message: str, to: Rewriting) -> str:
    """A line of Playwright's log: without what was typed, and of elements their names alone."""
    message = _TYPED.sub(rf"\1({HIDDEN})", _TAG.sub(r"<\1>", message))
    return to.said(_ADDRESS.sub(lambda found: to.page(found.group()), message))


def _event(event: Event, to: Rewriting) -> Event:
    """What happened in the browser by itself."""
    params = event.get("params", {})
    kept = some_of(params, "pageId")
    if error := params.get("error"):
        kept["error"] = {"error": _error(error, to)}
    return {**some_of(event, "time", "class", "method", "pageId"), "params": kept}


def _console(event: Event, to: Rewriting) -> Event:
    location = event.get("location", {})
    return {
        **some_of(event, "time", "pageId", "messageType"),
        "text": to.text(event.get("text", "")),
        "location": {
            **some_of(location, "lineNumber", "columnNumber"),
            "url": to.page(location.get("url", "")),
        },
    }


def _page(event: Event, to: Rewriting) -> Event:
    return {"snapshot": page_snapshot(event["snapshot"], to)}


def _request(event: Event, to: Rewriting) -> Event:
    return {"snapshot": request_snapshot(event["snapshot"], to)}


_KINDS: dict[str, Callable[[Event, Rewriting], Event]] = {
    "context-options": _begins,
    "before": _before,
    "input": _input,
    "after": _after,
    "log": _log,
    "event": _event,
    "console": _console,
    "frame-snapshot": _page,
    "resource-snapshot": _request,
}
