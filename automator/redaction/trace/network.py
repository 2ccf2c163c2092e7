"""The requests of a trace: what was asked for and how it was answered, without what was said."""

from typing import Any

from automator.redaction.fields import some_of
from automator.redaction.trace.rewriting import Rewriting

_HEADERS = {"accept", "content-type", "content-length", "cache-control", "date"}
_KEPT = (
    "pageref", "startedDateTime", "time", "cache", "timings", "_frameref", "_monotonicTime",
    "_resourceType", "_wasAborted", "_wasFulfilled", "_wasContinued",
)  # fmt: skip
_DRAWN_WITH = {"stylesheet", "image", "font"}


def request_snapshot(snapshot: dict[str, Any], to: Rewriting) -> dict[str, Any]:
    """One request; its body goes, and the answer's where no page is drawn with it."""
    request, response = snapshot["request"], snapshot["response"]
    is_file = snapshot.get("_resourceType") in _DRAWN_WITH
    address = to.file if is_file else to.page
    trouble = response.get("_failureText")
    return {
        **some_of(snapshot, *_KEPT),
        "request": {
            "method": request["method"],
            "url": address(request["url"]),
            "httpVersion": request["httpVersion"],
            "cookies": [],
            "headers": _headers(request["headers"]),
            "queryString": [],
            "headersSize": -1,
            "bodySize": request["bodySize"],
        },
        "response": {
            "status": response["status"],
            "statusText": response["statusText"],
            "httpVersion": response["httpVersion"],
            "cookies": [],
            "headers": _headers(response["headers"]),
            "content": _content(response["content"], to),
            "headersSize": -1,
            "bodySize": response["bodySize"],
            "redirectURL": to.page(response.get("redirectURL", "")),
            **({"_failureText": to.said(trouble)} if trouble else {}),
        },
    }


def drawing_file(mime_type: str, *, for_strangers: bool) -> bool:
    """Whether a file of this type is one that pages are drawn with, and may be kept."""
    kind = mime_type.partition(";")[0].strip()
    return kind == "text/css" or (not for_strangers and kind.startswith(("image/", "font/")))


def _headers(headers: list[dict[str, str]]) -> list[dict[str, str]]:
    return [it for it in headers if it["name"].lower() in _HEADERS]


def _content(content: dict[str, Any], to: Rewriting) -> dict[str, Any]:
    names = ["size", "mimeType", "compression"]
    if drawing_file(content.get("mimeType", ""), for_strangers=to.for_strangers):
        names += ["_file", "_sha1"]
    return some_of(content, *names)
