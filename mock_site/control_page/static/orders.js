// The orders as a table: found on the shop's side, fifty at a time.
import { stateInWords } from "./call.js";
import { shopNow } from "./clock.js";
import { $, fill, keep, mark, say, show, stamped } from "./dom.js";
import { countOf } from "./log.js";
import { AT_ONCE, choose, filter, turn, view } from "./view.js";
import { count, counted, left, stamp, sum, word } from "./words.js";

const TYPING_MS = 150;
const chips = [...document.querySelectorAll("[data-status]")];

export function setUpOrders() {
  const filters = $("filters");
  let typing = 0;
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => filter({ text: filters.elements.text.value.trim() }), TYPING_MS);
  });
  filters.elements.account.addEventListener("change", (event) => filter({ account: event.target.value }));
  for (const chip of chips) chip.addEventListener("click", () => filter({ status: other(chip.dataset.status) }));
  $("show-all").addEventListener("click", () => {
    filters.reset();
    filter({ text: "", account: "", status: "" });
  });
  for (const button of $("pages").querySelectorAll("[data-turn]")) {
    button.addEventListener("click", () => turn(Number(button.dataset.turn)));
  }
  $("order-rows").addEventListener("click", (event) => choose(event.target.closest("tr")?.dataset.key ?? null));
}

const other = (status) => (view.status === status ? "" : status);

export function showOrders({ orders }, asked) {
  if (view.offset === asked.offset) view.offset = orders.offset; // there may be fewer pages than before
  say($("orders-found"), found(orders));
  show($("show-all"), Boolean(view.text || view.account || view.status));
  for (const chip of chips) showChip(chip, orders.counts[chip.dataset.status]);
  keep($("order-rows"), orders.rows, (order) => order.id, () => stamped("order-row"), showRow);
  show($("orders-none"), !orders.rows.length);
  say($("orders-none"), orders.total ? "No order fits the filter." : "This world has no orders yet.");
  showPages(orders);
}

function found({ found, total }) {
  return found === total ? counted(total, "order") : `${count(found)} of ${counted(total, "order")}`;
}

function showChip(chip, n) {
  say(chip.querySelector("b"), count(n));
  mark(chip, "aria-pressed", String(view.status === chip.dataset.status));
  chip.classList.toggle("is-none", n === 0);
}

function showPages({ found, rows }) {
  show($("pages"), found > AT_ONCE);
  say($("pages-shown"), `${count(view.offset + 1)} to ${count(view.offset + rows.length)} of ${count(found)}`);
  const [newer, older] = $("pages").querySelectorAll("button");
  newer.disabled = view.offset === 0;
  older.disabled = view.offset + rows.length >= found;
}

function showRow(row, order) {
  mark(row, "aria-current", order.id === view.order ? "true" : null);
  mark(row.querySelector(".dot"), "class", `dot dot-${order.status}`);
  const sent = countOf(order.id);
  fill(row, {
    id: order.id,
    account: order.account,
    status: stateInWords(order),
    code: order.end_reason ?? order.status,
    total: sum(order.total, order.currency),
    paid_with: order.paid_with,
    seller: order.seller,
    deadline: order.deadline && stamp(order.deadline),
    refund: order.refund.stage === "NONE" ? null : word("refund", order.refund.stage),
    dispute: order.dispute && word("dispute", order.dispute),
    deleted: order.deleted && word("deleted", order.deleted),
    sent: sent ? count(sent) : null,
  });
  const timer = row.querySelector('[data-slot="left"]');
  mark(timer, "data-until", order.deadline);
  say(timer, order.deadline ? left(order.deadline, shopNow()) : "");
  showChange(row, `${order.status} ${order.end_reason} ${order.refund.stage} ${order.dispute}`);
}

// A row that has changed since it was last seen is lit for a moment.
function showChange(row, state) {
  if (row.dataset.state && row.dataset.state !== state) {
    row.classList.remove("is-new");
    requestAnimationFrame(() => row.classList.add("is-new"));
  }
  row.dataset.state = state;
}
