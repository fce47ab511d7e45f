// @ts-check
// Before and after: the original and its copy side by side, with what each of them says.
import { hasCopy } from "../cleaning/batch.js";
import { onSwitch, spoken, word } from "../language/words.js";
import { byId, make, shownName } from "./element.js";
import { allFacts, asGroup, told } from "./facts.js";
import { isFilm, plaque } from "./preview.js";

/** @typedef {import("../cleaning/batch.js").Chosen} Chosen */
/** @typedef {import("../cleaning/batch.js").Copied} Copied */

/** @param {Blob} blob @param {Copied} chosen @param {string[]} urls @param {string} text */
function shown(blob, chosen, urls, text) {
  const url = URL.createObjectURL(blob);
  urls.push(url);
  const film = isFilm(chosen);
  const element = film ? make("video") : make("img");
  if (element instanceof HTMLImageElement) element.alt = text;
  else {
    element.controls = true;
    element.muted = true;
    element.playsInline = true;
    element.preload = "metadata";
    element.setAttribute("aria-label", text);
  }
  element.addEventListener("error", () => element.replaceWith(plaque(chosen)));
  element.src = url;
  return make("div", "shown", element);
}

/** @param {Copied} chosen @param {string[]} urls */
function halves(chosen, urls) {
  const { perhaps, still } = chosen.result.said[spoken()];
  const gives = [...told(chosen), ...asGroup(perhaps)];
  const left = still.length ? [make("p", "lead", word("still-says")), allFacts(still)] : gives.length ? [make("p", "lead", word("nothing-left"))] : [];
  return [
    make("section", "half before", make("h3", "", word("before")), chosen.file && shown(chosen.file, chosen, urls, word("the-original")),
      gives.length ? allFacts(gives) : make("p", "lead", word("gives-nothing"))),
    make("section", "half after", make("h3", "", word("after")), shown(chosen.result.copy, chosen, urls, word("the-copy")),
      ...left),
  ];
}

export function comparing() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("compare"));
  const name = byId("compare-name");
  const body = byId("compare-body");
  /** @type {string[]} */ let urls = [];
  /** @type {Copied | null} */ let open = null;

  const release = () => {
    body.replaceChildren();
    for (const url of urls) URL.revokeObjectURL(url);
    urls = [];
  };
  const draw = () => {
    release();
    if (open) body.replaceChildren(...halves(open, urls));
  };
  dialog.addEventListener("close", () => {
    open = null;
    release();
  });
  dialog.addEventListener("click", event => {
    // Only what is around the dialog is the dialog itself.
    if (event.target === dialog) dialog.close();
  });
  byId("compare-close").addEventListener("click", () => dialog.close());
  onSwitch(draw);

  /** @param {Chosen} chosen */
  return chosen => {
    if (!hasCopy(chosen)) return;
    open = chosen;
    name.replaceChildren(shownName(chosen.name));
    draw();
    dialog.showModal();
  };
}
