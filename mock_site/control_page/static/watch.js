// Looks at the shop every second, and at once after anything that was done here.
import { call, inWords, Refused, Unreachable } from "./call.js";
import { $, say, show } from "./dom.js";

const PAUSE_MS = 1000;
const ENDED = "The shop has ended, or does not answer. What is shown may be old; this page goes on by itself once the shop is back.";
let isLooking = false;
let isStale = false;
let timer = 0;
let seen = null;
let showAll = null;

export function keepLooking(whatIsSeen, show) {
  [seen, showAll] = [whatIsSeen, show];
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  return look();
}

// One look at a time, so that each answer follows from the one before; a wish for another waits.
export async function look() {
  isStale = true;
  if (isLooking) return;
  isLooking = true;
  try {
    while (isStale) {
      isStale = false;
      await lookOnce();
    }
  } finally {
    isLooking = false;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  }
}

async function lookOnce() {
  try {
    const asked = seen();
    const shop = await call("GET", `/watch?${query(asked)}`);
    tellTrouble("");
    showAll(shop, asked);
    if (shop.log.next < shop.log.total) isStale = true;
  } catch (error) {
    if (error instanceof Refused) tellTrouble(inWords(error));
    else if (error instanceof Unreachable) tellTrouble(ENDED);
    else throw error;
  }
}

function query(facts) {
  return new URLSearchParams(Object.entries(facts).filter(([, fact]) => fact !== null && fact !== ""));
}

function tellTrouble(text) {
  say($("unreachable"), text);
  show($("unreachable"), text !== "");
  document.body.classList.toggle("is-old", text !== "");
}
