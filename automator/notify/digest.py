"""Messages out of deliveries: one for each notice, or one for many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from automator.ledger.notices import Delivery
from automator.notify.channels import Message
from automator.notify_settings import Level

if TYPE_CHECKING:
    from jinja2 import Environment

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
    before = {"over": "Over: ", "changed": "Changed: "}.get(one.telling, "")
    picture = incident.picture if one.telling != "over" else None
    facts = {
        "incident": incident,
        "telling": one.telling,
        "tag": one.notice.tag,
        "perhaps_sent": one.perhaps_sent,
        "picture": Path(picture).name if picture and Path(picture).is_file() else None,
    }
    return Message(
        key=f"{one.notice.tag[1:]}.{one.id}",
        subject=f"{before}{incident.title} [{one.notice.tag}]",
        text=_templates().get_template("notice.txt").render(facts),
        picture=picture,
        html=_templates().get_template("notice.html").render(facts),
    )


def _digest(together: Sequence[Delivery]) -> Message:
    tag = sha256(" ".join(str(one.id) for one in together).encode()).hexdigest()[:6]
    perhaps_sent = any(one.perhaps_sent for one in together)
    facts = {"deliveries": together, "perhaps_sent": perhaps_sent}
    return Message(
        key=tag,
        subject=f"{len(together)} news of your orders [#{tag}]",
        text=_templates().get_template("digest.txt").render(facts),
        html=_templates().get_template("digest.html").render(facts),
    )


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("automator.notify"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default=False),
        keep_trailing_newline=True,
    )
