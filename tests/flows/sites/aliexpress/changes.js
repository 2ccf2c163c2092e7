// Changes a page as its shop might, before anybody looks at it, and again whenever it draws more.
(change) => {
  const isIt = (node) => !change.text || new RegExp(change.text).test(node.textContent.trim());
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isIt);
  const renamedAttribute = (node, name, selector) => {
    const value = node.getAttribute(name);
    if (value && selector.includes(value)) node.setAttribute(name, `${value}-next`);
  };
  const changes = {
    renamed: ({ selector }) => all(selector).forEach((node) => {
      const hashed = (selector.match(/class\*=['"]([^'"]+)/) || [])[1];
      [...node.classList].filter((it) => selector.includes(`.${it}`))
        .forEach((it) => node.classList.replace(it, `${it}-next`));
      [...node.classList].filter((it) => hashed && it.includes(hashed))
        .forEach((it) => node.classList.replace(it, it.replace(hashed, hashed.replace(/--$/, "Next--"))));
      node.getAttributeNames().filter((it) => it !== "class" && !it.startsWith("aria-"))
        .forEach((it) => renamedAttribute(node, it, selector));
    }),
    removed: ({ selector }) => all(selector).forEach((node) => node.remove()),
    moved: ({ selector, to }) => all(selector).forEach((node) => {
      if (!node.dataset.moved) { node.dataset.moved = "yes"; document.querySelector(to).append(node); }
    }),
    duplicated: ({ selector }) => all(selector).forEach((node) => {
      if (node.dataset.twin) return;
      node.dataset.twin = "yes";
      node.after(node.cloneNode(true));
    }),
    covered: ({ selector }) => {
      if (!all(selector).length || document.querySelector("#veil")) return;
      const veil = document.createElement("div");
      veil.id = "veil";
      veil.style = "position: fixed; inset: 0; z-index: 99999; background: #0003";
      document.body.append(veil);
    },
    said: ({ selector, was, now }) => all(selector).forEach((node) => {
      const old = new RegExp(was);
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      for (let it = walker.nextNode(); it; it = walker.nextNode()) {
        if (old.test(it.data) && !it.data.includes(now)) it.data = it.data.replace(old, now);
      }
      for (const it of [node, ...node.querySelectorAll("[aria-label], [value]")]) {
        for (const name of ["aria-label", "value"]) {
          const value = it.getAttribute(name);
          if (value && old.test(value) && !value.includes(now)) {
            it.setAttribute(name, value.replace(old, now));
          }
        }
      }
    }),
  };
  const apply = () => {
    if (!document.body || (change.on && !new RegExp(change.on).test(location.href))) return;
    changes[change.kind](change);
  };
  document.addEventListener("DOMContentLoaded", () => {
    apply();
    new MutationObserver(apply).observe(document.body, { childList: true, subtree: true });
  });
}
