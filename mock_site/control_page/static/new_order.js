// The form that makes an order.
import { call } from "./call.js";
import { $ } from "./dom.js";
import { follow, sending } from "./forms.js";
import { announce } from "./saying.js";
import { open } from "./tabs.js";
import { choose } from "./view.js";

export function setUpNewOrder() {
  const form = $("order-form");
  follow(form);
  sending(form, async (order) => {
    const { id } = await call("POST", "/orders", order);
    announce(`Order ${id} is made.`);
    await choose(id);
  });
  $("new-order").addEventListener("click", () => {
    open("new");
    form.elements.account.focus();
  });
  $("name-item").addEventListener("click", addItem);
  $("named-items").addEventListener("click", removeItem);
}

function addItem() {
  $("named-items").append($("named-item").content.cloneNode(true));
  number();
  $("named-items").lastElementChild.querySelector("input").focus();
}

function removeItem(event) {
  if (!event.target.closest("[data-remove]")) return;
  event.target.closest(".named-item").remove();
  number();
}

// Products that are named have a place in the list of items each, which is then no mere number.
function number() {
  const items = [...$("named-items").children];
  items.forEach((item, place) => {
    for (const field of item.querySelectorAll("[data-field]")) numberField(field, `items.${place}.${field.dataset.field}`);
  });
  $("order-form").elements.namedItem("items").disabled = items.length > 0;
}

function numberField(field, name) {
  const [label, control, complaint] = field.children;
  const id = `new-${name}`;
  Object.assign(control, { id, name });
  label.htmlFor = id;
  complaint.id = `${id}-complaint`;
  control.setAttribute("aria-describedby", complaint.id);
}
