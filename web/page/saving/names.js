// @ts-check
// The names of the copies: neutral ones, or the originals' with the extension that fits; no two of them the same.
import { allowed, freeName, split } from "./allowed.js";
import { neutral } from "./neutral.js";

/** @typedef {import("../cleaning/batch.js").Copied} Copied */
/** @typedef {{blob: Blob, folder: string[], name: string}} Named */

/** @param {string} folder */
export const parts = folder => folder.split("/").filter(Boolean);

/** @param {Copied} copied */
export const extension = ({ result, name }) => result.extension ?? split(name)[1].slice(1).toLowerCase();

/** @param {Copied} copied */
function kept(copied) {
  const [stem, ending] = split(copied.name);
  const own = ending.slice(1).toLowerCase();
  if (copied.result.extensions.includes(own) || !extension(copied)) return allowed(copied.name);
  // Anything else after a dot is part of the name.
  return allowed(`${copied.result.isPromised ? stem : copied.name}.${extension(copied)}`);
}

/**
 * No two of them are the same, ignoring case.
 * @param {Copied[]} copies @param {{neutral: boolean, flat: boolean}} wanted `flat`: all in one place, without folders
 * @returns {Named[]}
 */
export function named(copies, wanted) {
  const names = wanted.neutral
    ? neutral(copies)
    : copies.map(copied => ({ blob: copied.result.copy, folder: parts(copied.folder).map(allowed), name: kept(copied) }));
  /** @type {Map<string, Map<string, number>>} */ const taken = new Map();
  return names.map(({ blob, folder: wantedFolder, name }) => {
    const folder = wanted.flat ? [] : wantedFolder;
    const key = folder.join("/").toLowerCase();
    const there = taken.get(key) ?? new Map();
    taken.set(key, there);
    return { blob, folder, name: freeName(name, there) };
  });
}
