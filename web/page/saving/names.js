// @ts-check
// The names of the copies: neutral ones, in the order of taking, or the originals' with the extension that fits.
import { allowed, freeName, split } from "./allowed.js";

/** @typedef {import("../cleaning/batch.js").Copied} Copied */
/** @typedef {{blob: Blob, folder: string[], name: string}} Named */

const STILLS = new Set(["heic", "heif", "jpg", "jpeg"]);

/** @param {string} folder */
const parts = folder => folder.split("/").filter(Boolean);

/** @param {Copied} copied */
const extension = ({ result, name }) => result.extension ?? split(name)[1].slice(1).toLowerCase();

/** The two halves of a Live Photo have the same key. @param {Copied} copied */
const stemKey = ({ folder, name }) => JSON.stringify([folder, split(name)[0]]).toLowerCase();

/** Live Photos as pairs, everything else alone, in the order of choosing. @param {Copied[]} copies @returns {Copied[][]} */
function together(copies) {
  /** @type {Map<string, Copied>} */ const films = new Map();
  for (const copied of copies) {
    if (extension(copied) === "mov" && copied.result.isVideo && !films.has(stemKey(copied))) films.set(stemKey(copied), copied);
  }
  /** @type {Map<Copied, Copied>} */ const stills = new Map();
  for (const copied of copies) {
    const film = films.get(stemKey(copied));
    if (film && !copied.result.isVideo && STILLS.has(extension(copied)) && !stills.has(film)) stills.set(film, copied);
  }
  const paired = new Map(Array.from(stills, ([film, still]) => [still, film]));
  return copies.filter(copied => !stills.has(copied)).map(copied => {
    const film = paired.get(copied);
    return film ? [copied, film] : [copied];
  });
}

/** @param {Copied[]} group */
const moment = group => group.map(({ result }) => result.taken).find(Boolean) ?? null;

/** @param {Copied[]} a @param {Copied[]} b */
function byMoment(a, b) {
  const [first, second] = [moment(a), moment(b)];
  if (first === second) return 0;
  if (first === null) return 1;
  if (second === null) return -1;
  return first < second ? -1 : 1;
}

/** Folders below those that were chosen, as albums side by side. @param {Copied[]} copies */
function albums(copies) {
  const below = new Set(copies.map(({ folder }) => folder).filter(folder => parts(folder).length > 1));
  return new Map([...below].sort().map((folder, at) => [folder, `album-${at + 1}`]));
}

/** @param {Copied[]} copies @returns {Named[]} */
function neutral(copies) {
  const groups = together(copies).sort(byMoment);
  const digits = Math.max(4, String(groups.length).length);
  const album = albums(copies);
  return groups.flatMap((group, at) => group.map(copied => {
    const kind = group[0].result.isVideo ? "video" : "photo";
    const folder = album.get(copied.folder);
    return {
      blob: copied.result.copy,
      folder: folder ? [folder] : [],
      name: `${kind}-${String(at + 1).padStart(digits, "0")}.${extension(copied)}`,
    };
  }));
}

/** Spellings of one extension. @type {Record<string, string>} */
const SAME = { jpeg: "jpg", jpe: "jpg", jfif: "jpg", tiff: "tif", heif: "heic", hif: "heic" };

/** @param {string} spelling */
const usual = spelling => SAME[spelling.toLowerCase()] ?? spelling.toLowerCase();

/** @param {Copied} copied */
function kept(copied) {
  const [stem, ending] = split(copied.name);
  const fits = usual(ending.slice(1)) === usual(extension(copied));
  return allowed(fits || !extension(copied) ? copied.name : `${stem}.${extension(copied)}`);
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
