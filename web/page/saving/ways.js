// @ts-check
// The ways out of the page: another app, the downloads, a zip, a folder. Each is called straight from a click, and
// none of them says when or where a copy was made.
import { downloadZip } from "client-zip";
import { candidates } from "./allowed.js";

/** @typedef {import("./names.js").Named} Named */

const ZIP = "photos.zip";
const UNTIL_READ = 60_000;
const BETWEEN = 300;
// The first day that a zip can name.
const FIRST_DAY = new Date(1980, 0, 1);

/** @param {Named} named */
const asFile = ({ blob, name }) => new File([blob], name, { type: blob.type, lastModified: 0 });

/** @param {Named[]} copies */
export function canShare(copies) {
  if (!navigator.canShare || !copies.length) return false;
  try {
    return navigator.canShare({ files: copies.map(asFile) });
  } catch {
    return false;
  }
}

/** @param {Named[]} copies */
export const share = copies => navigator.share({ files: copies.map(asFile) });

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), UNTIL_READ);
}

/** @param {Named[]} copies */
export async function asSingleFiles(copies) {
  for (const { blob, name } of copies) {
    download(blob, name);
    // Browsers drop downloads that come all at once.
    if (copies.length > 1) await new Promise(done => setTimeout(done, BETWEEN));
  }
}

/** @param {Named[]} copies */
export async function asZip(copies) {
  const entries = copies.map(({ blob, folder, name }) => ({ input: blob, name: [...folder, name].join("/"), lastModified: FIRST_DAY }));
  download(await downloadZip(entries).blob(), ZIP);
}

export const hasFolders = "showDirectoryPicker" in globalThis;

/** @returns {Promise<FileSystemDirectoryHandle>} */
export const askFolder = () => /** @type {any} */ (globalThis).showDirectoryPicker({ mode: "readwrite" });

/** @param {FileSystemDirectoryHandle} folder @param {string} name */
async function isTaken(folder, name) {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    const { name: kind } = /** @type {DOMException} */ (error);
    if (kind === "NotFoundError") return false;
    // A folder of that name.
    if (kind === "TypeMismatchError") return true;
    throw error;
  }
}

/** No file that is there already is replaced. @param {FileSystemDirectoryHandle} root @param {Named[]} copies */
export async function intoFolder(root, copies) {
  for (const copy of copies) {
    let folder = root;
    for (const part of copy.folder) folder = await folder.getDirectoryHandle(part, { create: true });
    for (const name of candidates(copy.name)) {
      if (await isTaken(folder, name)) continue;
      const writing = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writing.write(copy.blob);
      await writing.close();
      break;
    }
  }
}
