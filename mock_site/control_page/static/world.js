// The world that is open: what it is for, its accounts, and how to start another one.
import { call, inWords } from "./call.js";
import { $, facts, fill, keep, mark, say, show, stamped } from "./dom.js";
import { sending } from "./forms.js";
import { announce, copy } from "./saying.js";
import { look } from "./watch.js";
import { counted } from "./words.js";

const COPIED = { username: "Name", password: "Password" };
let present = null;

export function setUpWorld() {
  const form = $("reset-form");
  sending(form, async (reset) => {
    if (!(await isConfirmed(reset.scenario))) return;
    await call("POST", "/reset", reset);
    announce(`The world ${reset.scenario} is open.`);
    await look();
  });
  form.elements.scenario.addEventListener("change", tellAbout);
  tellAbout();
  $("accounts").addEventListener("click", (event) => {
    const account = event.target.closest("li")?.dataset;
    const what = event.target.dataset.copy;
    if (what) copy(COPIED[what], account[what]);
    if ("hold" in event.target.dataset) hold(account.username, !("blocked" in account));
  });
}

// Let a buyer place no more orders, or let them again.
async function hold(username, is) {
  try {
    await call("POST", `/accounts/${encodeURIComponent(username)}`, { do: is ? "block" : "unblock" });
    announce(is ? "Blocked: no more orders can be placed." : "Orders can be placed again.");
    await look();
  } catch (error) {
    announce(inWords(error));
  }
}

function tellAbout() {
  const chosen = $("reset-form").elements.scenario.value;
  const about = [...$("worlds").content.children].find((it) => it.dataset.world === chosen);
  say($("reset-about"), about?.textContent ?? "");
  say($("reset-lesson"), about?.dataset.lesson ? `To learn: ${about.dataset.lesson}` : "");
}

function isConfirmed(scenario) {
  const dialog = $("reset-confirm");
  const { orders, log } = present;
  say($("reset-told"), `“${scenario}” takes the place of this world, with its ${counted(orders.total, "order")} and ${counted(log.total, "received request")}. Everybody is signed out.`);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

export function showWorld(shop) {
  present = shop;
  const name = shop.scenario.name ?? "A world of its own";
  say($("world-line"), `${name} · ${shop.layout} · ${shop.language} · seed ${shop.seed}`);
  say($("world-name"), name);
  say($("world-about"), shop.scenario.about);
  facts($("world-facts"), [
    ["Layout", shop.layout],
    ["Language", shop.language],
    ["Seed", shop.seed],
    ["Variant", Object.entries(shop.variant).map(([name, value]) => `${name} ${value}`).join(", ")],
    ["Blocked stores", shop.blocked_stores.join(", ")],
  ]);
  keep($("accounts"), shop.accounts, (account) => account.username, () => stamped("account"), showAccount);
  show($("accounts-none"), !shop.accounts.length);
}

function showAccount(item, account) {
  const { username, password, persona, language, code, balance, currency } = account;
  const more = [persona, language, `code ${code}`, balance && `balance ${balance} ${currency ?? ""}`.trim()];
  Object.assign(item.dataset, { username, password });
  mark(item, "data-blocked", account.blocked ? "" : null);
  fill(item, {
    username,
    password,
    more: more.filter(Boolean).join(" · "),
    blocked: account.blocked ? "blocked" : null,
    hold: account.blocked ? "Unblock" : "Block",
  });
}
