// @ts-check
// What has no copy, each with its sentence, and what is neither a photo nor a video.
import { hasNone, isOther } from "../cleaning/batch.js";
import { counted, figure } from "../language/words.js";
import { whyNot } from "./card.js";
import { byId, make, shownName } from "./element.js";
import { summaryOfMore } from "./facts.js";

/** @typedef {import("../cleaning/batch.js").Chosen} Chosen */

const AT_ONCE = 10;
const MOST_OTHERS = 500;

/** @param {Chosen} chosen */
const path = ({ folder, name }) => shownName(folder ? `${folder}/${name}` : name);

/** @param {Chosen} chosen */
const line = chosen => make("li", "", make("b", "", path(chosen)), make("span", "", whyNot(chosen)));

/** @param {Chosen[]} chosen @param {(chosen: Chosen) => Node} item @param {HTMLDetailsElement} details */
function whenOpened(chosen, item, details) {
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(make("ul", "", ...chosen.map(item)));
  });
}

/** @param {Chosen[]} all */
export function drawLeftOut(all) {
  const none = all.filter(hasNone);
  byId("without").hidden = !none.length;
  byId("without-count").textContent = figure(none.length);
  const first = make("ul", "", ...none.slice(0, AT_ONCE).map(line));
  const rest = none.slice(AT_ONCE);
  if (!rest.length) byId("without-list").replaceChildren(first);
  else {
    const details = make("details", "more", summaryOfMore(rest.length));
    whenOpened(rest, line, details);
    byId("without-list").replaceChildren(first, details);
  }
  const others = all.filter(isOther);
  const small = /** @type {HTMLDetailsElement} */ (byId("others"));
  small.hidden = !others.length;
  byId("others-count").textContent = figure(others.length);
  const items = others.slice(0, MOST_OTHERS).map(chosen => make("li", "", path(chosen)));
  if (others.length > MOST_OTHERS) {
    items.push(make("li"));
    counted(items[MOST_OTHERS], "more", others.length - MOST_OTHERS);
  }
  byId("others-list").replaceChildren(...items);
}
