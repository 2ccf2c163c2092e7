"""What a setting's value must be. Each rule gives the value back or raises ValueError.

A ValueError without words means that the description of the setting says what was expected.
"""

import ipaddress
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_CLOCK_PATH = "/_control/clock"


def full_path(path: Path) -> Path:
    return Path(os.path.expanduser(path)).absolute()  # noqa: PTH111 - lets "~nobody" pass


def existing_file(path: Path) -> Path:
    file = full_path(path)
    if not file.is_file():
        raise ValueError(f"names {file}, and there is no such file")
    return file


def account_name(name: str) -> str:
    """Accept what can name a folder on every platform."""
    if not is_account_name(name):
        raise ValueError
    return name


def is_account_name(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", name) is not None


def shop_address(text: str) -> str:
    """Accept https anywhere, http on this machine only."""
    host, scheme = _host_and_scheme(text)
    if scheme == "http" and not _is_this_machine(host):
        raise ValueError
    return text.rstrip("/")


def clock_address(text: str) -> str:
    """Accept a storefront's base address or that of its clock; give the latter."""
    host, _ = _host_and_scheme(text)
    if not _is_this_machine(host):
        raise ValueError
    return f"{text.rstrip('/').removesuffix(_CLOCK_PATH)}{_CLOCK_PATH}"


def _host_and_scheme(text: str) -> tuple[str, str]:
    try:
        url = urlsplit(text)
        _ = url.port  # raises for one that is no number
    except ValueError:
        raise ValueError from None
    if url.scheme not in {"http", "https"} or not url.hostname or "@" in url.netloc:
        raise ValueError
    return url.hostname, url.scheme


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def ledger_address(text: str) -> str:
    if not re.match(r"sqlite:///.|postgresql://.", text):
        raise ValueError
    return text


def no_switch(value: Any) -> Any:
    """Refuse true and false, which pydantic takes for 1 and 0."""
    if isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - pydantic expects a ValueError
    return value


def secret_in(file: Path) -> str:
    try:
        secret = file.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise ValueError(f"names {file}, which can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"names {file}, which is not text in UTF-8") from error
    if not secret:
        raise ValueError(f"names {file}, which is empty")
    return secret
