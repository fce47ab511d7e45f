// @ts-check
// The bar at the bottom: how far the work is, and then one main way to take the copies, the others beside it.
import { hasCopy } from "../cleaning/batch.js";
import { counted, figure, word, worded } from "../language/words.js";
import { named } from "../saving/names.js";
import { asSingleFiles, asZip, askFolder, canShare, hasFolders, intoFolder, share } from "../saving/ways.js";
import { byId, make } from "./element.js";

/** @typedef {import("../cleaning/batch.js").Batch} Batch */
/** @typedef {"share" | "single" | "zip" | "folder"} Way */

// Above that, one download each is nothing that anybody wants.
const MOST_SINGLE = 100;

/** @type {Record<Way, string>} */
const QUIET = { share: "share", single: "as-single-files", zip: "as-zip", folder: "into-folder" };

/** @param {Batch} batch */
export function barOf(batch) {
  const bar = byId("bar");
  const progress = /** @type {HTMLProgressElement} */ (byId("progress"));
  const neutral = /** @type {HTMLInputElement} */ (byId("neutral"));
  const main = byId("main-way");
  const others = byId("other-ways");
  const told = byId("told");
  let shareFailed = false;
  let shown = "";

  /** @param {boolean} flat */
  const copies = flat => named(batch.all.filter(hasCopy), { neutral: neutral.checked, flat });

  /** @returns {Way[]} the main one first */
  const ways = () => {
    const flat = copies(true);
    const single = flat.length === 1;
    const touch = matchMedia("(pointer: coarse)").matches;
    const sharing = !shareFailed && canShare(flat);
    /** @type {Way[]} */ const found = [];
    if (sharing && touch) found.push("share");
    found.push(...(single ? /** @type {const} */ (["single"]) : /** @type {const} */ (["zip"])));
    if (!single && flat.length <= MOST_SINGLE) found.push("single");
    if (hasFolders) found.push("folder");
    if (sharing && !touch) found.push("share");
    return found;
  };

  /** @param {Way} way @returns {Promise<string>} the word for what came of it */
  const go = async way => {
    if (way === "share") {
      await share(copies(true));
      return "shared";
    }
    if (way === "folder") {
      const folder = await askFolder();
      worded(told, "saving");
      await intoFolder(folder, copies(false));
      return "saved-in-folder";
    }
    worded(told, "saving");
    await (way === "zip" ? asZip(copies(false)) : asSingleFiles(copies(true)));
    return "saved";
  };

  /** @param {Way} way */
  const take = way => {
    bar.classList.add("busy");
    go(way).then(came => worded(told, came), error => {
      if (error?.name === "AbortError") return worded(told, "not-saved");
      if (way === "share") {
        // Some browsers promise more than they share: the next main button saves.
        shareFailed = true;
        offer();
        worded(told, "share-failed");
        main.querySelector("button")?.focus();
      } else worded(told, "saving-failed");
    }).finally(() => bar.classList.remove("busy"));
  };

  /** @param {Way} way @param {string} kind */
  const button = (way, kind) => {
    const made = make("button", kind);
    made.type = "button";
    made.addEventListener("click", () => {
      if (!bar.classList.contains("busy")) take(way);
    });
    return made;
  };

  const offer = () => {
    const [first, ...rest] = ways();
    const number = batch.counts().copies;
    const large = button(first, "main");
    // A button says what it does before the sentence with the number has come.
    large.textContent = word(first === "share" ? "share" : "save");
    counted(large, first === "share" ? "share-copies" : "save-copies", number);
    main.replaceChildren(large);
    others.replaceChildren(...rest.map(way => {
      const small = button(way, "quiet");
      worded(small, way === "single" && number === 1 ? "save" : QUIET[way]);
      return small;
    }));
  };

  const draw = () => {
    const { all, done, copies: number } = batch.counts();
    const working = done < all;
    bar.hidden = !all || (!working && !number);
    // Hundreds of cards lie between the top and the bar.
    byId("to-copies").hidden = bar.hidden;
    byId("working").hidden = !working;
    byId("taking").hidden = working || !number;
    progress.max = all;
    progress.value = done;
    byId("progress-figures").textContent = `${figure(done)} / ${figure(all)}`;
    const now = working ? "" : `${all} ${number}`;
    if (now && now !== shown && number) {
      worded(told, "post-copies");
      offer();
    }
    shown = now;
  };
  neutral.addEventListener("change", () => worded(byId("neutral-hint"), neutral.checked ? "neutral-hint" : "kept-hint"));

  return { draw };
}
