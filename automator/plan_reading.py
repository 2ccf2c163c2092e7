"""What a plan is decided on: My Orders whole, and the pages of those that a rule may apply to."""

from dataclasses import replace

from automator.ledger.following import WaitingFor
from automator.plan_acting import Allowance, held
from automator.plans.decide import Action, Decision, decide
from automator.plans.plan import Plan
from automator.plans.standing import Standing
from automator.result import OrderResult, PlanStep
from automator.watch.allowance import FOR_A_LOOK
from automator.wiring import Visit
from flows.domain.orders import Order, Status
from flows.domain.outcomes import Outcome
from flows.domain.situations import Known
from flows.errors import Refused, ShopChanged
from flows.my_orders import my_orders


def decided(
    at: Visit, plan: Plan, allowance: Allowance, *, dry_run: bool
) -> tuple[list[Decision], dict[str, OrderResult]]:
    """The decisions, and the orders whose own page is not read, which are left alone.

    Raises `ShopChanged` where My Orders is not known to be whole.
    """
    standings = {it.id: it for it in _standings(at)}
    unread: dict[str, OrderResult] = {}
    while True:
        decisions = decide(plan, list(standings.values()), at.clock.now(), allowance.left())
        to_open = [decision.it for decision in decisions if decision.action is Action.OPEN]
        if not to_open:
            return decisions, unread
        at.progress.step(f"Opening {len(to_open)} order(s) that a rule may apply to")
        for it in to_open:
            if at.allowance.left_in_hour() < FOR_A_LOOK:
                unread[it.id] = held(at, standings.pop(it.id), None)
                continue
            try:
                standings[it.id] = replace(it, order=_opened(at, it, dry_run=dry_run))
            except (ShopChanged, Refused) as error:
                del standings[it.id]
                step = PlanStep(None, Action.LEAVE, str(error))
                unread[it.id] = replace(at.failed(it.id, error), order=it.order, plan=step)


def _standings(at: Visit) -> list[Standing]:
    at.progress.step("Reading My Orders")
    listed = my_orders(at.shop)
    if listed.outcome is not Outcome.DONE:
        raise ShopChanged(f"{listed.message} A plan goes by the whole list: nothing was sent.")
    known = at.ledger.known(listed.orders)
    sent = at.ledger.attempts.latest_cancellations()
    awaited = {it.order_id: it.waiting_for for it in at.ledger.followed()}
    seen = {it.id: it for it in at.ledger.orders() if it.status is Status.AWAITING_SHIPMENT}
    return [
        Standing(
            order=order,
            place=place,
            known=known.get(order.id, Known()),
            sent=sent.get(order.id),
            is_planned=awaited.get(order.id) is WaitingFor.PERMISSION,
            last_deadline=seen[order.id].deadline if order.id in seen else None,
        )
        for place, order in enumerate(listed.orders)
    ]


def _opened(at: Visit, it: Standing, *, dry_run: bool) -> Order:
    order = at.shop.order(it.id).with_facts_of(it.order)
    if not dry_run:
        with at.ledger.news(at.clock.now()) as news:
            news.order(order)
    return order
