// What moves on the pages of a dispute: steps, files and solutions. It holds no texts.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  function complain(element, text) {
    element.textContent = text ?? "";
    element.hidden = !text;
  }

  // ---------- files ----------

  const KINDS = /^(image\/(png|jpeg|gif|webp)|application\/pdf)$/;

  /** What is wrong with a file that is to stand beside this many others. */
  function wrongWith(file, limits, others) {
    if (others >= Number(limits.most)) return limits.tooMany;
    if (!KINDS.test(file.type)) return limits.wrongKind;
    return file.size > Number(limits.largest) ? limits.tooLarge : "";
  }

  const kept = new WeakMap();

  function show(upload) {
    const list = $(".upload-list", upload);
    const files = kept.get(upload) ?? [];
    const transfer = new DataTransfer();
    files.forEach(({ file }) => transfer.items.add(file));
    $("input[type=file]", upload).files = transfer.files;
    list.replaceChildren(...files.map((it) => thumb(upload, it)));
  }

  function thumb(upload, { file, url }) {
    const item = $("template", upload).content.firstElementChild.cloneNode(true);
    if (url) $(".upload-thumb", item).style.backgroundImage = `url("${url}")`;
    $(".upload-name", item).textContent = file.name;
    const remove = $("button", item);
    remove.setAttribute("aria-label", upload.dataset.remove.replace("{name}", file.name));
    remove.addEventListener("click", () => drop(upload, file));
    return item;
  }

  /** Files come in addition to those that were chosen before. */
  function take(upload, files) {
    const taken = kept.get(upload) ?? [];
    let wrong = "";
    for (const file of files) {
      const complaint = wrongWith(file, upload.dataset, taken.length);
      if (!complaint) taken.push({ file, url: file.type.startsWith("image/") && URL.createObjectURL(file) });
      wrong ||= complaint;
    }
    kept.set(upload, taken);
    complain($("[data-complaint]", upload), wrong);
    show(upload);
  }

  function drop(upload, file) {
    const left = kept.get(upload).filter((it) => it.file !== file);
    kept.get(upload).forEach((it) => it.file === file && it.url && URL.revokeObjectURL(it.url));
    kept.set(upload, left);
    complain($("[data-complaint]", upload), "");
    show(upload);
  }

  // ---------- steps ----------

  function amountOf(form) {
    const typed = form.elements.amount.value.trim();
    return /^[0-9]{1,9}([.,][0-9]{1,2})?$/.test(typed) ? Number(typed.replace(",", ".")) : 0;
  }

  const RIGHT = {
    reason: (form) => Boolean(new FormData(form).get("reason")),
    amount: (form, field) => amountOf(form) > 0 && amountOf(form) <= Number(field.dataset.most),
  };

  /** Complains beside each field that is not right; whether all are. */
  function allRight(form) {
    const wrong = $$("[data-field]", form).filter((field) => {
      const isRight = RIGHT[field.dataset.field](form, field);
      complain($("[role=alert]", field), isRight ? "" : field.dataset.wrong);
      return !isRight;
    });
    if (wrong.length) $("button, input:not([type=hidden]), select:enabled", wrong[0]).focus();
    return wrong.length === 0;
  }

  const SUMMARY = {
    reason: (form) => $("[role=combobox]", form).textContent,
    amount: (form, entry) => `${form.elements.amount.value.trim()} ${entry.dataset.currency}`,
    text: (form) => form.elements.text.value.trim(),
    files: (form) => [...form.elements.files.files].map((file) => file.name).join("\n"),
  };

  function goToStep(form, name) {
    if (name === "check" && !allRight(form)) return;
    $$("[data-check]", form).forEach((entry) => {
      entry.textContent = SUMMARY[entry.dataset.check](form, entry) || entry.dataset.nothing;
    });
    $$("[data-step-part]", form).forEach((part) => { part.hidden = part.dataset.stepPart !== name; });
    $$("[data-step-name]", form).forEach((step) => {
      if (step.dataset.stepName === name) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    $(`[data-step-part="${name}"] h2`, form).focus();
    form.scrollIntoView({ block: "nearest" });
  }

  /** Of several lists of reasons, the one that fits whether the package was received. */
  function showReasons(form, received) {
    $$("[data-received]", form).forEach((list) => {
      list.hidden = list.disabled = list.dataset.received !== received;
    });
  }

  // ---------- who listens to what ----------

  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("[data-upload] input[type=file]")) take(target.closest("[data-upload]"), target.files);
    if (target.matches("[name=solution]")) {
      const submit = $("[data-act]", target.form);
      if (submit) Object.assign(submit, { disabled: false }).dataset.act = target.value;
    }
    if (target.matches("[name=received]")) showReasons(target.form, target.value);
    const field = target.closest("[data-field]");
    if (field) complain($("[role=alert]", field), "");
  });

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-go-step]");
    if (step) goToStep(step.form, step.dataset.goStep);
  });

  // On the way down, so that no dialog asks about a form that is not right.
  document.addEventListener("click", (event) => {
    const form = event.target.closest("[data-act=dispute_open]")?.form;
    if (form && !allRight(form)) event.stopPropagation();
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-asks-first]")) return;
    event.preventDefault(); // Enter in a field may go on, and never sends
    if (form.matches("[data-steps]")) goToStep(form, "check");
  });
})();
