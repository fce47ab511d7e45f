// @ts-check
// On paper nothing can be unfolded: what is folded in the cards is opened while it prints.

/** @type {HTMLDetailsElement[]} */
let opened = [];

export function unfoldForPrint() {
  addEventListener("beforeprint", () => {
    opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("#results details:not([open])"))];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
}
