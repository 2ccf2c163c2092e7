// What stands in the way when it has been armed: pop-ups, covers, and parts that come late.
(() => {
  "use strict";

  const BUTTONS = "button, [role=button], input[type=submit], a[class*=btn], a[class*=button]";

  /** The element itself and all in it that a selector names. */
  function within(root, selector) {
    return [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  }

  // ---------- parts that come late ----------

  /** Parts come one after another, in the order of their ranks; the last one when all time is up. */
  function putInPlace(templates) {
    const byRank = templates.sort((a, b) => (a.dataset.rank < b.dataset.rank ? -1 : 1));
    byRank.forEach((part, n) => {
      const ms = (Number(part.dataset.late) * (n + 1)) / byRank.length;
      part.removeAttribute("data-late");
      setTimeout(() => part.replaceWith(part.content), ms);
    });
  }

  function lift(cover) {
    const ms = Number(cover.dataset.until);
    cover.removeAttribute("data-until");
    setTimeout(() => cover.remove(), ms);
  }

  // ---------- pop-ups ----------

  function close(popup, choice) {
    if (choice) document.cookie = `cookie_choice=${choice}; path=/; samesite=lax`;
    popup.remove();
  }

  function putAt(bubble, x, y) {
    const room = bubble.offsetParent ?? document.body;
    const widest = Math.max(room.clientWidth - bubble.offsetWidth, 0);
    bubble.style.left = `${Math.min(Math.max(x, 0), widest)}px`;
    bubble.style.top = `${Math.max(y, 0)}px`;
  }

  /** The bubble lies over the button in sight that is nearest to the lower right corner. */
  function settle(bubble) {
    const wrap = bubble.closest("[data-modal]") ?? document.querySelector("main") ?? document.body;
    const inSight = within(wrap, BUTTONS)
      .filter((button) => !bubble.contains(button))
      .map((button) => button.getBoundingClientRect())
      .filter((box) => box.width && box.top >= 0 && box.bottom <= innerHeight);
    const over = inSight.sort((a, b) => b.right + b.bottom - (a.right + a.bottom))[0];
    if (!over) return;
    bubble.style.position = "absolute";
    const room = bubble.offsetParent ?? document.body;
    const origin = room.getBoundingClientRect();
    const middle = { x: (over.left + over.right) / 2, y: (over.top + over.bottom) / 2 };
    putAt(
      bubble,
      middle.x - origin.left + room.scrollLeft - bubble.offsetWidth / 2,
      middle.y - origin.top + room.scrollTop - bubble.offsetHeight / 2,
    );
  }

  function letDrag(bubble) {
    let hold = null;
    bubble.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button")) return;
      hold = { x: event.clientX - bubble.offsetLeft, y: event.clientY - bubble.offsetTop };
      bubble.setPointerCapture(event.pointerId);
    });
    bubble.addEventListener("pointermove", (event) => {
      if (hold) putAt(bubble, event.clientX - hold.x, event.clientY - hold.y);
    });
    bubble.addEventListener("pointerup", () => { hold = null; });
    settle(bubble);
  }

  // ---------- whatever is on the page, and whatever is put there later ----------

  function attend(root) {
    putInPlace(within(root, "template[data-late]"));
    within(root, "[data-until]").forEach(lift);
    within(root, "[data-drag]").forEach(letDrag);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-popup-close]");
    if (button) close(button.closest("[data-popup]"), button.dataset.cookieChoice);
  });

  new MutationObserver((changes) => {
    for (const added of changes.flatMap((change) => [...change.addedNodes])) {
      if (added instanceof Element && added.isConnected) attend(added);
    }
  }).observe(document.body, { childList: true, subtree: true });
  attend(document);
})();
