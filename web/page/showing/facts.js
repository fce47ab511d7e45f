// @ts-check
// What a file says, as lists: the worst three groups at once, the rest when it is asked for.
import { counted, figure, spoken, word } from "../language/words.js";
import { make } from "./element.js";

/** @typedef {import("../cleaning/protocol.js").Group} Group */

const GROUPS = 3;
const LINES = 3;

/**
 * What was found, with what the previews show in the place of that there are some.
 * @param {import("../cleaning/batch.js").Chosen} chosen @returns {Group[]}
 */
export function told({ result, previews }) {
  const { told } = /** @type {import("../cleaning/protocol.js").Result} */ (result).said[spoken()];
  const lines = [...new Set(previews.map(({ said }) => said[spoken()]))];
  return told.map(group => (group.category === "preview" && lines.length ? { ...group, lines } : group));
}

/** @param {Group} group */
function rows({ category, label, lines }) {
  const row = make("div", "group", make("dt", "", label), ...lines.map(line => make("dd", "", line)));
  row.dataset.category = category;
  return row;
}

/** @param {Group[]} groups */
export const allFacts = groups => make("dl", "facts", ...groups.map(rows));

/** @param {string[]} lines @returns {Group[]} */
export const asGroup = lines => (lines.length ? [{ category: "perhaps", label: word("perhaps"), lines }] : []);

/** It says the number alone until the sentence has come. @param {number} number */
export function summaryOfMore(number) {
  const summary = make("summary", "", figure(number));
  counted(summary, "more", number);
  return summary;
}

/** @param {Group[]} groups @param {string} of the id of what they are the facts of @returns {HTMLElement[]} */
export function shortFacts(groups, of) {
  const short = groups.slice(0, GROUPS).map(group => ({ ...group, lines: group.lines.slice(0, LINES) }));
  const rest = groups.map((group, at) => (at < GROUPS ? { ...group, lines: group.lines.slice(LINES) } : group)).filter(({ lines }) => lines.length);
  if (!rest.length) return [allFacts(short)];
  const summary = summaryOfMore(rest.reduce((sum, { lines }) => sum + lines.length, 0));
  summary.setAttribute("aria-describedby", of);
  const more = make("details", "more", summary);
  more.addEventListener("toggle", () => {
    if (more.open && more.children.length === 1) more.append(allFacts(rest));
  });
  return [allFacts(short), more];
}
