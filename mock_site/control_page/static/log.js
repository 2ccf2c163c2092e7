// All that the shop received, as it comes in: kept whole, shown newest first.
import { $, element, fill, keep, mark, say, show, stamped } from "./dom.js";
import { choose } from "./view.js";
import { count, counted, second } from "./words.js";

const AT_ONCE = 200;
let shown = AT_ONCE;

export const log = {
  world: null,
  entries: [],
  ofOrder: new Map(),

  // An answer begins where the entries end, or anew where it tells of another world.
  take({ world, log: { entries } }) {
    if (world !== this.world) this.begin(world);
    for (const entry of entries) {
      const numbered = { ...entry, number: this.entries.length };
      this.entries.push(numbered);
      if (entry.order) this.about(entry.order).push(numbered);
    }
  },

  begin(world) {
    Object.assign(this, { world, entries: [], ofOrder: new Map() });
    shown = AT_ONCE;
  },

  about(order) {
    if (!this.ofOrder.has(order)) this.ofOrder.set(order, []);
    return this.ofOrder.get(order);
  },
};

export const countOf = (order) => log.ofOrder.get(order)?.length ?? 0;

export function setUpLog() {
  $("log-more").addEventListener("click", () => {
    shown += AT_ONCE;
    showLog();
  });
  $("entries").addEventListener("click", (event) => {
    const order = event.target.closest('[data-slot="order"]')?.textContent;
    if (order) choose(order);
  });
}

export function showLog() {
  const { entries } = log;
  const changes = entries.filter((entry) => entry.changed).length;
  say($("log-count"), entries.length ? count(entries.length) : "");
  say($("log-told"), entries.length ? `${counted(entries.length, "request")}, ${counted(changes, "change")}` : "");
  keep($("entries"), entries.slice(-shown).reverse(), keyOf, () => stamped("log-entry"), showEntry);
  show($("log-none"), !entries.length);
  show($("log-more"), entries.length > shown);
}

const keyOf = (entry) => `${log.world} ${entry.number}`;

function showEntry(item, entry) {
  if (item.dataset.number) return; // what was received stays as it is
  item.dataset.number = String(entry.number);
  fill(item, { at: second(entry.at), action: entry.action, answer: entry.answer, order: entry.order, account: entry.account });
  mark(item.querySelector("time"), "datetime", entry.at);
  showFlag(item.querySelector(".flag"), entry.changed);
}

function showFlag(flag, changed) {
  flag.classList.add(changed ? "flag-yes" : "flag-no");
  say(flag, changed ? "changed" : "no change");
}

// What was received about one order, by what it wanted: how often, and how often it changed anything.
export function showReceived(list, order) {
  const actions = new Map();
  for (const entry of log.ofOrder.get(order) ?? []) {
    actions.set(entry.action, [...(actions.get(entry.action) ?? []), entry]);
  }
  keep(list, [...actions], ([action]) => action, received, (item, [action, entries]) => {
    const changes = entries.filter((entry) => entry.changed).length;
    say(item.children[0], action);
    say(item.children[1], `${count(entries.length)} ×`);
    say(item.children[2], `${count(changes)} changed it; last answer ${entries.at(-1).answer}`);
  });
  return actions.size;
}

function received() {
  const item = element("li");
  item.append(element("code"), element("b"), element("span", "soft"));
  return item;
}
