"""Where links lead, without who follows them: the shop's known paths, and ids that fit."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from automator.redaction.needed import Needed
from automator.redaction.numbers import ID, StandIns

SHOP = "https://shop.example"
"""The address that the shop of a redacted page has."""

_KEY = re.compile(r"[A-Za-z_]{1,30}")
_PAGE_NUMBER = re.compile(r"\d{1,4}")


def redacted_link(address: str, shops_host: str, needed: Needed, ids: StandIns) -> str:
    """A link of the shop with its ids replaced; "#" where it leads elsewhere."""
    try:
        url = urlsplit(address.strip())
    except ValueError:
        return "#"
    if url.scheme not in {"", "http", "https"} or url.netloc not in {"", shops_host}:
        return "#"
    parts = (_part(part, needed, ids) for part in url.path.split("/"))
    query = _query(url.query, needed, ids)
    return f"{SHOP if url.netloc else ''}{'/'.join(parts)}{'?' if query else ''}{query}"


def _part(part: str, needed: Needed, ids: StandIns) -> str:
    return part if part in needed.path_parts else ids.shapeless(part)


def _query(query: str, needed: Needed, ids: StandIns) -> str:
    kept = []
    for key, value in parse_qsl(query):
        if not _KEY.fullmatch(key):
            continue
        if ID.fullmatch(value):
            kept.append((key, ids.of(value)))
        elif _PAGE_NUMBER.fullmatch(value) or f"{key}={value}" in needed.query:
            kept.append((key, value))
    return urlencode(kept)
