"""The walk through the shop's pages, and the last one that passed: what a plan may require."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from automator.home import Home, write_private
from automator.settings import Settings
from automator.wiring import Visit
from flows.canary import Canary, canary
from flows.domain.findings import Looked
from flows.domain.moments import iso

_GOOD_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Passed:
    """When a walk passed, and for what: another shop, program or overrides.toml is another one."""

    at: datetime
    of: str


def walked(at: Visit) -> Canary:
    """Walk through all pages now; a walk that passes is kept."""
    at.progress.step("Looking at the pages of the shop; nothing is sent")
    found = canary(at.shop.walk(), at.evidence, at.progress)
    if found.passes:
        keep_passed(at.settings, at.clock.now())
    else:
        _file(at.settings).unlink(missing_ok=True)
    return found


def keep_passed(settings: Settings, now: datetime) -> None:
    kept = {"at": iso(now), "of": _what(settings)}
    write_private(_file(settings), json.dumps(kept))


def passed_lately(settings: Settings, now: datetime) -> bool:
    """Whether a walk passed within a day; one from the future, after a clock was set, did not."""
    kept = _kept(settings)
    if kept is None or kept.of != _what(settings):
        return False
    return timedelta() <= now - kept.at <= _GOOD_FOR


def documents(found: Canary, folder: str | None) -> list[dict[str, Any]]:
    """All that was looked for, trouble first; `folder` is where the pictures are."""
    return [_document(it, folder) for it in found.looked]


def _document(it: Looked, folder: str | None) -> dict[str, Any]:
    return {
        "name": it.name,
        "finding": it.finding,
        "page": it.page or None,
        "order": it.order_id or None,
        "message": it.told,
        "candidates": list(it.candidates),
        "override": it.override,
        "picture": f"{folder}/{it.picture}.jpg" if folder and it.picture else None,
    }


def _kept(settings: Settings) -> Passed | None:
    try:
        kept = json.loads(_file(settings).read_text(encoding="utf-8"))
        return Passed(datetime.fromisoformat(kept["at"]), str(kept["of"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(settings: Settings) -> Path:
    return Home(settings.home).reports / f"canary-{settings.account}.json"


def _what(settings: Settings) -> str:
    said = settings.overrides or Home(settings.home).overrides
    overrides = sha256(said.read_bytes()).hexdigest()[:16] if said.exists() else "none"
    return f"{settings.shop_url} unbuy {version('unbuy')} overrides {overrides}"
