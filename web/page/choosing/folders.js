// @ts-check
// What is in folders that are dropped, read to the bottom. Browsers have two ways to hand one out, an entry and a handle.
// What cannot be read is handed on as such, so that it is told.

/** @typedef {import("../cleaning/batch.js").Given} Given */
/** @typedef {{name: string, folder: string, file: (() => Promise<File>) | null, inside: (() => Promise<Found[]>) | null}} Found */

/** @param {string} folder @param {string} name */
const below = (folder, name) => (folder ? `${folder}/${name}` : name);

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function entries(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */ const all = [];
  for (;;) {
    // Some browsers hand out a hundred at a time.
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}

/** @param {FileSystemEntry} entry @param {string} [folder] @returns {Found} */
export function ofEntry(entry, folder = "") {
  const { name } = entry;
  const single = /** @type {FileSystemFileEntry} */ (entry);
  const several = /** @type {FileSystemDirectoryEntry} */ (entry);
  return entry.isDirectory
    ? { name, folder, file: null, inside: async () => (await entries(several)).map(one => ofEntry(one, below(folder, name))) }
    : { name, folder, file: () => new Promise((done, fail) => single.file(done, fail)), inside: null };
}

/** @param {FileSystemHandle} handle @param {string} [folder] @returns {Found} */
export function ofHandle(handle, folder = "") {
  const { name } = handle;
  if (handle.kind === "file") return { name, folder, file: () => /** @type {FileSystemFileHandle} */ (handle).getFile(), inside: null };
  const inside = async () => {
    /** @type {Found[]} */ const all = [];
    for await (const one of /** @type {FileSystemDirectoryHandle} */ (handle).values()) all.push(ofHandle(one, below(folder, name)));
    return all;
  };
  return { name, folder, file: null, inside };
}

/** @param {Found} a @param {Found} b */
const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** Every file, folder by folder, by name. @param {Found[]} roots @returns {Promise<Given[]>} */
export async function everything(roots) {
  /** @type {Given[]} */ const all = [];
  const left = [...roots].reverse();
  for (let found = left.pop(); found; found = left.pop()) {
    const { name, folder, file, inside } = found;
    try {
      if (inside) left.push(...(await inside()).sort(byName).reverse());
      else if (file) all.push({ file: await file(), name, folder });
    } catch {
      all.push({ file: null, name, folder });
    }
  }
  return all;
}
