"""B12, M15: what a plan does with each order, and why it leaves the others alone."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from automator.plans.conditions import met
from automator.plans.decide import ACTING, Action, Decision, decide, still_applies
from automator.plans.plan import Plan
from automator.plans.standing import Standing
from flows.domain.acts import Act
from flows.domain.cancellation import CANCELLABLE
from flows.domain.money import Money
from flows.domain.orders import Order, SellerAnswer, Status
from flows.domain.situations import Known
from flows.ports import Attempt, AttemptState
from tests.flows.fakes import order_in
from tests.flows.moments import NOW

UNPAID, TO_SHIP = Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT
FIRST = 8190000000000001
Rules = Mapping[str, Any]


def standing(status: Status = UNPAID, place: int = 0, **facts: object) -> Standing:
    """An order whose own page was read."""
    order = order_in(status, str(FIRST + place), **{"placed_at": NOW - timedelta(days=2), **facts})
    return Standing(order=order, place=place)


def listed(it: Standing, placed: date | None = None) -> Standing:
    """The same as My Orders shows it."""
    facts = {"id": it.id, "status": it.order.status, "seen_on": "list", "placed_at": placed}
    return Standing(order=Order(**facts), place=it.place)  # type: ignore[arg-type]  # named above


def plan(*rules: Rules, **limits: int) -> Plan:
    named = [{"name": f"rule {number}", **rule} for number, rule in enumerate(rules)]
    return Plan.model_validate({"rule": named, "limits": limits})


def one(plan: Plan, it: Standing, left: int | None = None) -> Decision:
    [decision] = decide(plan, [it], NOW, left)
    return decision


def sent(state: AttemptState) -> Attempt:
    return Attempt(1, str(FIRST), Act.CANCEL, state, NOW - timedelta(days=1))


CANCEL_UNPAID = {"when": {"status": "awaiting_payment"}}


def test_the_first_rule_that_applies_decides() -> None:
    two = plan({"when": {"older_than": "3d"}}, {"when": {"older_than": "1d"}, "reason": "other"})
    decision = one(two, standing())
    assert (decision.action, decision.rule) == (Action.CANCEL, two.rule[1])


def test_a_rule_that_keeps_protects_wherever_it_stands() -> None:
    keeping = plan(CANCEL_UNPAID, {"keep": True, "when": {"older_than": "1d"}})
    assert one(keeping, standing()).action is Action.KEEP


def test_what_a_rule_that_keeps_can_not_tell_is_kept_once_its_page_was_read() -> None:
    keeping = plan(CANCEL_UNPAID, {"keep": True, "when": {"seller": "Ann*"}})
    assert one(keeping, listed(standing())).action is Action.OPEN
    decision = one(keeping, standing(seller=None))
    assert (decision.action, "tell no seller" in decision.why_not) == (Action.KEEP, True)


def test_nothing_is_acted_on_before_its_own_page_was_read() -> None:
    assert one(plan(CANCEL_UNPAID), listed(standing())).action is Action.OPEN
    assert one(plan(CANCEL_UNPAID), standing()).action is Action.CANCEL


def test_what_the_list_rules_out_is_not_opened_and_its_reason_is_told() -> None:
    decision = one(plan(CANCEL_UNPAID), listed(standing(Status.SHIPPED)))
    assert (decision.action, decision.why_not) == (Action.LEAVE, "rule 0: it is shipped")


@pytest.mark.parametrize(
    ("hours", "action"), [(11, Action.LEAVE), (12, Action.LEAVE), (13, Action.CANCEL)]
)
def test_an_order_is_older_only_once_the_whole_span_is_over(hours: int, action: Action) -> None:
    half_a_day = plan({"when": {"older_than": "12h"}})
    assert one(half_a_day, standing(placed_at=NOW - timedelta(hours=hours))).action is action


@pytest.mark.parametrize(
    ("days", "holds"), [(0, False), (1, None), (2, True)], ids=["today", "yesterday", "before"]
)
def test_a_day_without_an_hour_tells_only_what_holds_for_all_its_hours(
    days: int, holds: bool | None
) -> None:
    """NOW is ten in the morning, and the condition is a day."""
    a_day = plan({"when": {"older_than": "1d"}}).rule[0].when
    assert met(a_day, listed(standing(), NOW.date() - timedelta(days=days)), NOW).holds is holds


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({"seller": "blue  kite*"}, True),
        ({"seller": "Blue Kite"}, False),
        ({"seller": ["x", "*[sale]"]}, True),
        ({"title": "*LAMP*"}, True),
        ({"title": "*[lamp]*"}, False),
        ({"total_at_least": "12.50", "currency": "USD"}, True),
        ({"total_at_least": "12.51", "currency": "USD"}, False),
        ({"total_at_most": "12.49", "currency": "USD"}, False),
        ({"total_at_most": 13, "currency": "EUR"}, False),
        ({"younger_than": "3d"}, True),
        ({"younger_than": "2d"}, False),
    ],
)
def test_each_condition_holds_as_it_is_written(when: Rules, holds: bool) -> None:
    it = standing(
        seller="Blue Kite [Sale]",
        titles=("Paper  lamp", "Rope"),
        total=Money(Decimal("12.50"), "USD"),
    )
    assert met(plan({"when": when}).rule[0].when, it, NOW).holds is holds


def test_a_missing_fact_is_neither_one_nor_the_other() -> None:
    for when in ({"seller": "x"}, {"title": "x*"}, {"total_at_most": 3, "currency": "USD"}):
        assert met(plan({"when": when}).rule[0].when, standing(), NOW).holds is None
        assert one(plan({"when": when}), standing()).action is Action.LEAVE


def test_the_sellers_time_is_missed_only_where_a_timer_ran_out() -> None:
    late = plan({"when": {"missed_shipping_date": True}})
    over, ahead = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    assert one(late, standing(TO_SHIP, deadline=over)).action is Action.CANCEL
    assert "still has time" in one(late, standing(TO_SHIP, deadline=ahead)).why_not
    assert "no time to ship" in one(late, standing(TO_SHIP)).why_not
    before = Standing(order=standing(TO_SHIP).order, place=0, last_deadline=over)
    assert one(late, before).action is Action.CANCEL


def test_a_timer_seen_before_that_still_runs_saves_opening_the_page() -> None:
    late = plan({"when": {"missed_shipping_date": True}})
    order = listed(standing(TO_SHIP)).order
    running = Standing(order=order, place=0, last_deadline=NOW + timedelta(hours=1))
    assert one(late, running).action is Action.LEAVE


@pytest.mark.parametrize(
    "state", [AttemptState.ACCEPTED, AttemptState.DECLINED, AttemptState.REFUSED]
)
def test_who_said_no_is_not_asked_again(state: AttemptState) -> None:
    it = Standing(order=standing(TO_SHIP).order, place=0, sent=sent(state))
    decision = one(plan({"when": {"status": "awaiting_shipment"}}), it)
    assert (decision.action, "does not ask again" in decision.why_not) == (Action.LEAVE, True)


def test_a_no_that_only_the_page_or_the_ledger_tells_counts_as_well() -> None:
    paid = plan({"when": {"status": "awaiting_shipment"}})
    told_by_page = standing(TO_SHIP, answer=SellerAnswer("declined"))
    told_by_ledger = Standing(order=standing(TO_SHIP).order, place=0, known=Known(declined_at=NOW))
    for it in (told_by_page, told_by_ledger):
        assert one(paid, it).action is Action.LEAVE
        assert still_applies(paid, paid.rule[0], it, NOW) is not None


@pytest.mark.parametrize("state", [AttemptState.NOT_SENT, AttemptState.ABANDONED])
def test_what_surely_had_no_effect_bars_nothing(state: AttemptState) -> None:
    it = Standing(order=standing().order, place=0, sent=sent(state))
    assert one(plan(CANCEL_UNPAID), it).action is Action.CANCEL


def test_a_reason_that_is_not_offered_for_this_order_leaves_it_alone() -> None:
    both = plan({"when": {"older_than": "1d"}, "reason": "cannot_pay"})
    assert one(both, standing()).action is Action.CANCEL
    assert "offers no reason" in one(both, standing(TO_SHIP)).why_not


def test_what_the_shop_does_not_allow_yet_is_planned_only_where_the_rule_says_so() -> None:
    verifying = standing(Status.PAYMENT_VERIFYING, controls=frozenset())
    rule = {"when": {"older_than": "1d"}}
    assert one(plan(rule), verifying).action is Action.LEAVE
    waiting = plan({**rule, "when_possible": True})
    assert one(waiting, verifying).action is Action.PLAN
    planned = Standing(order=verifying.order, place=0, is_planned=True)
    assert "planned already" in one(waiting, planned).why_not


def test_of_too_many_unpaid_orders_the_oldest_go_until_so_many_are_left() -> None:
    """M15."""
    pile = plan({"when": {"unpaid_more_than": 3}})
    orders = [standing(place=place, placed_at=NOW - timedelta(days=1)) for place in range(4)]
    oldest = standing(place=9, placed_at=NOW - timedelta(days=8))
    decisions = decide(pile, [*orders, oldest, standing(TO_SHIP, 10)], NOW, None)
    gone = [d.it.id for d in decisions if d.action is Action.CANCEL]
    assert gone == [oldest.id, orders[3].id]
    assert decide(pile, orders[:3], NOW, None)[0].action is Action.LEAVE


def test_what_an_earlier_rule_cancels_or_a_rule_keeps_counts_in_the_pile() -> None:
    old = {"when": {"older_than": "5d"}}
    keep = {"keep": True, "when": {"younger_than": "1d"}}
    pile = plan(keep, old, {"when": {"unpaid_more_than": 2}})
    ages = (6, 6, 3, 3, 0)
    orders = [standing(place=n, placed_at=NOW - timedelta(days=d)) for n, d in enumerate(ages)]
    by_rule = [
        d.rule.name for d in decide(pile, orders, NOW, None) if d.action in ACTING and d.rule
    ]
    assert by_rule == ["rule 1", "rule 1", "rule 2"]


def test_what_has_no_known_end_is_looked_at_before_all_else() -> None:
    orders = [standing(place=place) for place in range(3)]
    doubtful = Standing(order=orders[0].order, place=0, sent=sent(AttemptState.SENT))
    decisions = decide(plan(CANCEL_UNPAID), [doubtful, *orders[1:]], NOW, 1)
    assert [d.it.id for d in decisions if d.action is Action.CANCEL] == [doubtful.id]


def test_beyond_the_limit_orders_are_left_to_a_later_run() -> None:
    orders = [standing(place=place) for place in range(3)]
    actions = [d.action for d in decide(plan(CANCEL_UNPAID), orders, NOW, 2)]
    assert sorted(actions) == ["cancel", "cancel", "hold"]
    assert {d.action for d in decide(plan(CANCEL_UNPAID), orders, NOW, 0)} == {Action.HOLD}


standings = st.builds(
    lambda status, hours, opened, state, seller: (status, hours, opened, state, seller),
    st.sampled_from(Status),
    st.integers(0, 300),
    st.booleans(),
    st.sampled_from([None, *AttemptState]),
    st.sampled_from([None, "Ann", "Bob"]),
)
conditions = st.fixed_dictionaries(
    {},
    optional={
        "older_than": st.sampled_from(["12h", "3d", "9d"]),
        "younger_than": st.sampled_from(["1d", "5d", "11d"]),
        "seller": st.sampled_from(["Ann", "B*"]),
        "unpaid_more_than": st.integers(0, 4),
        "missed_shipping_date": st.just(value=True),
    },
)
rules = st.fixed_dictionaries({"when": conditions, "keep": st.just(value=False)}) | st.builds(
    lambda when: {"when": {k: v for k, v in when.items() if k != "unpaid_more_than"}, "keep": True},
    conditions.filter(bool),
)


def built(place: int, drawn: tuple[Status, int, bool, AttemptState | None, str | None]) -> Standing:
    status, hours, opened, state, seller = drawn
    placed = NOW - timedelta(hours=hours)
    it = standing(status, place, placed_at=placed, seller=seller)
    shown = it if opened else listed(it, placed.date())
    return Standing(order=shown.order, place=place, sent=sent(state) if state else None)


@given(st.lists(standings, max_size=12), st.lists(rules, min_size=1, max_size=4), st.integers(0, 6))
def test_whatever_the_plan_its_promises_hold(
    drawn: list[tuple[Status, int, bool, AttemptState | None, str | None]],
    given_rules: list[Rules],
    left: int,
) -> None:
    made = plan(*given_rules)
    assume(made.cancelling)
    orders = [built(place, one) for place, one in enumerate(drawn)]
    decisions = decide(made, orders, NOW, left)
    assert sorted(d.it.id for d in decisions) == [it.id for it in orders]
    acting = [d for d in decisions if d.action in ACTING]
    to_open = [d for d in decisions if d.action is Action.OPEN]
    assert len(acting) + len(to_open) <= left
    for decision in acting:
        assert decision.rule is not None
        assert not decision.rule.keep
        assert decision.it.was_opened
        assert decision.it.order.status in CANCELLABLE
        assert still_applies(made, decision.rule, decision.it, NOW) is None
        assert not any(met(rule.when, decision.it, NOW).holds for rule in made.keeping)
    for decision in decisions:
        assert decision.why_not or decision.action in ACTING | {Action.OPEN}
    for rule in made.cancelling:
        if (leaves := rule.when.unpaid_more_than) is not None:
            unpaid = sum(it.order.status is UNPAID for it in orders)
            chosen = sum(d.rule == rule for d in acting + to_open)
            assert chosen == 0 or unpaid - chosen >= leaves
