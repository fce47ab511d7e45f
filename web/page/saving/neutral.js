// @ts-check
// Neutral names, as the command line gives them (`--rename`): numbers in the order of taking, counted over everything;
// each folder becomes an album.
import { extension, parts } from "./names.js";
import { split } from "./allowed.js";

/** @typedef {import("../cleaning/batch.js").Copied} Copied */
/** @typedef {import("./names.js").Named} Named */

// Extensions that the halves of a Live Photo have.
const HALVES = new Set([".heic", ".heif", ".jpg", ".jpeg", ".mov"]);

/** The same for both halves of a Live Photo, null for what is none. @param {Copied} copied */
function half({ folder, name }) {
  const [stem, ending] = split(name);
  return HALVES.has(ending.toLowerCase()) ? `${folder}/${stem.toLowerCase()}` : null;
}

/** @param {Copied} one @param {Copied} other */
function byPath(one, other) {
  const [a, b] = [[...parts(one.folder), one.name], [...parts(other.folder), other.name]];
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) return a.length - b.length;
  return b[at] === undefined || a[at] > b[at] ? 1 : -1;
}

/** @param {Copied[]} moment */
const taken = moment => moment.flatMap(({ result }) => result.taken ?? []).sort().at(0) ?? null;

/** @param {Copied[]} one @param {Copied[]} other */
function byTaking(one, other) {
  const [first, second] = [taken(one), taken(other)];
  if (first === second) return 0;
  if (first === null) return 1;
  if (second === null) return -1;
  return first < second ? -1 : 1;
}

/**
 * The copies by the moment that they show, in the order of taking; what says nothing about it comes after, by path. A
 * Live Photo is one moment.
 * @param {Copied[]} copies
 */
function moments(copies) {
  /** @type {Copied[][]} */ const all = [];
  /** @type {Map<string, Copied[]>} */ const halves = new Map();
  for (const copied of [...copies].sort(byPath)) {
    const key = half(copied);
    const known = key === null ? undefined : halves.get(key);
    // One photo and one video: a second photo of that name is a moment of its own.
    if (known?.length === 1 && known[0].result.isVideo !== copied.result.isVideo) {
      known.push(copied);
      continue;
    }
    const moment = [copied];
    all.push(moment);
    if (key !== null && !known) halves.set(key, moment);
  }
  return all.sort(byTaking);
}

/** @param {Copied[]} copies @returns {Named[]} */
export function neutral(copies) {
  // One folder that was chosen is not an album itself; several of them are.
  const roots = new Set(copies.map(({ folder }) => parts(folder).at(0)));
  const above = roots.size > 1 ? 0 : 1;
  /** @type {Map<string, string>} */ const albums = new Map();
  return moments(copies).flatMap((moment, at) => moment.map(copied => {
    const { folder, result } = copied;
    const inAlbum = parts(folder).length > above;
    if (inAlbum && !albums.has(folder)) albums.set(folder, `album-${String(albums.size + 1).padStart(2, "0")}`);
    const stem = `${result.isVideo ? "video" : "photo"}-${String(at + 1).padStart(4, "0")}`;
    return { blob: result.copy, folder: inAlbum ? [albums.get(folder) ?? ""] : [], name: `${stem}.${extension(copied)}` };
  }));
}
