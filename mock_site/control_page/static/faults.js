// What goes wrong next: what is armed, in its order, and a form to arm more.
import { call } from "./call.js";
import { $, fill, keep, say, show, stamped } from "./dom.js";
import { attempt, follow, sending } from "./forms.js";
import { look } from "./watch.js";
import { word } from "./words.js";

const TOLD_APART = ["at", "kind", "times"];
const form = $("fault-form");

export function setUpFaults() {
  follow(form);
  sending(form, async (fault) => {
    await call("POST", "/faults", [fault]);
    await look();
  });
  $("disarm").addEventListener("click", () =>
    attempt(form, async () => {
      await call("DELETE", "/faults");
      await look();
    }),
  );
}

export function showFaults({ armed }) {
  keep($("armed"), armed.map((fault, number) => ({ ...fault, number })), (it) => it.number, () => stamped("armed-fault"), showFault);
  say($("faults-count"), armed.length ? String(armed.length) : "");
  show($("armed-none"), !armed.length);
  show($("disarm"), armed.length > 0);
}

function showFault(item, fault) {
  fill(item, {
    kind: fault.kind,
    at: `at ${fault.at}: ${word("kind", fault.kind)}`,
    times: fault.times === null ? "always" : `${fault.times ?? 1} ×`,
    more: [...form.querySelectorAll("[data-field]")].filter((field) => matters(field, fault)).map((field) => `${field.dataset.field} ${fault[field.dataset.field]}`).join(", "),
  });
}

// Whether a field is worth telling: it belongs to the kind, or is not what it is for all.
function matters({ dataset }, fault) {
  const value = fault[dataset.field];
  if (TOLD_APART.includes(dataset.field) || value === null || value === undefined) return false;
  return dataset.of ? dataset.of.split(" ").includes(fault.kind) : Number(value) !== Number(dataset.default);
}
