"""Cancelling what a plan chose, one order after the other, within its limits."""

from dataclasses import dataclass, replace
from datetime import timedelta

from automator.cancel_job import cancel_one
from automator.ledger.plan_runs import PlanRun
from automator.plans.decide import ACTING, Action, Decision, still_applies
from automator.plans.plan import Plan, Rule
from automator.plans.standing import Standing
from automator.result import OrderResult, PlanStep
from automator.watch.allowance import FOR_AN_ACT
from automator.wiring import Visit
from flows.cancel_order import Wish
from flows.domain.outcomes import Outcome
from flows.errors import BrowserGone, Doubtful, FlowError, NeedsPerson, Refused, Unreachable
from flows.ports import Person, Proposal

_PER_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many orders may still be acted on, by the ledger as it is now."""

    at: Visit
    plan: Plan
    run: PlanRun

    def left(self) -> int | None:
        """None: nothing is limited."""
        runs, limits = self.at.ledger.plan_runs, self.plan.limits
        left = []
        if limits.per_run is not None:
            left.append(limits.per_run - runs.done_in(self.run))
        if limits.per_day is not None:
            left.append(limits.per_day - runs.done_since(self.at.clock.now() - _PER_DAY))
        return max(0, min(left)) if left else None


@dataclass(frozen=True, slots=True)
class Acting:
    """What every order of one run is cancelled with; `name` is what the ledger calls the plan."""

    at: Visit
    name: str
    plan: Plan
    allowance: Allowance
    person: Person
    dry_run: bool

    def act(self, decisions: list[Decision]) -> tuple[dict[str, OrderResult], FlowError | None]:
        """The results by order, and what stood in the way of the whole account, if anything did."""
        results: dict[str, OrderResult] = {}
        stopped: FlowError | None = None
        for order in (decision for decision in decisions if decision.action in ACTING):
            order_id = order.it.id
            if self.at.allowance.left_in_hour() < FOR_AN_ACT:
                results[order_id] = held(self.at, order.it, chosen_by(order))
                continue
            try:
                results[order_id] = _not_tried(order, stopped) if stopped else self._act_on(order)
            except FlowError as error:
                results[order_id] = replace(self.at.failed(order_id, error), order=order.it.order)
                stopped = error if _stands_before_all(error) else None
        return results, stopped

    def _act_on(self, decision: Decision) -> OrderResult:
        rule = chosen_by(decision)
        wish = Wish(decision.it.id, rule.reason, rule.note, self.dry_run)
        agreed = _AgreedByPlan(self, decision)
        return cancel_one(self.at, wish, agreed, when_possible=rule.when_possible)


@dataclass(frozen=True, slots=True)
class _AgreedByPlan:
    """Agrees where the rule still applies to the order as just read, and the limits leave room."""

    acting: Acting
    decision: Decision

    def agrees(self, proposal: Proposal) -> bool:
        acting, rule, it = self.acting, chosen_by(self.decision), self.decision.it
        now = acting.at.clock.now()
        seen = replace(it, order=proposal.order.with_facts_of(it.order))
        why = still_applies(acting.plan, rule, seen, now)
        if why is None and acting.allowance.left() == 0:
            why = "the limits are reached"
        if why:
            raise Refused(f"Order {it.id} was left alone: {why}. Nothing was sent.")
        if not acting.person.agrees(proposal):
            return False
        with acting.at.ledger.news(now) as news:
            news.chosen(it.id, acting.name, rule.name)
        return True


def chosen_by(decision: Decision) -> Rule:
    """The rule of a decision to act; raises LookupError for a decision of no rule."""
    if decision.rule is None:
        raise LookupError(decision.it.id)
    return decision.rule


def held(at: Visit, it: Standing, rule: Rule | None) -> OrderResult:
    """What is left to a later run, as no more pages may be loaded now."""
    step = PlanStep(rule.name if rule else None, Action.HOLD, at.allowance.why_reached_in_hour)
    return OrderResult(id=it.id, outcome=Outcome.DONE, message="", order=it.order, plan=step)


def _not_tried(decision: Decision, stopped: FlowError) -> OrderResult:
    it = decision.it
    message = f"Not tried: {stopped}"
    return OrderResult(id=it.id, outcome=stopped.outcome, message=message, order=it.order)


def _stands_before_all(error: FlowError) -> bool:
    """Whether it stands in the way of every order of the account."""
    of_account = isinstance(error, Unreachable | NeedsPerson | BrowserGone)
    return of_account and not isinstance(error, Doubtful)
