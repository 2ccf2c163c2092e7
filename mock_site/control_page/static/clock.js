// The shop's clock: it ticks here at the shop's rate, and is set right at each look.
import { call } from "./call.js";
import { $, mark, say } from "./dom.js";
import { attempt } from "./forms.js";
import { look } from "./watch.js";
import { day, left, time } from "./words.js";

const TICK_MS = 250;
const known = { now: null, rate: 0, at: 0 };

export function shopNow() {
  return known.now + (performance.now() - known.at) * known.rate;
}

export function setUpClock() {
  const wind = $("wind");
  const rate = $("rate");
  for (const button of wind.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => set(wind, { advance_s: Number(button.dataset.advance) }));
  }
  for (const button of rate.querySelectorAll("[data-rate]")) {
    button.addEventListener("click", () => set(rate, { rate: Number(button.dataset.rate) }));
  }
  onTyped(wind, (typed) => ({ advance_s: times(typed.advance_s, wind.elements.unit.value) }));
  onTyped(rate, (typed) => ({ rate: times(typed.rate, 1) }));
  setInterval(tick, TICK_MS);
}

function onTyped(form, callOf) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    set(form, callOf(Object.fromEntries(new FormData(form))));
  });
}

// What is typed as a number of units; what is no number goes out as it is, to be complained of.
function times(typed, unit) {
  const number = Number(typed);
  return typed.trim() === "" || Number.isNaN(number) ? typed : number * unit;
}

function set(form, body) {
  return attempt(form, async () => {
    await call("POST", "/clock", body);
    await look();
  });
}

export function showClock(shop) {
  Object.assign(known, { now: Date.parse(shop.now), rate: shop.rate, at: performance.now() });
  say($("now-rate"), shop.rate === 0 ? "stopped" : String(shop.rate));
  for (const button of $("rate").querySelectorAll("[data-rate]")) {
    mark(button, "aria-pressed", String(Number(button.dataset.rate) === shop.rate));
  }
  tick();
}

function tick() {
  if (known.now === null) return;
  const now = shopNow();
  say($("now-day"), `${day(now)}, UTC`);
  say($("now-time"), time(now));
  for (const timer of document.querySelectorAll("[data-until]")) say(timer, left(timer.dataset.until, now));
}
