// How many of each part a page has: `asked` holds for each its selector and that of what it must
// be inside of (or null). Bare are the outer parts without one, twice those with several.
(asked) => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (node) => node.getClientRects().length > 0;
  const count = ([selector, outer]) => {
    const roots = outer ? all(outer) : [];
    const within = (root) =>
      (root.matches(selector) ? [root] : []).concat(all(selector, root));
    const nodes = outer ? [...new Set(roots.flatMap(within))] : all(selector);
    return {
      count: nodes.length,
      shown: nodes.filter(shown).length,
      roots: roots.length,
      bare: roots.filter((root) => within(root).length === 0).length,
      twice: roots.filter((root) => within(root).length > 1).length,
    };
  };
  return Object.fromEntries(Object.entries(asked).map(([name, it]) => [name, count(it)]));
}
