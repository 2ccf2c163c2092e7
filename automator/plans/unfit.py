"""Which fields of a plan do not go together, although each by itself is well written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from automator.duration import span_words
from automator.plans.plan import Plan, Rule, When
from flows.domain.cancellation import CANCELLABLE, PAID_REASONS, Reason, reasons_for
from flows.domain.orders import Status

Path = tuple[str | int, ...]
_SENDING = ("reason", "note", "wait", "when_possible")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a path such as ("rule", 1, "when", "status"); `beside` is what else counts.

    Where one of those could not be read at all, nothing can be said of them together.
    """

    path: Path
    text: str
    beside: tuple[Path, ...] = ()


def unfit(plan: Plan) -> Iterator[Complaint]:
    """Everything that is wrong with the plan as a whole."""
    if not plan.rule:
        yield Complaint((), "the plan has no rule: write at least one [[rule]]")
    elif not plan.cancelling:
        yield Complaint((), "the plan only keeps orders: it has no rule that cancels any")
    yield from _names(plan)
    for number, rule in enumerate(plan.rule):
        for checked in _OF_KEEPING if rule.keep else _OF_CANCELLING:
            yield from checked(("rule", number), rule)
        if not rule.keep and not (plan.limits.per_run or plan.limits.per_day):
            yield from _unlimited(("rule", number), rule)


def possible_statuses(rule: Rule) -> frozenset[Status]:
    """The states in which an order of this rule can be acted on."""
    possible = CANCELLABLE | ({Status.FROZEN} if rule.when_possible else frozenset())
    if rule.when.status:
        possible &= frozenset(rule.when.status)
    if rule.when.missed_shipping_date:
        possible &= {Status.AWAITING_SHIPMENT}
    if rule.when.unpaid_more_than is not None:
        possible &= {Status.AWAITING_PAYMENT}
    return possible


def _names(plan: Plan) -> Iterator[Complaint]:
    times = Counter(rule.name for rule in plan.rule)
    for number, rule in enumerate(plan.rule):
        if not rule.name:
            yield Complaint(("rule", number), 'a rule needs a name: name = "…"')
        elif times[rule.name] > 1:
            text = f"{times[rule.name]} rules are called so: reports could not tell them apart"
            yield Complaint(("rule", number, "name"), text)


def _keeps_and_sends(at: Path, rule: Rule) -> Iterator[Complaint]:
    for field in _SENDING:
        if field in rule.model_fields_set:
            yield Complaint((*at, field), "a rule that keeps sends nothing: leave it out")


def _keeps_which(at: Path, rule: Rule) -> Iterator[Complaint]:
    if _is_everything(rule.when):
        text = "it keeps every order, so the plan can never do anything: say which, under when"
        yield Complaint(at, text, ((*at, "when"),))
    if rule.when.unpaid_more_than is not None:
        text = "it chooses what to cancel, and this rule keeps"
        yield Complaint((*at, "when", "unpaid_more_than"), text)


def _can_be_cancelled(at: Path, rule: Rule) -> Iterator[Complaint]:
    path = (*at, "when", "status")
    for status in rule.when.status:
        if status is Status.FROZEN and not rule.when_possible:
            text = "a frozen order can't be cancelled now: add when_possible = true to plan it"
            yield Complaint(path, text, ((*at, "when_possible"),))
        elif status not in CANCELLABLE | {Status.FROZEN}:
            known = ", ".join(status for status in Status if status in CANCELLABLE)
            text = f"an order that is {status.words} can't be cancelled; those that can be: {known}"
            yield Complaint(path, text)


def _statuses_meet(at: Path, rule: Rule) -> Iterator[Complaint]:
    """Two conditions speak of a state by themselves."""
    status, when = (*at, "when", "status"), rule.when
    missed, unpaid = (*at, "when", "missed_shipping_date"), (*at, "when", "unpaid_more_than")
    if when.missed_shipping_date and when.unpaid_more_than is not None:
        yield Complaint(unpaid, "it is for unpaid orders, missed_shipping_date for paid ones")
    if when.missed_shipping_date and _lacks(when, Status.AWAITING_SHIPMENT):
        text = "it is for orders that await shipment, which status leaves out"
        yield Complaint(missed, text, (status,))
    if when.unpaid_more_than is not None and _lacks(when, Status.AWAITING_PAYMENT):
        text = "it is for orders that await payment, which status leaves out"
        yield Complaint(unpaid, text, (status,))


def _lacks(when: When, status: Status) -> bool:
    return bool(when.status) and status not in when.status


def _reason_is_offered(at: Path, rule: Rule) -> Iterator[Complaint]:
    statuses = possible_statuses(rule)
    offered = {reason for status in statuses for reason in reasons_for(status)}
    beside = ((*at, "when"), (*at, "when_possible"))
    if statuses and rule.reason not in offered:
        text = f"the shop does not offer it {_where(statuses)}; it offers: {_listed(offered)}"
        yield Complaint((*at, "reason"), text, beside)
    elif rule.when_possible and rule.reason not in PAID_REASONS:
        text = f"what is planned is paid; for that the shop offers: {_listed(set(PAID_REASONS))}"
        yield Complaint((*at, "reason"), text, beside)


def _where(statuses: frozenset[Status]) -> str:
    words = [status.words for status in Status if status in statuses]
    return f"where an order is {' or '.join(words)}"


def _listed(reasons: set[Reason]) -> str:
    return ", ".join(reason for reason in Reason if reason in reasons)


def _ages_meet(at: Path, rule: Rule) -> Iterator[Complaint]:
    older, younger = rule.when.older_than, rule.when.younger_than
    if older is not None and younger is not None and older >= younger:
        text = f"no order is both older than {span_words(older)} and younger than this"
        yield Complaint((*at, "when", "younger_than"), text, ((*at, "when", "older_than"),))


def _sums_meet(at: Path, rule: Rule) -> Iterator[Complaint]:
    when = rule.when
    least, most = when.total_at_least, when.total_at_most
    paths = {name: (*at, "when", name) for name in ("total_at_least", "total_at_most", "currency")}
    named = "total_at_least" if least is not None else "total_at_most"
    if least is not None and most is not None and least > most:
        text = f"no total is both {least} or more and this or less"
        yield Complaint(paths["total_at_most"], text, (paths["total_at_least"],))
    if (least is not None or most is not None) and when.currency is None:
        text = 'a sum needs its currency beside it: when.currency = "USD"'
        yield Complaint(paths[named], text, (paths["currency"],))
    if when.currency is not None and least is None and most is None:
        text = "it is the currency of total_at_least or total_at_most: add one of them"
        yield Complaint(paths["currency"], text, tuple(paths.values()))


def _unlimited(at: Path, rule: Rule) -> Iterator[Complaint]:
    if _is_everything(rule.when):
        text = (
            "it would cancel every order that can be cancelled, and nothing limits it: add"
            " per_run or per_day under [limits], or say under when which orders"
        )
        yield Complaint(at, text, ((*at, "when"), ("limits",)))


def _is_everything(when: When) -> bool:
    """Whether no condition leaves out any order that can be cancelled."""
    leaves_out = (
        bool(when.status) and not frozenset(when.status) >= CANCELLABLE,
        bool(when.older_than),
        when.younger_than is not None,
        bool(when.seller) and not any(map(_is_anything, when.seller)),
        bool(when.title) and not any(map(_is_anything, when.title)),
        bool(when.total_at_least),
        when.total_at_most is not None,
        when.missed_shipping_date,
        when.unpaid_more_than is not None,
    )
    return not any(leaves_out)


def _is_anything(pattern: str) -> bool:
    return fnmatchcase("", pattern.replace("?", ""))


_OF_KEEPING = (_keeps_and_sends, _keeps_which, _ages_meet, _sums_meet, _statuses_meet)
_OF_CANCELLING = (
    _can_be_cancelled,
    _statuses_meet,
    _reason_is_offered,
    _ages_meet,
    _sums_meet,
)
