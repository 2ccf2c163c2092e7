// Everything that moves on the shop's pages. It holds no texts: they come with the HTML.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // ---------- talking to the shop ----------

  /** A form's fields as they are sent: in parts where files are among them. */
  function body(fields) {
    const hasFiles = fields instanceof FormData && [...fields.values()].some((it) => it instanceof File);
    return hasFiles ? fields : new URLSearchParams(fields);
  }

  /** What the shop says is wrong, where it does. */
  async function complaint(answer) {
    const isJson = answer.headers.get("content-type")?.includes("json");
    return isJson ? (await answer.json()).trouble : undefined;
  }

  /** Sends a request as this page; resolves with the answer's text, rejects unless it is a success. */
  async function ask(url, fields) {
    const headers = { "X-Requested-With": "fetch", "X-CSRF-Token": $("meta[name=csrf-token]").content };
    const options = fields ? { method: "POST", headers, body: body(fields) } : { headers };
    const answer = await fetch(url, options);
    if (answer.status === 401) {
      // Signed out or walled: the answer names the page to go to, and this page is left for good,
      // with the one around it where it stands in a frame.
      window.top.location.assign((await answer.json()).url);
      return new Promise(() => {});
    }
    if (!answer.ok) {
      const error = new Error(`${url} answered ${answer.status}`);
      throw Object.assign(error, { complaint: await complaint(answer) });
    }
    return answer.text();
  }

  /** The element that an HTML text describes. */
  function element(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  }

  async function busy(button, work) {
    button.setAttribute("aria-busy", "true");
    button.disabled = true;
    try {
      return await work();
    } finally {
      button.removeAttribute("aria-busy");
      button.disabled = false;
    }
  }

  let messageTimer;
  function showMessage(error) {
    const message = $("[data-message]");
    message.textContent = error?.complaint ?? message.dataset.message;
    message.hidden = false;
    clearTimeout(messageTimer);
    messageTimer = setTimeout(() => { message.hidden = true; }, 4000);
  }

  // ---------- dialogs ----------
  // Each layout has a kit of its own: data-modal names it, and its class for an open dialog.

  function openModal(wrap) {
    const before = document.activeElement;
    wrap.returnFocus = () => before?.focus?.();
    document.body.append(wrap);
    wrap.getBoundingClientRect(); // the closed state must have been laid out, or nothing moves
    wrap.classList.add(`${wrap.dataset.modal}-open`);
    $("input:not([type=hidden]), button", wrap)?.focus({ preventScroll: true });
    return wrap;
  }

  async function closeModal(wrap) {
    wrap.classList.remove(`${wrap.dataset.modal}-open`);
    const fading = wrap.getAnimations({ subtree: true }).filter((it) => it instanceof CSSTransition);
    await Promise.allSettled(fading.map((motion) => motion.finished));
    wrap.remove();
    wrap.returnFocus?.();
  }

  /** A button among others of its kind is reached by Tab only where none of them, or it, is chosen. */
  function isPassed(it, wrap) {
    return it.type === "radio" && !it.checked && $(`[name="${it.name}"]:checked`, wrap) !== null;
  }

  /** Tab goes round within an open dialog. */
  function keepFocus(wrap, event) {
    const stops = $$("a[href], button, input:not([type=hidden]), select, textarea, [tabindex='0']", wrap)
      .filter((it) => !it.disabled && it.checkVisibility() && !isPassed(it, wrap));
    const [last, next] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    const now = document.activeElement;
    if (!next || now.closest("[data-popup]") || (now !== last && wrap.contains(now))) return;
    event.preventDefault();
    next.focus();
  }

  /** Says in a dialog or a form what went wrong. */
  function showTrouble(wrap, error) {
    const trouble = $("[role=alert]:not([data-complaint])", wrap);
    trouble.textContent = error?.complaint ?? wrap.dataset.trouble;
    trouble.hidden = false;
  }

  // ---------- cancelling ----------

  async function openCancelDialog(button) {
    try {
      const dialog = element(await busy(button, () => ask(button.dataset.dialog)));
      button.focus({ preventScroll: true }); // which it lost while it was disabled
      openModal(dialog);
    } catch {
      showMessage();
    }
  }

  /** "Send" can be pressed as soon as there is a reason. */
  function awaitReason(sender) {
    const reason = new FormData($("form", sender)).get("reason");
    $("[data-send]", sender)?.toggleAttribute("disabled", !reason);
  }

  /** Sends what a dialog or a page of its own holds, and shows the answer in its place. */
  async function sendCancel(sender, button) {
    $("[role=alert]", sender).hidden = true;
    const form = $("form", sender);
    try {
      await busy(button, async () => {
        const answer = element(await ask(form.action, new FormData(form)));
        if (!sender.matches("[data-modal]")) {
          sender.replaceWith(answer);
          $("[tabindex]", answer).focus();
          return;
        }
        await closeModal(sender); // "Send" stays disabled while the dialog fades out
        openModal(answer);
      });
    } catch {
      showTrouble(sender);
    }
  }

  // ---------- other acts on an order ----------

  /** Acts that ask first have a dialog in a <template>; the others are sent at once. */
  function startAct(button) {
    const ready = $(`template[data-for="${button.dataset.act}"]`);
    if (!ready) return sendAct(button, button.dataset.order, button.dataset.act).catch(showMessage);
    const wrap = ready.content.firstElementChild.cloneNode(true);
    wrap.dataset.order = button.dataset.order;
    if (button.dataset.days) $("[name=days]", wrap).value = button.dataset.days;
    return openModal(wrap);
  }

  /** Sends an act with what a form holds, then goes where the shop says. */
  async function sendAct(button, order, act, form) {
    const fields = form ? new FormData(form) : new FormData();
    fields.set("orderId", order);
    const answer = await busy(button, () => ask(`/p/order/${act}`, fields));
    location.assign(JSON.parse(answer).url);
  }

  /** Sends what a dialog asked about: its own form, or the one of the page that it names. */
  function confirmAct(button) {
    const wrap = button.closest("[data-modal]");
    const form = wrap.dataset.form ? document.getElementById(wrap.dataset.form) : $("form", wrap);
    if (form && !form.reportValidity()) return;
    sendAct(button, wrap.dataset.order, button.dataset.confirm, form).catch((error) => showTrouble(wrap, error));
  }

  // ---------- my orders ----------

  async function showMore(button) {
    const list = $(".order-main");
    $(".order-trouble").hidden = true;
    list.setAttribute("aria-busy", "true");
    try {
      const page = element(`<div>${await busy(button, () => ask(button.dataset.next))}</div>`);
      const more = $(".order-more", page);
      $(".comet-checkbox-group", list).append(...$$(".order-item", page));
      const old = $(".order-more");
      if (more) old.replaceWith(more);
      else old.remove();
      document.body.append(...$$("[data-popup], .comet-loading-wrap", page));
    } catch {
      $(".order-trouble").hidden = false;
    } finally {
      list.setAttribute("aria-busy", "false");
    }
  }

  // ---------- sign-in ----------

  function signInStep(name) {
    $$(".sign-in-step").forEach((step) => { step.hidden = step.dataset.step !== name; });
    $(`[data-step="${name}"] input`).focus();
  }

  function signInTrouble(step, text) {
    const trouble = $("[role=alert]", step);
    trouble.textContent = text;
    trouble.hidden = !text;
  }

  async function submitSignIn(form, step) {
    const fields = new FormData(form);
    fields.set("code", $$("[data-id]", form).map((digit) => digit.value).join(""));
    let answer;
    try {
      answer = JSON.parse(await busy($("[type=submit]", step), () => ask(form.action, fields)));
    } catch {
      signInTrouble(step, form.dataset.trouble);
      return;
    }
    if (answer.url) window.top.location.assign(answer.url);
    else if (answer.step) signInStep(answer.step);
    else signInTrouble(step, answer.error);
  }

  function signIn(form) {
    const step = $(".sign-in-step:not([hidden])", form);
    const name = form.elements.loginId.value.trim();
    signInTrouble(step, name ? "" : form.dataset.nameMissing);
    if (!name) return;
    if (step.dataset.step !== "name") return void submitSignIn(form, step);
    $(".sign-in-who span", form).textContent = name;
    signInStep("password");
  }

  // ---------- slider ----------

  function followSlider(handle) {
    const track = handle.parentElement;
    let start = null;
    const way = () => track.clientWidth - handle.offsetWidth - 2;
    const place = (x) => { handle.style.left = `${1 + x}px`; };
    handle.addEventListener("pointerdown", (event) => {
      start = event.clientX;
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => {
      if (start !== null) place(Math.min(Math.max(event.clientX - start, 0), way()));
    });
    handle.addEventListener("pointerup", async (event) => {
      const moved = event.clientX - start;
      start = null;
      if (moved < way()) return place(0);
      const next = await ask(track.dataset.solve, { x5step: "2" });
      window.top.location.assign(next);
    });
  }

  // ---------- who listens to what ----------

  const clicks = {
    "[data-dialog]": (it) => openCancelDialog(it),
    "[data-tab]": (it) => {
      window.open(it.dataset.tab, "_blank", "noopener");
      if (it.matches("[data-close]")) closeModal(it.closest("[data-modal]"));
    },
    "[data-send]": (it) => sendCancel(it.closest("[data-sends]"), it),
    "[data-act]": (it) => startAct(it),
    "[data-next]": (it) => showMore(it),
    "[data-close]": (it) => closeModal(it.closest("[data-modal]")),
    "[data-reload]": () => location.reload(),
    "[data-copy]": (it) => navigator.clipboard?.writeText(it.dataset.copy).catch(() => {}),
    "[data-step-back]": () => signInStep("name"),
    "[data-confirm]": (it) => confirmAct(it),
    "[data-toggle]": (it) => {
      const part = document.getElementById(it.getAttribute("aria-controls"));
      part.hidden = !part.hidden;
      it.setAttribute("aria-expanded", String(!part.hidden));
    },
  };

  /** A menu closes as soon as something else is clicked. */
  function closeMenus(target) {
    $$("[aria-haspopup][aria-expanded=true]").forEach((button) => {
      if (!button.contains(target)) clicks["[data-toggle]"](button);
    });
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target);
    if (event.target.closest("a button")) event.preventDefault(); // on a phone a card is one link
    for (const [selector, act] of Object.entries(clicks)) {
      const it = event.target.closest(selector);
      if (it && !it.disabled) return act(it, event);
    }
    return undefined;
  });

  document.addEventListener("keydown", (event) => {
    const wrap = $$("[data-modal]").at(-1);
    if (event.key === "Escape" && wrap && $("[data-close]", wrap)) closeModal(wrap);
    if (event.key === "Tab" && wrap) keepFocus(wrap, event);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-sign-in]")) {
      event.preventDefault();
      signIn(form);
    } else if (form.matches("[data-acts]")) {
      event.preventDefault();
      sendAct(event.submitter, form.dataset.order, form.dataset.acts, form).catch((error) => showTrouble(form, error));
    } else if (form.closest("[data-modal], [data-sends]")) {
      event.preventDefault(); // Enter on a reason is a press of "Send"
      $("[data-send]", form.closest("[data-sends]") ?? form)?.click();
    }
  });

  document.addEventListener("change", (event) => {
    const sender = event.target.closest("[data-sends]");
    if (sender) awaitReason(sender);
  });

  document.addEventListener("input", (event) => {
    const digit = event.target.closest("[data-id]");
    if (digit?.value) $(`[data-id="${Number(digit.dataset.id) + 1}"]`)?.focus();
  });

  $(".comet-tabs-nav-item-active, .category-bar [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  const handle = $("#nc_1_n1z");
  if (handle) followSlider(handle);
})();
