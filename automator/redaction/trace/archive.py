"""The trace's file: a zip of events, where they were called from, and files that pages need."""

import json
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from automator.redaction.own_words import of_our_folders
from automator.redaction.trace.events import Event, rewritten
from automator.redaction.trace.rewriting import Rewriting

_EVENTS = (".trace", ".network")
_CALLERS = ".stacks"


def rewrite_trace(source: Path, target: ZipFile, to: Rewriting) -> None:
    """Add the trace in the zip file `source` to `target`, rewritten; its pictures are left out."""
    with ZipFile(source) as trace:
        kept: dict[str, str] = {}
        for name in trace.namelist():
            if name.endswith(_EVENTS):
                lines = []
                for event in _events(trace, name):
                    if (new := rewritten(event, to)) is not None:
                        lines.append(json.dumps(new, ensure_ascii=False, separators=(",", ":")))
                        kept |= _files_of(new)
                _add(target, name, "".join(f"{line}\n" for line in lines))
            elif name.endswith(_CALLERS):
                _add(target, name, _callers(trace.read(name), to))
        for name, mime_type in kept.items():
            _add_file(trace, target, name, mime_type, to)


def _events(trace: ZipFile, name: str) -> Iterator[Event]:
    with trace.open(name) as file:
        yield from map(json.loads, TextIOWrapper(file, encoding="utf-8"))


def _files_of(event: Event) -> dict[str, str]:
    """The files that a kept event names, with their types."""
    content = event.get("snapshot", {}).get("response", {}).get("content", {})
    names = [content.get("_file"), content.get("_sha1") and f"resources/{content['_sha1']}"]
    overrides = event.get("snapshot", {}).get("resourceOverrides", [])
    sheets = {f"resources/{it['sha1']}": "text/css" for it in overrides if "sha1" in it}
    return {**{name: content.get("mimeType", "") for name in names if name}, **sheets}


def _add_file(trace: ZipFile, target: ZipFile, name: str, mime_type: str, to: Rewriting) -> None:
    if name not in trace.namelist():
        return
    content: str | bytes = trace.read(name)
    if mime_type.startswith("text/") and isinstance(content, bytes):
        content = to.style_sheet(content.decode(errors="replace"))
    _add(target, name, content)


def _callers(content: bytes, to: Rewriting) -> str:
    stacks = json.loads(content)
    if to.for_strangers:
        stacks["files"] = list(map(of_our_folders, stacks["files"]))
    return json.dumps(stacks)


def _add(target: ZipFile, name: str, content: str | bytes) -> None:
    target.writestr(name, content, compress_type=ZIP_DEFLATED)
