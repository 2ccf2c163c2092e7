// Waits until the page is one that a layout knows, then reads it in the same evaluation: raw texts
// only, no judgement. `readersOf` holds each layout's readers, `what` names the page, and
// `locators` the selectors of the layouts to look for. What a page usually has beside what makes it
// that page is waited for a little: it may come late, or not at all.
async (readersOf, what, locators, timeoutMs) => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = (node) => (node ? node.textContent : null);
  const texts = (selector, root = document) => all(selector, root).map(text);
  const rows = (selector) =>
    all(selector).map((row) => [...row.children].map(text).filter((part) => part.trim()));
  const visible = (node) => node.getClientRects().length > 0;
  const SETTLES_WITHIN_MS = 1000;
  const tools = { one, all, text, texts, rows, visible };

  const known = Object.entries(locators)
    .map(([layout, at]) => ({ layout, ...readersOf[layout](tools, at)[what] }))
    .filter(({ present }) => present);
  const shown = () => known.find(({ present }) => present());
  const until = (look, atMostMs) => look() || new Promise((resolve) => {
    const seen = () => { const what = look(); if (what) { done(what); } };
    const observer = new MutationObserver(seen);
    const timer = setTimeout(() => done(null), atMostMs);
    const done = (what) => { observer.disconnect(); clearTimeout(timer); resolve(what); };
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  });
  const found = await until(shown, timeoutMs);
  if (found?.settled) { await until(found.settled, Math.min(timeoutMs, SETTLES_WITHIN_MS)); }
  return {
    layout: found ? found.layout : null,
    language: document.documentElement.lang || "en",
    title: document.title,
    data: found ? found.read() : null,
  };
}
