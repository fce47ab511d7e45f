// @ts-check
// The card of one file: its picture, its name, how far the work is, and what it gives away.
import { hasCopy } from "../cleaning/batch.js";
import { spoken, word, worded } from "../language/words.js";
import { make, shownName } from "./element.js";
import { allFacts, asGroup, shortFacts, told } from "./facts.js";
import { hidden } from "./hidden.js";
import { map } from "./map.js";
import { plaque, preview } from "./preview.js";

/** @typedef {import("../cleaning/batch.js").Chosen} Chosen */
/** @typedef {{element: HTMLLIElement, heading: HTMLElement, draw: () => void}} Card */

/** @param {string} key */
function chip(key) {
  const element = make("span", "chip");
  worded(element, key);
  return element;
}

/** @param {string} key */
function lead(key) {
  const element = make("p", "lead");
  worded(element, key);
  return element;
}

/** The sentence that says why there is no copy. @param {Chosen} chosen */
export function whyNot({ result, trouble }) {
  return trouble ? word(trouble) : result?.said[spoken()].refusal ?? word("stopped");
}

/** @param {Chosen} chosen */
function state(chosen) {
  if (chosen.state === "waiting") return [make("p", "state", chip("waiting"))];
  if (chosen.state === "working") {
    const progress = make("span", "pulse");
    progress.setAttribute("aria-hidden", "true");
    return [make("p", "state", chip("working"), progress)];
  }
  if (!hasCopy(chosen)) return [make("p", "state", chip("no-copy")), make("p", "why", whyNot(chosen))];
  return [make("p", "state", chip("copy-ready"), make("span", "size", chosen.result.said[spoken()].size))];
}

/** @param {Chosen} chosen @returns {Node[]} */
function findings(chosen) {
  const { id, result } = chosen;
  if (!result) return [];
  const { perhaps, still } = result.said[spoken()];
  const all = [...told(chosen), ...asGroup(perhaps)];
  const where = all.find(({ category }) => category === "location")?.lines[0];
  const drawn = map(result.place, where ?? word("place"));
  /** @type {Node[]} */ const parts = [];
  if (all.length) parts.push(lead("gives-away"));
  else if (result.copy) parts.push(lead("gives-nothing"));
  if (drawn) parts.push(drawn);
  if (all.length) parts.push(...shortFacts(all, `name-${id}`));
  parts.push(...hidden(chosen.previews));
  if (still.length && result.copy) parts.push(lead("still-says"), allFacts(still));
  return parts;
}

/** @param {Chosen} chosen @param {(chosen: Chosen, from: HTMLElement) => void} compare @returns {Card} */
export function card(chosen, compare) {
  const picture = preview(chosen);
  const heading = make("h3", "", shownName(chosen.name));
  heading.id = `name-${chosen.id}`;
  heading.tabIndex = -1;
  const status = make("div", "status");
  const said = make("div", "said");
  const button = make("button", "quiet");
  button.type = "button";
  button.id = `compare-${chosen.id}`;
  button.setAttribute("aria-describedby", heading.id);
  worded(button, "compare");
  button.addEventListener("click", () => compare(chosen, button));
  const folder = chosen.folder ? make("p", "folder", shownName(chosen.folder)) : null;
  const element = make("li", "card", make("div", "top", picture, make("div", "about", heading, folder, status)), said, button);
  element.id = `file-${chosen.id}`;
  const draw = () => {
    element.dataset.state = chosen.state === "done" ? (hasCopy(chosen) ? "copy" : "none") : chosen.state;
    status.replaceChildren(...state(chosen));
    // What somebody opened stays open.
    const open = said.querySelector("details")?.open;
    said.replaceChildren(...findings(chosen));
    if (open) said.querySelector("details")?.setAttribute("open", "");
    button.hidden = !hasCopy(chosen);
    picture.querySelector(".plaque")?.replaceWith(plaque(chosen));
  };
  draw();
  return { element, heading, draw };
}
