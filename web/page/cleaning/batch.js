// @ts-check
// What was chosen, and how far the work on it is. No drawing here: whoever wants to know is told what changed.

/** @typedef {import("./protocol.js").Result} Result */
/** @typedef {import("./protocol.js").Trouble} Trouble */
/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./protocol.js").Preview} Preview */

/**
 * A file as it was chosen; `folder` is empty or ends in no slash. `file` is null where it could not be read.
 * @typedef {{file: File | null, name: string, folder: string}} Given
 *
 * @typedef {Given & {
 *   id: number,
 *   state: "waiting" | "working" | "done",
 *   result: Result | null,
 *   trouble: Trouble | null,
 *   previews: Preview[],
 * }} Chosen
 *
 * A file with a copy that the core made of it.
 * @typedef {Chosen & {result: Result & {copy: Blob}}} Copied
 *
 * Cleans one file.
 * @typedef {(file: File, name: string, begins: () => void) => Promise<Answer>} Clean
 *
 * Looks at the previews in one file.
 * @typedef {(file: File) => Promise<Preview[]>} Compare
 */

/** Only a copy that the core handed over counts as one. @param {Chosen} chosen @returns {chosen is Copied} */
export function hasCopy(chosen) {
  const { result } = chosen;
  return result?.copy instanceof Blob && (result.outcome === "cleaned" || result.outcome === "already-clean");
}

/** @param {Chosen} chosen */
export const isOther = ({ result }) => result?.outcome === "not-media";

/** @param {Chosen} chosen */
export const hasNone = chosen => chosen.state === "done" && !hasCopy(chosen) && !isOther(chosen);

export class Batch {
  /** @type {Chosen[]} */ all = [];
  #clean;
  #compare;
  #changed;
  #next = 1;

  /** @param {Clean} clean @param {Compare} compare @param {(chosen: Chosen) => void} changed */
  constructor(clean, compare, changed) {
    this.#clean = clean;
    this.#compare = compare;
    this.#changed = changed;
  }

  /** @param {Given[]} given */
  add(given) {
    for (const one of given) {
      /** @type {Chosen} */
      const chosen = { ...one, id: this.#next++, state: "waiting", result: null, trouble: null, previews: [] };
      this.all.push(chosen);
      this.#work(chosen);
    }
  }

  clear() {
    this.all = [];
  }

  counts() {
    const counts = { all: this.all.length, done: 0, copies: 0, without: 0, others: 0 };
    for (const chosen of this.all) {
      if (chosen.state !== "done") continue;
      counts.done++;
      if (hasCopy(chosen)) counts.copies++;
      else if (isOther(chosen)) counts.others++;
      else counts.without++;
    }
    return counts;
  }

  /** @param {Chosen} chosen */
  async #work(chosen) {
    const begins = () => {
      chosen.state = "working";
      this.#changed(chosen);
    };
    const { result, trouble } = chosen.file
      ? await this.#clean(chosen.file, chosen.name, begins)
      : { result: null, trouble: /** @type {const} */ ("unreadable") };
    Object.assign(chosen, { state: "done", result, trouble });
    this.#changed(chosen);
    if (chosen.file && result?.said.en.told.some(({ category }) => category === "preview")) {
      chosen.previews = await this.#compare(chosen.file);
      this.#changed(chosen);
    }
  }
}
