// An order's past in time order, what was said about it, and what comes next by itself.
import { stateInWords } from "./call.js";
import { element, keep, say } from "./dom.js";
import { left, second, stampWithYear, word } from "./words.js";

// Each date that the order has, newest first.
export function moments(order) {
  const dates = {
    placed_at: order.placed_at,
    paid_at: order.paid_at,
    declined_at: order.declined_at,
    shipped_at: order.shipped_at,
    delivered_at: order.delivered_at,
    returned_at: order.returned_at,
    ended_at: order.ended_at,
    dispute_opened_at: order.dispute?.opened_at,
    dispute_offered_at: order.dispute?.offered_at,
    dispute_escalated_at: order.dispute?.escalated_at,
    dispute_ended_at: order.dispute?.ended_at,
    refund_since: order.refund.since,
    refund_lands_at: order.refund.lands_at,
  };
  const known = Object.entries(dates).filter(([, at]) => at);
  const told = known.map(([name, at]) => [at, word("moment", name)]);
  if (!known.some(([, at]) => at === order.status_since)) told.push([order.status_since, stateInWords(order)]);
  return told.sort(([a], [b]) => (a < b ? 1 : -1));
}

export function showMoments(list, told) {
  keep(list, told, ([at, what]) => `${at} ${what}`, () => row("time", "span"), (item, [at, what]) => {
    say(item.children[0], stampWithYear(at));
    say(item.children[1], what);
  });
}

export function showTalks(list, talks) {
  keep(list, talks.map((it, place) => ({ ...it, place })), (it) => it.place, () => row("b", "time", "p"), (item, said) => {
    item.className = `from-${said.from}`;
    say(item.children[0], word("sender", said.from));
    say(item.children[1], second(said.at));
    say(item.children[2], said.text);
  });
}

function row(...names) {
  const item = element("li");
  item.append(...names.map((name) => element(name)));
  return item;
}

// What happens to the order if nobody does anything.
export function soon(order, now) {
  if (!order.next) return "Nothing comes by itself.";
  const { at, changes } = order.next;
  return `By itself in ${left(at, now)}: ${inWords(changes, order)}.`;
}

function inWords(changes, order) {
  if (changes.status) return stateInWords({ ...order, ...changes });
  if (changes.dispute) return word("dispute", changes.dispute.stage);
  if (changes.refund) return word("refund", changes.refund.stage);
  const name = Object.keys(changes).find((it) => it !== "deadline");
  return name ? word("change", name) : "a new deadline";
}
