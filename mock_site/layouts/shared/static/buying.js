// The cart and the checkout: whatever is changed is sent, and the page's main part shown anew.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  let asked = 0;

  /** Sends a form as one of its buttons would, and takes over what the shop answers. */
  async function swap(form, button) {
    if (!form.reportValidity()) return;
    const mine = (asked += 1);
    const fields = new URLSearchParams(new FormData(form, button));
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return; // something newer is on its way
      if (new URL(answer.url).pathname !== location.pathname && answer.redirected) location.assign(answer.url);
      else takeOver(page);
    } catch {
      sayTrouble();
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  function takeOver(page) {
    const focused = document.activeElement?.id;
    $("main").replaceWith($("main", page));
    const count = $("[data-pl=header_cart]");
    const counted = $("[data-pl=header_cart]", page);
    if (count && counted) count.replaceWith(counted);
    document.body.append(...page.querySelectorAll("[data-popup], .comet-loading-wrap"));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  function sayTrouble() {
    const message = $("[data-message]");
    message.textContent = message.dataset.message;
    message.hidden = false;
    setTimeout(() => { message.hidden = true; }, 4000);
  }

  const usual = (form) => $("[name=do][value=update]", form);

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-swaps]");
    if (!form || event.target.matches("[data-quiet]")) return;
    if (event.target.matches("[data-choose-all]")) {
      const lines = event.target.closest("section").querySelectorAll("[name=chosen]");
      lines.forEach((it) => { it.checked = event.target.checked; });
    }
    swap(form, usual(form));
  });

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step-by]");
    if (!step) return;
    const input = $("input", step.parentElement);
    if (input.readOnly) return;
    const before = input.value;
    if (step.dataset.stepBy === "1") input.stepUp();
    else input.stepDown();
    if (input.value !== before) input.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
