// One order whole: its truth, its past, and what may happen next.
import { stateInWords } from "./call.js";
import { shopNow } from "./clock.js";
import { $, facts, fill, keep, mark, say, show } from "./dom.js";
import { showReceived } from "./log.js";
import { setUpActs, showActs } from "./order_acts.js";
import { moments, showMoments, showTalks, soon } from "./order_past.js";
import { copy } from "./saying.js";
import { choose, view } from "./view.js";
import { count, second, span, stampWithYear, sum, word } from "./words.js";

const CHOOSE = "Choose one in the list to see its whole truth, and to play its seller and the shop.";
let shownBefore = null;

export function setUpOrder() {
  setUpActs();
  $("order-close").addEventListener("click", () => choose(null));
  $("order").querySelector("[data-copy]").addEventListener("click", () => copy("Number", view.order));
  $("order").addEventListener("keydown", closeByKey);
}

function closeByKey(event) {
  if (event.key === "Escape" && !event.target.matches("input, textarea, select")) choose(null);
}

export function showOrder({ order }) {
  show($("order-none"), !order);
  show($("order-whole"), Boolean(order));
  say($("order-gone"), view.order ? `There is no order ${view.order} in this world.` : CHOOSE);
  if (!order) return;
  const isAnother = shownBefore !== order.id;
  shownBefore = order.id;
  if (isAnother) $("order").scrollTop = 0;
  showHead(order);
  showActs(order, isAnother);
  showFacts(order);
  showMoney(order);
  showMoments($("order-moments"), moments(order));
  showDispute(order);
  showParcel(order);
  part("messages", order.messages.length > 0);
  showTalks($("order-messages"), order.messages);
  show($("order-received-none"), !showReceived($("order-received"), order.id));
}

function showHead(order) {
  const head = document.querySelector(".order-head");
  fill(head, {
    id: order.id,
    status: stateInWords(order),
    code: order.end_reason ? `${order.status} ${order.end_reason}` : order.status,
    since: `for ${span(shopNow() - Date.parse(order.status_since))}, since ${second(order.status_since)}`,
    next: soon(order, shopNow()),
  });
  mark(head.querySelector(".dot"), "class", `dot dot-${order.status}`);
}

function showFacts(order) {
  facts($("order-facts"), [
    ["Account", order.account],
    ["Seller", order.seller],
    ["Deadline", order.deadline && stampWithYear(order.deadline)],
    ["Reason given", order.cancel_reason],
    ["More time asked for", order.extension_asked_days && `${order.extension_asked_days} days`],
    ["More time given", order.extended_days ? `${order.extended_days} days` : null],
    ["Deleted", order.deleted && word("deleted", order.deleted)],
    ["The seller will", will(order.seller_will)],
  ]);
}

const after = (seconds) => `after ${span(seconds * 1000)}`;

function will(seller) {
  return [
    `${word("answer", seller.answer)}${seller.answer === "ignore" ? "" : ` ${after(seller.after_s)}`}`,
    seller.ships_after_s === null ? "not ship by itself" : `ship ${after(seller.ships_after_s)}`,
    seller.ships_part_after_s === null ? null : `ship a part ${after(seller.ships_part_after_s)}`,
    seller.asks_extension_days && `ask for ${seller.asks_extension_days} days more${seller.asks_extension_times > 1 ? ` up to ${seller.asks_extension_times} times` : ""}`,
    `${word("in_dispute", seller.in_dispute)}${seller.in_dispute === "ignore" ? "" : ` ${after(seller.dispute_after_s)}`}`,
  ].filter(Boolean).join("; ");
}

function showMoney(order) {
  keep($("order-items"), order.items.map((item, place) => ({ ...item, place })), (it) => it.place, itemRow, (row, item) => {
    say(row.children[0], `${item.quantity} × ${item.title}`);
    say(row.children[1], item.sku);
    say(row.children[2], sum(item.price, order.currency));
  });
  const { refund } = order;
  facts($("order-money"), [
    ["Shipping", Number(order.shipping) ? sum(order.shipping, order.currency) : null],
    ["Discount", Number(order.discount) ? `−${sum(order.discount, order.currency)}` : null],
    ["Total", sum(order.total, order.currency)],
    ["Paid with", order.paid_with],
    ["Refund", refund.stage === "NONE" ? null : `${sum(refund.amount, order.currency)}: ${word("refund", refund.stage)} (${refund.stage})`],
    ["Money lands", refund.lands_at && stampWithYear(refund.lands_at)],
  ]);
}

function itemRow() {
  const row = document.createElement("li");
  row.append(...["b", "span", "span"].map((name) => document.createElement(name)));
  return row;
}

function showDispute({ dispute, currency }) {
  part("dispute", Boolean(dispute));
  if (!dispute) return;
  const money = (amount) => amount && sum(amount, currency);
  facts($("dispute-facts"), [
    ["Stage", `${word("dispute", dispute.stage)} (${dispute.stage})`],
    ["Reason", dispute.reason],
    ["Goods arrived", dispute.received ? "yes" : "no"],
    ["Wanted", money(dispute.wanted)],
    ["Offered", money(dispute.offered)],
    ["Granted", money(dispute.granted)],
    ["Ended by", dispute.ended_by && word("sender", dispute.ended_by)],
    ["Files", dispute.files.map(({ name, size }) => `${name} (${count(size)} bytes)`).join(", ")],
  ]);
  showTalks($("dispute-talks"), dispute.talks);
}

function showParcel({ parcel }) {
  part("parcel", Boolean(parcel));
  if (!parcel) return;
  facts($("parcel-facts"), [["Number", parcel.number], ["Arrives", stampWithYear(parcel.arrives_at)]]);
  showMoments($("parcel-stations"), parcel.stations.map(({ code, at }) => [at, word("station", code)]));
}

function part(name, is) {
  show(document.querySelector(`[data-part="${name}"]`), is);
}
