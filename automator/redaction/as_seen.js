// The page as HTML that looks as it does now, without its style sheets and scripts: what is hidden
// says so itself. What holds nothing but the shop's own words is
// marked with their kind; `shopsOwn` has selectors by kind, the later one goes before.
(root, shopsOwn) => {
  const copy = root.cloneNode(true);
  const copies = [...copy.querySelectorAll("*")];
  [...root.querySelectorAll("*")].forEach((node, place) => {
    const same = copies[place];
    same.removeAttribute("data-shops-own");
    for (const [kind, selectors] of Object.entries(shopsOwn)) {
      if (node.matches(selectors)) {
        same.setAttribute("data-shops-own", kind);
      }
    }
    if (!document.body || !document.body.contains(node)) {
      return;
    }
    const { display, visibility } = getComputedStyle(node);
    same.removeAttribute("style");
    same.toggleAttribute("hidden", display === "none");
    if (visibility !== "visible") {
      same.setAttribute("style", "visibility: hidden");
    }
  });
  return copy.outerHTML;
}
