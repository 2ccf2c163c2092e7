"""`unbuy run`: find out what an earlier run left open, decide by the plan, cancel one by one.

Each order is cancelled by the story that cancels all others, so at most once; right before it is
sent, its rule and the limits are asked once more.
"""

from dataclasses import replace

from automator.canary_job import documents, passed_lately, walked
from automator.cancel_job import told_of_all, with_answers
from automator.plan_acting import Acting, Allowance
from automator.plan_reading import decided
from automator.plans.decide import ACTING, Action, Decision
from automator.plans.plan import Plan, Rule
from automator.result import OrderResult, PlanStep, Result
from automator.visits import visit
from automator.wiring import Run, Visit
from flows.canary import Canary
from flows.domain.advice import advise, pile_warning
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.ports import Person

Results = dict[str, OrderResult]


def run_plan(run: Run, name: str, plan: Plan, person: Person, *, dry_run: bool) -> Result:
    """`person` sees each proposal, and is not asked.

    Whatever stops it early leaves the run open, for the next one to go on with.
    """
    with visit(run, "run") as at:
        if plan.requires.canary and not passed_lately(run.settings, at.clock.now()):
            found = walked(at)
            if not found.passes:
                return _kept_from_acting(at, found)
        runs, now = at.ledger.plan_runs, at.clock.now()
        under_way = runs.under_way(name, now) if dry_run else runs.begin(name, now)
        allowance = Allowance(at, plan, under_way)
        found_out = {} if dry_run else _found_out(at)
        decisions, unread = decided(at, plan, allowance, dry_run=dry_run)
        acted, stopped = Acting(at, name, plan, allowance, person, dry_run).act(decisions)
        if not (dry_run or stopped):
            acted = _with_answers(at, plan, decisions, acted)
            runs.end(name, at.clock.now())
        left = {decision.it.id: _left(at, decision) for decision in decisions}
        results = _with_steps(decisions, left | found_out | unread | acted)
        told = {"name": name, "dry_run": dry_run, **_told(plan, decisions)}
        message = _message(plan, decisions, results, dry_run=dry_run)
        return at.result("run", message, list(results.values()), more={"plan": told})


def _kept_from_acting(at: Visit, found: Canary) -> Result:
    """The plan requires the pages to be as known, and they are not."""
    controls = documents(found, at.evidence.kept)
    trouble = [it for it in controls if it["finding"] not in {"ok", "unchecked"}]
    message = f"The plan requires pages that are as known. {found.message}"
    return at.result("run", message, outcome=found.outcome, more={"controls": trouble})


def _found_out(at: Visit) -> Results:
    """What became of that which earlier runs left open, as far as the shop shows it."""
    open_ones = at.ledger.attempts.open_cancellations()
    if not open_ones:
        return {}
    at.progress.step("Looking at what an earlier run left open")
    return {result.id: result for result in at.watch.sweep(open_ones).orders}


def _with_answers(at: Visit, plan: Plan, decisions: list[Decision], acted: Results) -> Results:
    """Follow the sellers of the rules that say so, as long as each says."""
    results = list(acted.values())
    for rule in plan.cancelling:
        ids = [d.it.id for d in decisions if d.rule == rule and d.it.id in acted]
        if rule.wait and ids:
            results = with_answers(at, results, ids, rule.wait.total_seconds())
    return {result.id: result for result in results}


def _left(at: Visit, decision: Decision) -> OrderResult:
    it = decision.it
    advice = advise(it.order, at.clock.now(), it.known)
    return OrderResult(id=it.id, outcome=Outcome.DONE, message="", order=it.order, advice=advice)


def _with_steps(decisions: list[Decision], results: Results) -> Results:
    steps = {
        d.it.id: PlanStep(d.rule.name if d.rule else None, d.action, d.why_not or None)
        for d in decisions
    }
    return {
        order_id: replace(result, plan=result.plan or steps.get(order_id))
        for order_id, result in results.items()
    }


def _told(plan: Plan, decisions: list[Decision]) -> dict[str, object]:
    rules = [
        {"name": rule.name, "keep": rule.keep, "orders": _count(decisions, rule)}
        for rule in plan.rule
    ]
    return {"limits": plan.limits.model_dump(), "rules": rules}


def _message(plan: Plan, decisions: list[Decision], results: Results, *, dry_run: bool) -> str:
    """What was done, what is left to a later run, and what the buyer should look at."""
    steps = {order_id: result.plan.action for order_id, result in results.items() if result.plan}
    acting = [results[order_id] for order_id, action in steps.items() if action in ACTING]
    held = list(steps.values()).count(Action.HOLD)
    known = [result.order.status for result in results.values() if result.order]
    idle = [rule.name for rule in plan.keeping if not _count(decisions, rule)]
    sentences = [
        told_of_all(acting) if acting else f"Nothing to do with {len(decisions)} orders.",
        "It was a dry run: nothing was sent." if dry_run else None,
        f"{held} more are left to a later run by the limits." if held else None,
        *(f'The rule "{name}" keeps no order: look at how it is written.' for name in idle),
        pile_warning(known.count(Status.AWAITING_PAYMENT)),
    ]
    return " ".join(filter(None, sentences))


def _count(decisions: list[Decision], rule: Rule) -> int:
    return sum(decision.rule == rule for decision in decisions)
