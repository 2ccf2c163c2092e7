"""Messages out of deliveries: one for each notice, or one for many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined

from automator.ledger.notices import Delivery
from automator.notify.channels import Message
from automator.notify_settings import Level

_TOGETHER_FROM = 6  # nobody reads so many messages at once


@dataclass(frozen=True, slots=True)
class Bundle:
    """A message and the deliveries that it makes."""

    message: Message
    deliveries: Sequence[Delivery]


def bundles(due: Sequence[Delivery], *, is_digest: bool) -> list[Bundle]:
    """What needs the person stands alone; the rest of a digest, or too much at once, is one."""
    single = [one for one in due if not is_digest or _is_urgent(one)]
    together = [one for one in due if is_digest and not _is_urgent(one)]
    if len(single) >= _TOGETHER_FROM:
        single, together = [], list(due)
    if len(together) == 1:
        single, together = [*single, *together], []
    many = [Bundle(_digest(together), together)] if together else []
    return [*(Bundle(_notice(one), [one]) for one in single), *many]


def _is_urgent(one: Delivery) -> bool:
    return one.notice.incident.level is Level.NEEDS_YOU


def _notice(one: Delivery) -> Message:
    incident = one.notice.incident
    text = _texts().get_template("notice.txt")
    before = {"over": "Over: ", "changed": "Changed: "}.get(one.telling, "")
    return Message(
        key=f"{one.notice.tag[1:]}.{one.id}",
        subject=f"{before}{incident.title} [{one.notice.tag}]",
        text=text.render(
            incident=incident,
            telling=one.telling,
            tag=one.notice.tag,
            perhaps_sent=one.perhaps_sent,
        ),
        picture=incident.picture if one.telling != "over" else None,
    )


def _digest(together: Sequence[Delivery]) -> Message:
    tag = sha256(" ".join(str(one.id) for one in together).encode()).hexdigest()[:6]
    perhaps_sent = any(one.perhaps_sent for one in together)
    return Message(
        key=tag,
        subject=f"{len(together)} news of your orders [#{tag}]",
        text=_texts()
        .get_template("digest.txt")
        .render(deliveries=together, perhaps_sent=perhaps_sent),
    )


@cache
def _texts() -> Environment:
    return Environment(
        loader=PackageLoader("automator.notify"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text
        keep_trailing_newline=True,
    )
