"""Sending one message through one channel, within a time limit and without telling its address."""

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Self

from automator.notify_settings import ChannelSettings

_AT_MOST_S = 20.0


class ChannelRefused(Exception):
    """The channel took no message; the sentence names no address."""


class ChannelSilent(ChannelRefused):
    """The channel did not answer in time: it may have taken the message all the same."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent; `key` is the same for the same message, however often it is sent.

    `html` is the same for mail programs; it shows the picture as `cid:` and its file's name.
    """

    key: str
    subject: str
    text: str
    picture: str | None = None
    html: str | None = None


def send(channel: ChannelSettings, message: Message, at_most_s: float = _AT_MOST_S) -> None:
    """Raises `ChannelRefused`, and where it may have arrived `ChannelSilent`.

    A channel that hangs is left alone: its thread ends with the process.
    """
    ends: list[ChannelRefused | None] = []
    sending = Thread(target=lambda: ends.append(_sent(channel, message)), daemon=True)
    sending.start()
    sending.join(at_most_s)
    if sending.is_alive():
        raise ChannelSilent(f"{channel.name} did not answer within {at_most_s:.0f} s.")
    for refusal in filter(None, ends):
        raise refusal


def problem_with(channel: ChannelSettings) -> str | None:
    """What is wrong with its address, which only the library knows; None: nothing."""
    from apprise import Apprise

    with _Overheard():
        service = Apprise.instantiate(channel.url)
    return None if service else f"the address of {channel.name} ({channel.masked}) is not known"


def _sent(channel: ChannelSettings, message: Message) -> ChannelRefused | None:
    """None: it was taken."""
    try:
        return _refusal(channel, message)
    except Exception as error:  # noqa: BLE001 - any of a hundred libraries' errors, and its text has the address
        return ChannelRefused(f"{channel.name} ended with {type(error).__name__}.")


def _refusal(channel: ChannelSettings, message: Message) -> ChannelRefused | None:
    from apprise import Apprise, AppriseAsset, NotifyFormat

    asset = AppriseAsset(app_id="unbuy", app_desc="unbuy", service_timeout=_AT_MOST_S)
    with _Overheard() as heard:
        service = Apprise.instantiate(channel.url, asset=asset)
        if service is None:
            return ChannelRefused(f"The address of {channel.name} is not known.")
        _mark(service, message)
        html = message.html if _is_mail(service) else None
        taken = service.notify(
            body=html or message.text,
            title=message.subject,
            body_format=NotifyFormat.HTML if html else NotifyFormat.TEXT,
            attach=_kept(message.picture) if service.attachment_support else None,
        )
    return None if taken else heard.refusal(channel.name)


def _is_mail(service: object) -> bool:
    """Mail alone can show a picture within its text, and is told to; its text part stays."""
    if not hasattr(service, "inline"):
        return False
    service.inline = True
    return True


def _mark(service: object, message: Message) -> None:
    """Where messages have headers, they carry the key; mail programs show one thread for it."""
    headers = getattr(service, "headers", None)
    if isinstance(headers, dict):
        headers |= {
            "X-Unbuy-Notice": message.key,
            "Idempotency-Key": message.key,
            "References": f"<{message.key.split('.')[0]}@unbuy.invalid>",
        }


def _kept(picture: str | None) -> str | None:
    return picture if picture and Path(picture).is_file() else None


class _Overheard(logging.Handler):
    """Keeps what the library would print; only words that can't be part of an address are told."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said: list[str] = []
        self._library = logging.getLogger("apprise")

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())

    def refusal(self, channel: str) -> ChannelRefused:
        """With the number of the error, if one was named."""
        said = " ".join(self._said)
        numbers = re.findall(r"error=(\d{3})", said)
        if numbers:
            return ChannelRefused(f"{channel} answered with error {numbers[-1]}.")
        if re.search(r"tim(ed|e) ?out", said, re.IGNORECASE):
            return ChannelSilent(f"{channel} did not answer in time.")
        return ChannelRefused(f"{channel} can't be reached.")

    def __enter__(self) -> Self:
        self._library.propagate = False
        self._library.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._library.removeHandler(self)
