// What is looked at: which orders, on which page, and the one that is shown whole.
import { open } from "./tabs.js";
import { look } from "./watch.js";

export const AT_ONCE = 50;
export const view = {
  text: "",
  account: "",
  status: "",
  offset: 0,
  limit: AT_ONCE,
  order: new URL(location).searchParams.get("order"),
};

export function filter(by) {
  Object.assign(view, by, { offset: 0 });
  return look();
}

export function turn(by) {
  view.offset = Math.max(0, view.offset + by * AT_ONCE);
  return look();
}

// Show one order whole, or none; its number stands in the address, to come back to.
export function choose(id) {
  view.order = id;
  const url = new URL(location);
  if (id) url.searchParams.set("order", id);
  else url.searchParams.delete("order");
  history.replaceState(null, "", url);
  open(id ? "order" : "orders");
  return look();
}
