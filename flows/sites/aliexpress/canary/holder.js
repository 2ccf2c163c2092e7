// The nearest element around this one that one selector finds, and nothing else on the page.
(node) => {
  const steady = (text) => text && text.length < 60 && !/\d{4,}/.test(text);
  const own = (it) => [
    ...(steady(it.id) ? [`#${CSS.escape(it.id)}`] : []),
    ...it.getAttributeNames().filter((name) => name.startsWith("data-") && steady(it.getAttribute(name)))
      .map((name) => `[${name}=${JSON.stringify(it.getAttribute(name))}]`),
    ...[...it.classList].filter(steady).map((name) => `.${CSS.escape(name)}`),
  ];
  for (let it = node.parentElement; it && it !== document.body; it = it.parentElement) {
    const only = own(it).find((selector) => document.querySelectorAll(selector).length === 1);
    if (only) return only;
  }
  return null;
}
