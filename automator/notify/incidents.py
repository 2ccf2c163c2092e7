"""What of a run's facts and results is worth telling, and what of it is over. Pure functions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from automator.ledger.notices import Incident, NewFact, Over
from automator.ledger.runs import RunEntry
from automator.notify_settings import Level
from automator.result import OrderResult, Result
from flows.domain.advice import Advice
from flows.domain.claims import Claim
from flows.domain.disputes import DisputeStage
from flows.domain.moments import minute
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import RefundStage
from flows.domain.situations import Situation
from flows.seller_answer import AnswerKind

News = Incident | Over

ACCOUNT = "account"  # of incidents that concern no single order
_WALL = f"{ACCOUNT}:wall"
_RUNS_UNTIL_STALLED = 3
_MANY_ORDERS = 5  # of fewer, the buyer may well have deleted half
_BEFORE_THE_SESSION_ENDS = timedelta(days=5)
_TROUBLE = {
    Outcome.FAILED: "Something went wrong with {it}",
    Outcome.NEEDS_PERSON: "You are needed for {it}",
    Outcome.SHOP_CHANGED: "A page of {it} does not look as known",
    Outcome.UNCONFIRMED: "What was sent for {it} does not show yet",
}
_WHAT_TO_DO = {
    Outcome.FAILED: "Run `unbuy watch --once -v` to see it happen, and report it.",
    Outcome.NEEDS_PERSON: "Run `unbuy sign-in --by-hand`, or look at the order in the shop.",
    Outcome.SHOP_CHANGED: "Do what is urgent by hand, in the shop itself; nothing more was done.",
    Outcome.UNCONFIRMED: "Nothing to do yet: it is looked at again.",
}
# Situations that last until the buyer does something or a date passes.
_STANDING = {
    Situation.EXTENSION_ASKED: "The seller asks for more time",
    Situation.DISPUTE_WITH_BUYER: "It is your turn in the dispute",
    Situation.VERIFYING_LONG: "The payment is being verified for too long",
    Situation.MONEY_OVERDUE: "The refund is overdue",
    Situation.MONEY_MISSING: "The refund has not arrived",
    Situation.MONEY_STALLED: "The refund does not move on",
}
_OF_MONEY = {Situation.MONEY_OVERDUE, Situation.MONEY_MISSING, Situation.MONEY_STALLED}


def from_result(result: Result) -> Iterator[News]:
    """What stands in the way of the account, and of each order that was looked at."""
    yield from _of_account(result)
    for entry in result.orders:
        yield from _of_order(entry)


def _of_account(result: Result) -> Iterator[News]:
    outcomes = {result.own_outcome, *(entry.outcome for entry in result.orders)}
    unreachable = Outcome.UNREACHABLE in outcomes
    if unreachable:
        yield Incident(
            key=f"{ACCOUNT}:unreachable",
            level=Level.NEEDS_YOU,
            lasts=True,
            title="The shop can't be reached",
            why=_first_said(result, Outcome.UNREACHABLE),
            next_step="Look whether the shop opens in your own browser; it is tried on.",
        )
    if result.own_outcome in _TROUBLE:
        yield _trouble(ACCOUNT, "your account", result.own_outcome, result.message, result.evidence)
    elif not unreachable and result.own_outcome is not Outcome.BUSY:
        yield Over(f"{ACCOUNT}:unreachable")
        yield Over(f"{ACCOUNT}:trouble")
        if Outcome.NEEDS_PERSON not in outcomes:
            yield wall_removed()


def wall_met(asks: str, until: datetime, picture: str | None) -> Incident:
    """A run waits for a person in the middle of what it does."""
    return Incident(
        key=_WALL,
        level=Level.NEEDS_YOU,
        lasts=True,
        title="A run waits for you",
        why=asks,
        next_step="Run `unbuy hand-over --open` on the machine where it waits, or use its window.",
        act_by=until,
        picture=picture,
    )


def wall_removed() -> Over:
    return Over(_WALL)


def without_known_walls(news: Iterable[News], still: Iterable[Incident]) -> Iterator[News]:
    """The news but for trouble that a person was called to in the middle of the run."""
    walls = tuple(one.why for one in still if one.key == _WALL)
    for one in news:
        if not (isinstance(one, Incident) and walls and one.why.startswith(walls)):
            yield one


def _first_said(result: Result, outcome: Outcome) -> str:
    said = (entry.message for entry in result.orders if entry.outcome is outcome)
    return result.message if result.own_outcome is outcome else next(said, result.message)


def _of_order(entry: OrderResult) -> Iterator[News]:
    if entry.plan and not entry.message:
        return  # a plan left it alone, by its card in the list: that ends nothing
    if entry.outcome in _TROUBLE:
        yield _trouble(
            entry.id,
            f"order {entry.id}",
            entry.outcome,
            entry.message,
            entry.evidence,
            entry.advice,
        )
    elif entry.order:
        yield Over(f"{entry.id}:trouble")
    if entry.advice:
        yield from _standing(entry.id, entry.advice)


def _trouble(
    whose: str,
    it: str,
    outcome: Outcome,
    message: str,
    evidence: str | None,
    advice: Advice | None = None,
) -> Incident:
    level = Level.MONEY if outcome is Outcome.UNCONFIRMED else Level.NEEDS_YOU
    return Incident(
        key=f"{whose}:trouble",
        level=level,
        state=outcome.value,
        lasts=True,
        title=_TROUBLE[outcome].format(it=it),
        why=message,
        next_step=advice.next_step if advice else _WHAT_TO_DO[outcome],
        order_id=None if whose == ACCOUNT else whose,
        picture=_newest_picture(evidence),
    )


def _standing(order_id: str, advice: Advice) -> Iterator[News]:
    """What lasts; the money's situations are told from the money table, which knows them all."""
    for situation in _STANDING.keys() - _OF_MONEY - {advice.situation}:
        yield Over(f"{order_id}:{situation}")
    if advice.situation in _STANDING.keys() - _OF_MONEY:
        yield _of_situation(order_id, advice)


def from_claims(claims: Sequence[Claim]) -> Iterator[News]:
    """Money that is late, from what is known without looking again."""
    for claim in claims:
        present = claim.advice.situation
        for situation in _OF_MONEY - {present}:
            yield Over(f"{claim.order.id}:{situation}")
        if present in _OF_MONEY:
            yield _of_situation(claim.order.id, claim.advice)


def _of_situation(order_id: str, advice: Advice) -> Incident:
    support = f' Ask support: "{advice.ask_support}"' if advice.ask_support else ""
    return Incident(
        key=f"{order_id}:{advice.situation}",
        level=Level.NEEDS_YOU,
        state=advice.not_after.isoformat() if advice.not_after else "",
        lasts=True,
        title=f"{_STANDING[advice.situation]}: order {order_id}",
        why=advice.why,
        next_step=f"{advice.next_step}{support}",
        order_id=order_id,
        act_by=advice.not_after,
    )


def from_facts(facts: Sequence[NewFact], advice: Mapping[str, Advice]) -> Iterator[News]:
    """One message for each fact that is news; `advice` is on the orders as last seen."""
    for new in facts:
        make = _BY_KIND.get(new.fact.kind)
        told = make(new.fact.details) if make else None
        if told is None:
            continue
        level, title = told
        on_it = advice.get(new.order_id)
        until = new.fact.details.get("until")
        yield Incident(
            key=f"{new.order_id}:{new.fact.kind}:{new.id}",
            level=level,
            title=f"{title}: order {new.order_id}",
            why=on_it.why if on_it else f"{title}.",
            next_step=on_it.next_step if on_it else None,
            order_id=new.order_id,
            act_by=datetime.fromisoformat(until) if until and level is Level.NEEDS_YOU else None,
        )


_Details = Mapping[str, str | None]
_Told = tuple[Level, str] | None


def _answer(details: _Details) -> _Told:
    return {
        AnswerKind.ACCEPTED: (Level.NEWS, "Cancelled, and the seller agreed"),
        AnswerKind.DECLINED: (Level.NEEDS_YOU, "The seller declined"),
        AnswerKind.SHIPPED: (Level.NEEDS_YOU, "The seller shipped instead of agreeing"),
        AnswerKind.TIMED_OUT: (Level.NEWS, "Closed by itself, as the seller did not ship in time"),
        AnswerKind.CLOSED_BY_SHOP: (Level.NEWS, "The shop itself closed it"),
    }.get(AnswerKind(details["answer"] or ""))


def _refund(details: _Details) -> _Told:
    stage = details.get("stage")
    if stage == RefundStage.NONE:
        return None
    amount = f" ({details['amount']})" if details.get("amount") else ""
    return Level.MONEY, f"The refund{amount} is {stage}"


def _landed(details: _Details) -> _Told:
    is_own_word = details.get("said_by") == "buyer"
    return None if is_own_word else (Level.MONEY, "The money is on the shop's balance")


def _dispute(details: _Details) -> _Told:
    return {
        DisputeStage.SELLER: (Level.NEWS, "The dispute waits for the seller"),
        DisputeStage.BUYER: (Level.NEWS, "The seller answered in the dispute"),
        DisputeStage.SHOP: (Level.NEWS, "The shop decides the dispute"),
        DisputeStage.ON_HOLD: (Level.NEWS, "The dispute is on hold"),
        DisputeStage.ENDED: (Level.MONEY, "The dispute is decided"),
    }.get(DisputeStage(details["stage"] or ""))


def _reminder(details: _Details) -> _Told:
    what = (details.get("of") or "dispute").replace("_", " ")
    return Level.NEEDS_YOU, f"Time runs out ({what})"


def _status(details: _Details) -> _Told:
    if details.get("status") == Status.FROZEN and details.get("was"):
        return Level.NEWS, "The shop froze it"
    if details.get("was") == Status.FROZEN:
        return Level.NEWS, "It is no longer frozen"
    return None


def _plan_ended(details: _Details) -> _Told:
    return None if details.get("why") == "taken back" else (Level.NEWS, "The planned act is off")


_BY_KIND: dict[str, Callable[[_Details], _Told]] = {
    "seller_answer": _answer,
    "refund": _refund,
    "refund_landed": _landed,
    "dispute": _dispute,
    "reminder": _reminder,
    "status": _status,
    "plan_ended": _plan_ended,
    "plan_sent": lambda _: (Level.NEWS, "The planned cancellation was sent"),
}


def from_runs(runs: Sequence[RunEntry]) -> Iterator[News]:
    """Runs that end well while nothing comes of them; the newest first."""
    ended = [run for run in runs if run.ended_at and run.got_through and run.due is not None]
    newest = ended[:_RUNS_UNTIL_STALLED]
    if len(newest) == _RUNS_UNTIL_STALLED and all(run.due and not run.read for run in newest):
        yield Incident(
            key=f"{ACCOUNT}:stalled",
            level=Level.NEEDS_YOU,
            lasts=True,
            title="The runs end well, but read no order",
            why=f"{newest[0].due} order(s) were due in each of the last {len(newest)} runs, and"
            " none of them could be read.",
            next_step="Run `unbuy watch --once --headed` and see what the shop shows.",
        )
    elif newest and (newest[0].read or not newest[0].due):
        yield Over(f"{ACCOUNT}:stalled")


def from_list(runs: Sequence[RunEntry]) -> Iterator[News]:
    """My Orders has few orders where it had many: a guest's page, perhaps. The newest run first."""
    listed = [run.listed for run in runs if run.listed is not None]
    if not listed:
        return
    newest, most = listed[0], max(listed)
    if most >= _MANY_ORDERS and newest < most / 2:
        yield Incident(
            key=f"{ACCOUNT}:list_shrank",
            level=Level.NEEDS_YOU,
            lasts=True,
            title="My Orders shows far fewer orders than before",
            why=f"It showed {newest} order(s), and {most} not long ago.",
            next_step="Look at My Orders in your own browser. If you deleted them, there is nothing"
            " to do; else run `unbuy sign-in --by-hand`.",
        )
    else:
        yield Over(f"{ACCOUNT}:list_shrank")


def from_session(ends: datetime | None, now: datetime) -> Iterator[News]:
    """The kept session is about to end, where only a person can sign in; None: nothing is known."""
    key = f"{ACCOUNT}:session_ends"
    if ends is None or ends - now > _BEFORE_THE_SESSION_ENDS:
        yield Over(key)
        return
    is_over = ends <= now
    yield Incident(
        key=key,
        level=Level.NEEDS_YOU,
        state=ends.date().isoformat(),
        lasts=True,
        title="Your sign-in has ended" if is_over else "Your sign-in is about to end",
        why=f"The shop's cookies end {minute(ends)}, and there is no password to sign in with.",
        next_step="Run `unbuy sign-in --by-hand`; the new session is kept.",
        act_by=None if is_over else ends,
    )


def _newest_picture(folder: str | None) -> str | None:
    pictures = sorted(Path(folder).glob("*.jpg"), key=_made) if folder else []
    return str(pictures[-1]) if pictures else None


def _made(file: Path) -> float:
    return file.stat().st_mtime
