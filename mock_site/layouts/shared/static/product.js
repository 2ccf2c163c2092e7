// A product's page: the picture and the address follow the choice, the quantity has two buttons.
(() => {
  "use strict";

  const shown = document.querySelector(".product-picture");
  const thumbs = [...document.querySelectorAll(".product-thumbs [data-picture]")];
  const quantity = document.querySelector("#quantity");

  function show(picture) {
    shown.src = picture;
    thumbs.forEach((thumb) => thumb.toggleAttribute("aria-current", thumb.dataset.picture === picture));
  }

  /** Whoever reloads, or signs in and comes back, finds what was chosen. */
  function keep(sku) {
    const here = new URL(location.href);
    here.searchParams.set("sku", sku);
    history.replaceState(null, "", here);
  }

  function step(by) {
    const wanted = (Number.parseInt(quantity.value, 10) || 0) + by;
    quantity.value = Math.min(Math.max(wanted, Number(quantity.min)), Number(quantity.max));
  }

  document.addEventListener("click", (event) => {
    const it = event.target.closest("[data-picture], [data-quantity]");
    if (it?.dataset.quantity) step(Number(it.dataset.quantity));
    else if (it && !it.matches("input")) show(it.dataset.picture);
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[name=sku]")) return;
    document.querySelector("[data-chosen-sku]").textContent = event.target.value;
    show(event.target.dataset.picture);
    keep(event.target.value);
  });
})();
