"""Addresses as they are told to people and kept: without what travels in them."""

import re
from urllib.parse import urlsplit

_NUMBER = re.compile(r"\d{1,4}|\d{10,20}")  # of a page or an order; codes that sign in lie between
_ADDRESS = re.compile(r"\bhttps?://[^\s\"'<>]+")


def told_address(url: str) -> str:
    """The address without a user's name, and without any value but a page's or an order's number.

    Tokens, and the address to go on to, travel in the query of sign-ins and checks.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "?"
    if parts.scheme not in {"", "http", "https"}:
        return f"{parts.scheme}:"
    kept = [it for it in parts.query.split("&") if _NUMBER.fullmatch(it.partition("=")[2])]
    base = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.scheme else ""
    return f"{base}{parts.path}{'?' if kept else ''}{'&'.join(kept)}"


def with_told_addresses(text: str) -> str:
    """The text with each address in it as it is told."""
    return _ADDRESS.sub(lambda found: told_address(found.group()), text)
