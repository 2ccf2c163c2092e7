// Forms of the control interface: what was typed becomes a call, and complaints stand beside it.
import { inWords } from "./call.js";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

// Send a form by `send(body)` when asked to; one sending at a time.
export function sending(form, send) {
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    await attempt(form, () => send(body(form)));
    isBusy = false;
  });
}

// Do something for a form; what is refused is told there.
export async function attempt(form, act) {
  forget(form);
  try {
    await act();
  } catch (error) {
    complain(form, error);
  }
}

// What was typed, as the interface wants it; fields that were left empty are not said.
export function body(form) {
  const told = {};
  for (const control of form.querySelectorAll("[data-kind]")) {
    const value = control.closest("[data-of][hidden]") || control.disabled ? undefined : valueOf(control);
    if (value !== undefined) put(told, control.name.split("."), value);
  }
  return told;
}

function valueOf(control) {
  if (control.dataset.kind === "flag") return control.checked || undefined;
  const typed = control.dataset.kind === "long_text" ? control.value : control.value.trim();
  if (typed === "") return undefined;
  const isNumber = control.dataset.kind === "number" && NUMBER.test(typed);
  return isNumber ? Number(typed) : typed; // what is no number is sent, too, to be complained of
}

function put(into, [first, ...rest], value) {
  if (!rest.length) into[first] = value;
  else put((into[first] ??= /^\d+$/.test(rest[0]) ? [] : {}), rest, value);
}

function complain(form, error) {
  const elsewhere = [];
  for (const { field, expected } of error.fields ?? []) {
    const control = controlOf(form, field);
    const place = control && complaintOf(control);
    if (!place) elsewhere.push(`${field}: expected ${expected}`);
    else tell(control, place, expected);
  }
  if (!error.fields?.length) elsewhere.push(inWords(error));
  if (elsewhere.length) form.querySelector("[data-complaint]").textContent = elsewhere.join("; ");
  form.querySelector("[aria-invalid]")?.focus();
}

// The control of a field; calls that go out as a list name it by its number in there.
function controlOf(form, field) {
  return form.elements.namedItem(field) ?? form.elements.namedItem(field.replace(/^\d+\./, ""));
}

function complaintOf(control) {
  return document.getElementById(control.getAttribute("aria-describedby"));
}

function tell(control, place, expected) {
  const before = place.textContent.replace(/\.$/, "");
  place.textContent = before ? `${before}, or ${expected}.` : `Expected: ${expected}.`;
  control.setAttribute("aria-invalid", "true");
  control.closest("details")?.setAttribute("open", "");
}

function forget(form) {
  for (const place of form.querySelectorAll(".complaint")) place.textContent = "";
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
}

// Show only the fields, and offer only the choices, that belong to what is chosen in the field that leads.
export function follow(form) {
  const leader = form.elements.namedItem(form.dataset.lead);
  const showFitting = () => fit(form, leader.value);
  leader.addEventListener("change", showFitting);
  showFitting();
}

function fit(form, chosen) {
  for (const one of form.querySelectorAll("[data-of]")) {
    one.hidden = !one.dataset.of.split(" ").includes(chosen);
    if (one.hidden && one.selected) one.parentElement.value = "any";
  }
  for (const group of form.querySelectorAll("details:not([data-always])")) {
    group.hidden = !group.querySelector(".field:not([hidden])");
  }
}
