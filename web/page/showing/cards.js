// @ts-check
// The cards in the order of choosing. Those beyond the first 200 are not drawn until somebody asks for them.
import { isOther } from "../cleaning/batch.js";
import { counted, figure } from "../language/words.js";
import { card } from "./card.js";
import { byId } from "./element.js";
import { packing } from "./packing.js";

/** @typedef {import("../cleaning/batch.js").Chosen} Chosen */

const AT_ONCE = 200;

/** @param {() => Chosen[]} all @param {(chosen: Chosen, from: HTMLElement) => void} compare */
export function cardsOf(all, compare) {
  const list = byId("cards");
  const button = byId("show-more");
  const pack = packing(list);
  /** @type {Map<number, import("./card.js").Card>} */ const drawn = new Map();
  let next = 0;
  let limit = AT_ONCE;

  /** @param {Set<Chosen>} changed */
  const update = changed => {
    for (const chosen of changed) {
      const there = drawn.get(chosen.id);
      if (!there) continue;
      if (!isOther(chosen)) there.draw();
      else {
        there.element.remove();
        drawn.delete(chosen.id);
      }
    }
    const chosen = all();
    const fresh = document.createDocumentFragment();
    for (; next < chosen.length && drawn.size < limit; next++) {
      if (isOther(chosen[next])) continue;
      const made = card(chosen[next], compare);
      drawn.set(chosen[next].id, made);
      pack(made.element);
      fresh.append(made.element);
    }
    list.append(fresh);
    const left = chosen.length - next;
    button.hidden = left === 0;
    if (!left) return;
    button.textContent ||= figure(Math.min(left, AT_ONCE));
    counted(button, "show-more", Math.min(left, AT_ONCE));
  };

  button.addEventListener("click", () => {
    const first = all().at(next);
    limit = drawn.size + AT_ONCE;
    update(new Set());
    // Reading goes on where the new cards begin, and the button may be gone.
    if (first) drawn.get(first.id)?.heading.focus();
  });

  return {
    update,
    redraw() {
      for (const { draw } of drawn.values()) draw();
    },
    clear() {
      drawn.clear();
      list.replaceChildren();
      next = 0;
      limit = AT_ONCE;
      button.hidden = true;
    },
    /** @param {Chosen} chosen */
    has: chosen => drawn.has(chosen.id),
  };
}
