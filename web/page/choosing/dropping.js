// @ts-check
// Files and folders that are dropped anywhere on the page. Folders are read to the bottom, in as many batches as the
// browser hands them out; what cannot be read is handed on as such, so that it is told.

/** @typedef {import("../cleaning/batch.js").Given} Given */

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function entries(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */ const all = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}

/** @param {FileSystemEntry[]} roots @returns {Promise<Given[]>} */
async function below(roots) {
  /** @type {Given[]} */ const found = [];
  const left = [...roots].reverse();
  for (let entry = left.pop(); entry; entry = left.pop()) {
    const folder = entry.fullPath.split("/").filter(Boolean).slice(0, -1).join("/");
    try {
      if (entry.isDirectory) {
        left.push(...(await entries(/** @type {FileSystemDirectoryEntry} */ (entry))).sort(byName).reverse());
      } else {
        const single = /** @type {FileSystemFileEntry} */ (entry);
        const file = /** @type {File} */ (await new Promise((done, fail) => single.file(done, fail)));
        found.push({ file, name: file.name, folder });
      }
    } catch {
      found.push({ file: null, name: entry.name, folder });
    }
  }
  return found;
}

/** @param {FileSystemEntry} a @param {FileSystemEntry} b */
const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** @param {DataTransfer} data @returns {Promise<Given[]>} */
function dropped(data) {
  // All entries are asked for before anything is waited for: afterwards the browser has forgotten them.
  const roots = Array.from(data.items, item => item.webkitGetAsEntry?.()).filter(entry => entry !== null && entry !== undefined);
  if (roots.length) return below(roots);
  return Promise.resolve(Array.from(data.files, file => ({ file, name: file.name, folder: "" })));
}

/** @param {(chosen: Given[]) => void} take */
export function takeDrops(take) {
  let depth = 0;
  const show = () => document.body.classList.toggle("dropping", depth > 0);
  /** @param {DragEvent} event */
  const holdsFiles = event => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragenter", event => {
    if (!holdsFiles(event)) return;
    depth++;
    show();
  });
  addEventListener("dragleave", event => {
    if (!holdsFiles(event)) return;
    depth = Math.max(0, depth - 1);
    show();
  });
  addEventListener("dragover", event => {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("drop", async event => {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show();
    const chosen = await dropped(event.dataTransfer);
    if (chosen.length) take(chosen);
  });
}
