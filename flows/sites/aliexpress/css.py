"""Whether a text is a CSS selector, told without a browser, by the grammar of Selectors Level 4.

What `querySelector` takes: names in CSS escapes and namespaces are left out, as nobody needs them
to name a part of a shop's page.
"""

import re

_WITH_SELECTORS = {"is", "not", "where", "has"}
_WITH_TEXT = {
    "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "lang", "dir",
}  # fmt: skip
_PLAIN = {
    "active", "any-link", "checked", "default", "defined", "disabled", "empty", "enabled",
    "first-child", "first-of-type", "focus", "focus-visible", "focus-within", "hover",
    "indeterminate", "in-range", "invalid", "last-child", "last-of-type", "link", "modal",
    "only-child", "only-of-type", "open", "optional", "out-of-range", "placeholder-shown",
    "read-only", "read-write", "required", "root", "scope", "target", "valid", "visited",
}  # fmt: skip
_NAME = r"-?(?:[A-Za-z_]|[^\x00-\x7f])(?:[\w-]|[^\x00-\x7f])*|--(?:[\w-]|[^\x00-\x7f])*"
_STRING = r"\"[^\"\n\\]*\"|'[^'\n\\]*'"
_SIMPLE = re.compile(
    rf"[#.](?:{_NAME})"
    rf"|\[\s*(?:{_NAME})\s*(?:[~|^$*]?=\s*(?:{_NAME}|{_STRING})\s*(?:\s[iIsS]\s*)?)?\]"
)
_TAG = re.compile(rf"\*|{_NAME}")
_PSEUDO = re.compile(rf":({_NAME})")
_COMBINATOR = re.compile(r"\s*[>+~]\s*|\s+(?![\s,)]|$)")
_TEXT = re.compile(r"[^()]+\)")


def css_mistake(text: str) -> str | None:
    """What keeps a text from being a selector; None where it is one."""
    if not text.strip():
        return "is empty"
    try:
        end = _selectors(text, 0)
    except _Mistake as mistake:
        return str(mistake)
    return None if end == len(text) else f"is no CSS selector from {text[end:]!r} on"


class _Mistake(Exception):
    pass


def _selectors(text: str, at: int, *, relative: bool = False) -> int:
    """The end of a list of selectors that begins here."""
    while True:
        at = _skip_space(text, at)
        if relative and (combinator := re.compile(r"[>+~]\s*").match(text, at)):
            at = combinator.end()
        at = _skip_space(text, _complex(text, at))
        if text[at : at + 1] != ",":
            return at
        at += 1


def _complex(text: str, at: int) -> int:
    at = _compound(text, at)
    while combinator := _COMBINATOR.match(text, at):
        at = _compound(text, combinator.end())
    return at


def _compound(text: str, at: int) -> int:
    start = at
    if tag := _TAG.match(text, at):
        at = tag.end()
    while True:
        if simple := _SIMPLE.match(text, at):
            at = simple.end()
        elif pseudo := _PSEUDO.match(text, at):
            at = _pseudo(text, pseudo)
        elif at == start:
            raise _Mistake(f"is no CSS selector from {text[at:]!r} on")
        else:
            return at


def _pseudo(text: str, named: re.Match[str]) -> int:
    """The end of a pseudo-class, of which there are three kinds."""
    name, at = named[1].lower(), named.end()
    called = text[at : at + 1] == "("
    if called and name in _WITH_SELECTORS:
        at = _selectors(text, at + 1, relative=name == "has")
        if text[at : at + 1] != ")":
            raise _Mistake(f"lacks the bracket that closes :{name}(")
        return at + 1
    if called and name in _WITH_TEXT and (within := _TEXT.match(text, at + 1)):
        return within.end()
    if not called and name in _PLAIN:
        return at
    raise _Mistake(f"has {named[0]}{'(…)' if called else ''}, which CSS does not know")


def _skip_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at
