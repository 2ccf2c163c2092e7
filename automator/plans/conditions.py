"""The conditions of a rule, one function each; what a reading does not tell holds neither way."""

from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from automator.duration import span_words
from automator.plans.plan import When
from automator.plans.standing import Standing
from flows.domain.money import Money
from flows.domain.orders import Status


@dataclass(frozen=True, slots=True)
class Met:
    """Whether it holds (None: what was read does not tell), and why not."""

    holds: bool | None
    why: str = ""


_HOLDS = Met(holds=True)


def met(when: When, it: Standing, now: datetime) -> Met:
    """All conditions together: the first that does not hold, or else that is not told, decides."""
    each = [condition(when, it, now) for condition in _CONDITIONS]
    fails = next((one for one in each if one.holds is False), None)
    return fails or next((one for one in each if one.holds is None), _HOLDS)


def _status(when: When, it: Standing, now: datetime) -> Met:
    del now
    holds = not when.status or it.order.status in when.status
    return Met(holds, f"it is {it.order.status.words}")


def _unpaid(when: When, it: Standing, now: datetime) -> Met:
    """How many there are is for the whole list to say."""
    del now
    is_unpaid = it.order.status is Status.AWAITING_PAYMENT
    return Met(when.unpaid_more_than is None or is_unpaid, f"it is {it.order.status.words}")


def _older_than(when: When, it: Standing, now: datetime) -> Met:
    if when.older_than is None:
        return _HOLDS
    if (placed := it.placed_between()) is None:
        return Met(None, "its pages tell no date")
    earliest, latest = placed
    why = f"it is not older than {span_words(when.older_than)}"
    if latest + when.older_than < now:
        return _HOLDS
    return Met(False if earliest + when.older_than >= now else None, why)


def _younger_than(when: When, it: Standing, now: datetime) -> Met:
    if when.younger_than is None:
        return _HOLDS
    if (placed := it.placed_between()) is None:
        return Met(None, "its pages tell no date")
    earliest, latest = placed
    why = f"it is not younger than {span_words(when.younger_than)}"
    if earliest + when.younger_than > now:
        return _HOLDS
    return Met(False if latest + when.younger_than <= now else None, why)


def _seller(when: When, it: Standing, now: datetime) -> Met:
    del now
    if not when.seller:
        return _HOLDS
    if it.order.seller is None:
        return Met(None, "its pages tell no seller")
    return Met(_is_like(it.order.seller, when.seller), "its seller is another one")


def _title(when: When, it: Standing, now: datetime) -> Met:
    del now
    if not when.title:
        return _HOLDS
    if not it.order.titles:
        return Met(None, "its pages tell no title")
    holds = any(_is_like(title, when.title) for title in it.order.titles)
    return Met(holds, "none of its items has such a title")


def _total(when: When, it: Standing, now: datetime) -> Met:
    del now
    if when.currency is None:
        return _HOLDS
    if (total := it.order.total) is None:
        return Met(None, "its pages tell no total")
    if total.currency != when.currency:
        return Met(holds=False, why=f"its total is not in {when.currency}")
    least, most = when.total_at_least, when.total_at_most
    if least is not None and total.amount < least:
        return Met(holds=False, why=f"its total is under {Money(least, when.currency)}")
    if most is not None and total.amount > most:
        return Met(holds=False, why=f"its total is over {Money(most, when.currency)}")
    return _HOLDS


def _missed_shipping_date(when: When, it: Standing, now: datetime) -> Met:
    """A timer on its page wins; the one last seen serves where the page has none any more.

    The seller's time is only ever made longer, so that one still running is told by any reading.
    """
    if not when.missed_shipping_date:
        return _HOLDS
    if it.order.status is not Status.AWAITING_SHIPMENT:
        return Met(holds=False, why=f"it is {it.order.status.words}")
    ends = it.order.deadline or it.last_deadline
    if ends and ends > now:
        return Met(holds=False, why="the seller still has time to ship it")
    if ends and it.was_opened:
        return _HOLDS
    return Met(None, "its page tells no time to ship")


def _is_like(text: str, patterns: tuple[str, ...]) -> bool:
    """`*` and `?` stand for others, brackets for themselves; capitals and blanks do not matter."""
    tidy = " ".join(text.split()).casefold()
    return any(fnmatchcase(tidy, _without_classes(pattern)) for pattern in patterns)


def _without_classes(pattern: str) -> str:
    return " ".join(pattern.split()).casefold().replace("[", "[[]")


_CONDITIONS = (
    _status,
    _unpaid,
    _missed_shipping_date,
    _older_than,
    _younger_than,
    _seller,
    _title,
    _total,
)
