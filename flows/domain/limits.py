"""The shop's times and numbers, each with the source it is from, since sources disagree.

Where a page shows a countdown or a date, that wins over these.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """A span of time and where it is from; `spread` is what other sources say."""

    span: timedelta
    source: str
    spread: str = ""


def _days(days: float) -> timedelta:
    return timedelta(days=days)


# Only the page's countdown is used: this one says no more than that there is an end.
TO_PAY = Limit(_days(20), "guides to the older shop", "a week; 6 hours for flash deals")
TO_VERIFY = Limit(_days(1), 'seller interface, RISK_CONTROL: "about 24 hours" after paying')
# Only the page's countdown is used: sources count working days, and each seller sets its own.
TO_SHIP = Limit(_days(7), "buyers' guides: about 7 working days", "a countdown on the order's page")
TO_ANSWER = Limit(_days(3), "copies of the help pages: 72 hours", "48 hours since 2020; 24 hours")
FROZEN = Limit(_days(5), "buyers' guides: 1 to 5 days")
DISPUTE_AFTER_SHIPPING = Limit(_days(5), "buyers' guides: 5 to 7 days", "from the 11th day on")
DISPUTE_AFTER_RECEIPT = Limit(_days(15), "buyers' guides", "returns: 7 days (texts of 2026)")
TO_ANSWER_DISPUTE = Limit(_days(5), "buyers' guides: the seller has 5 to 15 days")
REFUND_SHOWN_EARLY = Limit(_days(14), "buyers' guides: shown up to two weeks before it arrives")

# How long before the end of a buyer's time `watch` reminds of it: our own choice.
REMIND_OF_OFFER = timedelta(days=2)
REMIND_OF_WINDOW = timedelta(days=5)

# Characters in one message to a seller. No source tells the real shop's number; where the form on
# the page takes fewer, that wins.
LONGEST_MESSAGE = 2000

# How many unpaid orders call for a warning: that the account may be blocked is told by the help
# pages, the number by no source.
WARN_FROM_UNPAID = 10
