// Shows the picture of the run's browser and passes on what is done to it, in its order.
"use strict";

const at = (id) => document.getElementById(id);
const picture = at("picture");
const SEND_EVERY_MS = 30;
const KEYS = new Set([
  "Enter", "Tab", "Backspace", "Delete", "Escape", "Home", "End", "PageUp", "PageDown",
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown",
]);

history.replaceState(null, "", "/"); // the token was for once

let open = true; // a person is waited for, as far as is known here
let endsAt = null;
let wishes = [];

// ---------- what the page says ----------

function tell(state) {
  at("asks").textContent = state.asks || "A run of unbuy needs you";
  endsAt = state.left_s === null ? null : Date.now() + state.left_s * 1000;
  open = endsAt !== null;
  at("ending").textContent = state.ending || "";
  at("ending").hidden = open;
  at("left").hidden = !open;
  document.title = open ? "A run of unbuy needs you" : state.ending;
  for (const control of document.querySelectorAll("input, button")) control.disabled = !open;
  if (!open) forget();
  else if (state.version) picture.focus({ preventScroll: true });
  tick();
}

function tick() {
  if (endsAt === null) return;
  const left = Math.max(Math.round((endsAt - Date.now()) / 1000), 0);
  at("clock").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  at("left").classList.toggle("short", left < 60);
}

function forget() {
  wishes = [];
  URL.revokeObjectURL(picture.src);
  picture.removeAttribute("src");
}

function gone() {
  if (!open) return; // it has told how it ended
  tell({ asks: at("asks").textContent, left_s: null, version: 0,
         ending: "The run has ended. You can close this page." });
}

async function follow() {
  let version = 0;
  for (;;) {
    const answer = await fetch(`state?after=${version}`);
    if (!answer.ok) throw new Error(answer.status);
    const state = await answer.json();
    if (state.version !== version) tell(state);
    version = state.version;
  }
}

async function watch() {
  let number = 0;
  for (;;) {
    const answer = await fetch(`picture?after=${number}`);
    if (answer.status !== 200 && answer.status !== 204) throw new Error(answer.status);
    number = answer.headers.get("x-picture");
    if (answer.status === 204 || !open) continue;
    const before = picture.src;
    picture.src = URL.createObjectURL(await answer.blob());
    if (before) URL.revokeObjectURL(before);
  }
}

// ---------- what is done to it ----------

function place(event) {
  const box = picture.getBoundingClientRect();
  const part = (value) => Math.min(Math.max(value, 0), 1);
  return { x: part((event.clientX - box.left) / box.width), y: part((event.clientY - box.top) / box.height) };
}

function wish(one) {
  if (!open) return;
  const last = wishes.at(-1);
  // A hand without a pressed button is of interest only where it stays.
  if (one.do === "move" && last?.do === "move" && !one.pressed) wishes.pop();
  const { pressed, ...sent } = one;
  wishes.push(sent);
}

async function send() {
  if (wishes.length) {
    const now = wishes.splice(0, 500);
    await fetch("wishes", { method: "POST", body: JSON.stringify(now) }).catch(() => {});
  }
  setTimeout(send, SEND_EVERY_MS);
}

picture.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || !event.isPrimary) return;
  event.preventDefault();
  picture.focus({ preventScroll: true });
  picture.setPointerCapture(event.pointerId);
  wish({ do: "down", ...place(event) });
});
picture.addEventListener("pointermove", (event) => {
  if (!event.isPrimary) return;
  for (const one of event.getCoalescedEvents?.() ?? [event]) {
    wish({ do: "move", pressed: (one.buttons & 1) === 1, ...place(one) });
  }
});
picture.addEventListener("pointerup", (event) => {
  if (event.button === 0 && event.isPrimary) wish({ do: "up", ...place(event) });
});
picture.addEventListener("pointercancel", (event) => { // two fingers zoom: that presses nothing
  if (!event.isPrimary) return;
  wish({ do: "move", pressed: true, x: 0, y: 0 });
  wish({ do: "up", x: 0, y: 0 });
});
picture.addEventListener("contextmenu", (event) => event.preventDefault());
picture.addEventListener("wheel", (event) => {
  event.preventDefault();
  const pixels = event.deltaMode === 0 ? 1 : 40;
  const way = (delta) => Math.min(Math.max(delta * pixels, -5000), 5000);
  wish({ do: "wheel", ...place(event), dx: way(event.deltaX), dy: way(event.deltaY) });
}, { passive: false });

picture.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.key === "Tab" && event.shiftKey) return; // the way out
  if (KEYS.has(event.key)) wish({ do: "key", key: event.key });
  else if ([...event.key].length === 1) wish({ do: "text", text: event.key });
  else return;
  event.preventDefault();
});
picture.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text").slice(0, 500);
  if (text) wish({ do: "text", text });
  event.preventDefault();
});

at("typing").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value;
  if (text) wish({ do: "text", text });
  at("text").value = "";
});
at("enter").addEventListener("click", () => wish({ do: "key", key: "Enter" }));
at("give-up").addEventListener("click", () => fetch("give-up", { method: "POST" }).catch(() => {}));

setInterval(tick, 500);
send();
follow().catch(gone);
watch().catch(gone);
