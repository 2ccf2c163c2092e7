// The kit's drop-down: a button, a list below it, and a hidden field that holds what was chosen.
// Its keys are those of a combobox that only selects, as the ARIA authoring practices have them.
(() => {
  "use strict";

  const OPENS = ["ArrowDown", "ArrowUp", "Enter", " "];
  const MOVES = {
    ArrowDown: (at) => at + 1,
    ArrowUp: (at) => at - 1,
    Home: () => 0,
    End: (_, last) => last,
  };
  const TYPING_LASTS_MS = 800;

  /** The parts of the drop-down that an element belongs to. */
  function parts(element) {
    const root = element.closest("[data-select]");
    return root && {
      root,
      button: root.querySelector("[role=combobox]"),
      list: root.querySelector("[role=listbox]"),
      options: [...root.querySelectorAll("[role=option]")],
      field: root.querySelector("input"),
    };
  }

  const isOpen = (it) => !it.list.hidden;
  const activeAt = (it) => it.options.findIndex((option) => option.id === it.button.getAttribute("aria-activedescendant"));

  function activate(it, number) {
    const at = Math.min(Math.max(number, 0), it.options.length - 1);
    it.options.forEach((option, n) => option.classList.toggle("comet-v2-menu-item-active", n === at));
    it.button.setAttribute("aria-activedescendant", it.options[at].id);
    it.options[at].scrollIntoView({ block: "nearest" });
  }

  function open(it) {
    it.list.hidden = false;
    it.button.setAttribute("aria-expanded", "true");
    activate(it, it.options.findIndex((option) => option.dataset.value === it.field.value));
  }

  function close(it) {
    it.list.hidden = true;
    it.button.setAttribute("aria-expanded", "false");
    it.button.removeAttribute("aria-activedescendant");
  }

  function choose(it, chosen) {
    it.options.forEach((option) => option.setAttribute("aria-selected", String(option === chosen)));
    it.button.textContent = chosen.textContent;
    it.field.value = chosen.dataset.value;
    close(it);
    it.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // ---------- finding an option by typing its beginning ----------

  let typed = "";
  let typedAt = 0;
  function find(it, key, now) {
    typed = (now - typedAt < TYPING_LASTS_MS ? typed : "") + key.toLowerCase();
    typedAt = now;
    const found = it.options.findIndex((option) => option.textContent.toLowerCase().startsWith(typed));
    if (found >= 0) activate(it, found);
  }

  // ---------- keys ----------

  /** Does what a key means to an open list; whether it means anything. */
  function pressOpen(it, event) {
    const { key } = event;
    const isTyping = event.timeStamp - typedAt < TYPING_LASTS_MS;
    if (key in MOVES) activate(it, MOVES[key](activeAt(it), it.options.length - 1));
    else if (key === "Escape") close(it);
    else if (key === "Enter" || (key === " " && !isTyping)) choose(it, it.options[activeAt(it)]);
    else if (key.length === 1) find(it, key, event.timeStamp);
    else return false;
    return true;
  }

  function pressClosed(it, event) {
    const { key } = event;
    const isLetter = key.length === 1 && key !== " ";
    if (!OPENS.includes(key) && !isLetter && key !== "Home" && key !== "End") return false;
    open(it);
    if (key === "Home" || key === "End") activate(it, MOVES[key](0, it.options.length - 1));
    if (isLetter) find(it, key, event.timeStamp);
    return true;
  }

  // Caught on the way down, so that Escape closes the list and not the dialog around it.
  document.addEventListener("keydown", (event) => {
    const it = event.target.matches?.("[data-select] [role=combobox]") && parts(event.target);
    if (!it || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isOpen(it) ? pressOpen(it, event) : pressClosed(it, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);

  // ---------- mouse and focus ----------

  document.addEventListener("click", (event) => {
    const it = parts(event.target);
    const option = event.target.closest("[data-select] [role=option]");
    if (option) choose(it, option);
    else if (event.target.closest("[data-select] .comet-v2-select")) (isOpen(it) ? close : open)(it);
    if (it) it.button.focus();
  });

  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-select] [role=listbox]")) event.preventDefault(); // keep the focus
  });

  document.addEventListener("mouseover", (event) => {
    const option = event.target.closest("[data-select] [role=option]");
    if (option) activate(parts(option), parts(option).options.indexOf(option));
  });

  document.addEventListener("focusout", (event) => {
    const it = parts(event.target);
    if (it && !it.root.contains(event.relatedTarget)) close(it);
  });
})();
