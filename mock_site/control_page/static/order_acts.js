// What seller, shop and post may do next with the order that is shown.
import { call, stateInWords } from "./call.js";
import { show } from "./dom.js";
import { body, sending } from "./forms.js";
import { announce } from "./saying.js";
import { view } from "./view.js";
import { look } from "./watch.js";

const acts = [...document.querySelectorAll(".act")];

export function setUpActs() {
  for (const act of acts) {
    act.querySelector("[aria-expanded]")?.addEventListener("click", () => unfold(act, !isOpen(act)));
    sending(act, async () => {
      const order = await done(act);
      announce(`Done. The order is now: ${stateInWords(order)}.`);
      act.reset();
      unfold(act, false);
      await look();
    });
  }
}

function done(act) {
  const { who, do: what, flag } = act.dataset;
  const flags = flag ? { [flag]: true } : {};
  return call("POST", `/orders/${encodeURIComponent(view.order)}/${who}`, { do: what, ...flags, ...body(act) });
}

const isOpen = (act) => act.querySelector("[aria-expanded]")?.ariaExpanded === "true";

function unfold(act, is) {
  const button = act.querySelector("[aria-expanded]");
  if (!button) return;
  button.ariaExpanded = String(is);
  act.classList.toggle("is-open", is);
  show(act.querySelector(".act-fields"), is);
  if (is) act.querySelector("[data-kind]").focus();
}

// Only what may happen is offered; what somebody is about to send stays, and says so if it can't.
export function showActs(order, isAnother) {
  for (const act of acts) {
    if (isAnother) unfold(act, false);
    const may = canBe(act.dataset, order.can);
    show(act, may || isOpen(act));
    for (const control of act.querySelectorAll(".act-fields button")) control.disabled = !may;
    act.classList.toggle("is-past", !may);
  }
  for (const group of document.querySelectorAll("[data-acts-of]")) {
    show(group.querySelector("[data-no-acts]"), !group.querySelector(".act:not([hidden])"));
  }
}

function canBe({ who, do: what, flag }, can) {
  return flag ? can[flag] : can[who].includes(what);
}
