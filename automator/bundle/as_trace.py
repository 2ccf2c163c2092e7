"""A run without a trace told as one: its log's lines are the actions, and each stop has its page.

So every bundle opens in Playwright's viewer. All that goes in is redacted already.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from automator.redaction.links import SHOP
from automator.redaction.parsed import EMPTY, Part, parsed
from automator.run_files import LOG, RUN

_VERSION = 10  # of the format that Playwright 1.65 writes
_VIEWPORT = {"width": 1280, "height": 900}
_PAGE, _FRAME = "page@1", "frame@1"
Event = dict[str, Any]


def told_as_trace(texts: Mapping[str, str]) -> str:
    """The events of the run with these redacted files, by their names; empty without any."""
    run = json.loads(texts.get(RUN, "{}"))
    log = [json.loads(line) for line in texts.get(LOG, "").splitlines()]
    told = [(it["at"], it["message"], "", "") for it in log]
    told += [
        (it["at"], "Stopped here", it["why"], texts.get(f"{it['name']}.html", ""))
        for it in run.get("stops", [])
    ]
    if not told:
        return ""
    events = [_begins(run, min(told)[0]), *_actions(sorted(told))]
    return "".join(f"{json.dumps(event, ensure_ascii=False)}\n" for event in events)


def _begins(run: Mapping[str, Any], at: str) -> Event:
    return {
        "version": _VERSION,
        "type": "context-options",
        "origin": "library",
        "browserName": "chromium",
        "playwrightVersion": run.get("versions", {}).get("playwright"),
        "options": {"viewport": _VIEWPORT},
        "platform": "",
        "wallTime": _ms(at),
        "monotonicTime": 0,
        "sdkLanguage": "python",
        "title": f"unbuy {run.get('command', '')}",
    }


def _actions(told: list[tuple[str, str, str, str]]) -> Iterator[Event]:
    began = _ms(told[0][0])
    times = [_ms(at) - began for at, *_ in told]
    for number, (at, title, why, page) in enumerate(told):
        call = f"told@{number + 1}"
        ends = times[number + 1] if number + 1 < len(told) else times[number] + 1
        yield {
            "type": "before",
            "callId": call,
            "startTime": times[number],
            "class": "Tracing",
            "method": "tracingGroup",
            "title": title,
            "params": {"name": title},
            "pageId": _PAGE,
        }
        if page:
            yield _snapshot(call, page, times[number], _ms(at))
        error = {"error": {"name": "Stopped", "message": why}} if why else {}
        yield {"type": "after", "callId": call, "endTime": ends, **error}


def _snapshot(call: str, page: str, time: float, wall_time: float) -> Event:
    return {
        "type": "frame-snapshot",
        "snapshot": {
            "callId": call,
            "phase": "after",
            "pageId": _PAGE,
            "frameId": _FRAME,
            "frameUrl": f"{SHOP}/",
            "doctype": "html",
            "html": _tree(page),
            "viewport": _VIEWPORT,
            "timestamp": time,
            "wallTime": wall_time,
            "collectionTime": 0,
            "resourceOverrides": [],
            "isMainFrame": True,
        },
    }


def _tree(html: str) -> list[Any]:
    """The page as nested lists: a name, attributes, children."""
    page = parsed(html)
    root: list[Any] = ["HTML", {}]
    open_ones = [root]
    for item in page.items:
        if isinstance(item, Part):
            open_ones[-1].append(page.text[item.begin : item.end])
        elif item.closes:
            open_ones = open_ones[:-1] or open_ones
        elif item.name != "html":
            node: list[Any] = [item.name.upper(), dict(item.attributes)]
            open_ones[-1].append(node)
            if item.name not in EMPTY:
                open_ones.append(node)
    return root


def _ms(at: str) -> float:
    return datetime.fromisoformat(at).timestamp() * 1000
