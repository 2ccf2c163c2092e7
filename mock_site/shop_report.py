"""What the shop had received when a test failed, in a few lines for its report."""

from mock_site.control_calls import ShopIsSilent
from mock_site.practice_shop import PracticeShop, Told

_LINES = 20
_CHARACTERS = 3000


def told_briefly(shop: PracticeShop, complained: int) -> str:
    """Its clock, its log, what is still to go wrong; and what it complained of beyond a length."""
    try:
        parts = [f"clock: {shop.now().isoformat()}", *_log(shop), *_armed(shop)]
    except ShopIsSilent as silent:
        return str(silent)
    if shop.process and (complaint := shop.process.said()[complained:].strip()):
        parts.append(f"it complained:\n{complaint[-_CHARACTERS:]}")
    return "\n".join(parts)


def _log(shop: PracticeShop) -> list[str]:
    log = shop.log()
    last = [_entry(entry) for entry in log[-_LINES:]]
    return [f"log, the last {len(last)} of {len(log)}:", *last] if log else ["log: empty"]


def _entry(entry: Told) -> str:
    changed = "changed" if entry["changed"] else "nothing changed"
    about = " ".join(str(entry[name]) for name in ("action", "order") if entry[name])
    return f"  {entry['at']} {entry['account'] or 'guest'}: {about}: {changed}, {entry['answer']}"


def _armed(shop: PracticeShop) -> list[str]:
    armed = [f"{it['kind']} at {it['at']} (times: {it['times']})" for it in shop.armed()]
    return [f"still to go wrong: {'; '.join(armed[:_LINES])}"] if armed else []
