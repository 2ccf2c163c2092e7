// The world's accounts wherever one is chosen.
import { element, keep, say } from "./dom.js";

export function offerAccounts(accounts) {
  for (const select of document.querySelectorAll("select[data-accounts]")) {
    const chosen = select.value;
    const fixed = [...select.options].filter((option) => !option.value).map(() => null);
    keep(select, [...fixed, ...accounts], (it) => it?.username ?? "", option, (made, it) => {
      if (it) say(made, it.username);
    });
    if (chosen && select.value !== chosen) select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function option(account) {
  const made = element("option");
  made.value = account.username;
  return made;
}
