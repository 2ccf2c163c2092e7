// Which part is shown beside the orders; on a narrow screen, which part at all.
import { $ } from "./dom.js";

const NARROW = matchMedia("(max-width: 899px)");
const tabs = [...document.querySelectorAll("[role=tab]")];

export function setUpTabs() {
  for (const tab of tabs) {
    tab.addEventListener("click", () => open(tab.dataset.tab));
    tab.addEventListener("keydown", step);
  }
  NARROW.addEventListener("change", () => open(document.body.dataset.tab));
  open(new URL(location).searchParams.has("order") ? "order" : "orders");
}

export function open(name) {
  const shown = name === "orders" && !NARROW.matches ? "order" : name;
  document.body.dataset.tab = shown;
  for (const tab of tabs) {
    const isShown = tab.dataset.tab === shown;
    tab.setAttribute("aria-selected", String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
  }
  arriveAt($(shown));
}

// Nobody is left where nothing is seen any more: neither the focus nor, on a phone, the screen.
function arriveAt(panel) {
  const focused = document.activeElement;
  if (focused !== document.body && !focused.checkVisibility()) panel.focus({ preventScroll: true });
  if (NARROW.matches) scrollTo(0, Math.min(scrollY, panel.offsetTop - 8));
}

function step(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const visible = tabs.filter((tab) => tab.offsetParent);
  const next = visible.at((visible.indexOf(event.currentTarget) + by) % visible.length);
  open(next.dataset.tab);
  next.focus();
}
