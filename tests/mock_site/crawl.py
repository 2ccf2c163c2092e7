"""Every page of the shop that its own pages lead to."""

import html
import re

from tests.mock_site.direct import DirectVisitor, Reply

_ADDRESS = re.compile(r'(?:href|src|action|data-[\w-]+)="(/[^"]*)"')
_MOST_PAGES = 1000


def crawl(visitor: DirectVisitor, start: str = "/") -> dict[str, Reply]:
    """The answers by their addresses, in the order in which they were found."""
    found: dict[str, Reply] = {}
    waiting = [start]
    while waiting and len(found) < _MOST_PAGES:
        address = waiting.pop(0)
        if address in found:
            continue
        reply = found[address] = visitor.get(address)
        if "location" in reply.headers:
            waiting.append(reply.headers["location"])
        if reply.headers.get("content-type", "").startswith("text/html"):
            waiting += map(html.unescape, _ADDRESS.findall(reply.text))
    return found
