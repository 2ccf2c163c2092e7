// What moves on the pages of the classic layout alone.
(() => {
  "use strict";

  // ---------- the tabs of an order ----------

  /** Shows the part of the page that a tab is for; the others lie hidden behind it. */
  function showPanel(tab) {
    const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")];
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.parentElement.classList.toggle("ui-tab-active", other === tab);
    }
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    for (const other of panel.parentElement.children) other.hidden = other !== panel;
  }

  document.addEventListener("click", (event) => {
    const tab = event.target.closest("a[data-panel]");
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showPanel(tab);
  });

  // ---------- lists that choose at once ----------

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
  });

  // ---------- the countdown ----------

  const PARTS = { day: [86400, Infinity], hour: [3600, 24], min: [60, 60], sec: [1, 60] };

  /** Counts in shop time, which may run faster than that of this machine, or stand still. */
  function countDown() {
    const clock = document.getElementById("countdown");
    if (!clock || !Number(clock.dataset.rate)) return;
    const passed = Number(clock.dataset.rate) * performance.now();
    const left = Math.max(Number(clock.getAttribute("data")) - passed, 0) / 1000;
    for (const [part, [seconds, wraps]] of Object.entries(PARTS)) {
      document.getElementById(`remain-${part}`).textContent = String(Math.floor(left / seconds) % wraps);
    }
  }

  setInterval(countDown, 1000);
})();
