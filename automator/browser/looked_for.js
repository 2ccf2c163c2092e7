// How many elements each selector of each layout finds: at[layout][part][control] is a selector.
(at) => {
  const count = (selector) => {
    try {
      return document.querySelectorAll(selector).length;
    } catch {
      return -1;
    }
  };
  const counted = (controls) =>
    Object.fromEntries(Object.entries(controls).map(([name, selector]) => [name, count(selector)]));
  const parts = (layout) =>
    Object.fromEntries(Object.entries(layout).map(([part, controls]) => [part, counted(controls)]));
  return Object.fromEntries(Object.entries(at).map(([name, layout]) => [name, parts(layout)]));
}
