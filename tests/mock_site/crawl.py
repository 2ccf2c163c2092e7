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
        waiting += leads_to(reply)
    return found


def leads_to(reply: Reply) -> list[str]:
    """The addresses on this shop that an answer names."""
    on = [reply.headers["location"]] if "location" in reply.headers else []
    if reply.headers.get("content-type", "").startswith("text/html"):
        on += map(html.unescape, _ADDRESS.findall(reply.text))
    return on
