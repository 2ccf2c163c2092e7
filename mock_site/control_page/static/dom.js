// Changes to the page that touch only what is different: nothing flickers, no focus is lost.
export const $ = (id) => document.getElementById(id);

export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element, is) {
  if (element.hidden === is) element.hidden = !is;
}

export function mark(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

// Fill the slots of something that was stamped from a template; null empties one.
export function fill(element, facts) {
  for (const [slot, text] of Object.entries(facts)) {
    say(element.querySelector(`[data-slot="${slot}"]`), text ?? "");
  }
}

export const stamped = (template) => $(template).content.firstElementChild.cloneNode(true);

// Make the children of a parent those of the items, in their order; each stays as long as its key.
export function keep(parent, items, keyOf, make, fillIn) {
  const present = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => [String(keyOf(item)), item]);
  const keys = new Set(wanted.map(([key]) => key));
  for (const [key, child] of present) if (!keys.has(key)) child.remove();
  let next = parent.firstElementChild;
  for (const [key, item] of wanted) {
    const child = present.get(key) ?? made(make(item), key);
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
    fillIn(child, item);
  }
}

function made(child, key) {
  child.dataset.key = key;
  return child;
}

export function element(name, className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}

// A list of terms with what is known of each; those with nothing are left out.
export function facts(list, pairs) {
  const known = pairs.filter(([, fact]) => fact !== null && fact !== undefined && fact !== "");
  keep(list, known, ([term]) => term, term, (row, [, fact]) => say(row.lastElementChild, String(fact)));
}

function term([name]) {
  const row = element("div");
  const title = element("dt");
  say(title, name);
  row.append(title, element("dd"));
  return row;
}
