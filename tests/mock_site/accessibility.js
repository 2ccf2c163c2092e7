// What a page lacks for those who can't see it well or use no mouse: a list of complaints.
() => {
  const complaints = [];
  const shown = (it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest("[aria-hidden=true]");
  const called = (it) => it.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const need = (holds, what, it) => holds || complaints.push(`${what}: ${it ? called(it) : ""}`);

  // ---------- names and structure ----------

  const byId = (ids) => (ids ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("");
  const within = (it) =>
    it.textContent.trim() || [...it.querySelectorAll("img")].map((image) => image.alt).join("").trim();
  const label = (it) => [...(it.labels ?? [])].map(within).join("");
  const name = (it) =>
    it.getAttribute("aria-label")?.trim() || byId(it.getAttribute("aria-labelledby")).trim() || label(it) ||
    (it.matches("input, select, textarea") ? "" : within(it)) || it.title;

  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [role=dialog], [tabindex='0']";
  for (const it of document.querySelectorAll(controls)) if (shown(it)) need(name(it), "no name", it);
  for (const it of document.querySelectorAll("[aria-hidden=true] :is(a[href], button, input)"))
    need(it.tabIndex < 0, "hidden, but reached by Tab", it);
  for (const it of document.images) need(it.hasAttribute("alt"), "no alt", it);
  const headings = [...document.querySelectorAll("h1")].filter(shown);
  need(headings.length === 1 || window.frameElement, `${headings.length} times h1`);
  need(document.title.trim(), "no title");
  const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
  for (const id of new Set(ids)) need(ids.indexOf(id) === ids.lastIndexOf(id), `id twice: ${id}`);

  // ---------- contrast ----------

  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  function rgba(colour) {
    if (!known.has(colour)) known.set(colour, painted(colour));
    return known.get(colour);
  }
  function painted(colour) {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }
  const over = (top, ground) => [0, 1, 2].map((i) => top[i] * top[3] + ground[i] * (1 - top[3]));
  function luminance(colour) {
    const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** All colours that may lie behind an element: a gradient has several. */
  function grounds(it) {
    if (!it && window.frameElement) return grounds(window.frameElement);
    if (!it) return [rgba("canvas").slice(0, 3)];
    const style = getComputedStyle(it);
    const stops = style.backgroundImage.match(/(?:rgba?|color|oklab)\([^()]*\)/g) ?? [];
    const own = [style.backgroundColor, ...stops].map(rgba).filter((colour) => colour[3] > 0);
    if (stops.length) own.shift(); // it lies under the gradient
    if (own.length && own.every((colour) => colour[3] === 1)) return own.map((colour) => colour.slice(0, 3));
    const behind = grounds(it.parentElement);
    return own.length ? own.flatMap((top) => behind.map((ground) => over(top, ground))) : behind;
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (texts.nextNode()) {
    const it = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || seen.has(it) || !it.checkVisibility({ visibilityProperty: true })) continue;
    seen.add(it);
    if (it.closest(":disabled, [aria-disabled=true]")) continue;
    const style = getComputedStyle(it);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const ratio = Math.min(...grounds(it).map((ground) => contrast(over(rgba(style.color), ground), ground)));
    need(ratio >= least, `contrast ${ratio.toFixed(2)}`, it);
  }

  // ---------- where the focus is ----------

  for (const it of document.querySelectorAll(controls)) {
    if (!shown(it) || it.tabIndex < 0 || it.disabled || it.matches("iframe, [role=dialog]")) continue;
    it.focus({ preventScroll: true });
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    need(outlineStyle !== "none" && parseFloat(outlineWidth) > 0, "its focus can't be seen", it);
  }
  return [...new Set(complaints)];
}
