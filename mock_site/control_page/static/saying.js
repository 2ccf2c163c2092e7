// A short word about what was just done, which goes away by itself.
import { $, say } from "./dom.js";

const LASTS_MS = 4000;
let timer = 0;

export function announce(text) {
  say($("said"), text);
  clearTimeout(timer);
  timer = setTimeout(() => say($("said"), ""), LASTS_MS);
}

// Buttons that copy a text say so.
export async function copy(what, text) {
  await navigator.clipboard.writeText(text);
  announce(`${what} copied.`);
}
