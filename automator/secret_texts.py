"""Secrets in the forms in which they may stand in a text: plain, escaped, or coded."""

import base64
import json
import re
from collections.abc import Iterable
from functools import cached_property
from html import escape
from urllib.parse import quote, quote_plus

from flows.sites.aliexpress.told_address import with_told_addresses

_SHORTEST_CODED = 8  # characters of base64; fewer turn up anywhere by chance
_SHOWN = "***"


def spellings(secret: str) -> frozenset[str]:
    """The secret itself, and as an address, JSON, HTML and base64 (at any offset) have it."""
    told = secret.encode()
    coded = [_coded(b"\0" * shift + told, shift, len(told)) for shift in range(3)]
    in_addresses = [code.replace("+", "-").replace("/", "_") for code in coded]
    return frozenset(
        {
            secret,
            quote(secret, safe=""),
            quote(secret),
            quote_plus(secret),
            json.dumps(secret)[1:-1],
            json.dumps(secret, ensure_ascii=False)[1:-1],
            escape(secret),
            *(code for code in [*coded, *in_addresses] if len(code) >= _SHORTEST_CODED),
        }
    )


def _coded(shifted: bytes, shift: int, length: int) -> str:
    """What of the base64 depends on the secret alone, whatever stands around it."""
    begin = -(-shift * 8 // 6)
    end = (shift + length) * 8 // 6
    return base64.b64encode(shifted).decode()[begin:end]


class SecretTexts:
    """Secrets that are never shown or kept, found in any of their spellings."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = frozenset(filter(None, secrets))

    def hidden(self, text: str) -> str:
        """The text with `***` for each of them, and without what travels in addresses."""
        shown = self._any.sub(_SHOWN, text) if self._any else text
        return with_told_addresses(shown)

    def masked(self, text: str) -> str:
        """The same text at the same length."""
        return self._any.sub(lambda it: "*" * len(it.group()), text) if self._any else text

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        every = {spelled for secret in self._secrets for spelled in spellings(secret)}
        longest_first = sorted(every, key=len, reverse=True)  # one may be part of another
        return re.compile("|".join(map(re.escape, longest_first))) if every else None
