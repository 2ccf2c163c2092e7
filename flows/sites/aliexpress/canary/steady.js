// Every selector by which an element of the page could be found again, but for those of elements
// that another part of the tables takes (`taken`), with how many there are and what the first says.
([taken]) => {
  const steady = (text) => text && text.length < 60 && !/\d{4,}/.test(text);
  const NAMING = ["name", "role", "label", "aria-label", "title"];
  const attribute = (node, name) => `[${name}=${JSON.stringify(node.getAttribute(name))}]`;
  const named = (node) => node.getAttributeNames().filter((name) =>
    (name.startsWith("data-") || NAMING.includes(name)) && steady(node.getAttribute(name)));
  const own = (node) => [
    ...(steady(node.id) ? [`#${CSS.escape(node.id)}`] : []),
    ...named(node).map((name) => (name.startsWith("data-")
      ? attribute(node, name) : `${node.localName}${attribute(node, name)}`)),
    ...[...node.classList].filter(steady).map((name) => `.${CSS.escape(name)}`),
  ];
  const under = (node) => own(node.parentElement).slice(0, 1)
    .map((parent) => `${parent} > ${node.localName}`);
  const found = new Map();
  for (const node of document.body.querySelectorAll("*")) {
    if (["SCRIPT", "STYLE"].includes(node.tagName) || taken.some((it) => node.matches(it))) continue;
    const mine = own(node);
    for (const selector of mine.length ? mine : under(node)) {
      if (found.has(selector)) continue;
      const text = (node.textContent || node.value || "").replace(/\s+/g, " ").trim();
      found.set(selector, { selector, text: text.slice(0, 80) });
    }
  }
  return [...found.values()];
}
