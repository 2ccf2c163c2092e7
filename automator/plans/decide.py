"""What a plan does with each order, and why it leaves the others alone: decided, never done, here.

Rules that keep are asked first, wherever they stand; of the others the first that applies decides.
Whatever can't be told leaves an order alone, and nothing is acted on before its own page was read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from automator.plans.conditions import met
from automator.plans.plan import Plan, Rule
from automator.plans.standing import Standing
from flows.domain.advice import Verdict, advise
from flows.domain.cancellation import CANCELLABLE, PAID_REASONS, reasons_for
from flows.domain.orders import Status
from flows.ports import AttemptState


class Action(StrEnum):
    """What becomes of an order in a run.

    OPEN: its own page must be read before more can be said. HOLD: a rule applies, but so many are
    done already.
    """

    CANCEL = "cancel"
    PLAN = "plan"
    OPEN = "open"
    HOLD = "hold"
    KEEP = "keep"
    LEAVE = "leave"


ACTING = frozenset({Action.CANCEL, Action.PLAN})
_TAKES_A_TURN = ACTING | {Action.OPEN}


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one order, by which rule (None: by none), and why nothing is done."""

    it: Standing
    action: Action
    rule: Rule | None = None
    why_not: str = ""


def decide(
    plan: Plan, orders: Sequence[Standing], now: datetime, left: int | None
) -> list[Decision]:
    """A decision on every order, in the order in which they are to be acted on.

    `left` is how many may be acted on (None: any number).
    """
    decided: dict[str, Decision] = {}
    reasons: dict[str, list[str]] = {it.id: [] for it in orders}
    for it in sorted(orders, key=lambda it: it.age):
        if kept := _kept(plan, it, now):
            decided[it.id] = kept
    for rule in plan.cancelling:
        excess = _excess(rule, orders, decided.values())
        for it in sorted(orders, key=lambda it: it.age):
            if it.id in decided:
                continue
            found = _by_rule(rule, it, now, excess)
            if isinstance(found, str):
                reasons[it.id].append(f"{rule.name}: {found}")
                continue
            decided[it.id] = found
            excess -= found.action in _TAKES_A_TURN
    for it in orders:
        why = "; ".join(reasons[it.id])
        decided.setdefault(it.id, Decision(it, Action.LEAVE, why_not=why))
    return _within(plan, list(decided.values()), left)


def still_applies(plan: Plan, rule: Rule, it: Standing, now: datetime) -> str | None:
    """Why the rule does not apply any more to an order as just read; None: it does."""
    if kept := _kept(plan, it, now):
        return kept.why_not
    whole = met(rule.when, it, now)
    if whole.holds is not True:
        return f"{rule.name}: {whole.why}"
    return _said_no(it)


def _kept(plan: Plan, it: Standing, now: datetime) -> Decision | None:
    """Kept for sure; of one whose page was read, what can't be told keeps it as well."""
    for rule in plan.keeping:
        whole = met(rule.when, it, now)
        if whole.holds:
            return Decision(it, Action.KEEP, rule, f'the rule "{rule.name}" keeps it')
        if whole.holds is None and it.was_opened:
            why = f'the rule "{rule.name}" may keep it: {whole.why}'
            return Decision(it, Action.KEEP, rule, why)
    return None


def _excess(rule: Rule, orders: Sequence[Standing], decided: Iterable[Decision]) -> int:
    """How many orders the rule may choose: of unpaid ones, those beyond what it leaves."""
    if rule.when.unpaid_more_than is None:
        return len(orders)
    gone = {d.it.id for d in decided if d.action in _TAKES_A_TURN}
    unpaid = [
        it for it in orders if it.order.status is Status.AWAITING_PAYMENT and it.id not in gone
    ]
    return len(unpaid) - rule.when.unpaid_more_than


def _by_rule(rule: Rule, it: Standing, now: datetime, excess: int) -> Decision | str:
    """What this rule does with the order, or why it does not apply to it."""
    whole = met(rule.when, it, now)
    if whole.holds is False:
        return whole.why
    if excess <= 0:
        return f"no more than {rule.when.unpaid_more_than} unpaid orders would be left"
    if why := _said_no(it):
        return Decision(it, Action.LEAVE, rule, why)
    if not it.was_opened and _may_be_acted_on(rule, it):
        return Decision(it, Action.OPEN, rule)
    if whole.holds is None:
        return Decision(it, Action.LEAVE, rule, f"{rule.name}: it can't be told: {whole.why}")
    return _by_the_shop(rule, it, now)


def _may_be_acted_on(rule: Rule, it: Standing) -> bool:
    """Where the list says that it can't be, its page is not opened to hear the same."""
    return it.order.status in CANCELLABLE or (
        rule.when_possible and it.order.status is Status.FROZEN
    )


def _by_the_shop(rule: Rule, it: Standing, now: datetime) -> Decision:
    """What the shop allows with an order that the rule applies to."""
    advice = advise(it.order, now, it.known)
    if advice.may_send:
        if rule.reason in reasons_for(it.order.status):
            return Decision(it, Action.CANCEL, rule)
        words = rule.reason.replace("_", " ")
        why = f'the shop offers no reason "{words}" where an order is {it.order.status.words}'
        return Decision(it, Action.LEAVE, rule, why)
    can_be_planned = advice.verdict is Verdict.NOT_YET and rule.reason in PAID_REASONS
    if not (rule.when_possible and can_be_planned):
        return Decision(it, Action.LEAVE, rule, advice.why)
    if it.is_planned:
        return Decision(it, Action.LEAVE, rule, "it is planned already, and `watch` sends it")
    return Decision(it, Action.PLAN, rule)


_NO = {
    AttemptState.ACCEPTED: "it was asked for",
    AttemptState.DECLINED: "the seller declined it",
    AttemptState.REFUSED: "the shop refused it",
}


def _said_no(it: Standing) -> str | None:
    """An order that can be cancelled although that was sent before: a plan does not ask again."""
    if it.order.status not in CANCELLABLE:
        return None
    if it.sent and (what := _NO.get(it.sent.state)):
        sent = f"{it.sent.intended_at:%Y-%m-%d}"
        return f"{what} before (sent {sent}), and a plan does not ask again: `unbuy cancel` can"
    if it.order.answer or it.known.declined_at:
        return "the seller declined it before, and a plan does not ask again: `unbuy cancel` can"
    return None


def _within(plan: Plan, decided: list[Decision], left: int | None) -> list[Decision]:
    """What was sent without a known end first, then by rule and age; beyond the limit: held."""
    places = {rule.name: place for place, rule in enumerate(plan.rule)}

    def turn(decision: Decision) -> tuple[object, ...]:
        rule = decision.rule
        place = places[rule.name] if rule else len(places)
        acts = decision.action in _TAKES_A_TURN
        return (not acts, not decision.it.is_open, place, decision.it.age)

    turns = sorted(decided, key=turn)
    if left is None:
        return turns
    why = "the limits leave it to a later run"
    return [
        replace(d, action=Action.HOLD, why_not=why)
        if d.action in _TAKES_A_TURN and number >= left
        else d
        for number, d in enumerate(turns)
    ]
